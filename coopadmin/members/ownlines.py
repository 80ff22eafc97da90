"""What a list of members says of the own fields of this file, and what that changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from coopadmin.members.lines import ReadLine
from coopadmin.members.plan import ValueChange
from coopadmin.people.own_rules import OwnFieldRow, read_all, shown_own


@dataclass(frozen=True)
class OwnFields:
    """The own fields of the file, and what stands in them by person and number."""

    fields: tuple[OwnFieldRow, ...] = ()
    values: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def read(self, line: ReadLine, texts: Mapping[str, str], today: date) -> ReadLine:
        """A line with what it says of own fields; what does not fit refuses it."""
        typed = {one.number: texts[one.key] for one in self.fields if one.key in texts}
        if not typed:
            return line
        own, reasons = read_all(self.fields, typed, today)
        return replace(line, own=own, reasons=(*line.reasons, *reasons))

    def changes(
        self, own: Mapping[int, str], person_id: int, left: Collection[str], *, emptying: bool
    ) -> list[ValueChange]:
        """What would become otherwise for somebody known; what is `left` stays as it is."""
        known = self.values.get(person_id, {})
        return [
            ValueChange(
                one.key,
                shown_own(one.kind, known.get(one.number, "")),
                shown_own(one.kind, own[one.number]),
                taken=one.key not in left,
                label=one.name,
            )
            for one in self.fields
            if one.number in own
            and own[one.number] != known.get(one.number, "")
            and (own[one.number] or emptying)
        ]

    def taken(self, own: Mapping[int, str], changes: Collection[str]) -> dict[int, str]:
        """What is to be written, of fields that change."""
        return {one.number: own[one.number] for one in self.fields if one.key in changes}


NO_OWN_FIELDS = OwnFields()
