"""Settings of the kinds of membership: what they are called, their votes, who they cover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from coopadmin.members.queries import KindRow, list_kinds
from coopadmin.members.rules import ChangedKind, NewKind
from coopadmin.members.service import add_kind, change_kind
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.page import Page
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import N_, _, count


def _for_whom(row: KindRow) -> str:
    if row.covers_household:
        return _("a household")
    if row.shared_contribution or row.shared_votes:
        return _("one member, shared")
    return _("one member")


COLUMNS = (
    Column("name", N_("Name"), lambda row: row.name, Look.NAME, 120, 2),
    Column(
        "votes",
        N_("Votes"),
        lambda row: count(row.votes),
        Look.AMOUNT,
        56,
        value=lambda row: row.votes,
    ),
    Column(
        "covers",
        N_("For whom"),
        _for_whom,
        Look.TEXT,
        110,
        1,
    ),
    Column(
        "members",
        N_("Memberships"),
        lambda row: count(row.memberships),
        Look.AMOUNT,
        100,
        value=lambda row: row.memberships,
    ),
    Column(
        "state",
        N_("State"),
        look=Look.CHIP,
        width=116,
        chip=lambda row: None if row.in_use else ChipLook(_("Not in use"), "plain"),
        drop=1,
    ),
)


class KindsSection(TableSection):
    """Kinds are not removed: one that is not in use is offered to nobody any more."""

    KEY: ClassVar[str] = "kinds"
    NOTE: ClassVar[str] = N_("Tariffs are set at Contributions, per kind.")

    def __init__(self, page: Page) -> None:
        super().__init__(page, COLUMNS, _("Kinds of membership"), _("New kind"))

    def reload(self) -> None:
        self.table.set_rows(self.desk.books.ask(list_kinds))
        self.show_again()

    def form_for(self, row: KindRow | None) -> Form:
        parts = [
            Field("name", N_("Name")),
            Field("votes", N_("Votes"), Kind.NUMBER, width=120, hint=N_("In the general meeting.")),
            Field("covers_household", N_("Covers a household"), Kind.CHECK),
            Field("shared_contribution", N_("One contribution per household"), Kind.CHECK),
            Field(
                "shared_votes",
                N_("A household votes as one"),
                Kind.CHECK,
                hint=N_("By law each member has a vote (BW 2:38); only where the statutes say so."),
            ),
            Field("in_use", N_("In use"), Kind.CHECK),
        ]
        if row is not None:
            place = Field("position", N_("Place in the list"), Kind.NUMBER, width=120)
            parts.insert(2, place)
        form = self.made(
            parts,
            lambda values, answers: self._save(row, values, answers),
            _("New kind") if row is None else row.name,
        )
        form.set_values({"votes": 1, "in_use": True} if row is None else _values(row))
        return form

    def _save(
        self, row: KindRow | None, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> object:
        known = {name: value for name, value in values.items() if name != "position"}
        books = self.desk.books
        if row is None:
            return books.do(add_kind, NewKind(**known), answers=answers)
        changed = ChangedKind(row.id, NewKind(**known), values["position"])
        return books.do(change_kind, changed, answers=answers)


def _values(row: KindRow) -> dict[str, Any]:
    names = (*NewKind.__dataclass_fields__, "position")
    return {name: getattr(row, name) for name in names}
