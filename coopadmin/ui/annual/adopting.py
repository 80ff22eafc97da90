"""Noting by which resolution a report was adopted, which closes its texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal

from coopadmin.annual.rules import LANGUAGES
from coopadmin.cooperative.queries import ResolutionRow
from coopadmin.kernel.calendar import BookYear
from coopadmin.ui.annual.texts import back_on_escape
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.message import INFO, WARN, Message
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _, date_long, speaking

ACCEPTED = "accepted"


def may_adopt(resolutions: Sequence[ResolutionRow], year: BookYear) -> list[ResolutionRow]:
    """The accepted resolutions of after a book year, the newest day first.

    Before all comes the one that the agenda of the annual meeting proposes for it.
    """
    proposed = set()
    for code in LANGUAGES:
        with speaking(code):
            words = _("Adoption of the annual accounts {year}")
            proposed.add(words.format(year=year.label))
    later = [
        each for each in resolutions if each.outcome == ACCEPTED and each.decided_on > year.last
    ]
    return sorted(
        later,
        key=lambda each: (
            each.subject not in proposed,
            -each.decided_on.toordinal(),
            each.number,
        ),
    )


COLUMNS = (
    Column(
        "subject",
        N_("Resolution"),
        lambda row: row.subject,
        Look.NAME,
        160,
        1,
        under=lambda row: f"{row.number} · {date_long(row.decided_on)}",
    ),
)


class AdoptPanel(Panel):
    """Choose the resolution; `adopt(number)` carries out the operation.

    `unsaved` names sections in which something typed is not kept yet, and cannot be later.
    """

    back = Signal()

    def __init__(
        self,
        year: BookYear,
        resolutions: Sequence[ResolutionRow],
        unsaved: Sequence[str],
        adopt: Callable[[str], object],
    ) -> None:
        super().__init__(_("By which resolution?"))
        explain(self, "annual#adopting")
        self._adopt = adopt
        closing = _("From then on its texts can only be read. Ctrl+Z takes it back.")
        self.body.addWidget(Message(INFO, _("The report is then adopted"), closing))
        if unsaved:
            lost = _("Text that is not saved goes without: {sections}.")
            self.body.addWidget(Message(WARN, lost.format(sections=", ".join(unsaved))))
        words = _("Accepted resolutions of after the end of {year}:").format(year=year.label)
        self.body.addWidget(Text(words, Role.NOTE, "ink2", wrap=True))
        self.table = RowsTable(COLUMNS, _("Resolutions"), two_lines=True)
        self.table.view.horizontalHeader().hide()
        self.table.set_rows(resolutions)
        self.body.addWidget(self.table, 1)
        self.button = Button("", self._done, PRIMARY, "lock", changes=True)
        self.footer_row.addWidget(self.button)
        self.footer_row.addWidget(Button(_("Back"), self.back.emit, QUIET))
        self.footer_row.addStretch(1)
        self.show_footer()
        self.table.chosen.connect(lambda _row: self._show_choice())
        self.table.activated.connect(lambda _row: self.button.setFocus())
        self.table.choose_first()
        back_on_escape(self, self.back.emit)

    def focus_first(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_choice(self) -> None:
        row = self.table.current()
        if isinstance(row, ResolutionRow):
            self.button.setText(_("Adopt by {resolution}").format(resolution=row.number))
            self.button.updateGeometry()

    def _done(self) -> None:
        row = self.table.current()
        if isinstance(row, ResolutionRow):
            self._adopt(row.number)
