"""What systemd is told of the service: a unit's file, made of where things lie."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.config.settings import Settings
from storage.copying.backup import NotSqlite, file_of

MARK = "# Written by zvonok service install."
"""The first line of what may be replaced."""

STATE = Path("/var/lib/zvonok")
"""Where the service of a machine keeps what it writes."""

WATCHDOG = 180
"""Seconds without a sign of life after which the service is started anew: two of the pulse's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where things lie. ``account``: as whom it runs, of a machine's; None: it is a user's own.

    ``written``: folders outside of its own that it writes to.
    """

    program: Path
    config: Path
    folder: Path
    account: str | None = "zvonok"
    only: str | None = None
    written: tuple[Path, ...] = field(default=())

    @property
    def name(self) -> str:
        """The unit's name."""
        return f"zvonok-{self.only}.service" if self.only else "zvonok.service"


def written_by(settings: Settings, folder: Path) -> tuple[Path, ...]:
    """List the folders that a service of these settings writes to besides its own. Pure."""
    found: list[Path] = []
    try:
        base = (folder / file_of(settings.database.url)).parent
        found.append(base)
    except NotSqlite:
        base = folder
    if settings.copies.folder:
        found.append(base / settings.copies.folder)
    if settings.log.file is not None:
        found.append((folder / settings.log.file).parent)
    outside = [each for each in found if not each.is_relative_to(folder)]
    return tuple(each for each in sorted(set(outside)) if not _below(each, outside))


def _below(path: Path, others: Iterable[Path]) -> bool:
    return any(path != each and path.is_relative_to(each) for each in others)


def text_of(place: Place) -> str:
    """Write the unit."""
    only = f" --only {place.only}" if place.only else ""
    part = f", {place.only}" if place.only else ""
    lines = [
        MARK,
        "[Unit]",
        f"Description=Zvonok{part}",
        *(("Wants=network-online.target", "After=network-online.target") if place.account else ()),
        "",
        "[Service]",
        "Type=notify",
        *((f"User={place.account}", "StateDirectory=zvonok") if place.account else ()),
        *(("StateDirectoryMode=0750",) if place.account else ()),
        f"WorkingDirectory={place.folder}",
        f"ExecStart={place.program} run --config {place.config}{only}",
        "ExecReload=kill -HUP $MAINPID",
        "Restart=on-failure",
        "RestartSec=30",
        "# At night the messenger may be away: the start waits for it.",
        "TimeoutStartSec=infinity",
        "TimeoutStopSec=15",
        "# No sign of life from one of its parts for so long: it is started anew.",
        f"WatchdogSec={WATCHDOG}",
        "MemoryHigh=768M",
        "MemoryMax=1G",
        "UMask=0077",
        "NoNewPrivileges=yes",
        *(_hardening(place) if place.account else ()),
        "",
        "[Install]",
        f"WantedBy={'multi-user.target' if place.account else 'default.target'}",
        "",
    ]
    return "\n".join(lines)


def _hardening(place: Place) -> list[str]:
    homes = (Path("/home"), Path("/root"), Path("/run/user"))
    used = (place.program, place.config, place.folder, *place.written)
    at_home = any(each.is_relative_to(home) for each in used for home in homes)
    return [
        "ProtectSystem=strict",
        *(f"ReadWritePaths={each}" for each in place.written),
        *(() if at_home else ("ProtectHome=yes",)),
        "PrivateTmp=yes",
        "PrivateDevices=yes",
        "ProtectClock=yes",
        "ProtectControlGroups=yes",
        "ProtectHostname=yes",
        "ProtectKernelLogs=yes",
        "ProtectKernelModules=yes",
        "ProtectKernelTunables=yes",
        "ProtectProc=invisible",
        "ProcSubset=pid",
        "CapabilityBoundingSet=",
        "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
        "RestrictNamespaces=yes",
        "RestrictRealtime=yes",
        "RestrictSUIDSGID=yes",
        "RemoveIPC=yes",
        "LockPersonality=yes",
        "SystemCallArchitectures=native",
        "SystemCallFilter=@system-service",
        "SystemCallFilter=~@privileged",
        "SystemCallErrorNumber=EPERM",
    ]
