"""The forms of the tab More: a fixed asset, its going, a fund, a move, an accrual, a gift."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coopadmin.cooperative.queries import book_year_of, get_book_year, get_resolution
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.money import ZERO
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.accounts import AccountRow, list_accounts
from coopadmin.ledger.accrual_rules import NewAccrual
from coopadmin.ledger.accruals import AccrualRow, add_accrual, change_accrual
from coopadmin.ledger.asset_queries import AssetRow, purchases_without_asset, usual_accounts
from coopadmin.ledger.asset_rules import ASSET_PLACES, NewAsset, NewDisposal
from coopadmin.ledger.assets import add_asset, change_asset, dispose_asset
from coopadmin.ledger.dimensions import activity_names, fund_names
from coopadmin.ledger.donations import DonationRow, NewDonation, change_donation, record_donation
from coopadmin.ledger.fund_rules import NewFund, NewFundMove
from coopadmin.ledger.funds import FundRow, add_fund, change_fund, list_funds, move_fund
from coopadmin.ledger.places import FUND_KINDS, PLACES, RESULT_KINDS
from coopadmin.ledger.plain_queries import own_accounts
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.members.payer import PersonFinder
from coopadmin.words import N_, _, money

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

Answers = Mapping[str, str]
IN, OUT = "in", "out"
HELP = "lasting"


def _made(page: LedgerPage, parts: Sequence[Part], title: str, about: str, save: Any) -> Form:
    form = Form(parts, save, page.desk.today(), title)
    explain(form, f"{HELP}#{about}")
    return form


def _accounts(page: LedgerPage) -> list[AccountRow]:
    return page.desk.books.ask(list_accounts, in_use=True)


def _activity(page: LedgerPage) -> Field:
    names = page.desk.books.ask(activity_names)
    return Field(
        "activity_id", N_("Activity"), Kind.CHOICE, optional=True, width=200,
        choices=[Choice(key, name) for key, name in names.items()],
    )  # fmt: skip


def _fund(page: LedgerPage) -> Field:
    names = page.desk.books.ask(fund_names)
    return Field(
        "fund_id", N_("Reserve or fund"), Kind.CHOICE, optional=True, width=200,
        choices=[Choice(key, name) for key, name in names.items()],
    )  # fmt: skip


def _own(page: LedgerPage, label: str, optional: bool = False) -> Field:
    own = page.desk.books.ask(own_accounts, page.desk.today())
    return Field(
        "account", label, Kind.CHOICE, optional=optional, width=200,
        choices=[Choice(each.id, each.name) for each in own],
    )  # fmt: skip


def asset_form(page: LedgerPage, row: AssetRow | None = None) -> Form:
    """Something that lasts; a new one can come from a booking, which fills in the rest."""
    books = page.desk.books
    accounts = _accounts(page)
    bought = [] if row else books.ask(purchases_without_asset)
    gathering = {each.id for each in accounts if each.rgs.endswith("Cae")} | {
        each.id for each in accounts if each.role == "assets_written_off"
    }
    offered = [each for each in accounts if each.place in ASSET_PLACES]
    booking = Field(
        "purchase", N_("Booking of the purchase"), Kind.CHOICE, optional=True,
        choices=[
            Choice(at, f"{each.number} · {each.description} · {money(each.amount)}")
            for at, each in enumerate(bought)
        ],
    )  # fmt: skip
    parts: list[Part] = [
        *([booking] if bought else []),
        Field("name", N_("What is it"), longest=120),
        (
            Field("bought", N_("Bought on"), Kind.DATE, width=200),
            Field("price", N_("Price"), Kind.MONEY, width=200),
        ),
        (
            Field("years", N_("Lasts years"), Kind.NUMBER, width=130),
            Field("months", N_("and months"), Kind.NUMBER, optional=True, width=130),
            Field("residual", N_("Worth in the end"), Kind.MONEY, optional=True, width=150),
        ),
        (
            Field(
                "account", N_("Kind of asset"), Kind.CHOICE, width=200,
                choices=[Choice(e.id, e.name) for e in offered if e.id not in gathering],
            ),
            _activity(page),
        ),
    ]  # fmt: skip

    def save(values: dict[str, Any], answers: Answers) -> object:
        usual = usual_accounts(accounts, values["account"]) or (0, 0)
        if row is not None and row.account_id == values["account"]:
            usual = (row.written_off_id, row.cost_id)
        chosen = values.get("purchase")
        kept = None if row is None else row.entry_id
        new = NewAsset(
            values["name"],
            values["bought"],
            values["price"],
            12 * values["years"] + (values["months"] or 0),
            values["account"],
            *usual,
            values["residual"] or ZERO,
            values["activity_id"],
            kept if chosen is None else bought[chosen].entry_id,
        )
        if row is None:
            return books.do(add_asset, new, answers=answers)
        return books.do(change_asset, row.number, new, answers=answers)

    title = _("Add fixed asset") if row is None else row.name
    form = _made(page, parts, title, "assets", save)
    usual_kind = next((each.id for each in accounts if each.role == "assets"), None)
    form.set_values({"bought": page.desk.today(), "account": usual_kind})
    if row is not None:
        form.set_values(
            {
                "name": row.name,
                "bought": row.bought,
                "price": row.price,
                "years": row.months // 12,
                "months": row.months % 12 or None,
                "residual": row.residual or None,
                "account": row.account_id,
                "activity_id": row.activity_id,
            }
        )

    def take_over(name: str) -> None:
        chosen = form.box("purchase").value() if name == "purchase" else None
        if chosen is not None:
            found = bought[chosen]
            given = {
                "name": found.description,
                "bought": found.dated,
                "price": found.amount,
                "account": found.account_id,
                "activity_id": found.activity_id,
            }
            for key, value in given.items():
                form.box(key).set_value(value)

    form.edited.connect(take_over)
    return form


def disposal_form(page: LedgerPage, row: AssetRow) -> Form:
    """It was sold, given away or broke."""
    parts: list[Part] = [
        Field("dated", N_("Gone on"), Kind.DATE, width=200),
        (
            Field(
                "proceeds", N_("What you got for it"), Kind.MONEY, optional=True, width=200,
                hint=N_("Empty: nothing"),
            ),
            _own(page, N_("Came in on"), optional=True),
        ),
    ]  # fmt: skip

    def save(values: dict[str, Any], answers: Answers) -> object:
        new = NewDisposal(values["dated"], values["proceeds"] or ZERO, values["account"])
        return page.desk.books.do(dispose_asset, row.number, new, answers=answers)

    form = _made(page, parts, _("{name} is gone").format(name=row.name), "gone", save)
    form.set_values({"dated": page.desk.today()})
    return form


def fund_form(page: LedgerPage, row: FundRow | None = None) -> Form:
    """A reserve by own decision, a fund of a giver, or one by the rule of a grant."""
    books = page.desk.books
    parts: list[Part] = [
        Field(
            "kind", N_("Kind"), Kind.CHOICE, width=270,
            choices=[Choice(token, _(label)) for token, label in FUND_KINDS.items()],
        ),
        Field("name", N_("Name"), longest=80),
        Field(
            "purpose", N_("Purpose"), Kind.LONG, optional=True, lines=3, longest=600,
            hint=N_("What it is for; of a restricted fund, who gave too."),
        ),
        (
            Field("most", N_("At most"), Kind.MONEY, optional=True, width=180),
            Field(
                "resolution_id", N_("Resolution"), optional=True, width=200,
                parse=lambda text: books.ask(get_resolution, text).id,
                show=lambda _id: "" if row is None else row.resolution,
                hint=N_("Such as ALV-2026-04"),
            ),
        ),
        *([Field("in_use", N_("In use"), Kind.CHECK)] if row else []),
    ]  # fmt: skip

    def save(values: dict[str, Any], answers: Answers) -> object:
        account = None if row is None or row.kind != values["kind"] else row.account_id
        new = NewFund(**{"in_use": True, **values}, account_id=account)
        if row is None:
            return books.do(add_fund, new, answers=answers)
        return books.do(change_fund, row.id, new, answers=answers)

    title = _("Add reserve or fund") if row is None else row.name
    form = _made(page, parts, title, "funds", save)
    if row is None:
        form.set_values({"kind": next(iter(FUND_KINDS))})
    else:
        form.set_values({field.name: getattr(row, field.name) for field in _fields(parts)})
    return form


def _fields(parts: Sequence[Part]) -> list[Field]:
    rows = [part if isinstance(part, tuple) else (part,) for part in parts]
    return [each for row in rows for each in row if not isinstance(each, Section)]


def move_form(page: LedgerPage, row: FundRow) -> Form:
    """Add to a fund or take from it, against another one or the other reserves."""
    others = [each for each in page.desk.books.ask(list_funds, in_use=True) if each.id != row.id]
    parts: list[Part] = [
        (
            Field(
                "way", N_("What happens"), Kind.CHOICE, width=200,
                choices=[Choice(IN, _("Add")), Choice(OUT, _("Withdraw"))],
            ),
            Field("amount", N_("Amount"), Kind.MONEY, width=200),
        ),
        (
            Field("dated", N_("On"), Kind.DATE, width=200),
            Field(
                "other", N_("From or to"), Kind.CHOICE, optional=True, width=200,
                choices=[Choice(each.id, each.name) for each in others],
                hint=N_("Empty: the other reserves"),
            ),
        ),
        Field("description", N_("What it is for"), longest=200),
    ]  # fmt: skip

    def save(values: dict[str, Any], answers: Answers) -> object:
        moved = values["amount"] if values["way"] == IN else -values["amount"]
        new = NewFundMove(row.id, moved, values["dated"], values["description"], values["other"])
        return page.desk.books.do(move_fund, new, answers=answers)

    form = _made(page, parts, row.name, "move", save)
    form.set_values({"way": IN, "dated": page.desk.today()})
    return form


def accrual_form(page: LedgerPage, row: AccrualRow | None = None) -> Form:
    """A cost or an income for a period in another year."""
    books = page.desk.books
    accounts = [each for each in _accounts(page) if PLACES[each.place].kinds & RESULT_KINDS]
    parts: list[Part] = [
        Field("description", N_("What is it"), longest=200),
        (
            Field("amount", N_("Amount"), Kind.MONEY, width=150),
            Field(
                "account", N_("Cost or income"), Kind.CHOICE, width=250,
                choices=[Choice(each.id, f"{each.name} ({each.number})") for each in accounts],
            ),
        ),
        (
            Field("first", N_("First day it is for"), Kind.DATE, width=200),
            Field("last", N_("Last day it is for"), Kind.DATE, width=200),
        ),
        Field(
            "booked_in", N_("Booked in"), width=200,
            hint=N_("The book year of the payment or the bill."),
            parse=lambda text: books.ask(get_book_year, text).label,
        ),
        (_activity(page), _fund(page)),
    ]  # fmt: skip

    def save(values: dict[str, Any], answers: Answers) -> object:
        new = NewAccrual(
            values["description"],
            values["account"],
            values["amount"],
            Period(values["first"], values["last"]),
            values["booked_in"],
            values["activity_id"],
            values["fund_id"],
        )
        if row is None:
            return books.do(add_accrual, new, answers=answers)
        return books.do(change_accrual, row.number, new, answers=answers)

    title = _("Add accrual") if row is None else row.description
    form = _made(page, parts, title, "accruals", save)
    if row is None:
        form.set_values({"booked_in": books.ask(book_year_of, page.desk.today()).label})
    else:
        form.set_values(
            {
                "description": row.description,
                "amount": row.amount,
                "account": row.account_id,
                "first": row.period.first,
                "last": row.period.last,
                "booked_in": row.booked_in,
                "activity_id": row.activity_id,
                "fund_id": row.fund_id,
            }
        )
    return form


def gift_form(page: LedgerPage, row: DonationRow | None = None) -> Form:
    """Who gave how much, what for; a name that is not known here stays as it was typed."""
    books = page.desk.books
    people = PersonFinder(books)

    def who(text: str) -> int | str:
        try:
            return people.find(text)
        except Refused as refused:
            if refused.problems[0].code == "payer.nobody":
                return text
            raise

    parts: list[Part] = [
        (
            Field("amount", N_("Amount"), Kind.MONEY, width=200),
            Field("dated", N_("Received on"), Kind.DATE, width=200),
        ),
        Field(
            "donor", N_("Who gave"), longest=120, parse=who,
            show=lambda value: people.name(value) if isinstance(value, int) else str(value),
            reading=lambda value: people.name(value)
            if isinstance(value, int)
            else _("Not known here: stays as it was typed."),
            hint=N_("Name, member number, or words such as “collection”"),
        ),
        Field("purpose", N_("What it is meant for"), optional=True, longest=200),
        _own(page, N_("Came in on")),
        (_fund(page), _activity(page)),
    ]  # fmt: skip

    def save(values: dict[str, Any], answers: Answers) -> object:
        donor = values["donor"]
        known = isinstance(donor, int)
        new = NewDonation(
            values["dated"],
            values["amount"],
            values["account"],
            donor if known else None,
            "" if known else donor,
            values["purpose"],
            values["fund_id"],
            values["activity_id"],
            None if row is None else row.income_id,
        )
        if row is None:
            return books.do(record_donation, new, answers=answers)
        return books.do(change_donation, row.number, new, answers=answers)

    title = _("Record gift") if row is None else _("Change gift")
    form = _made(page, parts, title, "gifts", save)
    own = books.ask(own_accounts, page.desk.today())
    form.set_values({"dated": page.desk.today(), "account": own[0].id if own else None})
    if row is not None:
        form.set_values(
            {
                "amount": row.amount,
                "dated": row.dated,
                "donor": row.person_id or row.name,
                "purpose": row.purpose,
                "account": row.account_id,
                "fund_id": row.fund_id,
                "activity_id": row.activity_id,
            }
        )
    return form
