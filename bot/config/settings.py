"""The config file and the environment, checked. Unknown keys are mistakes.

Sources, the first wins: ``ZVONOK_…`` environment variables, then the TOML file.
"""

import codecs
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.config import words
from bot.config.sections import (
    API_URL,
    CallbackSettings,
    CopySettings,
    DatabaseSettings,
    LogSettings,
    OperatorSettings,
    PrivacySettings,
    RetentionSettings,
    UnitSettings,
    VkSettings,
    WaitingSettings,
)
from bot.config.vacations import repeated
from bot.errors import Problem, Refused
from storage.records import Office, OfficeHolder, Unit, Vacation
from storage.subscription import WATCH, Subscription


class Settings(BaseSettings):
    """Everything the operator decides."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix="ZVONOK_", env_nested_delimiter="__"
    )

    vk: VkSettings = VkSettings()
    callback: CallbackSettings = CallbackSettings()
    database: DatabaseSettings = DatabaseSettings()
    retention: RetentionSettings = RetentionSettings()
    waiting: WaitingSettings = WaitingSettings()
    privacy: PrivacySettings = PrivacySettings()
    operator: OperatorSettings = OperatorSettings()
    copies: CopySettings = CopySettings()
    log: LogSettings = LogSettings()
    unit: tuple[UnitSettings, ...] = ()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the values read from the file."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @property
    def made_up(self) -> bool:
        """Whether VK is a stand-in, whose clock is set by hand."""
        return self.vk.api_url != API_URL

    def units(self) -> list[Unit]:
        """Give the units as storage keeps them."""
        return [
            Unit(
                id=each.id,
                kind=each.kind,
                name=each.name,
                parent=each.parent,
                timezone=each.timezone,
                order=each.order,
            )
            for each in self.unit
        ]

    def holders(self) -> list[OfficeHolder]:
        """Give the office holders the config names."""
        return [
            OfficeHolder(unit=each.id, account=account, office=office)
            for each in self.unit
            for office, accounts in (
                (Office.ADMINISTRATOR, each.administrators),
                (Office.DEPUTY, each.deputies),
                (Office.COORDINATOR, each.coordinators),
            )
            for account in accounts
        ]

    def subscriptions(self) -> list[Subscription]:
        """Give who is to get the daily watch."""
        return [Subscription(unit.id, who, WATCH) for unit in self.unit for who in unit.watch]

    def vacations(self) -> list[Vacation]:
        """Give the vacations the config names."""
        return [
            vacation
            for unit in self.unit
            for each in unit.vacations
            for vacation in each.of(unit.id)
        ]

    def zone(self) -> ZoneInfo:
        """Give the time zone of most units: by it the service chooses its quiet hour."""
        zones = Counter(each.timezone for each in self.unit)
        return ZoneInfo(zones.most_common(1)[0][0])

    def callback_secret(self) -> str:
        """Give the secret by which VK's posts are known. Raises ``Refused``."""
        if secret := self.callback.secret.get_secret_value():
            return secret
        raise Refused(words.no_secret())

    def token(self) -> str:
        """Give the community's token from the settings or from its file. Raises ``Refused``."""
        if token := self.vk.token.get_secret_value().strip():
            return token
        if self.vk.token_file is None:
            raise Refused(words.no_token())
        try:
            token = _text(self.vk.token_file).strip()
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(words.unreadable_token(str(self.vk.token_file))) from error
        if not token:
            raise Refused(words.empty_token(str(self.vk.token_file)))
        return token


def load_settings(path: Path) -> Settings:
    """Read the config file. Raises ``Refused`` with a line per mistake."""
    try:
        values: dict[str, Any] = tomllib.loads(_text(path))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Refused(words.no_config(str(path))) from error
    except (OSError, ValueError) as error:
        raise Refused(words.unreadable_config(str(path), str(error))) from error
    try:
        settings = Settings(**values)
    except SettingsError as error:
        raise Refused(words.bad_environment(str(error))) from error
    except ValidationError as error:
        raise Refused(words.bad_config(str(path), told(error))) from error
    if mistakes := tuple(_contradictions(settings)):
        raise Refused(words.bad_config(str(path), mistakes))
    return settings


def _text(path: Path) -> str:
    """Read a text as editors save it: UTF-8 with or without a mark, or marked UTF-16."""
    written = path.read_bytes()
    marked = written.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return written.decode("utf-16" if marked else "utf-8-sig")


_SECRET = frozenset({"token", "secret", "ping"})


def told(error: ValidationError) -> tuple[Problem, ...]:
    """Turn pydantic's errors into places, codes and values (never a secret)."""
    return tuple(
        Problem(
            ".".join(str(part + 1 if isinstance(part, int) else part) for part in each["loc"]),
            _code(each["type"], each["msg"]),
            ""
            if isinstance(each["input"], dict | list) or not _SECRET.isdisjoint(each["loc"])
            else str(each["input"]),
        )
        for each in error.errors()
    )


def _code(kind: str, message: str) -> str:
    return message.removeprefix("Value error, ") if kind == "value_error" else kind


def _contradictions(settings: Settings) -> Iterator[Problem]:
    names = [unit.id for unit in settings.unit]
    if not names:
        yield Problem("unit", "no_units")
    for index, unit in enumerate(settings.unit, start=1):
        if names.count(unit.id) > 1:
            yield Problem(f"unit.{index}.id", "repeated_id", unit.id)
        yield from repeated(f"unit.{index}.vacations", unit.vacations)
        if unit.parent == unit.id:
            yield Problem(f"unit.{index}.parent", "own_parent", unit.id)
        elif unit.parent is not None and unit.parent not in names:
            yield Problem(f"unit.{index}.parent", "unknown_parent", unit.parent)
        holders = {*unit.administrators, *unit.deputies, *unit.coordinators}
        for number, account in enumerate(unit.watch, start=1):
            if account not in holders:
                yield Problem(f"unit.{index}.watch.{number}", "no_office", str(account))
