"""The card around the pages: language, turning over, size, and what stands there without pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from coopadmin.annual.rules import LANGUAGES
from coopadmin.annual.studio import Preview
from coopadmin.ui.annual.pageview import Fit, PageView
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action, IconButton
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.inputs import Choice, Combo
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _

# Each language is called by its own name.
TONGUES: Mapping[str, str] = {"nl": "Nederlands", "en": "English"}
FITS: Mapping[Fit, str] = {
    Fit.TWO: N_("Two pages"),
    Fit.ONE: N_("One page"),
    Fit.WIDTH: N_("Page width"),
}
BUSY_MS = 300


def language_switch(chosen: str) -> Segmented:
    """The languages that a report can be in."""
    switch = Segmented(
        [Option(code, TONGUES[code]) for code in LANGUAGES], _("Language of the report")
    )
    switch.choose(chosen)
    return switch


class PreviewCard(Card):
    """The pages with a line of controls above them.

    `turned` comes when other pages are shown.
    """

    turned = Signal()

    def __init__(self) -> None:
        super().__init__(padded=False)
        self.setAccessibleName(_("Preview"))
        self.view = PageView()
        self.view.turned.connect(self._turned)
        self.previous = IconButton("chevron-left", _("Previous page"), lambda: self.view.step(-1))
        self.next = IconButton("chevron-right", _("Next page"), lambda: self.view.step(1))
        self.place = Text("", Role.NAME)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fits = Combo([Choice(fit, _(words)) for fit, words in FITS.items()], _("Size of page"))
        self.fits.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fits.setFixedWidth(theme.px(164))
        self.fits.set_value(self.view.fit)
        self.fits.currentIndexChanged.connect(lambda _at: self._chose_fit())
        self._own_fit = False
        bar = QWidget()
        bar.setObjectName("clear")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(7))
        row.setSpacing(theme.px(4))
        self._left = QHBoxLayout()
        row.addLayout(self._left)
        row.addStretch(1)
        for part in (self.previous, self.place, self.next):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.fits)
        self.body.addWidget(bar)
        self.body.addWidget(Rule())
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.stack.addWidget(self.view)
        self._waiting = EmptyState(_("The preview is being made"), icon="hourglass")
        self.stack.addWidget(self._waiting)
        self._instead: EmptyState | None = None
        self.stack.setCurrentWidget(self._waiting)
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(BUSY_MS)
        self._busy.timeout.connect(lambda: self.view.setCursor(Qt.CursorShape.BusyCursor))
        self._turned()

    def hold_switch(self, switch: QWidget) -> None:
        """Put the switch of languages in the line of controls."""
        self._left.addWidget(switch)

    def fit_room(self, narrow: bool) -> None:
        """One page as wide as a narrow room, else two; until the person chooses."""
        if not self._own_fit:
            self.view.set_fit(Fit.WIDTH if narrow else Fit.TWO)
            self.fits.blockSignals(True)
            self.fits.set_value(self.view.fit)
            self.fits.blockSignals(False)

    def begin(self) -> None:
        """New pages are being made; the old ones stay."""
        self._busy.start()

    def end(self) -> None:
        """No pages come any more."""
        self._busy.stop()
        self.view.unsetCursor()

    def show_pages(self, preview: Preview) -> None:
        """These pages in the place of the old ones."""
        self.end()
        self.view.set_pdf(preview.pdf)
        self.stack.setCurrentWidget(self.view)
        self._turned()

    def show_instead(
        self, title: str, explanation: str, actions: Sequence[Action], icon: str = ""
    ) -> None:
        """Words and a first step in the place of pages."""
        self.end()
        if self._instead is not None:
            self.stack.removeWidget(self._instead)
            self._instead.deleteLater()
        self._instead = EmptyState(title, explanation, actions, icon, primary=False)
        self.stack.addWidget(self._instead)
        self.stack.setCurrentWidget(self._instead)
        self._turned()

    def shows_pages(self) -> bool:
        return self.stack.currentWidget() is self.view

    def _chose_fit(self) -> None:
        self._own_fit = True
        self.view.set_fit(self.fits.value())

    def _turned(self) -> None:
        pages = self.shows_pages()
        self.place.setText(self.view.words() if pages else "")
        self.place.setMinimumWidth(max(self.place.minimumWidth(), self.place.sizeHint().width()))
        self.previous.setEnabled(pages and self.view.can_step(-1))
        self.next.setEnabled(pages and self.view.can_step(1))
        self.fits.setEnabled(pages)
        self.turned.emit()
