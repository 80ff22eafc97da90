"""What lasts for years: what may be written down of it, and how its price is spread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, question
from coopadmin.ledger.entries import LARGEST, check_amount, too_large

MOST_MONTHS = 1200
ASSET_PLACES = frozenset({"intangible", "tangible"})


@dataclass(frozen=True)
class NewAsset:
    """Something that lasts: bought on a day for a price, worth `residual` after `months`.

    `entry_id` is the booking by which it was bought, where there is one.
    """

    name: str
    bought: date
    price: Money
    months: int
    account_id: int
    written_off_id: int
    cost_id: int
    residual: Money = ZERO
    activity_id: int | None = None
    entry_id: int | None = None


@dataclass(frozen=True)
class NewDisposal:
    """It was sold for `proceeds`, received on `account_id`, or went for nothing."""

    dated: date
    proceeds: Money = ZERO
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """What was written off on something up to and including a day."""

    until: date
    amount: Money


@dataclass(frozen=True)
class Spread:
    """How the price of something is spread, and what was written off so far, oldest first.

    A thing from before the books were kept was written off evenly until they began: that stands
    in the opening balance.
    """

    bought: date
    price: Money
    residual: Money
    months: int
    books_begin: date
    done: Sequence[WrittenOff] = ()

    def before_books(self) -> Money:
        """What was written off before the books began."""
        passed = self._months_to(self.books_begin - timedelta(days=1))
        return (self.price - self.residual).part(min(passed, self.months), self.months)

    def written_off(self, on: date) -> Money:
        """All that was written off up to and including a day."""
        return self.before_books() + Money.total(
            each.amount for each in self.done if each.until <= on
        )

    def to_write_off(self, year: BookYear, until: date | None = None) -> Money:
        """What a book year still has to write off, up to its last day or `until`.

        Straight on: what is left is spread over the months that are left, the month of buying
        counted whole, rounded to cents half to even; the last month takes all that is left. So
        the years together are the price less what remains, to the cent. Months of earlier years
        in which nothing was written off are caught up.
        """
        before = [each for each in self.done if each.until < year.first]
        now = [each for each in self.done if each.until in year.period]
        if not now and len(before) < len(self.done):
            return ZERO  # A later year has caught up.
        covered = max([each.until for each in before], default=self.books_begin - timedelta(days=1))
        left = self.months - self._months_to(covered)
        passing = self._months_to(until or year.last) - self._months_to(covered)
        rest = self.price - self.residual - self.before_books()
        rest -= Money.total(each.amount for each in before)
        wanted = ZERO if passing <= 0 else rest if passing >= left else rest.part(passing, left)
        return wanted - Money.total(each.amount for each in now)

    def _months_to(self, day: date) -> int:
        """Months begun from the month of buying up to a day."""
        months = (day.year - self.bought.year) * 12 + day.month - self.bought.month + 1
        return max(months, 0)


def check_asset(
    new: NewAsset, places: dict[int, str], expenses: Collection[int], today: date
) -> Iterator[Problem]:
    """A name, a price, a life, and accounts of the right sort; `places` of accounts in use."""
    if not new.name.strip():
        yield Problem("asset.name", N_("Give it a name."), field="name")
    for problem in check_amount(new.price):
        yield Problem(problem.code, problem.sentence, problem.values, "price")
    if not ZERO <= new.residual <= new.price:
        yield Problem(
            "asset.residual",
            N_("What it is worth in the end lies between nothing and its price."),
            field="residual",
        )
    if not 1 <= new.months <= MOST_MONTHS:
        yield Problem(
            "asset.months",
            N_("It lasts one month at least, and a hundred years at most."),
            field="months",
        )
    for field, account in (("account", new.account_id), ("written_off", new.written_off_id)):
        if places.get(account) not in ASSET_PLACES:
            yield Problem(
                "asset.account", N_("Choose an account of the fixed assets."), field=field
            )
    if new.account_id == new.written_off_id:
        yield Problem(
            "asset.same_account",
            N_("What it cost and what was written off stand on two accounts."),
            field="written_off",
        )
    if new.cost_id not in expenses:
        yield Problem("asset.cost", N_("Choose an account of the expenditure."), field="cost")
    if new.bought > today:
        yield question(
            "asset.future",
            N_("{dated} is still to come. Was it really bought on that day?"),
            {"dated": new.bought},
            "bought",
        )


def check_disposal(
    new: NewDisposal, bought: date, money: Collection[int], today: date
) -> Iterator[Problem]:
    """It went after it came; what was received for it stands on an account of the balance sheet."""
    if new.dated < bought:
        yield Problem(
            "asset.before",
            N_("It was bought on {bought} and cannot go before that day."),
            {"bought": bought},
            "dated",
        )
    if new.dated > today:
        yield question(
            "asset.goes_later",
            N_("{dated} is still to come. Is it really gone by then?"),
            {"dated": new.dated},
            "dated",
        )
    if new.proceeds < ZERO:
        yield Problem(
            "asset.proceeds", N_("Fill in what you got for it, or nothing."), field="proceeds"
        )
    elif new.proceeds >= LARGEST:
        yield too_large()
    elif new.proceeds and new.account_id not in money:
        yield Problem("asset.money", N_("Choose where the money came in."), field="account")
