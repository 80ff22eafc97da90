"""The chart of accounts: which there are, and adding, changing and removing them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.chart import chart_of
from coopadmin.ledger.model import Account, BudgetLine, Explanation, Line
from coopadmin.ledger.places import PLACES
from coopadmin.ledger.roles import ROLES
from coopadmin.store.model import Lock
from coopadmin.store.work import Work, operation
from coopadmin.words import _

SHARED_ROLES = frozenset({"", "bank", "savings", "cash"})
_NUMBER = re.compile(r"[0-9]{1,10}")
_RGS = re.compile(r"[BW][A-Za-z0-9]{2,14}")


@dataclass(frozen=True)
class NewAccount:
    """An account to be; `place` is a token of PLACES, `rgs` its code or nothing."""

    number: str
    name: str
    place: str
    rgs: str = ""
    role: str = ""
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of the chart; `used` when it has lines."""

    id: int
    number: str
    name: str
    place: str
    rgs: str
    role: str
    in_use: bool
    used: bool

    @property
    def kind(self) -> str:
        """Asset, liability, equity, income or expense, as its place says."""
        (kind,) = PLACES[self.place].kinds
        return kind


def list_accounts(session: Session, *, in_use: bool | None = None) -> list[AccountRow]:
    """The chart in order of number."""
    used = select(Line.id).where(Line.account_id == Account.id).exists()
    statement = select(Account, used.label("used")).order_by(Account.number)
    if in_use is not None:
        statement = statement.where(Account.in_use == in_use)
    return [
        AccountRow(
            account.id,
            account.number,
            account.name,
            account.place,
            account.rgs,
            account.role,
            account.in_use,
            has_lines,
        )
        for account, has_lines in session.execute(statement)
    ]


def check_account(new: NewAccount, others: list[AccountRow]) -> Iterator[Problem]:
    """A number of its own, a name, a place in the statements, an RGS code that looks like one."""
    if not _NUMBER.fullmatch(new.number.strip()):
        yield Problem(
            "account.number", N_("A number of an account has up to ten digits."), field="number"
        )
    for other in others:
        if other.number == new.number.strip():
            yield Problem(
                "account.twice",
                N_("{number} is “{name}” already. Choose another number."),
                {"number": other.number, "name": other.name},
                "number",
            )
        if other.role == new.role not in SHARED_ROLES:
            yield Problem(
                "account.role",
                N_("“{name}” has this task already. Take it away there first."),
                {"name": other.name},
                "role",
            )
    if not new.name.strip():
        yield Problem("account.name", N_("Give the account a name."), field="name")
    if new.place not in PLACES:
        yield Problem(
            "account.place",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.place, "choices": ", ".join(PLACES)},
            "place",
        )
    if new.role and new.role not in ROLES:
        yield Problem(
            "account.role_unknown",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.role, "choices": ", ".join(ROLES)},
            "role",
        )
    if new.rgs.strip() and not _RGS.fullmatch(new.rgs.strip()):
        yield Problem(
            "account.rgs",
            N_("“{text}” is no RGS code, such as BLimBanRba. Leave it empty when in doubt."),
            {"text": new.rgs},
            "rgs",
        )


def lay_chart(work: Work, kind: str, legal_form: str) -> None:
    """The accounts that books of this kind begin with, named in the language spoken now."""
    there = set(work.session.scalars(select(Account.number)))
    work.add_many(
        Account,
        [
            {
                "number": known.number,
                "name": _(known.name),
                "place": known.place,
                "rgs": known.rgs,
                "role": known.role,
                "in_use": True,
            }
            for known in chart_of(kind, legal_form)
            if known.number not in there
        ],
    )


def add_accounts(work: Work, new: Sequence[NewAccount]) -> None:
    """Add accounts to the chart, all or none. Raises Refused."""
    others = list_accounts(work.session)
    for each in new:
        work.check(check_account(each, others))
        others.append(AccountRow(0, **_columns(each), used=False))
    work.add_many(Account, [_columns(each) for each in new])


@operation("ledger.add_account", N_("Add account"), N_("{who} added account {about}"))
def add_account(work: Work, new: NewAccount) -> int:
    """Add an account to the chart; gives its id. Raises Refused."""
    work.check(check_account(new, list_accounts(work.session)))
    row = work.add(Account(**_columns(new)))
    work.about = f"{row.number} {row.name}"
    return row.id


@operation("ledger.change_account", N_("Change account"), N_("{who} changed account {about}"))
def change_account(work: Work, account_id: int, new: NewAccount) -> None:
    """What an account is from now on. One with lines stays on its side of the books."""
    row = work.get(Account, account_id)
    accounts = list_accounts(work.session)
    (now,) = (each for each in accounts if each.id == account_id)
    work.check(check_account(new, [each for each in accounts if each.id != account_id]))
    if now.used and PLACES[new.place].kinds != PLACES[now.place].kinds:
        raise refuse(
            "account.kind",
            N_("“{name}” has lines, so it stays what it is. Add another account instead."),
            field="place",
            name=now.name,
        )
    if now.used and new.place != now.place and _in_closed_year(work, account_id):
        raise refuse(
            "account.closed",
            N_(
                "“{name}” has lines in a closed year, whose figures stay. Add another account"
                " instead."
            ),
            field="place",
            name=now.name,
        )
    if now.role and now.role not in SHARED_ROLES and (new.role != now.role or not new.in_use):
        raise refuse(
            "account.needed",
            N_("The program books on “{name}” by itself. It stays in use with this task."),
            field="role",
            name=now.name,
        )
    for name, value in _columns(new).items():
        setattr(row, name, value)
    work.about = f"{row.number} {row.name}"


@operation("ledger.remove_account", N_("Remove account"), N_("{who} removed account {about}"))
def remove_account(work: Work, account_id: int) -> None:
    """Remove an account without lines; one with lines can only be taken out of use."""
    row = work.get(Account, account_id)
    used = work.session.scalar(select(Line.id).where(Line.account_id == account_id).limit(1))
    if used is not None:
        raise refuse(
            "account.used",
            N_("“{name}” has lines and stays. Take it out of use instead."),
            name=row.name,
        )
    if row.role:
        raise refuse(
            "account.needed",
            N_("The program books on “{name}” by itself. It stays in use with this task."),
            name=row.name,
        )
    for model in (BudgetLine, Explanation):
        if work.session.scalar(select(model.id).where(model.account_id == account_id).limit(1)):
            raise refuse(
                "account.budgeted",
                N_("“{name}” stands in a budget and stays. Take it out of use instead."),
                name=row.name,
            )
    if _is_named(work, account_id):
        raise refuse(
            "account.named",
            N_("A fund or a fixed asset names “{name}”. Take it out of use instead."),
            name=row.name,
        )
    work.about = f"{row.number} {row.name}"
    work.remove(row)


def _in_closed_year(work: Work, account_id: int) -> bool:
    closed = select(Lock.key).where(Lock.kind == "book_year")
    lines = select(Line.id).where(Line.account_id == account_id, Line.book_year.in_(closed))
    return work.session.scalar(lines.limit(1)) is not None


def _is_named(work: Work, account_id: int) -> bool:
    """Whether a row of any table refers to it."""
    columns = [
        key.parent
        for table in Account.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is Account.__table__.c.id
    ]
    return any(
        work.session.execute(select(column).where(column == account_id).limit(1)).first()
        for column in columns
    )


def _columns(new: NewAccount) -> dict[str, Any]:
    return {
        "number": new.number.strip(),
        "name": new.name.strip(),
        "place": new.place,
        "rgs": new.rgs.strip(),
        "role": new.role,
        "in_use": new.in_use,
    }
