"""Forms of the year end: a balance typed, a reason, shares of the result, the resolution."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coopadmin.cooperative.queries import ResolutionRow, list_resolutions
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Refused
from coopadmin.ledger.appropriation import (
    NewAppropriation,
    Receiver,
    Share,
    appropriate_result,
    list_receivers,
)
from coopadmin.ledger.size import NewYearNote, fte_words, note_year, notes_of, read_fte
from coopadmin.ledger.year_checks import agree_balance
from coopadmin.ledger.year_states import YearRow, left_to_appropriate
from coopadmin.ledger.year_steps import BalanceToAgree
from coopadmin.ledger.years import ACCEPTED, adopt_year, reopen_year
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import _, date_short, money

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

AMOUNT_WIDTH = 190


def agree_form(page: LedgerPage, row: YearRow, balance: BalanceToAgree) -> Form:
    """What the last statement of the year says, or what was counted."""
    field = Field(
        "amount",
        N_("Balance on the last day of the year"),
        Kind.MONEY,
        width=AMOUNT_WIDTH,
        figures=True,
        hint=N_("As the statement says, or as it was counted. Below zero is money owed."),
    )

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        new = (row.label, balance.account_id, values["amount"])
        return page.desk.books.do(agree_balance, *new, answers=answers)

    title = f"{balance.number} {balance.name}"
    form = Form([field], save, page.desk.today(), title, _("Compare"), "check")
    form.set_values({"amount": balance.typed})
    return form


def reopen_form(page: LedgerPage, row: YearRow) -> Form:
    """Why a closed year is opened again."""
    field = Field(
        "reason",
        N_("Why"),
        Kind.LONG,
        lines=3,
        hint=N_("It is kept, and the auditors can read it."),
    )

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        return page.desk.books.do(reopen_year, row.label, values["reason"], answers=answers)

    title = _("Reopen book year {year}").format(year=row.label)
    return Form([field], save, page.desk.today(), title, _("Reopen"), "rotate")


def note_form(page: LedgerPage, row: YearRow) -> Form:
    """Staff in fte, and whether small accruals are left out."""
    books = page.desk.books
    known = books.ask(notes_of).get(row.label)
    parts: list[Part] = [
        Field(
            "staff",
            N_("Staff in fte, average of the year"),
            width=AMOUNT_WIDTH,
            figures=True,
            parse=read_fte,
            show=fte_words,
            hint=N_("People who are employed; volunteers do not count. Without staff it is 0."),
        ),
        Field(
            "without_accruals",
            N_("Accruals for other operating costs are left out"),
            Kind.CHECK,
            hint=N_("Only a micro legal person may. The balance sheet then says so."),
        ),
    ]

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        new = NewYearNote(values["staff"], bool(values["without_accruals"]))
        return books.do(note_year, row.label, new, answers=answers)

    title = _("Size of {year}").format(year=row.label)
    form = Form(parts, save, page.desk.today(), title)
    if known is not None:
        form.set_values({"staff": known.staff, "without_accruals": known.without_accruals})
    return form


def _decided(page: LedgerPage, row: YearRow) -> list[ResolutionRow]:
    """The resolutions that can carry a step of this year, the newest first."""
    decided = [
        each
        for each in page.desk.books.ask(list_resolutions)
        if each.outcome == ACCEPTED and each.decided_on > row.year.last
    ]
    return sorted(decided, key=lambda each: each.decided_on, reverse=True)


def _resolution(decided: list[ResolutionRow]) -> Field:
    return Field(
        "resolution_id",
        N_("Resolution"),
        Kind.CHOICE,
        choices=[
            Choice(each.number, f"{each.number} · {date_short(each.decided_on)} · {each.subject}")
            for each in decided
        ],
        hint=N_("Accepted, and taken after the end of the year. Record it under Meetings first."),
    )


def adopt_form(page: LedgerPage, row: YearRow) -> Form:
    """The resolution that adopts the accounts: final."""

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        number = values["resolution_id"] or ""
        return page.desk.books.do(adopt_year, row.label, number, answers=answers)

    final = Section(
        "",
        N_(
            "After this the year never opens again, and this cannot be taken back. A mistake is"
            " corrected in an open year."
        ),
    )
    title = _("Accounts of {year} adopted").format(year=row.label)
    decided = _decided(page, row)
    parts: list[Part] = [_resolution(decided), final]
    form = Form(parts, save, page.desk.today(), title, _("Adopted"), "gavel")
    if decided:
        form.set_values({"resolution_id": row.appropriated_by or decided[0].number})
    return form


def appropriate_form(page: LedgerPage, row: YearRow) -> Form:
    """How much of the result each reserve and fund gets, by which resolution."""
    books = page.desk.books
    result = books.ask(left_to_appropriate, row.year)
    decided = _decided(page, row)
    receivers = {f"to{n}": each for n, each in enumerate(books.ask(list_receivers, row.label))}

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        shares = [
            Share(each.account_id, values[name], each.fund_id)
            for name, each in receivers.items()
            if values.get(name)
        ]
        new = NewAppropriation(row.label, values["resolution_id"] or "", shares)
        return books.do(appropriate_result, new, answers=answers)

    words = _("The result is {result}. Divide it to the cent; below zero is taken from there.")
    parts: list[Part] = [
        _resolution(decided),
        Section(_("Where it goes"), words.format(result=money(result))),
        *(_share(name, each) for name, each in receivers.items()),
    ]
    title = _("Result of {year}").format(year=row.label)
    form = Form(parts, save, page.desk.today(), title, _("Appropriate"), "scale")
    usual = next((name for name, each in receivers.items() if each.usual), None)
    known = {"resolution_id": decided[0].number} if decided else {}
    form.set_values(known | ({} if usual is None else {usual: result}))
    form.edited.connect(lambda _name: _tell_rest(form, title, result, list(receivers)))
    return form


def _share(name: str, receiver: Receiver) -> Field:
    holds = _("Holds {amount}").format(amount=money(receiver.holds))
    most = ""
    if receiver.most is not None:
        most = _("at most {amount}").format(amount=money(receiver.most))
    return Field(
        name,
        receiver.name,
        Kind.MONEY,
        optional=True,
        width=AMOUNT_WIDTH,
        figures=True,
        hint=" · ".join(part for part in (holds, most) if part),
    )


def _tell_rest(form: Form, title: str, result: Money, names: list[str]) -> None:
    """Beside the title: what has no place yet."""
    raw = form.draft()
    given = ZERO
    for name in names:
        try:
            given += Money.parse(str(raw.get(name) or "0"))
        except Refused:
            return
    rest = result - given
    words = _("{amount} left").format(amount=money(rest)) if rest else ""
    form.set_title(title, words)
