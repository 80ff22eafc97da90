"""Whether the statements of a year agree with themselves; what does not is not printed."""

from __future__ import annotations

from collections.abc import Iterator

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, Term
from coopadmin.ledger.facts import StatementFacts, result_of


def check_statements(facts: StatementFacts) -> Iterator[Problem]:
    """Both sides are equal, the two statements have one result, every line is its accounts, and
    each reserve ends where its movements lead.
    """
    for what, one, other in _pairs(facts):
        if one != other:
            yield Problem(
                "statements.sums",
                N_("{what} do not agree: {one} and {other}. Check the file."),
                {"what": Term(what), "one": one, "other": other},
            )


def _pairs(facts: StatementFacts) -> Iterator[tuple[str, Money, Money]]:
    sheet = facts.sheet
    for when in ("now", "before"):
        yield (
            N_("the two sides of the balance sheet"),
            Money.total(getattr(each, when) for each in sheet.assets),
            Money.total(getattr(each, when) for each in sheet.funding),
        )
    kind, activity = result_of(facts.by_kind, ""), result_of(facts.by_activity, "")
    yield N_("the result by kind and by activity"), kind.now, activity.now
    yield N_("the result by kind and by activity"), kind.before, activity.before
    for section in (*sheet.assets, *sheet.funding):
        for line in section.lines:
            accounts = Money.total(each.now for each in line.accounts)
            yield N_("a line of the balance sheet and its accounts"), line.now, accounts
    for reserve in facts.reserves:
        moved = reserve.begin + reserve.added - reserve.withdrawn
        yield N_("a reserve and its movements"), reserve.end, moved
