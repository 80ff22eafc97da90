"""One message as it will be read: to whom, by which way, and the text on its sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from coopadmin.correspondence.recipients import Message
from coopadmin.correspondence.rules import EMAIL, LETTER, NO_WAY, REASONS, WAYS
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import IconButton
from coopadmin.ui.kit.cards import Panel, clear_layout
from coopadmin.ui.kit.text import Chip, Facts, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, count, ngettext

_ICONS = {EMAIL: "mail", LETTER: "mailbox", NO_WAY: "forbid"}


class PreviewPanel(Panel):
    """The message of the chosen row; the arrows in its head go to the one before and after."""

    def __init__(self, step: Callable[[int], object]) -> None:
        super().__init__(_("Preview"))
        self.previous = IconButton(
            "chevron-left", _("Previous message"), lambda: step(-1), boxed=True
        )
        self.next = IconButton("chevron-right", _("Next message"), lambda: step(1), boxed=True)
        self.place = Text("", Role.LABEL)
        for widget in (self.previous, self.place, self.next):
            self.header_row.addWidget(widget)
        chips = QHBoxLayout()
        chips.setSpacing(theme.px(8))
        self.way, self.household, self.large = Chip(), Chip(), Chip()
        for chip in (self.way, self.household, self.large):
            chips.addWidget(chip)
        chips.addStretch(1)
        self.body.addLayout(chips)
        self.facts = Facts(48)
        self.body.addWidget(self.facts)
        self.sheet = QFrame()
        self.sheet.setObjectName("card")
        inside = QVBoxLayout(self.sheet)
        inside.setContentsMargins(*(theme.px(16),) * 4)
        inside.setSpacing(theme.px(10))
        self.subject = Text("", Role.CARD, wrap=True)
        self.words = Text("", Role.BODY, wrap=True, copyable=True)
        inside.addWidget(self.subject)
        inside.addWidget(self.words)
        self.body.addWidget(self.sheet)
        self.more = QVBoxLayout()
        self.body.addLayout(self.more)
        self.body.addStretch(1)

    def show_place(self, number: int, whole: int) -> None:
        """Which of how many it is."""
        words = _("{number} of {count}").format(number=count(number), count=count(whole))
        self.place.setText(words if number else "")
        self.previous.setEnabled(number > 1)
        self.next.setEnabled(0 < number < whole)

    def show_message(self, message: Message, subject: str, body: str) -> None:
        """A message that goes; one that does not says why in its place."""
        self.way.set(
            _(WAYS[message.way]), "info" if message.number else "plain", _ICONS[message.way]
        )
        people = len(message.person_ids)
        self.household.setVisible(people > 1)
        together = ngettext("{count} person together", "{count} persons together", people)
        self.household.set(together.format(count=people), "plain", "home-2")
        self.large.setVisible(message.large and message.way == LETTER)
        self.large.set(_("Large print"), "plain", "letter-case")
        address = "\n".join(message.envelope) if message.way == LETTER else message.sent_to
        self.facts.set_facts([(_("To"), address or ", ".join(message.names))])
        self.show_text(subject, body or _(REASONS[message.reason]).capitalize() + ".")

    def show_text(self, subject: str, body: str) -> None:
        """Only a text, as in a sample."""
        self.subject.setText(subject)
        self.subject.setVisible(bool(subject))
        self.words.setText(body)
        self.words.setAccessibleName(f"{subject}. {body}")

    def show_sample(self, subject: str, body: str) -> None:
        """A text without somebody it is for."""
        for part in (self.way, self.household, self.large, self.facts):
            part.hide()
        self.show_text(subject, body)

    def clear_more(self) -> None:
        """What stood under the sheet goes."""
        clear_layout(self.more)
