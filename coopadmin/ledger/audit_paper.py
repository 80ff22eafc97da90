"""The papers of the audit committee: what was checked, a sample, a list to tick, a statement."""

from __future__ import annotations

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_
from coopadmin.ledger.audit import AuditFacts, CheckedByProgram
from coopadmin.ledger.facts import ADOPTED, CLOSED, OPEN
from coopadmin.ledger.papers import Printing
from coopadmin.ledger.places import CREDIT_SECTIONS, SECTIONS
from coopadmin.paper import (
    CODE,
    DATE,
    NUMBER,
    Blanks,
    Block,
    Boxes,
    Built,
    Column,
    Gap,
    House,
    Lead,
    Look,
    NewPage,
    Note,
    Paper,
    Row,
    Section,
    Signatures,
    Strip,
    Table,
    Text,
    Together,
    Total,
)
from coopadmin.paper.printing import build
from coopadmin.people.rules import OFFICES
from coopadmin.words import _, amount, count, date_long, date_short, ngettext, say, speaking

LEAST = 2
"""So many members at least sign (BW 2:48(2))."""
_STATES = {
    OPEN: N_("Draft: the book year is still open"),
    CLOSED: N_("Closed by the treasurer"),
    ADOPTED: N_("Adopted"),
}
TO_TICK = (
    N_("The opening balance is the balance sheet that was adopted last year."),
    N_("The balances of bank and savings at the end of the year are those of the statements."),
    N_("The cash was counted, and is what the cash book says."),
    N_("The sample: each booking has a receipt, of this cooperative, with this amount and day."),
    N_("The expenses of the sample fit the aim, the budget or a resolution."),
    N_("Contributions: the number of members times the tariff is about what was charged."),
    N_("What is still to be received and to be paid was looked through; old items were explained."),
    N_("Grants: what was decided, received and spent agrees with the decisions of the grantors."),
    N_("Reserves and funds moved only by a resolution or by the rule of who gave."),
    N_("The result was appropriated as the general meeting decided, or as is proposed."),
    N_("Differences with the budget were explained."),
    N_("What last year’s committee advised was followed up."),
)


def audit_paper(facts: AuditFacts, how: Printing) -> Built:
    """What the audit committee takes with it: to read, to tick off, and to sign."""
    with speaking(how.language):
        cooperative = facts.cooperative
        title = _("Audit committee {year}").format(year=facts.year.label)
        return build(
            Paper(
                title=f"{title}, {cooperative.name}",
                house=House(cooperative.name, [], how.logo),
                language=how.language,
                on=facts.on,
                heading=title,
                subheading=_("Papers for checking the accounts (Civil Code 2:48)"),
                running=title,
                status=_state(facts),
                blocks=[
                    *_checked(facts),
                    *_figures(facts),
                    NewPage(),
                    *_sample(facts),
                    NewPage(),
                    *_list(),
                    NewPage(),
                    *_statement(facts),
                ],
                look=Look(accent=cooperative.accent, large=how.large),
            )
        )


def _state(facts: AuditFacts) -> str:
    return _(_STATES[facts.state.token])


def _checked(facts: AuditFacts) -> list[Block]:
    wrong = sum(len(each.problems) for each in facts.checked)
    lead = (
        ngettext(
            "The program found {number} thing that is not right; it stands below.",
            "The program found {number} things that are not right; they stand below.",
            wrong,
        ).format(number=count(wrong))
        if wrong
        else _("The program went through the whole file, and found nothing wrong.")
    )
    lines = [(_(each.label), _outcome(each)) for each in facts.checked]
    problems = [Text("- " + say(one)) for each in facts.checked for one in each.problems]
    return [
        Lead(lead),
        Row(
            Note(_("Checked by the program"), _("On the day on which this was printed.")),
            [Table([Column(_("What")), Column(_("Outcome"), width=42)], lines), *problems],
        ),
    ]


def _outcome(checked: CheckedByProgram) -> str:
    if checked.problems:
        return _("Not right")
    if not checked.number:
        return _("Right")
    return _("Right ({number})").format(number=count(checked.number))


