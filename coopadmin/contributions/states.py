"""What became of a charge: open, paid, or let go without money."""

from __future__ import annotations

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_

OPEN, PART, PAID_UP, OVERPAID, LET_GO = "open", "part", "paid", "overpaid", "let-go"
CHARGE_STATES = {
    OPEN: N_("open"),
    PART: N_("partly paid"),
    PAID_UP: N_("paid"),
    OVERPAID: N_("paid too much"),
    LET_GO: N_("written off or credited"),
}


def charge_state(charged: Money, paid: Money, let_go: Money = ZERO) -> str:
    """Whether a charge is open, partly paid, paid, paid too much, or at least in part let go."""
    settled = paid + let_go
    if settled > charged:
        return OVERPAID
    if settled == charged:
        return LET_GO if let_go else PAID_UP
    return PART if settled > ZERO else OPEN
