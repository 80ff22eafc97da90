"""The list of members as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from coopadmin.contributions.queries import ChargeRow
from coopadmin.contributions.states import LET_GO, OPEN, OVERPAID, PART
from coopadmin.correspondence.queries import CameBackRow
from coopadmin.correspondence.rules import LETTER
from coopadmin.members.queries import MemberRow
from coopadmin.people.rules import phone_line
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.members.labels import came_back_said, number_shown
from coopadmin.words import N_, _, date_long, date_short, money

ChargeOf = Callable[[MemberRow], ChargeRow | None]
ReturnedOf = Callable[[MemberRow], Sequence[CameBackRow]]


def charge_chip(charge: ChargeRow | None, today: date) -> ChipLook | None:
    """How a contribution stands: paid, open, too late, or paid too much."""
    if charge is None:
        return None
    if charge.state in (OPEN, PART):
        words = _("Open {amount}").format(amount=money(charge.open))
        if charge.due < today:
            return ChipLook(words, "warn", "alert-triangle")
        return ChipLook(words, "info", "clock")
    if charge.state == OVERPAID:
        over = _("Too much {amount}").format(amount=money(-charge.open))
        return ChipLook(over, "info", "info-circle")
    if charge.state == LET_GO:
        return ChipLook(_("Let go"), "plain")
    return ChipLook(_("Paid"), "good", "circle-check")


def status_chip(row: MemberRow) -> ChipLook:
    """What somebody is on the day of the list."""
    if row.status == "leaving" and row.until is not None:
        words = _("Leaves {day}").format(day=date_short(row.until))
        return ChipLook(words, "warn", "clock")
    if row.status == "applicant":
        return ChipLook(_("Applicant"), "info", "hourglass")
    if row.status == "refused":
        return ChipLook(_("Turned down"), "plain", "hand-stop")
    if row.status == "ended":
        return ChipLook(_("Former member"))
    if row.status == "future":
        return ChipLook(_("Member from {day}").format(day=date_short(row.since)), "info", "clock")
    return ChipLook(_("Active member"), "good", "circle-check")


def member_columns(
    year: str,
    charge_of: ChargeOf,
    today: date,
    *,
    returned_of: ReturnedOf = lambda _row: (),
    with_end: bool,
    applicants: bool = False,
    more: Sequence[Column] = (),
) -> tuple[Column, ...]:
    """The columns; `with_end` where people are shown whose membership ends or ended.

    Beside a name stands what came back from an address, as `returned_of` says.
    With `applicants` those of people who asked to become a member. What is `more` stands behind
    those that everybody may want to see.
    """
    number = Column(
        "number",
        N_("No."),
        lambda row: number_shown(row.number),
        Look.NUMBER,
        44,
        sort=lambda row: row.number,
        marked=True,
    )
    name = Column(
        "name",
        N_("Name"),
        lambda row: row.name,
        Look.NAME,
        180,
        3,
        sort=lambda row: row.sort_key,
        marked=True,
        icon=lambda row: _returned_icon(returned_of(row)),
        tip=lambda row: "\n".join(map(came_back_said, returned_of(row))),
    )
    address = Column(
        "address",
        N_("Address"),
        lambda row: row.address,
        width=110,
        stretch=2,
        sort=lambda row: row.address,
        drop=2,
        marked=True,
        tip=_whole_address,
    )
    since = Column(
        "since",
        N_("Since"),
        lambda row: str(row.since.year),
        Look.DATE,
        44,
        sort=lambda row: row.since,
        drop=3,
        tip=_since_in_full,
    )
    until = Column(
        "until",
        N_("Until"),
        lambda row: date_short(row.until) if row.until else "",
        Look.DATE,
        84,
        sort=lambda row: row.until or date.max,
    )
    contribution = Column(
        "contribution",
        _("Contribution {year}").format(year=year),
        look=Look.CHIP,
        width=120,
        chip=lambda row: charge_chip(charge_of(row), today),
        sort=lambda row: _by_open(charge_of(row)),
        drop=1,
    )
    if applicants:
        applied = Column(
            "applied",
            N_("Applied on"),
            lambda row: date_short(row.since),
            Look.DATE,
            100,
            sort=lambda row: row.since,
        )
        state = Column(
            "state",
            N_("State"),
            look=Look.CHIP,
            width=120,
            chip=status_chip,
            sort=lambda row: row.status,
        )
        return name, address, applied, state, *_EXTRA[:-1], *more
    if with_end:
        return number, name, address, since, until, *_EXTRA, *more
    return number, name, address, since, contribution, *_EXTRA, *more


def _returned_icon(marks: Sequence[CameBackRow]) -> tuple[str, str] | None:
    """A letterbox where post came back, for that says more of where somebody lives."""
    if not marks:
        return None
    return "mailbox" if any(mark.way == LETTER for mark in marks) else "mail", "warn"


def _extra(key: str, title: str, text: Callable[[MemberRow], str], width: int = 110) -> Column:
    return Column(key, title, text, width=width, sort=text, marked=True, extra=True)


_EXTRA = (
    _extra("postcode", N_("Postcode"), lambda row: row.postcode, 80),
    _extra("town", N_("Town"), lambda row: row.town),
    _extra("email", N_("E-mail"), lambda row: row.email, 190),
    _extra("phone", N_("Phone"), lambda row: phone_line(row.phone)),
    _extra("mobile", N_("Mobile"), lambda row: phone_line(row.mobile)),
    _extra("kind", N_("Kind"), lambda row: row.kind),
)


def _by_open(charge: ChargeRow | None) -> tuple[int, int]:
    """Who owes most on top; who was not charged at the end."""
    return (1, 0) if charge is None else (0, -charge.open.cents)


def _whole_address(row: MemberRow) -> str:
    return ", ".join(part for part in (row.address, f"{row.postcode} {row.town}".strip()) if part)


def _since_in_full(row: MemberRow) -> str:
    if not row.number:
        return _("Applied on {day}").format(day=date_long(row.since))
    words = _("Member since {day}").format(day=date_long(row.since))
    return f"{words} ({_('estimated')})" if row.since_estimated else words
