"""A list that is being read, kept as a draft: which file, how it is read, what was chosen in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coopadmin.members.trial import Reading, Wishes
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.drafting import Drafting
from coopadmin.ui.members.importcolumns import ColumnsCard
from coopadmin.ui.members.importlines import TrialPanel

SCREEN, KEY = "import", "members"


@dataclass(frozen=True)
class Kept:
    """How far somebody was with a file; `choices` are fields by the number of their column."""

    path: Path
    reading: Reading
    choices: dict[int, str]
    wishes: Wishes


class ListDraft(Drafting):
    """Keeps what is chosen in both parts; `at` gives the file, or None where there is none now."""

    def __init__(
        self,
        desk: Desk,
        columns: ColumnsCard,
        lines: TrialPanel,
        at: Callable[[], tuple[Path, Reading] | None],
    ) -> None:
        super().__init__(desk, SCREEN, self._said)
        # What waits to be written has nothing to look at once they are gone.
        self.setParent(lines)
        self._columns, self._lines, self._at = columns, lines, at
        self._waiting: Kept | None = None
        for part in (columns, lines):
            part.changed.connect(self.typed)

    def left(self) -> Kept | None:
        """The list that was being read when the window was closed."""
        self._waiting = from_draft(self.begin(KEY))
        return self._waiting

    def opened(self, path: Path) -> None:
        """A file was read: what was chosen in it before is chosen again."""
        kept, self._waiting = self._waiting, None
        if kept is not None and kept.path == path:
            self._columns.take_up(kept.choices, kept.wishes.since)
            self._lines.take_up(kept.wishes)
        self.typed()

    def _said(self) -> str | None:
        at = self._at()
        if at is None:
            return None
        wishes = self._lines.wishes(self._columns.since)
        return as_draft(Kept(*at, self._columns.choices, wishes))


def as_draft(kept: Kept) -> str:
    """The text of the draft. Lines that were left out count only for the file as it is now."""
    return json.dumps(
        {
            "path": str(kept.path),
            "stamp": _stamp(kept.path),
            "reading": asdict(kept.reading),
            "choices": list(kept.choices.items()),
            "since": kept.wishes.since and kept.wishes.since.isoformat(),
            "update": kept.wishes.update,
            "emptying": kept.wishes.emptying,
            "left": sorted(kept.wishes.left),
        },
        ensure_ascii=False,
    )


def from_draft(text: str | None) -> Kept | None:
    """What a draft says; None where there is none, or its file is not there any more.

    Of a file that was changed since, only where it is and how it is read.
    """
    if text is None:
        return None
    said: dict[str, Any] = json.loads(text)
    path, reading = Path(said["path"]), Reading(**said["reading"])
    stamp = _stamp(path)
    if stamp is None:
        return None
    if stamp != said["stamp"]:
        return Kept(path, reading, {}, Wishes())
    since = date.fromisoformat(said["since"]) if said["since"] else None
    left = frozenset((line, field) for line, field in said["left"])
    wishes = Wishes(since, said["update"], said["emptying"], left)
    return Kept(path, reading, dict(said["choices"]), wishes)


def _stamp(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]
