"""What this computer remembers outside any file: who works here, how it looks, what was open."""

from __future__ import annotations

import getpass
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import platformdirs

HOME_VARIABLE = "COOPADMIN_HOME"
RECENT_FILES = 8
SEEN_FILES = 60


@dataclass(frozen=True)
class Seen:
    """How far a file went when it was last worked in on this computer, and where it stood."""

    path: Path
    sequence: int
    hash: str
    time: datetime


@dataclass(frozen=True)
class Computer:
    """Settings of this computer; `origin` is a random name of this installation."""

    origin: str = ""
    who: str = ""
    language: str = "nl"
    theme: str = "system"
    text_percent: int = 100
    recent: tuple[str, ...] = ()
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    backup_folder: str = ""
    second_folder: str = ""
    second_made: dict[str, str] = field(default_factory=dict)
    tasks_of: str = "board"
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)
    help_width: int = 0
    help_height: int = 0
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)


def _path(name: str = "computer.json") -> Path:
    home = os.environ.get(HOME_VARIABLE)
    folder = (
        Path(home) if home else Path(platformdirs.user_config_dir("coopadmin", appauthor=False))
    )
    return folder / name


def log_folder() -> Path:
    """Where faults of the program are logged on this computer."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else Path(platformdirs.user_log_dir("coopadmin", appauthor=False))


def data_folder() -> Path:
    """Where the program keeps what it makes itself, such as the example."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else Path(platformdirs.user_data_dir("coopadmin", appauthor=False))


def remembered() -> Computer:
    """The settings, with defaults for what is missing or unreadable."""
    try:
        stored = json.loads(_path().read_text("utf-8"))
    except (OSError, ValueError):
        stored = {}
    if not isinstance(stored, dict):
        stored = {}
    known = {
        each.name: stored[each.name]
        for each in fields(Computer)
        if type(stored.get(each.name)) is type(_default(each))
    }
    recent = stored.get("recent")
    if isinstance(recent, list):
        known["recent"] = tuple(str(path) for path in recent)
    computer = Computer(**known)
    if not computer.origin:
        computer = remember(replace(computer, origin=secrets.token_hex(8)))
    return computer


def _default(each: Any) -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


def remember(computer: Computer) -> Computer:
    """Keep the settings; a folder that cannot be written to loses them silently at closing."""
    _write(_path(), asdict(computer))
    return computer


def _write(path: Path, kept: Mapping[str, Any]) -> None:
    # Settings are a convenience: a locked-down computer must not keep anyone from working.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
        part.replace(path)


BEGINNING = "beginning.json"


