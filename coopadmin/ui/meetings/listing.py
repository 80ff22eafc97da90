"""The list of meetings, newest first, with what is known of the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.problem import Refused
from coopadmin.meetings.queries import MeetingFacts, MeetingRow, get_meeting, list_meetings
from coopadmin.meetings.rules import FORMS, PREPARATION, shown_time
from coopadmin.meetings.service import remove_meeting
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.cards import Card, Panel, clear_layout
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Chip, Facts, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.columns import MEETINGS, outcome_chip, status_chip
from coopadmin.ui.meetings.forms import new_meeting_form
from coopadmin.ui.meetings.opened import MINUTES, PREPARING, RECORDING, usual_view
from coopadmin.ui.meetings.panes import Pane, Panes
from coopadmin.ui.meetings.view import MeetingView
from coopadmin.ui.meetings.votewords import people_words
from coopadmin.words import _, count, date_in_full, date_long, ngettext

LIST, DETAIL = "list", "detail"
DETAIL_WIDTH = 376
NEW = "new"


class ListView(MeetingView):
    """Enter opens a meeting where one goes on with it; `wanted` asks the page for that."""

    side = DETAIL

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: list[MeetingRow] = []
        self.table = RowsTable(MEETINGS, _("Meetings"), two_lines=True, kept_as="meetings")
        self.table.set_empty(
            EmptyState(
                _("No meetings yet"),
                _("Plan the first one: date, agenda and convocation follow from it."),
                [Action(_("New meeting"), self.new_meeting, "plus", changes=True)],
                primary=False,
            )
        )
        self.table.setMinimumHeight(theme.px(100))
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        card.setFocusProxy(self.table)
        self._foot, _note = card.foot()
        self.panel = Panel()
        self._chip = Chip()
        self.panel.body.addWidget(self._chip)
        self._facts = Facts(100)
        self.panel.body.addWidget(self._facts)
        self._decisions = QVBoxLayout()
        self._decisions.setSpacing(theme.px(8))
        self.panel.body.addLayout(self._decisions)
        self.panel.body.addStretch(1)
        self.open_button = Button("", self.open_usual)
        self.remove_button = Button(_("Remove"), self.remove, QUIET, "trash", changes=True)
        self.panel.footer_row.addWidget(self.open_button)
        self.panel.footer_row.addStretch(1)
        self.panel.footer_row.addWidget(self.remove_button)
        self.panel.show_footer()
        self.panes = Panes([Pane(LIST, card), Pane(DETAIL, self.panel, DETAIL_WIDTH)])
        self.column.addWidget(self.panes, 1)
        self.table.chosen.connect(self._show_detail)
        self.table.activated.connect(lambda _row: self.open_usual())
        shortcut = QShortcut(QKeySequence("Del"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.remove)

    # What the page asks.

    def reload(self) -> None:
        self.rows = list(reversed(self.books.ask(list_meetings)))
        self.table.set_rows(self.rows)
        number = len(self.rows)
        self._foot.setText(
            ngettext("{count} meeting", "{count} meetings", number).format(count=count(number))
        )
        if self.table.current() is None:
            self.table.choose_first()
        if self.table.current() is None:
            self._show_detail(None)

    def choose(self, meeting_id: int) -> None:
        self.table.choose(meeting_id)

    def offers(self) -> Sequence[Action]:
        return (
            Action(
                _("New meeting"),
                self.new_meeting,
                "plus",
                primary=True,
                key="Ctrl+N",
                changes=True,
            ),
        )

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Up", "Down"), _("choose")),
            Hint(("Enter",), _("open meeting")),
            Hint(("Ctrl+N",), _("new meeting")),
        )

    def first_focus(self) -> QWidget:
        return self.table

    def order(self) -> Sequence[str]:
        return (LIST,)

    # What can be done.

    def new_meeting(self) -> None:
        if not self.books.read_only:
            form = new_meeting_form(self.books)
            form.saved.connect(lambda made: self.wanted.emit("open", made))
            self.open_form(form, NEW)

    def open_usual(self) -> None:
        row: MeetingRow | None = self.table.current()
        if row is not None:
            self.wanted.emit("open", row.id)

    def remove(self) -> None:
        """Take out a meeting that is still in preparation; it can be undone."""
        row: MeetingRow | None = self.table.current()
        if row is not None and not self.books.read_only:
            self.page.do(remove_meeting, row.id)

    # The detail.

    def _show_detail(self, row: MeetingRow | None) -> None:
        clear_layout(self._decisions)
        self._chip.setVisible(row is not None)
        self.panel.footer.setVisible(row is not None)
        if row is None:
            self.panel.set_title(_("Meeting"))
            self._facts.set_facts([])
            return
        try:
            facts = self.books.ask(get_meeting, row.id)
        except Refused:
            return
        look = status_chip(facts.status, short=True)
        self._chip.set(look.text, look.tone, look.icon)
        self.panel.set_title(facts.title, facts.reference)
        self._facts.set_facts(list(_about(facts)))
        self._show_decisions(facts)
        usual = usual_view(row, self.books.today())
        words, icon = {
            PREPARING: (_("Prepare"), "calendar"),
            RECORDING: (_("Record the meeting"), "gavel"),
            MINUTES: (_("Minutes"), "file-text"),
        }[usual]
        self.open_button.setText(words)
        self.open_button.set_icon(icon)
        self.open_button.updateGeometry()
        self.remove_button.setVisible(facts.status == PREPARATION)

    def _show_decisions(self, facts: MeetingFacts) -> None:
        decided = [vote for vote in facts.votes if vote.resolution]
        if not decided:
            return
        self._decisions.addSpacing(theme.px(4))
        self._decisions.addWidget(Rule())
        self._decisions.addWidget(Text(_("Resolutions"), Role.CARD))
        for vote in decided:
            row = QHBoxLayout()
            row.setSpacing(theme.px(10))
            number = Text(vote.resolution, Role.NUMBER, "ink2")
            words = Text(vote.proposal, Role.BODY, wrap=True)
            words.setAccessibleName(f"{vote.resolution}: {vote.proposal}")
            look = outcome_chip(vote.outcome)
            top = Qt.AlignmentFlag.AlignTop
            row.addWidget(number, 0, top)
            row.addWidget(words, 1)
            row.addWidget(Chip(look.text, look.tone, look.icon), 0, top)
            self._decisions.addLayout(row)


def _about(facts: MeetingFacts) -> Iterator[tuple[str, str]]:
    day = date_in_full(facts.held_on)
    time = shown_time(facts.begins)
    if facts.begins and facts.ends:
        time = _("{begins} to {ends}").format(
            begins=time.partition("\u00a0")[0], ends=shown_time(facts.ends)
        )
    yield _("Date"), f"{day[:1].upper()}{day[1:]}"
    yield _("Time"), time
    yield _("Place"), facts.place
    if facts.form != next(iter(FORMS)):
        yield _("Form"), _(FORMS.get(facts.form, facts.form))
    if facts.convened_on is not None:
        days = (facts.held_on - facts.convened_on).days
        ahead = ngettext("{count} day ahead", "{count} days ahead", days)
        said = ahead.format(count=count(days))
        yield _("Convocation"), f"{date_long(facts.convened_on)}, {said}"
    yield (
        _("Agenda"),
        ngettext("{count} item", "{count} items", len(facts.items)).format(
            count=count(len(facts.items))
        ),
    )
    if facts.present:
        totals = facts.totals
        yield (
            _("Present"),
            _("{members}, {votes} votes with proxies").format(
                members=people_words(totals.present), votes=count(totals.votes)
            ),
        )
    yield _("Chair"), facts.chair.name if facts.chair else ""
    yield _("Minute taker"), facts.minute_taker.name if facts.minute_taker else ""
    if facts.adopted_on is not None:
        yield _("Adopted"), date_long(facts.adopted_on)