def _figures(facts: AuditFacts) -> list[Block]:
    assets = Money.total(section.now for section in facts.sheet.assets)
    sections = [section for section in facts.sheet.funding if section.token in CREDIT_SECTIONS]
    funding = [(_(SECTIONS[section.token]), amount(section.now)) for section in sections]
    rows = [
        (_("What there is"), amount(assets)),
        *funding,
        (_("To be received at the end of the year"), amount(facts.receivable)),
        (_("To be paid at the end of the year"), amount(facts.payable)),
        (_("Debited in the year"), amount(facts.debit)),
        (_("Credited in the year"), amount(facts.credit)),
    ]
    money = [
        (f"{each.number} {each.name}", amount(each.books), _typed(each.typed), "")
        for each in facts.balances
    ]
    counted = [
        (f"{name}, {date_short(day)}", amount(booked), amount(found), amount(found - booked))
        for name, day, found, booked in facts.counted
    ]
    return [
        Row(
            Note(_("The year in figures"), _("As in the accounts and in the audit file.")),
            [Table([Column(""), Column(_("Amount"), NUMBER, width=32)], rows)],
        ),
        Row(
            Note(
                _("Bank and cash"),
                _("Compare with the statements of the bank, and count the cash yourselves."),
            ),
            [
                Table(
                    [
                        Column(_("Account")),
                        Column(_("Books"), NUMBER, width=26),
                        Column(_("Seen"), NUMBER, width=26),
                        Column(_("Difference"), NUMBER, width=24),
                    ],
                    [*money, *counted],
                    when_empty=_("Nothing"),
                )
            ],
        ),
    ]


def _typed(typed: Money | None) -> str:
    return "" if typed is None else amount(typed)


def _sample(facts: AuditFacts) -> list[Block]:
    total = Money.total(each.amount for each in facts.sample)
    lines = [
        (
            each.number,
            date_short(each.dated),
            ": ".join(part for part in (each.who, each.description) if part),
            ", ".join(each.receipts) or "–",
            amount(each.amount),
            "",
        )
        for each in facts.sample
    ]
    said = _(
        "The largest bookings, and others drawn by lot. With the same seed the same bookings are"
        " drawn from the same books: {command}"
    ).format(
        command=f"coopadmin ledger audit … {facts.year.label} --seed {facts.seed}"
        f" --size {len(facts.sample)}"
    )
    return [
        Section(_("The sample")),
        Strip(
            [
                (_("Seed"), str(facts.seed)),
                (_("Bookings in the year"), count(facts.bookings)),
                (_("In the sample"), count(len(facts.sample))),
                (_("Expenses without receipt"), count(facts.without_receipt)),
            ]
        ),
        Text(said),
        Table(
            [
                Column(_("Number"), CODE, width=34),
                Column(_("Date"), DATE, width=25),
                Column(_("What")),
                Column(_("Receipt")),
                Column(_("Amount"), NUMBER, width=24),
                Column(_("Seen"), width=12, ruled=True),
            ],
            [*lines, Total(("", "", _("Together"), "", amount(total), ""))] if lines else [],
            when_empty=_("Nothing was booked in this year."),
        ),
    ]


def _list() -> list[Block]:
    return [
        Section(_("To go through")),
        Boxes([_(each) for each in TO_TICK]),
        Gap(),
        Blanks(
            [_("Cash counted on:"), _("Counted amount:"), _("Counted by:"), _("Notes:"), "", ""]
        ),
    ]


def _statement(facts: AuditFacts) -> list[Block]:
    cooperative, year = facts.cooperative, facts.year
    text = _(
        "The audit committee of {name} has looked at the accounts of book year {year}, from"
        " {first} to {last}. It saw the books, the receipts of the sample above, the statements"
        " of the bank and the cash, and got from the board all the information for which it asked."
    ).format(
        name=cooperative.name,
        year=year.label,
        first=date_long(year.first),
        last=date_long(year.last),
    )
    advice = [
        _("The accounts give a true picture; the committee advises to adopt them."),
        _("The committee advises to discharge the board for its conduct of the finances."),
        _("The committee does not advise this yet, for the reasons below."),
    ]
    people = [(name, _(OFFICES.get(office, office))) for name, office in facts.committee]
    people += [("", _("Member"))] * (LEAST - len(people))
    note = _("Two members at least, who are no directors. Adopting is not discharging: two votes.")
    return [
        Section(_("Statement of the audit committee")),
        Text(text),
        Boxes(advice),
        Blanks([_("Findings:"), "", "", _("Place and date:")]),
        Together([Row(Note(_("Signatures"), note), [Signatures(people)])]),
    ]
