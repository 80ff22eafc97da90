"""A cooperative that lives at random: operations of every feature, taken back and done again."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, end_activity
from coopadmin.annual.rules import SECTIONS, NewReportText
from coopadmin.annual.service import set_report_text
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.rules import NewPayment, NewTariff
from coopadmin.contributions.service import pay_contribution, run_charges, set_tariff
from coopadmin.desk.check_books import check_books
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.meetings.agenda import NewItem
from coopadmin.meetings.items import add_item, write_minutes
from coopadmin.meetings.model import AgendaItem, Meeting
from coopadmin.meetings.presence import record_attendance, record_guest, record_proxy
from coopadmin.meetings.rules import NewMeeting, NewProxy
from coopadmin.meetings.service import adopt_minutes, hold_meeting, offer_minutes, plan_meeting
from coopadmin.meetings.votes import Ballots, NewVote
from coopadmin.meetings.voting import record_vote
from coopadmin.members.queries import list_kinds, list_members
from coopadmin.members.rules import END_REASONS, NewMember, NewTermination
from coopadmin.members.service import (
    admit_member,
    take_back_termination,
    terminate_membership,
)
from coopadmin.migrations import open_books
from coopadmin.people.rules import ChangedPerson, NewPerson
from coopadmin.people.service import change_person
from coopadmin.store.computer import HOME_VARIABLE
from coopadmin.store.model import Done
from coopadmin.store.work import Operation
from coopadmin.volunteers.service import CellEntry, set_cell
from tests.fixtures import WHO, clock, contents

TODAY, BEGIN = clock().date(), date(2024, 1, 1)
PICK = st.integers(0, 7)
DAYS = st.integers(-900, 30).map(lambda days: TODAY + timedelta(days=days))
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NAMES = st.sampled_from(["Bergsma", "Ñandú", "O'Neil", "ij", "Smit"]) | WORDS
YEARS = st.sampled_from(["2024", "2025", "2026"])
CENTS = st.integers(-100, 20_000).map(Money)


class YesToAll(Mapping[str, str]):
    """Answers whatever is asked."""

    def __getitem__(self, key: str) -> str:
        return "because"

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, key: object) -> bool:
        return True


class Life(RuleBasedStateMachine):
    """After every step the books check clean; everything taken back is the first image again."""

    founded: ClassVar[Path]
    done: ClassVar[Counter[str]] = Counter()
    numbers = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        path = self.founded.with_name(f"life-{next(self.numbers)}.coop")
        path.write_bytes(self.founded.read_bytes())
        # Each begins from the same copy, which one computer would call older than the last.
        os.environ[HOME_VARIABLE] = str(path.with_suffix(".computer"))
        self.path = path
        self.books = open_books(path, who=WHO, origin="test", clock=clock, for_long=True)
        self.first = contents(self.books)
        self.done["lives"] += 1

    def attempt(self, wanted: Operation[..., Any], *args: Any) -> None:
        """Do it; what is refused must have changed nothing, which the check and the end tell."""
        try:
            self.books.do(wanted, *args, answers=YesToAll())
            self.done[wanted.code] += 1
        except Refused:
            self.done["refused"] += 1

    def one(self, rows: list[Any], pick: int) -> Any:
        return rows[pick % len(rows)] if rows else None

    def rows(self, model: Any) -> list[Any]:
        return self.books.ask(lambda session: session.query(model).order_by(model.id).all())

    def member(self, pick: int) -> Any:
        return self.one(self.books.ask(list_members, TODAY), pick)

    @initialize()
    def it_begins(self) -> None:
        """With people, a price and a meeting, so that most steps have something to work on."""
        for kind, name in zip(self.books.ask(list_kinds), ("Berg", "Dijk", "Waard"), strict=True):
            self.attempt(set_tariff, NewTariff(kind.id, BEGIN, Money(2500)))
            self.attempt(admit_member, NewMember(kind.id, BEGIN, NewPerson(surname=name)))
        self.attempt(add_activity, NewActivity("Eetpunt"))
        self.meeting_is_planned("ALV", TODAY)

    @rule(name=NAMES, since=DAYS, pick=PICK)
    def somebody_joins(self, name: str, since: date, pick: int) -> None:
        kind = self.one(self.books.ask(list_kinds), pick)
        self.attempt(admit_member, NewMember(kind.id, since, NewPerson(surname=name)))

    @rule(pick=PICK, reason=st.sampled_from(list(END_REASONS)), on=DAYS)
    def somebody_leaves(self, pick: int, reason: str, on: date) -> None:
        if member := self.member(pick):
            self.attempt(terminate_membership, NewTermination(member.membership_id, reason, on))

    @rule(pick=PICK)
    def somebody_stays(self, pick: int) -> None:
        if member := self.member(pick):
            self.attempt(take_back_termination, member.membership_id)

    @rule(pick=PICK, name=NAMES, note=WORDS, email=WORDS)
    def somebody_changes(self, pick: int, name: str, note: str, email: str) -> None:
        if member := self.member(pick):
            person = NewPerson(surname=name, note=note, email=email)
            self.attempt(change_person, ChangedPerson(member.person_id, person))

    @rule(pick=PICK, day=DAYS, amount=CENTS)
    def tariff_is_set(self, pick: int, day: date, amount: Money) -> None:
        kind = self.one(self.books.ask(list_kinds), pick)
        self.attempt(set_tariff, NewTariff(kind.id, day, amount))

    @rule(year=YEARS)
    def year_is_charged(self, year: str) -> None:
        self.attempt(run_charges, year)

    @rule(pick=PICK, year=YEARS, amount=st.none() | CENTS)
    def somebody_pays(self, pick: int, year: str, amount: Money | None) -> None:
        if charge := self.one(self.books.ask(list_charges, year), pick):
            self.attempt(pay_contribution, NewPayment(charge.member_number, year, amount))

    @rule(name=NAMES, since=st.none() | DAYS)
    def activity_begins(self, name: str, since: date | None) -> None:
        self.attempt(add_activity, NewActivity(name, since=since))

    @rule(pick=PICK, until=st.none() | DAYS)
    def activity_ends(self, pick: int, until: date | None) -> None:
        if activity := self.one(self.books.ask(list_activities), pick):
            self.attempt(end_activity, activity.id, until)

    @rule(who=PICK, what=PICK, day=DAYS, worked=st.none() | st.integers(-5, 3000).map(Duration))
    def hours_are_typed(self, who: int, what: int, day: date, worked: Duration | None) -> None:
        member, activity = self.member(who), self.one(self.books.ask(list_activities), what)
        if member and activity:
            week = Period(day, day + timedelta(days=6))
            self.attempt(set_cell, CellEntry(member.person_id, activity.id, week, worked))

    @rule(title=NAMES, day=DAYS)
    def meeting_is_planned(self, title: str, day: date) -> None:
        items = [NewItem("opening", "Opening"), NewItem("decision", "A", proposal="Yes?")]
        self.attempt(plan_meeting, NewMeeting(title, day, "20:00"), items)

    @rule(pick=PICK, who=PICK, other=PICK, guest=WORDS)
    def people_come(self, pick: int, who: int, other: int, guest: str) -> None:
        meeting, one, two = self.one(self.rows(Meeting), pick), self.member(who), self.member(other)
        if meeting and one and two:
            self.attempt(record_attendance, meeting.id, [one.person_id])
            self.attempt(record_proxy, meeting.id, NewProxy(two.person_id, one.person_id))
            self.attempt(record_guest, meeting.id, guest)

    @rule(pick=PICK, text=WORDS, yes=st.integers(0, 9), no=st.integers(0, 9))
    def item_is_treated(self, pick: int, text: str, yes: int, no: int) -> None:
        if item := self.one(self.rows(AgendaItem), pick):
            self.attempt(write_minutes, item.id, text)
            self.attempt(record_vote, item.id, NewVote(Ballots(yes, no)))
            self.attempt(add_item, item.meeting_id, NewItem("discussion", text))

    @rule(pick=PICK, later=PICK)
    def minutes_are_adopted(self, pick: int, later: int) -> None:
        meetings = self.rows(Meeting)
        if meetings:
            meeting = self.one(meetings, pick)
            self.attempt(hold_meeting, meeting.id)
            self.attempt(offer_minutes, meeting.id)
            self.attempt(adopt_minutes, meeting.id, self.one(meetings, later).id)

    @rule(year=YEARS, section=st.sampled_from(list(SECTIONS)), text=WORDS)
    def report_is_written(self, year: str, section: str, text: str) -> None:
        self.attempt(set_report_text, NewReportText(year, section, "nl", text))

    def tried(self, name: str, deed: Callable[[], None]) -> None:
        try:
            deed()
            self.done[name] += 1
        except Refused:
            self.done["refused"] += 1

    @rule()
    def undone(self) -> None:
        if self.has_something_to_undo():
            self.books.undo()
            self.done["undo"] += 1

    @rule()
    def done_again(self) -> None:
        self.tried("redo", self.books.redo)

    @rule(pick=PICK)
    def earlier_one_is_undone(self, pick: int) -> None:
        earlier = self.rows(Done)[1:]
        if earlier:
            self.tried("undo earlier", lambda: self.books.undo(self.one(earlier, pick).id))

    def has_something_to_undo(self) -> bool:
        # The founding stays: it is never undone.
        return self.books.undoable().undo_label not in (None, "Begin the file")

    @invariant()
    def books_add_up(self) -> None:
        assert check_books(self.books) == []

    def teardown(self) -> None:
        try:
            while self.has_something_to_undo():
                self.books.undo()
            assert contents(self.books) == self.first
            assert check_books(self.books) == []
        finally:
            self.books.close()
            self.path.unlink()
