"""The proposal on which is voted: a text as high as it needs, up to three lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.inputs import LongText
from coopadmin.words import _

MOST_LINES = 3


class ProposalEdit(LongText):
    """Typed in where the meeting changed the proposal."""

    def __init__(self) -> None:
        super().__init__(1)
        self.setAccessibleName(_("Proposal"))
        self.textChanged.connect(self._fit)

    def restyle(self) -> None:
        super().restyle()
        self._fit()

    def _fit(self) -> None:
        # A plain text document counts its height in lines, wrapped ones too.
        lines = round(self.document().size().height())
        line = QFontMetrics(self.font()).lineSpacing()
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if lines <= MOST_LINES:
            policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(line * max(1, min(lines, MOST_LINES)) + theme.px(18))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
