"""What the command line names in the books: an account by number, activities and funds by name."""

from __future__ import annotations

from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.accounts import AccountRow, list_accounts
from coopadmin.ledger.dimensions import activity_names, fund_names
from coopadmin.store import Books


def account_named(books: Books, number: str) -> AccountRow:
    """The account with this number. Raises Refused when there is none."""
    for row in books.ask(list_accounts):
        if row.number == number:
            return row
    raise refuse("account.unknown", N_("There is no account {number}."), number=number)


def activity_named(books: Books, name: str) -> int | None:
    """The id of the activity with this name; None for no name. Raises Refused."""
    if not name:
        return None
    for activity_id, known in books.ask(activity_names).items():
        if known.casefold() == name.casefold():
            return activity_id
    raise refuse("activity.unknown", N_("There is no activity “{name}”."), name=name)


def fund_named(books: Books, name: str) -> int | None:
    """The id of the reserve or fund with this name; None for no name. Raises Refused."""
    if not name:
        return None
    for fund_id, known in books.ask(fund_names).items():
        if known.casefold() == name.casefold():
            return fund_id
    raise refuse("fund.unknown", N_("There is no reserve or fund “{name}”."), name=name)
