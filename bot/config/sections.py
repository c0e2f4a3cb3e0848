"""The sections of the config: what each key may say, and how it is handed on."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from bot.config.vacations import VacationSettings
from monitor.orders.model import UnitKind
from monitor.report.known import Patience
from monitor.time.keeping import LEAST_JOURNAL_YEARS, LEAST_WEEKS, Keep
from storage.accounts import ACCOUNTS_END

API_URL = "https://api.vk.com/method/"
"""VK's own; a stand-in's time is made up, and so are the moments somebody tries there."""


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("timezone") from error
    return name


def _api_url(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("url")
    return url if url.endswith("/") else f"{url}/"


def _listen(address: str) -> str:
    host, _, port = address.rpartition(":")
    if not (host and port.isascii() and port.isdecimal() and int(port) < 1 << 16):
        raise ValueError("listen")
    return address


def _address(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def _loopback(listen: str) -> str:
    if listen and _address(_listen(listen))[0] not in ("127.0.0.1", "::1", "localhost"):
        raise ValueError("loopback")
    return listen


def _ping(url: SecretStr) -> SecretStr:
    if url.get_secret_value() and not url.get_secret_value().startswith(("http://", "https://")):
        raise ValueError("url")
    return url


def _path(path: str) -> str:
    if re.fullmatch(r"/[A-Za-z0-9._~/-]*", path) is None:
        raise ValueError("path")
    return path


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("int_type")  # noqa: TRY004 - pydantic's own way to say it
    return value


AccountNumber = Annotated[int, BeforeValidator(_no_truth), Field(gt=0, lt=ACCOUNTS_END)]
"""A person's number as the config has it: neither a community, nor a chat, nor a phone."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VkSettings(_Part):
    """How to reach VK as the community."""

    token: SecretStr = SecretStr("")
    token_file: Path | None = None
    group_id: Annotated[int, Field(ge=0)] = 0
    api_url: Annotated[str, AfterValidator(_api_url)] = API_URL
    transport: Literal["longpoll", "callback"] = "longpoll"


class CallbackSettings(_Part):
    """Where the service waits for VK's Callback API, with ``transport = "callback"``."""

    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    path: Annotated[str, AfterValidator(_path)] = "/vk"
    secret: Annotated[SecretStr, Field(max_length=50)] = SecretStr("")
    confirmation: str = ""

    def address(self) -> tuple[str, int]:
        """Give the host and the port to listen on."""
        return _address(self.listen)


class DatabaseSettings(_Part):
    """Where everything is remembered."""

    url: str = "sqlite:///zvonok.db"


class RetentionSettings(_Part):
    """How long is kept what is no longer counted with."""

    tallies_weeks: Annotated[int, Field(ge=LEAST_WEEKS, lt=1_000)] = 60
    reports_years: Annotated[int, Field(ge=1, lt=100)] = 3
    journal_years: Annotated[int, Field(ge=LEAST_JOURNAL_YEARS, lt=100)] = 3

    def keep(self) -> Keep:
        """Give it as the monitor wants it."""
        return Keep(
            tallies_weeks=self.tallies_weeks,
            reports_years=self.reports_years,
            journal_years=self.journal_years,
        )


class WaitingSettings(_Part):
    """How long what is due waits until what happened before is read."""

    hours: Annotated[float, Field(ge=0, le=168)] = 12

    def patience(self) -> Patience:
        """Give it as the monitor wants it."""
        return Patience(longest=timedelta(hours=self.hours))


class PrivacySettings(_Part):
    """What coordinators and group chats are told of small groups."""

    small_group: Annotated[int, Field(ge=1, le=100)] = 5


class OperatorSettings(_Part):
    """Who is told how the service itself fares, and where it can be asked."""

    accounts: tuple[AccountNumber, ...] = ()
    listen: Annotated[str, AfterValidator(_loopback)] = ""
    ping: Annotated[SecretStr, AfterValidator(_ping)] = SecretStr("")
    silence_minutes: Annotated[int, Field(ge=0, le=1_440)] = 60
    copy_hours: Annotated[int, Field(ge=0, le=1_000)] = 26

    def address(self) -> tuple[str, int] | None:
        """Give the host and the port to listen on; None: nobody listens."""
        return _address(self.listen) if self.listen else None

    def silence(self) -> timedelta:
        """Give how long no message may come while lessons are on; zero: for ever."""
        return timedelta(minutes=self.silence_minutes)

    def copies(self) -> timedelta:
        """Give how old the last copy may be; zero: for ever."""
        return timedelta(hours=self.copy_hours)


class CopySettings(_Part):
    """When and where the service copies its database, and which copies stay."""

    folder: str = ""
    hour: Annotated[int, Field(ge=0, le=23)] = 3
    daily: Annotated[int, Field(ge=1, le=1_000)] = 7
    weekly: Annotated[int, Field(ge=0, le=1_000)] = 4


class LogSettings(_Part):
    """Where the log goes as well, besides to whoever started the service."""

    file: Path | None = None
    days: Annotated[int, Field(ge=1, le=1_000)] = 30


class UnitSettings(_Part):
    """An organisation or a level above it, and who answers for it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    kind: UnitKind
    name: Annotated[str, Field(min_length=1)]
    parent: str | None = None
    timezone: Annotated[str, AfterValidator(_timezone)]
    order: str
    administrators: tuple[AccountNumber, ...] = ()
    deputies: tuple[AccountNumber, ...] = ()
    coordinators: tuple[AccountNumber, ...] = ()
    vacations: tuple[VacationSettings, ...] = ()
    watch: tuple[AccountNumber, ...] = ()
