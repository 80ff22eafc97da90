"""Messages in the page, at the place they are about; they stay until solved or dismissed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.kernel.problem import Problem, Strength
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PLAIN, QUIET, Action, Button, IconButton, button_for
from coopadmin.ui.kit.helping import explain, open_help, page_about
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, say

GOOD, WARN, BAD, INFO = "good", "warn", "bad", "info"
# From this width on, at 100 % text, buttons stand beside the words and not below them.
BESIDE = 460
# Less is left for the words by wide buttons: then they go below too.
LEAST = 280
_ICONS = {
    GOOD: "circle-check",
    WARN: "alert-triangle",
    BAD: "alert-circle",
    INFO: "info-circle",
}


def _tone_names() -> dict[str, str]:
    return {GOOD: _("Done"), WARN: _("Attention"), BAD: _("Error"), INFO: _("To know")}


class Message(QWidget):
    """A bold sentence, one line why, and at most two actions, on the ground of its tone.

    `dismissed` comes when the person closes it; only a message with `closable` can be closed. With
    a `help_page` it has a button more, that opens this page.
    """

    dismissed = Signal()

    def __init__(
        self,
        tone: str,
        sentence: str,
        explanation: str = "",
        actions: Sequence[Action] = (),
        closable: bool = False,
        help_page: str = "",
    ) -> None:
        super().__init__()
        if len(actions) > 2:
            raise ValueError("a message has at most two actions")
        self.tone, self.sentence = tone, sentence
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{_tone_names()[tone]}: {sentence} {explanation}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(14), theme.px(10))
        row.setSpacing(theme.px(12))
        top = Qt.AlignmentFlag.AlignTop if explanation else Qt.AlignmentFlag.AlignVCenter
        mark = IconLabel(_ICONS[tone], f"{tone}_mark", 20)
        row.addWidget(mark, 0, top)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(Text(sentence, Role.NAME, tone, wrap=True))
        if explanation:
            words.addWidget(Text(explanation, Role.NOTE, wrap=True))
        # Beside the words where there is room, else below them: see `_arrange`.
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(theme.px(10))
        self._parts.addLayout(words, 1)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(theme.px(8))
        self._parts.addLayout(self._ways)
        row.addLayout(self._parts, 1)
        self.buttons: list[Button] = []
        for number, action in enumerate(actions):
            kind = PLAIN if number == 0 and len(actions) > 1 else QUIET
            button = button_for(action, kind)
            self.buttons.append(button)
            self._ways.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if help_page:
            explain(self, help_page)
            why = Button(_("Why?"), lambda: open_help(self, help_page), QUIET, "help-circle")
            why.setAccessibleDescription(_("Opens the help"))
            self.buttons.append(why)
            self._ways.addWidget(why, 0, Qt.AlignmentFlag.AlignVCenter)
        # Without it the words would become no wider than the buttons below them.
        self._ways.addStretch(1)
        if closable:
            close = IconButton("x", _("Close this message"), self._close)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)

    def _close(self) -> None:
        self.hide()
        self.dismissed.emit()

    def minimumSizeHint(self) -> QSize:
        # Buttons beside the words must not keep a panel wide: they go below them instead.
        return QSize(theme.px(160), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide = sum(button.sizeHint().width() + theme.px(8) for button in self.buttons)
        room = self.width() - theme.px(62) - wide
        below = bool(self.buttons) and (self.width() < theme.px(BESIDE) or room < theme.px(LEAST))
        stacked = below and wide > self.width() - theme.px(62)
        if self._parts.direction() != (down if below else along):
            self._parts.setDirection(down if below else along)
        if self._ways.direction() != (down if stacked else along):
            self._ways.setDirection(down if stacked else along)
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignVCenter
        for button in self.buttons:
            self._ways.setAlignment(button, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), theme.px(4), theme.px(4))
        painter.fillPath(shape, theme.colour(f"{self.tone}_bg"))
        painter.setClipPath(shape)
        painter.fillRect(0, 0, theme.px(4), self.height(), theme.colour(f"{self.tone}_mark"))


class Messages(QWidget):
    """The place for messages at the head of a page or form; takes no room while empty."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._shown: list[Message] = []
        self.hide()

    def show_message(
        self,
        tone: str,
        sentence: str,
        explanation: str = "",
        actions: Sequence[Action] = (),
        closable: bool = True,
        help_page: str = "",
    ) -> Message:
        """Add a message below the others and return it, for `take_away`."""
        message = Message(tone, sentence, explanation, actions, closable, help_page)
        message.dismissed.connect(lambda: self.take_away(message))
        self._shown.append(message)
        self._column.addWidget(message)
        self.show()
        return message

    def show_problems(self, problems: Sequence[Problem], actions: Sequence[Action] = ()) -> None:
        """One message per problem: errors in bad, questions in warn, with ways out of them."""
        for problem in problems:
            tone = BAD if problem.strength is Strength.ERROR else WARN
            page = page_about(problem)
            self.show_message(tone, say(problem), actions=actions, help_page=page)

    def take_away(self, message: Message) -> None:
        if message in self._shown:
            self._shown.remove(message)
            self._column.removeWidget(message)
            message.hide()
            message.deleteLater()
        self.setVisible(bool(self._shown))

    def clear(self) -> None:
        for message in tuple(self._shown):
            self.take_away(message)

    def shown(self) -> tuple[Message, ...]:
        return tuple(self._shown)

    def focus_first(self) -> bool:
        """Put the focus on the first button of the first message that has one."""
        for message in self._shown:
            for button in message.buttons:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False
