"""Copies of one file on several computers: which goes further, which came back, which is kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from coopadmin.desk.safekeeping import kept_beside
from coopadmin.desk.sentences import told
from coopadmin.migrations import open_books
from coopadmin.store import Books, StoreTrouble
from coopadmin.store.backup import copy_checked, set_aside
from coopadmin.store.compare import Comparison, Entry, Standing, compare
from coopadmin.store.computer import Seen, last_seen, who_works_here
from coopadmin.store.custody import OLDER_COPY, Handover, Head, head_of, standing_handover
from coopadmin.ui import looking, troubles
from coopadmin.ui.dialogs import Way, WaysDialog
from coopadmin.ui.looking import Came, Looking
from coopadmin.words import _, count, date_long, ngettext, say

NEWER, GO_ON, THIS, THAT = "newer", "go_on", "this", "that"
TOLD = 3


@dataclass(frozen=True)
class Which:
    """A copy beside the one that this computer saw last: `other`, when that is still there.

    `found` tells both apart; `looking` is why the copy would only be looked at.
    """

    other: Path | None
    found: Comparison | None
    looking: Looking


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file."""
    with suppress(OSError):
        return one == other or one.samefile(other)
    return False


def _asked(path: Path) -> tuple[Head | None, Handover | None]:
    with open_books(path, who=who_works_here(), read_only=True) as books:
        return books.ask(head_of), books.ask(standing_handover)


def _seen(head: Head | None) -> Seen | None:
    return None if head is None else last_seen(head.identity)


def away(path: Path) -> Looking:
    """Why a file that this computer handed over is only looked at."""
    _head, over = _asked(path)
    if over is None:
        return Looking()
    came_back = over.worked_since - {over.origin}
    why = looking.CAME_BACK if came_back else looking.AWAY
    return Looking(why, over.to, day=over.time.date(), note=over.note)


def came_from(books: Books) -> Came | None:
    """From whom an open file came, until it is worked in here; and its own place, if it has one."""
    over = books.ask(standing_handover)
    if over is None or over.origin == books.origin or books.origin in over.worked_since:
        return None
    seen = _seen(books.ask(head_of))
    place = None
    if seen is not None and seen.path.is_file() and not is_same(seen.path, books.path):
        with suppress(StoreTrouble):
            _head, mine = _asked(seen.path)
            if mine is not None and mine.origin == books.origin:
                place = seen.path
    return Came(over.by, over.time.date(), over.note, place)


def which_copy(path: Path) -> Which:
    """How a copy stands to the one that was worked in last on this computer."""
    head, _over = _asked(path)
    seen = _seen(head)
    if head is None or seen is None:
        return Which(None, None, Looking())
    other, found = seen.path, None
    if other.is_file() and not is_same(other, path):
        with suppress(StoreTrouble):
            found = compare(path, other)
    there = found is not None and found.standing in (Standing.OLDER, Standing.FORKED)
    forked = found is not None and found.standing is Standing.FORKED
    return Which(
        other if there else None,
        found if there else None,
        Looking(
            looking.FORKED if forked else looking.OLDER,
            seen.path.name,
            day=head.time.date(),
            later=seen.time.date(),
            newer=there,
        ),
    )


def ask_which(
    trouble: StoreTrouble, path: Path, which: Which, now: datetime, parent: QWidget | None
) -> str:
    """Ask what to do with a copy that does not go on from what was seen here; its key."""
    look = Way(
        troubles.LOOK, _("Only look"), _("You see everything and can change nothing."), "eye"
    )
    other, found = which.other, which.found
    if other is not None and found is not None and found.standing is Standing.FORKED:
        ways = [_this_one(THIS, path, found.here, other, now)]
        ways += [_this_one(THAT, other, found.there, path, now), look]
        sentence = _("Work went on in two copies of this file. Which one goes on?")
        said = _("Nothing is put together by itself. Enter what is missing by hand afterwards.")
        return WaysDialog(_("Two copies"), sentence, said, ways, parent).ask()
    ways = [look]
    if other is not None and found is not None:
        words = _("{path}, with {changes}.").format(path=other, changes=_told(found.there))
        newer = Way(NEWER, _("Open the newer one"), words, "folder-open")
        ways.insert(0, newer)
    words = _("You say why; that is kept in the history. The other copy stays where it is.")
    ways.append(Way(GO_ON, _("Go on with this one…"), words))
    title = _("Older copy") if trouble.code == OLDER_COPY else _("Two copies")
    return WaysDialog(title, say(trouble.problem), "", ways, parent).ask()


def _this_one(key: str, path: Path, own: tuple[Entry, ...], other: Path, now: datetime) -> Way:
    kept = kept_beside(other, now).name
    words = _("Only here: {changes}. The other is kept as “{name}”.")
    return Way(
        key,
        _("Go on with “{name}” in {folder}").format(name=path.name, folder=path.parent.name),
        words.format(changes=_told(own), name=kept),
        "device-laptop",
    )


def _told(entries: tuple[Entry, ...]) -> str:
    """`3 changes by Wim Terpstra to 4 March 2026 (Wim added …; and 2 more)`."""
    names = ", ".join(dict.fromkeys(entry.who for entry in reversed(entries)))
    said = [told(each.code, each.about, each.who, each.turns) for each in entries[:TOLD]]
    if len(entries) > TOLD:
        said.append(_("and {count} more").format(count=count(len(entries) - TOLD)))
    words = ngettext(
        "{count} change by {names}, {day} ({said})",
        "{count} changes by {names}, to {day} ({said})",
        len(entries),
    )
    return words.format(
        count=count(len(entries)),
        names=names,
        day=date_long(entries[0].time.date()),
        said="; ".join(said),
    )


def set_aside_kept(path: Path, now: datetime) -> Path:
    """Keep a copy that does not go on under another name, which is given. Raises StoreTrouble."""
    kept = kept_beside(path, now)
    set_aside(path, kept, who_works_here())
    return kept


def replace_by(place: Path, path: Path, now: datetime) -> None:
    """Put what came back in the place of the file here, which is kept under another name.

    Raises Refused and StoreTrouble; then the file here stands where it stood.
    """
    kept = set_aside_kept(place, now)
    try:
        copy_checked(path, place)
    except BaseException:
        kept.rename(place)
        raise
