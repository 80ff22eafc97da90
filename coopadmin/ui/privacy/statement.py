"""The privacy statement: each paragraph as the program says it, or as the board wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QGuiApplication

from coopadmin.desk.processing import privacy_facts
from coopadmin.privacy.facts import Paragraph
from coopadmin.privacy.report import statement_text
from coopadmin.privacy.service import write_paragraph
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import N_, _, language

JOB = "coopadmin.desk.privacy_printing:print_statement"
OPEN_BRACKET = "["


def _state(row: Paragraph) -> ChipLook | None:
    if OPEN_BRACKET in row.text:
        return ChipLook(_("Fill in"), "warn", "alert-triangle")
    return ChipLook(_("Changed"), "plain") if row.edited else None


COLUMNS = (
    Column(
        "heading",
        N_("Paragraph"),
        lambda row: row.heading,
        Look.NAME,
        180,
        1,
        under=lambda row: " ".join(row.text.split()),
    ),
    Column("state", N_("State"), look=Look.CHIP, width=116, chip=_state, drop=1),
)


class StatementPart(TableSection):
    """A draft to check; an emptied paragraph shows the words of the program again."""

    KEY: ClassVar[str] = "privacy/statement"

    def __init__(self, page: Page) -> None:
        super().__init__(page, COLUMNS, _("Privacy statement"), "", two_lines=True)

    def reload(self) -> None:
        self.table.set_rows(list(self.desk.books.ask(privacy_facts).texts.values()))
        self.show_again()

    def head_actions(self) -> Sequence[Action]:
        return (
            Action(_("Copy as text"), self._copy, "copy"),
            Action(_("Statement as PDF"), self._print, "file-type-pdf"),
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(statement_text(self.desk.books.ask(privacy_facts)))
        self.page.messages.show_message(GOOD, _("The statement was copied. Have it checked."))

    def _print(self) -> None:
        make_paper(self.page, _("privacy statement.pdf"), JOB, after=(language(),))

    def hints(self) -> Sequence[Hint]:
        shown = super().hints()
        return shown if self.both.is_open() else shown[:2]

    def row_key(self, row: Paragraph) -> str:
        return row.key

    def form_for(self, row: Paragraph | None) -> Form:
        text = Field(
            "text",
            N_("Text"),
            Kind.LONG,
            optional=True,
            lines=8,
            hint=N_("Left empty the words of the program stand here again."),
        )
        title = _("Privacy statement") if row is None else row.heading
        form = self.made((text,), lambda values, _answers: self._save(row, values), title)
        if row is None:
            form.save_button.refuse(_("Choose a paragraph in the list."))
            return form
        form.set_values({"text": row.text})
        if row.edited:
            back = Button(
                _("Words of the program again"),
                lambda: self._write(row, ""),
                QUIET,
                "arrow-back-up",
            )
            if self.desk.books.read_only:
                back.refuse(_("This file can only be looked at."))
            form.body.insertWidget(form.body.count() - 1, back)
        return form

    def _save(self, row: Paragraph | None, values: Mapping[str, Any]) -> None:
        if row is not None and (row.edited or values["text"] != row.text):
            self.desk.books.do(write_paragraph, row.key, language(), values["text"] or "")

    def _write(self, row: Paragraph, text: str) -> None:
        if self.page.do(write_paragraph, row.key, language(), text):
            self._done()
