"""The meeting itself: its points, the vote and the minutes of one, and who is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from coopadmin.meetings.queries import ActionFacts, ItemFacts
from coopadmin.meetings.rules import AMENDMENT, PREPARATION
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.choices import Option
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import INFO, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.meetings.forms import action_form, meeting_form, proxy_form
from coopadmin.ui.meetings.minutes import MinutesCard
from coopadmin.ui.meetings.opened import Opened
from coopadmin.ui.meetings.panes import Pane, Panes
from coopadmin.ui.meetings.points import PointsCard
from coopadmin.ui.meetings.presence import PresencePane
from coopadmin.ui.meetings.view import MeetingView
from coopadmin.ui.meetings.voting import VotePane
from coopadmin.words import _, count, date_long

POINTS, POINT, PRESENCE = "points", "point", "presence"
POINTS_WIDTHS, PRESENCE_WIDTHS = (212, 264), (264, 320)


class RecordingView(MeetingView):
    """Three panes. The minutes of a point become an operation when another point is taken up."""

    side = PRESENCE
    form_width = 330

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        explain(self, "meetings#hold")
        self.opened: Opened | None = None
        self._item_id = 0
        self.notices = Messages()
        self._said = ""
        self.column.addWidget(self.notices)
        self.points = PointsCard()
        self.points.chosen.connect(self._take_up)
        self.vote = VotePane(page)
        self.vote.recorded.connect(self._recorded)
        self.vote.counting_changed.connect(self.changed)
        self.minutes = MinutesCard(page)
        self.minutes.action_wanted.connect(self._action)
        self.presence = PresencePane(page)
        self.presence.proxy_wanted.connect(self._proxy)
        self.panes = Panes(
            [
                Pane(POINTS, self.points, POINTS_WIDTHS[0]),
                # A proxy for the focus would take Tab past the counters.
                Pane(POINT, self._middle(), first=self.minutes.edit),
                Pane(PRESENCE, self.presence, PRESENCE_WIDTHS[0], self.presence.check_in),
            ]
        )
        self.column.addWidget(self.panes, 1)
        for key, step in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._step(step))

    def _middle(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.vote)
        column.addWidget(self.minutes, 1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll

    # What the page asks.

    def present(self, opened: Opened) -> None:
        other = self.opened is None or self.opened.facts.id != opened.facts.id
        if other:
            self._item_id = 0
        self.opened = opened
        self.points.present(opened)
        self._say(opened)
        item = opened.item(self._item_id) or self._first(opened)
        if item is not None:
            self._show_item(item)
        self.vote.setVisible(item is not None)
        self.minutes.setVisible(item is not None)
        self.presence.present(opened, item is not None and item.kind == AMENDMENT)

    def _say(self, opened: Opened) -> None:
        words, more = opened.locked, ""
        if not words and opened.to_come:
            words = _("This meeting is on {day}.").format(day=date_long(opened.facts.held_on))
            more = _("Proxies and text can be prepared; people and votes come on the day.")
        if words != self._said:
            self._said = words
            self.notices.clear()
            if words:
                self.notices.show_message(INFO, words, more, closable=False)

    @staticmethod
    def _first(opened: Opened) -> ItemFacts | None:
        """Where one goes on: the first point that nothing is written or voted about."""
        items = opened.facts.items
        bare = [item for item in items if not (item.minutes.strip() or item.votes)]
        return next(iter(bare or items), None)

    def _show_item(self, item: ItemFacts) -> None:
        if self.opened is None:
            return
        self._item_id = item.id
        self.points.choose(item.id)
        self.vote.present(self.opened, item)
        self.minutes.present(self.opened, item)

    def show_item(self, item_id: int) -> None:
        """Take up this point."""
        self.points.choose(item_id)

    @property
    def item_id(self) -> int:
        """The point that is taken up; 0 when there is none."""
        return self._item_id

    def offers(self) -> Sequence[Action]:
        if self.opened is None:
            return ()
        locked = self.opened.locked
        close: tuple[Action, ...] = ()
        if self.opened.facts.status == PREPARATION:
            why = locked
            if self.opened.to_come:
                why = _("This meeting is still to come.")
            close = (
                Action(
                    _("Close meeting"),
                    lambda: self.wanted.emit("close", None),
                    "player-stop",
                    why_not=why,
                ),
            )
        return (
            Action(_("About the meeting"), self._about, "pencil", why_not=locked),
            Action(_("Proxy"), self._proxy, "users", why_not=locked, in_header=False),
            Action(_("Hold a vote"), self._to_vote, "gavel", key="Ctrl+T", in_header=False),
            *close,
        )

    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        # Alone in the page a pane is named by the switch above it.
        self.points.head.setVisible(not narrow)
        self.presence.head.setVisible(not narrow)

    def focus_moved(self, now: QWidget) -> None:
        if self._scroll.isAncestorOf(now):
            # After the layout, which an answer that is asked for changes.
            QTimer.singleShot(0, now, lambda: self._scroll.ensureWidgetVisible(now, 0, 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / theme.scale()
        self.panes.set_width(POINTS, _between(POINTS_WIDTHS, wide * 0.215))
        if self.form is None:
            self.panes.set_width(PRESENCE, _between(PRESENCE_WIDTHS, wide * 0.262))

    def hints(self) -> Sequence[Hint]:
        here, focused = self.panes.here(), QApplication.focusWidget()
        pane = Hint(("F6",), _("other pane"))
        if here == PRESENCE:
            return (
                Hint(("Enter",), _("check in")),
                Hint(("Up", "Down"), _("choose")),
                Hint(("Del",), _("take off")),
                pane,
            )
        if focused is not None and self.vote.isAncestorOf(focused):
            return (
                Hint(("V",), _("for")),
                Hint(("T",), _("against")),
                Hint(("O",), _("abstained")),
                Hint(("Shift",), _("one less")),
                Hint(("Ctrl+S",), _("record outcome")),
                pane,
            )
        vote = (Hint(("Ctrl+T",), _("to the vote")),) if self.vote.counting else ()
        return (
            Hint(("Ctrl+Down",), _("next item")),
            *vote,
            Hint(("Ctrl+S",), _("save")),
            pane,
        )

    def first_focus(self) -> QWidget:
        opened = self.opened
        if opened is None or opened.locked:
            return self.points.table
        begun = any(item.minutes or item.votes for item in opened.facts.items)
        if begun or opened.to_come or self.minutes.is_changed():
            return self.minutes.edit
        return self.presence.check_in

    def options(self) -> Sequence[Option]:
        there = len(self.opened.facts.present) if self.opened is not None else 0
        item = self.opened.item(self._item_id) if self.opened is not None else None
        point = _("Item")
        if item is not None:
            point = _("Item {number}").format(number=count(item.number))
        return (
            Option(POINTS, _("Agenda")),
            Option(POINT, point),
            Option(PRESENCE, _("Present"), there),
        )

    def settle(self) -> None:
        self.vote.draft.leave()
        self.minutes.settle()

    def keep(self) -> None:
        self.vote.draft.leave()
        self.minutes.draft.leave()

    # What happens.

    def _take_up(self, item: ItemFacts) -> None:
        if self.opened is None or item.id == self._item_id:
            return
        self.vote.draft.leave()
        # From here on a reload, which a saved text brings, shows the new point.
        before, self._item_id = self._item_id, item.id
        if not self.minutes.settle():
            self._item_id = before
            self.points.choose(before)
            return
        fresh = self.opened.item(item.id)
        focused = QApplication.focusWidget()
        in_vote = focused is not None and self.vote.isAncestorOf(focused)
        if fresh is not None:
            self._show_item(fresh)
            if in_vote and self.vote.counting:
                self.vote.focus_counters()
            elif in_vote:
                self.minutes.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.presence.present(self.opened, fresh.kind == AMENDMENT)
        self.changed.emit()

    def _step(self, by: int) -> None:
        self.points.step(by)
        self.panes.show_pane(POINT)
        self.minutes.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_vote(self) -> None:
        self.panes.show_pane(POINT)
        if self.vote.counting:
            self.vote.focus_counters()
        elif self.vote.start_button.isVisible():
            self.vote.start_button.click()

    def _recorded(self) -> None:
        self.minutes.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _about(self) -> None:
        if self.opened is not None:
            form = meeting_form(self.books, self.opened)
            self.open_form(form, f"meeting {self.opened.facts.id}")

    def _proxy(self) -> None:
        if self.opened is not None and not self.opened.locked:
            form = proxy_form(self.books, self.opened)
            self.open_form(form, f"proxy {self.opened.facts.id}")

    def _action(self, row: ActionFacts | None) -> None:
        if self.opened is None or self.opened.locked:
            return
        key = f"action {row.id}" if row is not None else f"new action {self._item_id}"
        self.open_form(action_form(self.books, self.opened, self._item_id, row), key, self._back)

    def _back(self) -> None:
        self.panes.show_pane(POINT)
        self.minutes.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _between(ends: tuple[int, int], wanted: float) -> int:
    return max(ends[0], min(round(wanted), ends[1]))
