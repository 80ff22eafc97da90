"""Why a file is only looked at, and the notice that says so above every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import INFO, WARN
from coopadmin.ui.program import Settle
from coopadmin.words import _, date_long

ELSEWHERE, AWAY, CAME_BACK, OLDER, FORKED, BACKUP, UNWRITABLE = (
    "elsewhere", "away", "came_back", "older", "forked", "backup", "unwritable",
)  # fmt: skip


@dataclass(frozen=True)
class Looking:
    """One reason to look only: `name` of whoever has it, `computer` where, `day` since when.

    `note` is what was written down at a handover; `later` the day to which another copy goes,
    `newer` that it can be opened.
    """

    why: str = UNWRITABLE
    name: str = ""
    computer: str = ""
    day: date | None = None
    note: str = ""
    later: date | None = None
    newer: bool = False


@dataclass(frozen=True)
class Came:
    """From whom an open file came and when; `place` is where the file stands on this computer."""

    name: str
    day: date
    note: str = ""
    place: Path | None = None


@dataclass(frozen=True)
class Notice:
    """What a message above the pages shows; `closable` when it can be put away.

    `help_page` tells more of it.
    """

    tone: str
    sentence: str
    explanation: str
    actions: tuple[Action, ...]
    closable: bool = False
    help_page: str = "laptops"


HELP = {
    ELSEWHERE: "laptops#elsewhere",
    AWAY: "laptops#back",
    CAME_BACK: "laptops#back",
    OLDER: "laptops#older",
    FORKED: "laptops#older",
    BACKUP: "backups#restore",
    UNWRITABLE: "troubles#readonly",
}
RETURN = "laptops#back"


def looking_notice(looking: Looking, settle: Callable[[Settle], object], free: bool) -> Notice:
    """The notice of a file that is looked at; `free` when nobody holds it any more."""

    def way(words: str, how: Settle, icon: str = "") -> Action:
        return Action(words, lambda: settle(how), icon)

    again = way(_("Try again"), Settle.TRY_AGAIN, "rotate")
    if looking.why == ELSEWHERE and free:
        work = way(_("Work in it"), Settle.TRY_AGAIN, "pencil")
        return Notice(INFO, _("This file is free again"), _("You can work in it now."), (work,))
    sentence, explanation = _said(looking)
    actions: dict[str, Sequence[Action]] = {
        ELSEWHERE: [again],
        AWAY: [
            way(_("Open what came back…"), Settle.OPEN_OTHER, "folder-open"),
            way(_("I have it after all"), Settle.TAKE_BACK),
        ],
        CAME_BACK: [way(_("Take it back and work in it"), Settle.TAKE_BACK, "rotate")],
        OLDER: [
            *([way(_("Open the newer one"), Settle.OPEN_NEWER)] if looking.newer else []),
            way(_("Go on with this one…"), Settle.GO_ON),
        ],
        FORKED: [way(_("Choose…"), Settle.TRY_AGAIN)],
        BACKUP: [way(_("Restore it…"), Settle.RESTORE, "rotate")],
        UNWRITABLE: [again, way(_("Copy to a folder of your own…"), Settle.RESTORE, "copy")],
    }
    tone = WARN if looking.why in (OLDER, FORKED) else INFO
    ways = tuple(actions[looking.why])
    return Notice(tone, sentence, explanation, ways, help_page=HELP[looking.why])


def came_notice(
    came: Came, settle: Callable[[Settle], object], hand_over: Callable[[], object]
) -> Notice:
    """The notice of a file that somebody else handed over to whoever works here."""
    day = date_long(came.day)
    sentence = _("{name} handed this file over to you on {day}").format(name=came.name, day=day)
    back = Action(_("Hand it back…"), hand_over)
    note = f"“{came.note}”" if came.note else ""
    if came.place is None:
        return Notice(INFO, sentence, note, (back,), closable=True, help_page=RETURN)
    words = _("Its own place on this computer is {path}.").format(path=came.place)
    put = Action(_("Put it there"), lambda: settle(Settle.PUT_IN_PLACE), "device-laptop")
    explanation = f"{note} {words}".strip()
    return Notice(INFO, sentence, explanation, (put, back), closable=True, help_page=RETURN)


def _said(looking: Looking) -> tuple[str, str]:
    day = date_long(looking.day) if looking.day else ""
    later = date_long(looking.later) if looking.later else ""
    name = looking.name
    sentences = {
        ELSEWHERE: (
            _("{name} works in this file on {computer}"),
            _("You see what is saved there, and can change nothing."),
        ),
        AWAY: (
            _("You handed this file over to {name} on {day}"),
            _("Here it can be looked at until it comes back."),
        ),
        CAME_BACK: (
            _("This file comes back from {name}, who worked in it"),
            _("It was not handed back: ask {name} whether the work in it is done."),
        ),
        OLDER: (
            _("This copy is older: it goes to {day}"),
            _("On this computer the same file went on to {later}, in “{name}”."),
        ),
        FORKED: (
            _("Work went on in two copies of this file"),
            _("In this one to {day}, in “{name}” on this computer to {later}."),
        ),
        BACKUP: (
            _("This is a backup of {day}"),
            _("You see how it was then, and can change nothing."),
        ),
        UNWRITABLE: (
            _("You can only look at this file"),
            _("The file or its folder can only be read."),
        ),
    }
    values = {"name": name, "computer": looking.computer, "day": day, "later": later}
    sentence, explanation = (words.format(**values) for words in sentences[looking.why])
    if looking.note:
        explanation = f"{explanation} “{looking.note}”"
    return sentence, explanation
