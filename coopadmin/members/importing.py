"""Deciding what reading a list of members would do with every line, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from coopadmin.formats.headings import ListMapping
from coopadmin.formats.sheet import SheetList, SheetRow
from coopadmin.kernel.problem import N_, Problem, Refused, refuse
from coopadmin.members.kinds import Kinds, ListKind
from coopadmin.members.lines import ReadLine, read_line
from coopadmin.members.matching import KnownPerson, Match, Register, names_agree_somewhere
from coopadmin.members.merging import (
    MembershipPart,
    ended_before,
    is_left,
    merged,
    merged_membership,
    part_of,
)
from coopadmin.members.plan import ImportPlan, PlanLine, PossibleDuplicate, ValueChange
from coopadmin.people.rules import NewPerson

Tick = Callable[[int, int], object]
Line = TypeVar("Line")
TICK_LINES = 100
# A line that stays out, or with the name of a field what stays as it is known.
LeftOut = tuple[int, str]
WHOLE_LINE = ""
_WRITES = frozenset({"added", "changed"})


@dataclass(frozen=True)
class ListImport:
    """A list with the use of its columns, and how to read it.

    `since` is the first day of memberships for which the list gives none, by default the last
    day of the previous book year. With `strict`, one refused line refuses the whole list.
    Without `update` who is known stays as they are; with `emptying` an empty cell empties what is
    known. `left` are lines that stay out, and fields of a line that stay as they are known.
    """

    sheet: SheetList
    mapping: ListMapping
    since: date | None = None
    strict: bool = False
    update: bool = True
    emptying: bool = False
    left: frozenset[LeftOut] = frozenset()


@dataclass(frozen=True)
class Deed:
    """What one line writes: a person, new or with `person_id`, and a membership, new or changed.

    `membership_changes` are columns of the membership with `membership_id`.
    """

    person: NewPerson | None
    person_id: int | None
    membership: MembershipPart | None = None
    number: int | None = None
    membership_id: int | None = None
    membership_changes: dict[str, Any] | None = None


@dataclass(frozen=True)
class Prepared:
    """A plan with the deeds that carry it out; kinds are ids, or names of `new_kinds`."""

    plan: ImportPlan
    deeds: tuple[Deed, ...]


def prepare_import(
    wanted: ListImport,
    people: Sequence[KnownPerson],
    kinds: Sequence[ListKind],
    since: date,
    next_number: int,
    today: date,
    tick: Tick | None = None,
) -> Prepared:
    """Decide on every line; Refused when no column can be a person's name.

    `people` and `kinds` are all that the file knows, `since` the first day where the list gives
    none, `next_number` the first free member number. `tick(done, total)` hears how far it is.
    """
    if not wanted.mapping.names_somebody:
        raise _nobody_named(wanted.sheet)
    total = 2 * len(wanted.sheet.rows)
    reads = [
        (row, read_line(row.line, values, today, parts_apart=wanted.mapping.register))
        for row, values in _ticking(_lines(wanted), tick, 0, total)
    ]
    planner = _Planner(
        wanted,
        Register.of(people),
        Kinds(kinds, (read.kind for _row, read in reads)),
        since,
        today,
        max([next_number, *(read.number + 1 for _row, read in reads if read.number)]),
    )
    lines = tuple(
        planner.decide(row, read) for row, read in _ticking(reads, tick, len(reads), total)
    )
    plan = ImportPlan(
        name=wanted.sheet.name,
        lines=lines,
        ignored=wanted.mapping.ignored,
        duplicates=tuple(planner.duplicates),
        remarks=wanted.sheet.remarks,
        since=since,
        estimated=sum(
            deed.membership is not None and deed.membership.since_estimated
            for deed in planner.deeds
        ),
        new_kinds=planner.kinds.new,
    )
    return Prepared(plan, tuple(planner.deeds))


def _nobody_named(sheet: SheetList) -> Refused:
    others = [title for title in sheet.sheets if title != sheet.sheet]
    if others:
        return refuse(
            "import.no_name",
            N_(
                "No column of the sheet “{sheet}” can be a person's name. Choose another sheet of"
                " “{name}” ({others}), or the column with the surname."
            ),
            name=sheet.name,
            sheet=sheet.sheet,
            others=", ".join(others),
        )
    return refuse(
        "import.no_name",
        N_("No column of “{name}” can be a person's name. Choose the one with the surname."),
        name=sheet.name,
    )


def _lines(wanted: ListImport) -> Iterator[tuple[SheetRow, dict[str, str]]]:
    """The lines with the texts of their fields; in the register empty lines count as lines."""
    places = {field: column.number - 1 for field, column in wanted.mapping.fields.items()}
    rows = list(wanted.sheet.rows)
    if wanted.mapping.register:
        width = len(wanted.sheet.columns)
        rows += [SheetRow(line, ("",) * width) for line in wanted.sheet.empty_lines]
        rows.sort(key=lambda row: row.line)
    for row in rows:
        cells = row.cells
        yield row, {field: cells[place].strip() for field, place in places.items()}


def _ticking(lines: Iterable[Line], tick: Tick | None, before: int, total: int) -> Iterator[Line]:
    for number, line in enumerate(lines):
        if tick is not None and number % TICK_LINES == 0:
            tick(min(before + number, total), total)
        yield line


class _Planner:
    """Goes through the lines in order and remembers who was met."""

    def __init__(
        self,
        wanted: ListImport,
        register: Register,
        kinds: Kinds,
        since: date,
        today: date,
        next_number: int,
    ) -> None:
        self.wanted = wanted
        self.register = register
        self.kinds = kinds
        self.since = since
        self.today = today
        self.next_number = next_number
        self.deeds: list[Deed] = []
        self.duplicates: list[PossibleDuplicate] = []
        self._headings = tuple(column.heading for column in wanted.sheet.columns)
        self._by_key: dict[str, int] = {}
        self._by_number: dict[int, ReadLine] = {}
        self._claimed: dict[int, int] = {}

    def decide(self, row: SheetRow, read: ReadLine) -> PlanLine:
        """What happens with a line; deeds and possible duplicates are noted on the way."""
        before = len(self.deeds), len(self.duplicates), self.next_number
        line = self._decided(row, read)
        if (row.line, WHOLE_LINE) not in self.wanted.left or line.outcome not in _WRITES:
            return line
        deeds, duplicates, self.next_number = before
        del self.deeds[deeds:], self.duplicates[duplicates:]
        reason = Problem("line.left_out", N_("You left it out."))
        return replace(line, outcome="skipped", would=line.outcome, reasons=(reason,))

    def _decided(self, row: SheetRow, read: ReadLine) -> PlanLine:
        if reason := self._reason_to_skip(row, read):
            return PlanLine(read.line, "skipped", read.name, reasons=(reason,))
        reasons = read.reasons
        if row.surplus:
            reasons = (
                Problem(
                    "line.surplus",
                    N_("The line has more cells than there are headings. Look at its separators."),
                ),
            )
        elif reason := self._number_twice(read):
            reasons = (reason,)
        if reasons:
            return PlanLine(read.line, "refused", read.name, reasons=reasons, remarks=read.remarks)
        match = self.register.match(read)
        if reason := self._reason_to_refuse(read, match):
            return PlanLine(
                read.line, "refused", read.name, reasons=(reason,), remarks=read.remarks
            )
        if match.people:
            return self._known(read, match.people[0])
        return self._new(read, match)

    def _reason_to_skip(self, row: SheetRow, read: ReadLine) -> Problem | None:
        if (
            self.wanted.mapping.register
            and not read.key
            and read.given.isdisjoint({"surname", "partner_surname", "organisation_name"})
        ):
            return Problem("line.continuation", N_("It belongs to the person above it."))
        if read.is_empty:
            return Problem("line.nothing", N_("Nothing in it is read."))
        if all(
            " ".join(cell.split()) == heading
            for cell, heading in zip(row.cells, self._headings, strict=True)
        ):
            return Problem("line.headings", N_("It repeats the headings."))
        if read.key:
            first = self._by_key.setdefault(read.key, read.line)
            if first != read.line:
                return Problem(
                    "line.same_person", N_("It is the same person as line {line}."), {"line": first}
                )
        if read.number is not None:
            earlier = self._by_number.setdefault(read.number, read)
            if earlier is not read and earlier.name == read.name:
                return Problem(
                    "line.same_person",
                    N_("It is the same person as line {line}."),
                    {"line": earlier.line},
                )
        return None

    def _number_twice(self, read: ReadLine) -> Problem | None:
        earlier = self._by_number.get(read.number) if read.number is not None else None
        if earlier is None or earlier is read:
            return None
        return Problem(
            "line.number_twice",
            N_("Number {number} also stands on line {line}, for {name}. Correct one of them."),
            {"number": read.number, "line": earlier.line, "name": earlier.name},
            "member_number",
        )

    def _reason_to_refuse(self, read: ReadLine, match: Match) -> Problem | None:
        # First, because a line that is refused stands for nobody.
        if ended_before(read):
            return Problem(
                "line.backwards",
                N_("The membership would end on {until}, before it begins on {since}."),
                {"until": read.person.death_date, "since": read.since},
                "death_date",
            )
        if len(match.people) > 1:
            return Problem(
                "line.several",
                N_("It may be several people: {names}. Give the member number."),
                {"names": ", ".join(_called(known) for known in match.people)},
            )
        for known in match.people:
            if match.key == "number" and not names_agree_somewhere(read.person, known.person):
                return Problem(
                    "line.number_of_other",
                    N_("Number {number} is that of {name}. Correct the number or the name."),
                    {"number": read.number, "name": known.name},
                    "member_number",
                )
            first = self._claimed.setdefault(known.id, read.line)
            if first != read.line:
                return Problem(
                    "line.claimed",
                    N_("Line {line} is {name} already. Give the member numbers."),
                    {"line": first, "name": known.name},
                )
        return None

    def _new(self, read: ReadLine, match: Match) -> PlanLine:
        kind, remark = self.kinds.of(read)
        part, remarks = part_of(read, kind, self.since)
        number = None if part is None else self._number(read)
        self.deeds.append(Deed(read.person, None, part, number))
        self.duplicates += [
            PossibleDuplicate(read.line, read.name, known.name, _number_of(known))
            for known in match.resembling
        ]
        notes = (*read.remarks, *remark, *remarks)
        return PlanLine(
            read.line,
            "added",
            read.name,
            number,
            remarks=notes,
            person=read.person,
            kind=None if part is None else part.kind,
        )

    def _known(self, read: ReadLine, known: KnownPerson) -> PlanLine:
        if not self.wanted.update:
            remarks = (*read.remarks, _stays())
            return PlanLine(read.line, "unchanged", read.name, _number_of(known), remarks=remarks)
        person, offered = merged(known.person, read, emptying=self.wanted.emptying)
        kind, kind_remark = self.kinds.of(read)
        target, membership, remarks = merged_membership(read, known, kind, self.today)
        part: MembershipPart | None = None
        number = target.number if target else None
        if target is None:
            part, remarks = part_of(read, kind, self.since)
            number = None if part is None else self._number(read)
        left = {name for line, name in self.wanted.left if line == read.line}
        if is_left("membership", left):
            part = None
        values = [
            ValueChange(
                name, getattr(known.person, name), getattr(person, name), not is_left(name, left)
            )
            for name in offered
        ]
        values += [
            ValueChange(name, getattr(target, name, None), value, not is_left(name, left))
            for name, value in membership.items()
        ]
        kept = {one.field: one.before for one in values if not one.taken}
        person = replace(person, **{name: kept[name] for name in offered if name in kept})
        membership = {name: it for name, it in membership.items() if not is_left(name, left)}
        changes = tuple(one.field for one in values if one.taken)
        changes += ("membership",) if part and not membership else ()
        if changes:
            self.deeds.append(
                Deed(
                    person if person != known.person else None,
                    known.id,
                    part,
                    number,
                    target.id if target and membership else None,
                    membership or None,
                )
            )
        outcome = "changed" if changes else "unchanged"
        notes = (*read.remarks, *kind_remark, *remarks)
        return PlanLine(
            read.line,
            outcome,
            read.name,
            number,
            remarks=notes,
            changes=changes,
            values=tuple(values),
            person=person,
            kind=None if part is None else part.kind,
            would="changed" if values and not changes else "",
        )

    def _number(self, read: ReadLine) -> int:
        """The number of the list; else the next one that is free."""
        if read.number is not None and read.number not in self.register.by_number:
            return read.number
        self.next_number += 1
        return self.next_number - 1


def _stays() -> Problem:
    sentence = N_("This member is known and stays as it is: only new members are read.")
    return Problem("line.known", sentence)


def _number_of(known: KnownPerson) -> int | None:
    return known.memberships[-1].number if known.memberships else None


def _called(known: KnownPerson) -> str:
    number = _number_of(known)
    return known.name if number is None else f"{known.name} ({number:04d})"
