"""What the members page shows for a place that is no member: its other screens, and old notes."""

from __future__ import annotations

from typing import Any

from coopadmin.members.jubilees import BIRTHDAY, JUBILEE
from coopadmin.members.ready import MEMBERS, ReadySelection
from coopadmin.members.selection_rules import Selection
from coopadmin.people.households import household_of
from coopadmin.people.notes import notes_over
from coopadmin.people.noting import sweep_notes
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import INFO
from coopadmin.words import _, count, date_long, ngettext

IMPORT_PLACE, HOUSEHOLDS, PROFILE, OLD_NOTES = "import", "households", "profile", "old-notes"
BIRTHDAYS, JUBILEES = "birthdays", "jubilees"
DOUBLES, SELECTION, READY = "doubles", "selection", "ready"
CONSENT = "consent"


def visit_part(page: Any, place: object) -> bool:
    """Show the part that is meant by a word; False when the place is something else."""
    word, _blank, number = place.partition(" ") if isinstance(place, str) else ("", "", "")
    if word == IMPORT_PLACE:
        page.read_list()
    elif word == HOUSEHOLDS:
        page.show_households(int(number) if number.isdigit() else None)
    elif word == DOUBLES:
        page.show_doubles()
    elif word == PROFILE:
        page.show_profile()
    elif word == OLD_NOTES:
        _offer_sweep(page)
    elif word in (BIRTHDAYS, JUBILEES):
        what = BIRTHDAY if word == BIRTHDAYS else JUBILEE
        page.besides.show_celebrations(what, int(number) if number.isdigit() else None)
    elif word == SELECTION:
        page.leave_beside()
        page.selector.open_named(number)
    elif word == READY:
        page.leave_beside()
        page.selector.open_key(number)
    elif word == CONSENT:
        page.leave_beside()
        page.selector.open(ReadySelection("", "", Selection(status=MEMBERS, consent=(number,))))
    else:
        return False
    return True


def visit_member(page: Any, place: int) -> None:
    """Show a membership, or the last one of a person; else the household of who has none."""
    page.leave_beside()
    register = page.list.register
    rows = register.rows if register is not None else ()
    of_person = [row.membership_id for row in rows if row.person_id == place]
    if of_person or not _visit_mate(page, place):
        page.show_wanted(of_person[-1] if of_person else place)


def _visit_mate(page: Any, person_id: int) -> bool:
    """Show who has no membership with the household that they belong to; False without one."""
    home = page.desk.books.ask(household_of, person_id, page.desk.today())
    if home is not None:
        page.show_households(home.number)
    return home is not None


def _offer_sweep(page: Any) -> None:
    """Say how many notes are over their term, with the button that removes them."""
    number, since = page.desk.books.ask(notes_over, page.desk.today())
    page.messages.clear()
    if not number:
        page.messages.show_message(INFO, _("No note is over its term."))
        return
    words = ngettext(
        "{count} note is over its term", "{count} notes are over their term", number
    ).format(count=count(number))
    why = _("The oldest was to be kept until {day}. Ctrl+Z brings them back.").format(
        day=date_long(since)
    )
    remove = Action(_("Remove old notes"), lambda: page.do(sweep_notes), "trash", changes=True)
    page.messages.show_message(INFO, words, why, [remove])
    page.messages.focus_first()
