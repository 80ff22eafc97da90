"""The sums that all statements are made of: one statement over the lines, then arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.ledger.accounts import AccountRow, list_accounts
from coopadmin.ledger.model import Line
from coopadmin.ledger.places import RESULT_KINDS


@dataclass(frozen=True)
class Sums:
    """The chart, and the sum of the lines per year, account and activity in cents."""

    accounts: tuple[AccountRow, ...]
    lines: Mapping[str, Mapping[int, Mapping[int | None, int]]]

    def of_year(self, account: AccountRow, label: str) -> int:
        return sum(self.lines.get(label, {}).get(account.id, {}).values())

    def until(self, account: AccountRow, label: str) -> int:
        return sum(self.of_year(account, year) for year in self.lines if year <= label)

    def result(self, labels: Iterable[str]) -> int:
        """Income less expenditure of these years."""
        ours = [account for account in self.accounts if account.kind in RESULT_KINDS]
        return -sum(self.of_year(account, label) for label in labels for account in ours)


def find_sums(session: Session, until: str) -> Sums:
    """Sums of all lines up to and including a year, in one statement."""
    lines: dict[str, dict[int, dict[int | None, int]]] = defaultdict(lambda: defaultdict(dict))
    for label, account_id, activity_id, amount in session.execute(
        select(Line.book_year, Line.account_id, Line.activity_id, func.sum(Line.amount))
        .where(Line.book_year <= until)
        .group_by(Line.account_id, Line.book_year, Line.activity_id)
    ):
        lines[label][account_id][activity_id] = amount.cents
    return Sums(tuple(list_accounts(session)), lines)