def kept_beginning() -> dict[str, Any]:
    """What was filled in for a file that is not made yet; empty when nothing was."""
    try:
        kept = json.loads(_path(BEGINNING).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def keep_beginning(draft: Mapping[str, Any]) -> None:
    """Keep what was filled in so far; an empty draft leaves nothing on the computer."""
    if draft:
        _write(_path(BEGINNING), draft)
    else:
        with suppress(OSError):
            _path(BEGINNING).unlink(missing_ok=True)


FORGOTTEN = "erased.json"


@dataclass(frozen=True)
class Forgotten:
    """How far somebody was erased, and until when the books keep the name."""

    step: str
    until: date | None


def kept_forgotten(identity: str) -> dict[str, Forgotten]:
    """Who was erased in any copy of a file that this computer knows of, by digest."""
    return _read_forgotten(_path(FORGOTTEN)).get(identity, {})


def keep_forgotten(identity: str, own: Mapping[str, Forgotten]) -> bool:
    """Add these to what is kept; whether any was new."""
    known = _read_forgotten(_path(FORGOTTEN))
    together = _together(known, {identity: dict(own)})
    if together == known:
        return False
    _write_forgotten(_path(FORGOTTEN), together)
    return True


def learn_forgotten(folder: Path) -> None:
    """Take over what stands in a folder, such as beside a backup."""
    here = _path(FORGOTTEN)
    known = _read_forgotten(here)
    together = _together(known, _read_forgotten(folder / FORGOTTEN))
    if together != known:
        _write_forgotten(here, together)


def share_forgotten(folder: Path) -> None:
    """Put what this computer knows and what stands in a folder together, in both places."""
    learn_forgotten(folder)
    known = _read_forgotten(_path(FORGOTTEN))
    if known != _read_forgotten(folder / FORGOTTEN):
        _write_forgotten(folder / FORGOTTEN, known)


_Known = dict[str, dict[str, Forgotten]]


def _together(one: _Known, other: _Known) -> _Known:
    """Neither forgets what the other knows; who is erased wholly, without a term, stays so."""
    found: _Known = {identity: dict(each) for identity, each in one.items()}
    for identity, each in other.items():
        known = found.setdefault(identity, {})
        known |= {
            key: told
            for key, told in each.items()
            if key not in known or (told.until is None and known[key].until is not None)
        }
    return found


def _read_forgotten(path: Path) -> _Known:
    try:
        return {
            str(identity): {
                str(key): Forgotten(str(step), None if until is None else date.fromisoformat(until))
                for key, (step, until) in each.items()
            }
            for identity, each in json.loads(path.read_text("utf-8")).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write_forgotten(path: Path, known: _Known) -> None:
    plain = {
        identity: {
            key: [one.step, None if one.until is None else one.until.isoformat()]
            for key, one in each.items()
        }
        for identity, each in known.items()
    }
    _write(path, plain)


def changed(**settings: Any) -> Computer:
    """Remember some settings differently."""
    return remember(replace(remembered(), **settings))


@dataclass(frozen=True)
class Recent:
    """A file used before: what is in it, and the day on which it was opened last."""

    path: Path
    name: str
    opened: date | None


def opened(path: Path, name: str = "", day: date | None = None) -> Computer:
    """Put a file at the head of the recent ones, with what is in it."""
    computer = remembered()
    others = [each for each in computer.recent if each != str(path)]
    recent = (str(path), *others)[:RECENT_FILES]
    told = {"name": name, "opened": "" if day is None else day.isoformat()}
    names = {each: kept for each, kept in computer.names.items() if each in recent}
    return remember(replace(computer, recent=recent, names={**names, str(path): told}))


def recent_files() -> tuple[Recent, ...]:
    """The files used before, the last one first."""
    computer = remembered()
    return tuple(_recent(path, computer.names.get(path)) for path in computer.recent)


def _recent(path: str, told: Any) -> Recent:
    try:
        return Recent(Path(path), str(told["name"]), date.fromisoformat(told["opened"]))
    except (KeyError, TypeError, ValueError):
        return Recent(Path(path), "", None)


def forgotten(path: Path) -> Computer:
    """Take a file from the recent ones."""
    computer = remembered()
    return remember(
        replace(computer, recent=tuple(each for each in computer.recent if each != str(path)))
    )


def saw(identity: str, seen: Seen) -> None:
    """Keep how far a file goes now, by its identity; files not seen for long are forgotten."""
    kept = {
        "path": str(seen.path),
        "sequence": seen.sequence,
        "hash": seen.hash,
        "time": seen.time.isoformat(),
    }
    computer = remembered()
    if computer.seen.get(identity) != kept:
        others = [(each, was) for each, was in computer.seen.items() if each != identity]
        remember(replace(computer, seen=dict([*others, (identity, kept)][-SEEN_FILES:])))


def made_second(path: Path, made: datetime) -> None:
    """Keep when the copy of a file in the second place was made: the stick may be out later."""
    computer = remembered()
    remember(replace(computer, second_made={**computer.second_made, str(path): made.isoformat()}))


def second_made(path: Path) -> datetime | None:
    """When the copy of a file in the second place was made last, or None."""
    try:
        return datetime.fromisoformat(remembered().second_made[str(path)])
    except (KeyError, TypeError, ValueError):
        return None


def last_seen(identity: str) -> Seen | None:
    """What `saw` kept of a file, or None when this computer never worked in it."""
    try:
        kept = remembered().seen[identity]
        return Seen(
            Path(kept["path"]),
            int(kept["sequence"]),
            str(kept["hash"]),
            datetime.fromisoformat(kept["time"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def who_works_here(named: str | None = None) -> str:
    """The name given, else the one kept for this computer, else the login name of the system."""
    return named or remembered().who or getpass.getuser()
