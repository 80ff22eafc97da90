"""The lines of the dry run as rows: what happens with each, and the fields that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopadmin.kernel.problem import Problem
from coopadmin.members.plan import ImportPlan, PlanLine, PossibleDuplicate
from coopadmin.people.rules import address_line
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.members.labels import label, number_shown, value_shown
from coopadmin.words import N_, _, count, ngettext, say

REFUSED, DOUBLE, CHANGED, ADDED = "refused", "double", "changed", "added"
SKIPPED, UNCHANGED = "skipped", "unchanged"
NAMES = {
    REFUSED: N_("Refused"),
    DOUBLE: N_("Double?"),
    CHANGED: N_("Changed"),
    ADDED: N_("New"),
    SKIPPED: N_("Skipped"),
    UNCHANGED: N_("Equal"),
}
NOTES = {
    REFUSED: N_("these stay out, the rest can go on"),
    DOUBLE: N_("they resemble somebody, and become new members"),
    CHANGED: N_("old and new"),
    ADDED: N_("they get a number"),
    SKIPPED: N_("nothing is read of them"),
    UNCHANGED: N_("nothing changes"),
}
# Said by the field beside it.
_ADDRESS = ("street", "house_number", "house_letter", "house_addition")
_SILENT = frozenset({"birth_year", "since_estimated", "end_reason", *_ADDRESS})


@dataclass(frozen=True)
class FieldRow:
    """One field in which a line differs; `key` names it where it is left as it is known."""

    key: str
    name: str
    before: str
    after: str
    taken: bool


@dataclass(frozen=True)
class LineRow:
    """A line in the dry run; `known` when it may be a double."""

    line: PlanLine
    group: str
    kinds: Mapping[int, str]
    known: PossibleDuplicate | None = None

    @property
    def key(self) -> tuple[int, str]:
        return self.line.line, self.group

    @property
    def is_choosable(self) -> bool:
        """Whether somebody may leave it out."""
        return self.group in (DOUBLE, CHANGED, ADDED)

    @property
    def is_left(self) -> bool:
        return self.line.outcome in (SKIPPED, UNCHANGED) and bool(self.line.would)

    def changes(self) -> list[tuple[str, str, str]]:
        """The fields that the line changes: name, old and new words."""
        return [
            (one.name, one.before, one.after)
            for one in self.fields()
            if one.taken and not self.is_left
        ]

    def fields(self) -> list[FieldRow]:
        """All fields in which the line differs from what is known."""
        found = []
        values = {one.field: one for one in self.line.values}
        if self.line.person is not None and not values.keys().isdisjoint(_ADDRESS):
            parts = [values.get(name) for name in _ADDRESS]
            known = [getattr(self.line.person, name) for name in _ADDRESS]
            before = [one.before if one else it for one, it in zip(parts, known, strict=True)]
            now = [one.after if one else it for one, it in zip(parts, known, strict=True)]
            words = (address_line(*before) or _("empty"), address_line(*now) or _("empty"))
            taken = all(one.taken for one in parts if one)
            found.append(FieldRow(_ADDRESS[0], _("Address"), *words, taken))
        for one in self.line.values:
            if not label(one.field) or one.field in _SILENT:
                continue
            old = value_shown(one.field, one.before, self.kinds) or _("empty")
            new = value_shown(one.field, one.after, self.kinds) or _("empty")
            found.append(FieldRow(one.field, label(one.field), old, new, one.taken))
        return found


def _sentences(problems: Sequence[Problem]) -> str:
    return " ".join(say(problem) for problem in problems)


def what_happens(row: LineRow) -> str:
    """The first words about a line; of a change the new value, which the painter sets apart."""
    line = row.line
    if row.is_left:
        return _("Stays as it is") if row.group == CHANGED else _("You left it out")
    if row.group in (REFUSED, SKIPPED):
        return _sentences(line.reasons[:1])
    if row.known is not None:
        return _("Resembles {name}").format(name=row.known.known)
    if row.group == CHANGED:
        return "; ".join(
            _("{field}: {now}, was {before}").format(field=field, now=now, before=before)
            for field, before, now in row.changes()
        ) or _("New membership")
    if row.group == ADDED and line.person is not None:
        person = line.person
        street = address_line(
            person.street, person.house_number, person.house_letter, person.house_addition
        )
        kind = row.kinds.get(line.kind, "") if isinstance(line.kind, int) else line.kind or ""
        kind = kind or _("no membership")
        return ", ".join(part for part in (kind, street, person.town) if part)
    return ""


def _more(row: LineRow) -> str:
    line = row.line
    if row.group == REFUSED:
        return _sentences(line.reasons[1:]) or _sentences(line.remarks)
    if row.known is not None and row.known.known_number is not None:
        return _("That is member {number}").format(number=number_shown(row.known.known_number))
    if line.remarks:
        return _sentences(line.remarks)
    if row.group == ADDED and line.number is not None:
        return _("gets number {number}").format(number=number_shown(line.number))
    return ""


def _number(row: LineRow) -> str:
    known = row.group in (CHANGED, UNCHANGED) and row.line.number is not None
    return number_shown(row.line.number or 0) if known else ""


COLUMNS = (
    Column(
        "in",
        "",
        look=Look.CHECK,
        width=26,
        checked=lambda row: not row.is_left if row.is_choosable else None,
    ),
    Column("line", N_("Line"), lambda row: count(row.line.line), Look.DATE, 44),
    Column(
        "name",
        N_("Name"),
        lambda row: row.line.name or _("without a name"),
        Look.NAME,
        140,
        2,
        under=_number,
        ink=lambda row: "ink" if row.line.name else "ink2",
    ),
    Column(
        "what",
        N_("What happens"),
        what_happens,
        Look.TEXT,
        180,
        4,
        under=_more,
        ink=lambda row: "bad" if row.group == REFUSED else "ink3" if row.is_left else "ink",
    ),
)


def group_title(key: str, rows: int) -> str:
    if key == DOUBLE:
        return ngettext(
            "{count} line may be a double", "{count} lines may be doubles", rows
        ).format(count=count(rows))
    lines = ngettext("{count} line", "{count} lines", rows).format(count=count(rows))
    return f"{_(NAMES[key])}: {lines}"


def grouped(plan: ImportPlan | None, kinds: Mapping[int, str]) -> dict[str, list[LineRow]]:
    groups: dict[str, list[LineRow]] = {key: [] for key in NAMES}
    if plan is None:
        return groups
    by_line = {line.line: line for line in plan.lines}
    for one in plan.duplicates:
        groups[DOUBLE].append(LineRow(by_line[one.line], DOUBLE, kinds, one))
    for line in plan.lines:
        group = line.would or line.outcome
        groups[group].append(LineRow(line, group, kinds))
    return groups
