"""The tabs of a member: details, contribution and hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.contributions.queries import ChargeRow, PaymentRow
from coopadmin.contributions.states import OPEN, PART
from coopadmin.desk.remains import Remains, together
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.duration import Duration
from coopadmin.ledger.rules import SETTLED_BY
from coopadmin.members.queries import MemberRow, MembershipCard
from coopadmin.members.sanctions import SanctionRow
from coopadmin.people.households import HouseholdRow
from coopadmin.people.queries import PersonCard
from coopadmin.people.rules import ORGANISATION
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import SMALL, Action, Button
from coopadmin.ui.kit.message import INFO, WARN, Message
from coopadmin.ui.kit.text import Chip, Facts, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.columns import charge_chip
from coopadmin.ui.members.labels import label, number_shown, value_shown
from coopadmin.ui.members.sanctions import told
from coopadmin.volunteers.queries import HourRow
from coopadmin.words import _, count, date_long, date_short, hours, money

# A short word on a small button, and the action with its whole name.
Deed = tuple[str, Action]
LAST_ENTRIES = 8
_PERSON = (
    "salutation",
    "title",
    "initials",
    "first_names",
    "partner_surname",
    "name_usage",
    "iban",
    "convocation_by",
    "convocation_consent_on",
    "death_date",
    "note",
)
_MEMBERSHIP = (
    "applied_on",
    "number_told_on",
    "notice_on",
    "acknowledged_on",
    "until",
    "end_reason",
    "end_ground",
    "remark",
)


class Tab(QWidget):
    """Parts below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))

    def heading(self, words: str, deeds: Sequence[Deed] = ()) -> None:
        """A heading with small buttons on its right; each is called by its whole name too."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(Text(words, Role.LABEL))
        row.addStretch(1)
        for short, action in deeds:
            button = Button(short, action.run, SMALL, why_not=action.why_not)
            button.setAccessibleName(action.text)
            if not action.why_not:
                button.setToolTip(action.text)
            row.addWidget(button)
        self.column.addLayout(row)

    def line(self, *parts: QWidget) -> None:
        """Parts beside each other, the last at the right."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for part in parts[:-1]:
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(parts[-1])
        self.column.addLayout(row)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        facts = Facts(130)
        facts.set_facts(pairs)
        self.column.addWidget(facts)

    def nothing(self, words: str) -> None:
        self.column.addWidget(Text(words, Role.NOTE, "ink2", wrap=True))


class DetailsTab(Tab):
    """What is known of the person and of the membership, beyond what stands above the tabs."""

    def __init__(
        self,
        card: PersonCard,
        membership: MembershipCard,
        others: Sequence[MemberRow],
        deeds: Sequence[Deed],
        remains: Remains | None = None,
        sanction: SanctionRow | None = None,
        household: tuple[HouseholdRow | None, Deed] | None = None,
        own: Sequence[tuple[str, str]] = (),
        make_letter: Action | None = None,
    ) -> None:
        super().__init__()
        self._make_letter = make_letter
        if remains is not None:
            self._remains(remains)
        if sanction is not None:
            self.column.addWidget(told(sanction))
        self.heading(_("Membership"), deeds)
        self.facts(_membership_facts(membership))
        self.column.addWidget(Rule())
        organisation = card.person.nature == ORGANISATION
        self.heading(_("Organisation") if organisation else _("Person"))
        self.facts([*person_facts(card), *own])
        if household is not None:
            self._household(*household)
        if others:
            self.column.addWidget(Rule())
            self.heading(_("Other memberships"))
            for other in others:
                until = date_short(other.until) if other.until else _("now")
                period = _("{since} to {until}").format(since=date_short(other.since), until=until)
                self.line(
                    Text(number_shown(other.number), Role.NUMBER, "ink2"),
                    Text(period, Role.NOTE),
                    Text(other.kind, Role.NOTE, "ink2"),
                )

    def _household(self, row: HouseholdRow | None, deed: Deed) -> None:
        self.column.addWidget(Rule())
        self.heading(_("Household"), [deed])
        if row is None:
            self.nothing(_("Belongs to no household."))
            return
        for stay in row.people:
            since = _("since {day}").format(day=date_short(stay.first))
            self.line(Text(stay.name, Role.NOTE), Text(since, Role.NOTE, "ink2"))

    def _remains(self, remains: Remains) -> None:
        """What a death leaves between the person and the cooperative, and the letter about it."""
        lines = told_remains(remains)
        copy = Action(
            _("Copy letter to the heirs"),
            lambda: QGuiApplication.clipboard().setText(remains.letter),
            "copy",
        )
        day = date_long(remains.died_on) if remains.died_on else ""
        ways = [copy] if self._make_letter is None else [copy, self._make_letter]
        why = " · ".join(lines) or _("Nothing is open with this person.")
        tone = WARN if lines else INFO
        self.column.addWidget(Message(tone, _("Died on {day}").format(day=day), why, ways))


