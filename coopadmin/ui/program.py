"""What screens may ask of the program around them: settings of the computer, files, backups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from coopadmin.desk.beginning import Beginning
from coopadmin.store import Books
from coopadmin.ui.kit.worker import Task


@dataclass(frozen=True)
class Preferences:
    """What is kept for this computer: `theme` system, light or dark; text in percents.

    `tasks_of` is `mine` or `board`: whose tasks the first page shows.
    """

    who: str
    language: str
    theme: str
    text_percent: int
    backup_folder: str
    tasks_of: str


class Settle(StrEnum):
    """What can be done about a file that travels, from its notice."""

    TRY_AGAIN = "try_again"
    TAKE_BACK = "take_back"
    GO_ON = "go_on"
    OPEN_NEWER = "open_newer"
    OPEN_OTHER = "open_other"
    RESTORE = "restore"
    PUT_IN_PLACE = "put_in_place"


@dataclass(frozen=True)
class Copy:
    """A backup that can be put back."""

    path: Path
    made: datetime
    size: int = 0
    members: int | None = None
    changes: int | None = None


@dataclass(frozen=True)
class Safekeeping:
    """Where backups of a file go, those that there are, newest first, and why one failed.

    `known` says that they have been looked for; just after opening nobody has yet. `second` is
    the second place, where the last copy was `second_made`.
    """

    folder: Path
    copies: tuple[Copy, ...]
    trouble: str = ""
    known: bool = True
    second: Path | None = None
    second_made: datetime | None = None

    @property
    def second_since(self) -> datetime | None:
        """Since when there is no newer copy in a second place; None while that is not known."""
        return self.second_made or (self.copies[-1].made if self.copies else None)

    @property
    def newest(self) -> datetime | None:
        return self.copies[0].made if self.copies else None

    @property
    def made(self) -> tuple[datetime | None, ...] | None:
        """What tasks look at: when both were made last; None while nobody has looked."""
        return (self.newest, self.second_since) if self.known else None


@dataclass(frozen=True)
class UsedBefore:
    """A file used before: what is in it, when it was opened last, and whether it is there."""

    path: Path
    name: str
    opened: date | None
    there: bool


@dataclass(frozen=True)
class NewFile:
    """A cooperative to begin with: where its file and backups go, and who begins it.

    `read_list`: the page that reads a list of members is shown first.
    """

    beginning: Beginning
    path: Path
    backup_folder: Path
    who: str
    read_list: bool = False


class Program(Protocol):
    """The composition root as screens know it. Nothing here raises: troubles become dialogs.

    Except `found`, which raises Refused and StoreTrouble, for the wizard to show in its place.
    """

    def preferences(self) -> Preferences: ...

    def recent(self) -> tuple[Path, ...]: ...

    def recent_files(self) -> tuple[UsedBefore, ...]:
        """The files used before on this computer, the last one first."""
        ...

    def forget(self, path: Path) -> None:
        """Take a file from those used before."""
        ...

    def documents(self) -> Path:
        """The folder of this person's documents."""
        ...

    def usual_backup_folder(self, path: Path) -> Path:
        """Where backups of a file go while nobody has chosen another folder."""
        ...

    def dress(self, theme_name: str, text_percent: int) -> None:
        """Another look for all windows, kept for this computer."""
        ...

    def speak(self, language: str) -> None:
        """Another language for all windows, kept for this computer."""
        ...

    def work_as(self, who: str) -> None:
        """Somebody else is at work on this computer, in all windows."""
        ...

    def show_tasks_of(self, whose: str) -> None:
        """Whose tasks the first page shows, kept for this computer."""
        ...

    def safekeeping(self, books: Books) -> Safekeeping: ...

    def set_backup_folder(self, folder: Path) -> None: ...

    def set_second_folder(self, folder: Path) -> None:
        """Another second place for the backups of all files; a copy is made there at once."""
        ...

    def back_up_second(self, books: Books) -> None:
        """Make a copy in the second place, in the worker."""
        ...

    def back_up(self, books: Books) -> None:
        """Make a backup in the worker; `safekeeping_changed` of the desk tells when it is there."""
        ...

    def restore(self, copy: Path, target: Path) -> bool:
        """Put a backup beside the original and open it; False when that failed."""
        ...

    def hand_over(self, books: Books) -> None:
        """Ask to whom the file goes, and look at it from then on."""
        ...

    def settle(self, books: Books, how: Settle) -> None:
        """Do what a notice about a file that travels offers."""
        ...

    def is_free(self, books: Books) -> bool:
        """Whether nobody works in the file any more."""
        ...

    def begin(self) -> None:
        """Show the page that begins a new file."""
        ...

    def choose(self) -> bool:
        """Let the person choose a file and open it; False when none was opened."""
        ...

    def open(self, path: Path) -> bool:
        """Open a file in a window of its own; False when it was not opened."""
        ...

    def found(self, wanted: NewFile) -> None:
        """Make the file and open it. Raises Refused or StoreTrouble; then nothing was made."""
        ...

    def kept_beginning(self) -> Mapping[str, Any]:
        """What was filled in for a new file and kept on this computer; empty when nothing was."""
        ...

    def keep_beginning(self, draft: Mapping[str, Any]) -> None:
        """Keep what was filled in for a new file; empty forgets it."""
        ...

    def look_around(self) -> Task | None:
        """Open an invented cooperative: the one made before, else the task that makes it now."""
        ...

    def throw_away(self, books: Books) -> None:
        """Close an invented cooperative and remove its file."""
        ...
