"""What the statements of years say beside the figures: their budgets, and what is explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.kernel.money import Money
from coopadmin.ledger.budgets import budget_of_year, list_budgets
from coopadmin.ledger.model import Account, Explanation

Activity = tuple[int | None, bool]


@dataclass(frozen=True)
class Planned:
    """The budget of a year per line of the statement and per activity, income (True) apart.

    `there` is whether the year has one, `adopted` whether a resolution adopted it.
    """

    there: bool = False
    adopted: bool = True
    places: Mapping[str, Money] = field(default_factory=dict)
    activities: Mapping[Activity, Money] = field(default_factory=dict)


@dataclass(frozen=True)
class Explained:
    """What was written about differences, by line of the statement and by activity."""

    places: Mapping[str, str] = field(default_factory=dict)
    activities: Mapping[int, str] = field(default_factory=dict)


def planned_of_years(session: Session, labels: Sequence[str]) -> dict[str, Planned]:
    """The budgets of these years that count: what was adopted last, or else a draft."""
    made = {}
    for label in {budget.book_year for budget in list_budgets(session)} & set(labels):
        budget = budget_of_year(session, label)
        if budget is not None:
            made[label] = Planned(
                True, budget.budget.adopted, budget.of_places, budget.of_activities
            )
    return made


def explained_of_years(session: Session, labels: Sequence[str]) -> dict[str, Explained]:
    """What was written of these years; of an account below the line that it stands on."""
    places: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    activities: dict[str, dict[int, str]] = defaultdict(dict)
    statement = (
        select(Explanation, Account.place, Account.name)
        .outerjoin(Account, Account.id == Explanation.account_id)
        .where(Explanation.book_year.in_(labels))
        .order_by(Account.number)
    )
    for said, place, name in session.execute(statement):
        if said.activity_id is not None:
            activities[said.book_year][said.activity_id] = said.text
        elif said.account_id is not None:
            places[said.book_year][place].append(f"{name}: {said.text}")
        else:
            places[said.book_year][said.place].insert(0, said.text)
    return {
        label: Explained(
            {place: " ".join(texts) for place, texts in places[label].items()}, activities[label]
        )
        for label in labels
    }