def told_remains(remains: Remains) -> list[str]:
    """Capital and open amounts of somebody, in words."""
    lines = [
        _("{kind}: {amount} paid in").format(kind=row.kind, amount=money(row.amount))
        for row in remains.capital
    ]
    for words, rows in (
        (_("To be paid to us: {amount}"), remains.receivable),
        (_("To be paid by us: {amount}"), remains.payable),
    ):
        if rows:
            lines.append(words.format(amount=money(together(rows))))
    return lines


def person_facts(card: PersonCard) -> list[tuple[str, str]]:
    """What is kept of somebody beside name, address and contact."""
    person = card.person
    names = ["convocation_by", "convocation_consent_on", "iban", "note"]
    names = list(_PERSON) if person.nature != ORGANISATION else names
    facts = [(label(name), value_shown(name, getattr(person, name), {})) for name in names]
    born = person.birth_date
    if born is not None:
        facts.insert(0, (label("birth_date"), date_long(born)))
    elif person.birth_year:
        facts.insert(0, (label("birth_date"), str(person.birth_year)))
    if person.large_print:
        facts.append((label("large_print"), _("yes")))
    return facts


def _membership_facts(card: MembershipCard) -> list[tuple[str, str]]:
    since = date_long(card.since)
    if card.since_estimated:
        since = f"{since} ({_('estimated')})"
    persons = count(card.persons_covered) if card.persons_covered > 1 else ""
    return [
        (label("kind_id"), card.kind),
        (label("since"), since),
        (label("persons_covered"), persons),
        (label("payer_id"), card.payer),
        *((label(name), value_shown(name, getattr(card, name), {})) for name in _MEMBERSHIP),
    ]


class ContributionTab(Tab):
    """Every charge with its state and payments, the newest on top."""

    def __init__(
        self, charges: Sequence[ChargeRow], payments: Sequence[PaymentRow], today: date
    ) -> None:
        super().__init__()
        for charge in charges:
            if charge.state in (OPEN, PART) and charge.due < today:
                sentence = _("Contribution {year} open: {amount}").format(
                    year=charge.book_year, amount=money(charge.open)
                )
                due = _("To be paid before {day}").format(day=date_long(charge.due))
                self.column.addWidget(Message(WARN, sentence, due))
        paid: dict[str, list[PaymentRow]] = defaultdict(list)
        for payment in payments:
            paid[payment.reference].append(payment)
        for charge in sorted(charges, key=lambda one: one.dated, reverse=True):
            self._charge(charge, paid[charge.reference], today)
        if not charges:
            self.nothing(_("No contribution was charged yet."))

    def _charge(self, charge: ChargeRow, payments: Sequence[PaymentRow], today: date) -> None:
        chip = charge_chip(charge, today)
        assert chip is not None
        self.line(
            Text(charge.book_year, Role.NAME),
            Text(charge.kind, Role.NOTE, "ink2"),
            Chip(chip.text, chip.tone, chip.icon),
        )
        charged = _("{amount} charged on {day}").format(
            amount=money(charge.charged), day=date_short(charge.dated)
        )
        self.line(Text(charged, Role.NOTE, "ink2"), Text(charge.reference, Role.NUMBER, "ink3"))
        for payment in payments:
            words = _("Taken back") if payment.is_reversal else _("Paid")
            method = _(SETTLED_BY.get(payment.method, payment.method))
            self.line(
                Text(f"{words} {date_short(payment.dated)}, {method}", Role.NOTE, "ink2"),
                Text(money(payment.amount), Role.AMOUNT, "ink2"),
            )
        self.column.addWidget(Rule())


class HoursTab(Tab):
    """Hours of this book year and the one before, by activity, and the last entries."""

    def __init__(self, entries: Sequence[HourRow], years: Sequence[BookYear]) -> None:
        super().__init__()
        if not entries:
            self.nothing(_("No volunteer hours in these two years."))
            return
        for year in years:
            by_activity: dict[str, int] = defaultdict(int)
            for entry in entries:
                if year.first <= entry.first <= year.last:
                    by_activity[entry.activity] += entry.worked.minutes
            total = Duration(sum(by_activity.values()))
            self.line(
                Text(year.label, Role.NAME),
                Text(_("{hours} hours").format(hours=hours(total)), Role.STRONG_AMOUNT),
            )
            for activity, minutes in sorted(by_activity.items(), key=lambda pair: -pair[1]):
                self.line(
                    Text(activity, Role.NOTE, "ink2"),
                    Text(hours(Duration(minutes)), Role.AMOUNT, "ink2"),
                )
            self.column.addWidget(Rule())
        self.heading(_("Last entries"))
        for entry in list(reversed(entries))[:LAST_ENTRIES]:
            when = date_short(entry.first)
            if entry.last != entry.first:
                when = f"{when} – {date_short(entry.last)}"
            self.line(
                Text(when, Role.NOTE),
                Text(entry.activity, Role.NOTE, "ink2"),
                Text(hours(entry.worked), Role.AMOUNT),
            )
