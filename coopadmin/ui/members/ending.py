"""When a membership ends after notice, and the rule that says so, while the form is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coopadmin.cooperative.queries import get_book_years, get_cooperative, get_statutes
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import MembershipCard
from coopadmin.members.rules import NewTermination, last_day
from coopadmin.store import Books
from coopadmin.ui.members.form import new_termination
from coopadmin.words import _, date_long

_WITHOUT_LAW = ("stichting", "geen")


@dataclass(frozen=True)
class Ending:
    """The last day, the sentence that tells it, and why it is that day."""

    day: date
    sentence: str
    why: str


def ending(books: Books, card: MembershipCard, values: Mapping[str, Any]) -> Ending | None:
    """What these values of the form would do; None while they are not complete."""
    noted = "noted_on" if values.get("reason") == "death" else "notice_on"
    if values.get("reason") is None or values.get(noted) is None:
        return None
    new = new_termination(values, card.id)
    if new.reason == "death" and new.stated is None:
        return None
    try:
        statutes = books.ask(get_statutes, new.notice_on)
        years = books.ask(get_book_years)
    except Refused:
        return None
    form = books.ask(get_cooperative).legal_form
    day = last_day(new, statutes.termination_days, years, form)
    asked = years.on(max(new.notice_on, new.stated or new.notice_on)).last
    sentence = _("The membership ends on {day}.").format(day=date_long(day))
    why = _why(new, form, statutes.termination_days, asked, day)
    pro_rata = statutes.termination_pro_rata or form in _WITHOUT_LAW
    if new.ground and day < asked and not pro_rata:
        owed = _("The contribution of that book year stays due (BW 2:35).")
        why = f"{why} {owed}"
    return Ending(day, sentence, why)


def _why(new: NewTermination, legal_form: str, term_days: int, asked: date, day: date) -> str:
    """The rule behind the day; `asked` is the end of the book year that was asked for."""
    if new.reason == "death":
        return _("A membership ends with the death of the member (BW 2:35).")
    if new.reason == "expulsion":
        return _("Expulsion ends the membership at once; who appeals is suspended (BW 2:35).")
    if new.reason == "dissolution":
        return _("With the end of a legal person its membership ends.")
    if new.ground and day < asked:
        return _("On a ground of law no term runs (BW 2:36).")
    if legal_form in _WITHOUT_LAW:
        return _("The law gives no term here: the day that was agreed counts.")
    until = date_long(asked - timedelta(days=term_days))
    if day == asked:
        return _(
            "Notice ends a membership at the end of a book year, {days} days ahead (statutes, "
            "BW 2:36). For this day it can be given until {until}."
        ).format(days=term_days, until=until)
    return _(
        "For {asked} notice could be given until {until}; so it ends a book year later (BW 2:36)."
    ).format(asked=date_long(asked), until=until)
