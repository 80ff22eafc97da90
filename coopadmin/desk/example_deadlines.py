"""The deadline register of the example: four that run, one of them renewed once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from coopadmin.deadlines.rules import DAYS, MONTHS, VOG, NewDeadline
from coopadmin.deadlines.service import add_deadline, attach_document, renew_deadline
from coopadmin.kernel.calendar import add_months
from coopadmin.paper import House, Paper, Text
from coopadmin.paper.printing import build
from coopadmin.store import Books
from coopadmin.words import N_, _, language

RENT = N_("Rent of the village house")
BUS = N_("Insurance of the bus")
PERMIT = N_("Permit for the summer fair")
# The certificate of an invented volunteer.
DRIVER = "Sietske Hofstra"
POLICY = N_("Policy of the example: nothing on it is real.")


def write_deadlines(books: Books, board: Mapping[str, str], today: date) -> None:
    """What ends when; the insurance of the bus must be acted on soon."""
    treasurer, secretary = board["treasurer"], board["secretary"]
    ends = add_months(today, 2)
    books.do(
        add_deadline,
        NewDeadline(
            "contract", _(RENT), date(today.year, 12, 31), date(today.year, 1, 1), 3, MONTHS,
            renews=True, keeper=secretary,
        ),
    )  # fmt: skip
    bus = books.do(
        add_deadline,
        NewDeadline(
            "insurance", _(BUS), ends, add_months(ends, -12) + timedelta(days=1), 1, MONTHS,
            renews=True, keeper=treasurer, note=_("Passengers are insured too"),
        ),
    )  # fmt: skip
    books.do(attach_document, bus, "polis-bus.pdf", _policy(today))
    fair = today + timedelta(days=5)
    permit = books.do(
        add_deadline,
        NewDeadline("permit", _(PERMIT), fair, add_months(fair, -12), 42, DAYS, keeper=secretary),
    )
    books.do(renew_deadline, permit, add_months(fair, 12))
    seen = add_months(today, -8)
    books.do(add_deadline, NewDeadline(VOG, DRIVER, add_months(seen, 36), seen, 2, MONTHS))


def _policy(on: date) -> bytes:
    """A page that opens in any reader."""
    title = _(BUS)
    house = House("Verzekeraar Voorbeeld")
    return build(Paper(title, house, language(), on, title, [Text(_(POLICY))])).pdf
