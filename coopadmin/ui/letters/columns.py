"""The columns of texts, of what was made, and of who gets it."""

from __future__ import annotations

from dataclasses import dataclass

from coopadmin.correspondence.queries import SendingRow
from coopadmin.correspondence.rules import (
    EMAIL,
    NO_WAY,
    NOT_SENT,
    OCCASIONS,
    PRINTED,
    REASONS,
    RESULTS,
    SENT,
    TROUBLES,
    WAITING,
    WAYS,
)
from coopadmin.correspondence.starters import TemplateRow
from coopadmin.desk.letters import Line
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.words import N_, _, count, date_short, ngettext

_TONES = {
    WAITING: ("plain", ""),
    PRINTED: ("good", "printer"),
    SENT: ("good", "circle-check"),
    NOT_SENT: ("plain", "forbid"),
}


@dataclass(frozen=True)
class HomeRow:
    """A text to use, or something that was made with one."""

    id: object
    template: TemplateRow | None = None
    sending: SendingRow | None = None


def messages_said(row: SendingRow) -> str:
    """`236 e-mails, 45 letters`, those that there are."""
    parts = [
        ngettext("{count} e-mail", "{count} e-mails", row.emails).format(count=count(row.emails))
        if row.emails
        else "",
        ngettext("{count} letter", "{count} letters", row.letters).format(count=count(row.letters))
        if row.letters
        else "",
    ]
    return ", ".join(part for part in parts if part)


def _title(row: HomeRow) -> str:
    if row.sending is not None:
        return row.sending.title
    return row.template.name if row.template is not None else ""


def _under(row: HomeRow) -> str:
    if row.sending is not None:
        said = (date_short(row.sending.dated), row.sending.group, messages_said(row.sending))
        return " · ".join(part for part in said if part)
    assert row.template is not None
    return row.template.subject_to_read


def said_state(row: SendingRow) -> str:
    """How far it is: what did not arrive, what is still to be done, or that all is done."""
    if row.troubles:
        return _("{count} did not arrive").format(count=count(row.troubles))
    if row.waiting:
        return _("{count} to do").format(count=count(row.waiting))
    return _("Done")


def _state(row: HomeRow) -> ChipLook | None:
    if row.template is not None:
        return ChipLook(_("Ours"), "info", "pencil") if row.template.ours else None
    assert row.sending is not None
    said = said_state(row.sending)
    if row.sending.troubles:
        return ChipLook(said, "warn", "alert-triangle")
    if row.sending.waiting:
        return ChipLook(said, "plain")
    return ChipLook(said, "good", "circle-check")


HOME = (
    Column("title", N_("Text"), _title, Look.NAME, 220, 1, under=_under),
    Column("state", N_("State"), look=Look.CHIP, width=150, chip=_state, drop=1),
)


def names_of(line: Line) -> str:
    return ", ".join(line.message.names)


def _why(line: Line) -> str:
    return line.detail or _(REASONS[line.message.reason])


def result_chip(line: Line) -> ChipLook:
    """What became of it, or what is to be done."""
    if line.result in TROUBLES:
        return ChipLook(_(RESULTS[line.result]), "warn", "alert-triangle")
    tone, icon = _TONES.get(line.result, ("plain", ""))
    return ChipLook(_(RESULTS[line.result]), tone, icon)


def way_icon(line: Line) -> tuple[str, str] | None:
    """The picture of the way, in words in its tooltip."""
    icons = {EMAIL: "mail", NO_WAY: "forbid"}
    return icons.get(line.message.way, "mailbox"), "ink2"


LINES = (
    Column(
        "way",
        "",
        look=Look.ICON,
        width=26,
        icon=way_icon,
        tip=lambda line: _(WAYS[line.message.way]),
    ),
    Column("name", N_("Name"), names_of, Look.NAME, 170, 1, under=_why, marked=True),
    Column("to", N_("Sent to"), lambda line: line.message.sent_to, Look.MUTED, 150, 1, drop=1),
    Column("result", N_("Result"), look=Look.CHIP, width=158, chip=result_chip),
)


def occasion_said(template: TemplateRow) -> str:
    """For what a text is."""
    return _(OCCASIONS[template.occasion].title)
