"""Who gets it: the four counts, the list of messages, and the one that is chosen beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.correspondence.queries import get_sending
from coopadmin.correspondence.rules import EMAIL, LETTER, NO_WAY, TROUBLES, WAITING, NewSending
from coopadmin.correspondence.service import make_sending, note_done
from coopadmin.desk.letters import (
    Envelope,
    Line,
    Wording,
    check_empty,
    plan_of,
    planned_lines,
    sending_of,
    sent_lines,
    wording_of,
    write,
)
from coopadmin.kernel.problem import Refused
from coopadmin.paper.labelsheets import SHEETS
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, Action, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.columns import Group, Heading
from coopadmin.ui.kit.figures import KeyFigure
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import WARN
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.letters.columns import LINES
from coopadmin.ui.letters.posting import Posting
from coopadmin.ui.letters.preview import PreviewPanel
from coopadmin.ui.letters.ways import copy_addresses
from coopadmin.words import _, count, date_long, ngettext, say

ALL = "all"
_JOBS = "coopadmin.desk.letter_papers"


class SendingView(ListDetail):
    """What would be sent, or was made: the same list, with other things to do."""

    made = Signal(int)
    hints_changed = Signal()
    offers_changed = Signal()

    def __init__(self, page: Page) -> None:
        self.page, self.desk = page, page.desk
        self.table = RowsTable(LINES, _("Who gets it"), two_lines=True, kept_as="letters")
        self.preview = PreviewPanel(self.table.step)
        self.figures = {
            EMAIL: KeyFigure(_("E-mail"), icon="mail"),
            LETTER: KeyFigure(_("By letter"), icon="mailbox"),
            ALL: KeyFigure(_("Together"), icon="home-2"),
            NO_WAY: KeyFigure(_("Not"), icon="forbid"),
        }
        self.switch = Segmented([Option(ALL, _("All"))], _("What to show"))
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        across = QHBoxLayout()
        across.setSpacing(theme.px(10))
        for key, figure in self.figures.items():
            across.addWidget(figure)
            figure.clicked.connect(lambda _on=False, key=key: self._filter(key))
        column.addLayout(across)
        card = Card(padded=False)
        card.setAccessibleName(_("Who gets it"))
        card.head_row.insertWidget(0, self.switch)
        card.head.show()
        card.body.addWidget(self.table, 1)
        column.addWidget(card, 1)
        self.posting = Posting(page)
        self.wanted: NewSending | None = None
        self.number: int | None = None
        self.wording: Wording | None = None
        self._lines: list[Line] = []
        super().__init__(listing, self.preview, self.table, _("Everybody"), 400)
        self.switch.chosen.connect(lambda _key: self._show())
        self.posting.changed.connect(self._posted)
        self.table.settled.connect(lambda _line: self._show_message())
        self.primary = Button("", self._go_on, PRIMARY, "checks", changes=True)
        self.preview.footer_row.addWidget(self.primary)
        self.preview.footer_row.addStretch(1)
        for moved in (self.opened, self.closed):
            moved.connect(self.hints_changed)

    # What is shown.

    def look_at(self, wanted: NewSending | None, number: int | None) -> None:
        """A sending to be, or one that was made. Raises Refused where it is gone."""
        self.wanted, self.number = wanted, number
        self.switch.set_options([Option(ALL, _("All"))])
        self.reload()
        self.table.choose_first()
        self._show_message()
        if number is not None:
            self.posting.look(number)

    def _posted(self) -> None:
        self._name_primary()
        self.offers_changed.emit()

    def reload(self) -> None:
        ask, today = self.desk.books.ask, self.desk.today()
        if self.number is not None:
            self.wording = ask(sending_of, self.number)[0]
            self._lines = ask(sent_lines, self.number)
        elif self.wanted is not None:
            self.wording = ask(wording_of, self.wanted)
            self._lines = planned_lines(ask(plan_of, self.wanted, today))
        self._count()
        self._show()

    def told(self) -> None:
        """Fields that say nothing for some, in a message above."""
        if self.wording is None or self.number is not None:
            return
        going = [line.message for line in self._lines if line.message.number]
        problems = self.desk.books.ask(check_empty, self.wording, going, self.desk.today())
        for problem in problems:
            self.page.messages.show_message(WARN, say(problem))

    def heading(self) -> tuple[str, str]:
        """What it is called, and how many messages it is for how many people."""
        ask = self.desk.books.ask
        if self.number is not None:
            made = ask(get_sending, self.number)
            title, group = made.title, f"{date_long(made.dated)} · {made.group}"
        else:
            assert self.wanted is not None
            title, group = _("Who gets this"), self.wanted.group
        people = sum(len(line.message.person_ids) for line in self._lines)
        messages = self.count_of(EMAIL) + self.count_of(LETTER)
        words = ngettext("{count} message", "{count} messages", messages)
        persons = ngettext("{count} person", "{count} persons", people)
        said = (group, persons.format(count=count(people)), words.format(count=count(messages)))
        return title, " · ".join(said)

    def count_of(self, way: str, result: str = "") -> int:
        """How many messages go by a way, or of those how many have this result."""
        return sum(line.message.way == way and result in ("", line.result) for line in self._lines)

    def _count(self) -> None:
        together = sum(
            len(line.message.person_ids) - 1 for line in self._lines if line.message.number
        )
        notes = {
            EMAIL: (self.count_of(EMAIL), _("with consent")),
            LETTER: (self.count_of(LETTER), _("by post")),
            ALL: (together, _("share one with another")),
            NO_WAY: (self.count_of(NO_WAY), _("the list says why")),
        }
        for key, figure in self.figures.items():
            number, note = notes[key]
            figure.set(figure.name, count(number), note)
        troubles = sum(line.result in TROUBLES for line in self._lines)
        options = [
            Option(ALL, _("All"), len(self._lines)),
            Option(EMAIL, _("E-mail")),
            Option(LETTER, _("By letter")),
            Option(NO_WAY, _("Not")),
        ]
        if troubles:
            options.append(Option("troubles", _("Did not arrive"), troubles))
        chosen = self.switch.key() if self.switch.key() in [each.key for each in options] else ALL
        self.switch.set_options(options)
        self.switch.choose(chosen)

    def _filter(self, key: str) -> None:
        self.switch.choose(key)
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        key = self.switch.key()
        shown = [
            line
            for line in self._lines
            if key == ALL
            or line.message.way == key
            or (key == "troubles" and line.result in TROUBLES)
        ]
        parts = (
            ("troubles", _("Needs attention"), [x for x in shown if x.result in TROUBLES]),
            ("todo", _("To do"), [x for x in shown if x.result == WAITING]),
            (
                "done",
                _("Done"),
                [x for x in shown if x.message.number and x.result not in (WAITING, *TROUBLES)],
            ),
            ("not", _("Not"), [x for x in shown if not x.message.number]),
        )
        self.table.set_groups(
            Group(Heading(name, title, count(len(lines))), tuple(lines))
            for name, title, lines in parts
            if lines
        )
        if self.table.current() is None:
            self.table.choose_first()
        self.offers_changed.emit()
        self._show_message()

    def _show_message(self) -> None:
        line = self.table.current()
        if not isinstance(line, Line) or self.wording is None:
            return
        subject = body = ""
        if line.message.number:
            try:
                (written,) = self.desk.books.ask(
                    write, self.wording, [line.message], self.desk.today()
                )
                subject, body = written.subject, written.body
            except Refused as refused:
                body = say(refused.problems[0])
        self.preview.show_message(line.message, subject, body)
        self.preview.show_place(*self.table.position())
        self._name_primary()

    # What can be done.

    def _name_primary(self) -> None:
        """One primary, in the panel: make it, or the next thing to do with it."""
        letters, waiting = self.count_of(LETTER), self.count_of(LETTER, WAITING)
        emails = self.count_of(EMAIL, WAITING)
        if self.number is None:
            self.primary.setText(_("Make ready"))
            self.primary.set_icon("checks")
        elif waiting or not emails:
            words = ngettext("Print {count} letter", "Print {count} letters", letters)
            self.primary.setText(words.format(count=count(letters)))
            self.primary.set_icon("printer")
        else:
            words = ngettext("Send {count} e-mail", "Send {count} e-mails", emails)
            self.primary.setText(words.format(count=count(emails)))
            self.primary.set_icon("mail-forward")
        going = self.number is not None and self.posting.number == self.number
        self.primary.setVisible(self.number is None or bool(waiting or (emails and not going)))
        self.primary.updateGeometry()
        self.preview.show_footer(not self.primary.isHidden())

    def _go_on(self) -> None:
        if self.number is None:
            self.make()
        elif self.count_of(LETTER, WAITING) or not self.count_of(EMAIL, WAITING):
            self.print_letters()
        else:
            self.posting.ask(self.number)

    def make(self) -> None:
        """Note who gets it, so that it can be printed and sent."""
        if self.wanted is not None:
            self.page.do(make_sending, self.wanted, then=self.made.emit)

    def offers(self) -> Sequence[Action]:
        """The ways to bring it to people, once it is made."""
        walk = (
            Action(
                _("Previous message"), lambda: self.table.step(-1), key="Alt+Left", in_header=False
            ),
            Action(_("Next message"), lambda: self.table.step(1), key="Alt+Right", in_header=False),
        )
        if self.number is None:
            return walk
        no_letters = "" if self.count_of(LETTER) else _("Nobody gets this by letter.")
        no_emails = "" if self.count_of(EMAIL) else _("Nobody gets this by e-mail.")
        done = _("This is done already.")
        letters_wait = self.count_of(LETTER, WAITING)
        emails_wait = self.count_of(EMAIL, WAITING)
        number, line = self.number, self.table.current()
        looked_at = line.message.number if isinstance(line, Line) else 0
        return (
            *walk,
            *self.posting.offers(number, looked_at),
            Action(
                _("Letters as PDF"), self.print_letters, "printer", key="Ctrl+P",
                why_not=no_letters, in_header=not no_letters,
            ),
            Action(
                _("Window at the right"), lambda: self.print_letters(right=True), in_header=False,
                why_not=no_letters,
            ),
            *(
                Action(
                    _("Address labels {sheet}").format(sheet=sheet.name),
                    partial(self._labels, sheet), "tag",
                    in_header=sheet is SHEETS[0] and not no_letters, why_not=no_letters,
                )
                for sheet in SHEETS
            ),
            Action(
                _("Copy addresses for BCC"), lambda: copy_addresses(self.page, number), "copy",
                why_not=no_emails, in_header=False,
            ),
            Action(
                _("Letters are printed"), lambda: self.page.do(note_done, self.number, LETTER),
                in_header=False, why_not="" if letters_wait else done, changes=True,
            ),
            Action(
                _("E-mails were sent by hand"),
                lambda: self.page.do(note_done, self.number, EMAIL),
                in_header=False, why_not="" if emails_wait else done, changes=True,
            ),
        )  # fmt: skip

    def print_letters(self, *, right: bool = False) -> None:
        """One PDF with every letter; then they are noted as printed."""
        name = f"{self.heading()[0]}.pdf"
        self._paper(name, "letters_job", Envelope(window_right=right))

    def _labels(self, sheet: object) -> None:
        name = _("Labels")
        self._paper(f"{name}.pdf", "labels_job", sheet, 0)

    def _paper(self, name: str, job: str, *after: object) -> None:
        make_paper(self.page, name, f"{_JOBS}:{job}", self.number, after=after)

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Up", "Down"), _("recipient")),
            Hint(("Alt+Left", "Alt+Right"), _("preview")),
            Hint(("Ctrl+P",), _("letters")),
            Hint(("Esc",), _("back")),
        )
