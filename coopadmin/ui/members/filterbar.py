"""The filters over the list of members: what is on, what can be added, and saved selections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.members.ready import ReadySelection
from coopadmin.members.selection_rules import Selection, asked
from coopadmin.members.selection_words import OWN, parts_of, without
from coopadmin.members.selections import SelectionRow
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import SMALL, Action, Button, MenuButton
from coopadmin.ui.kit.choices import Filters, Option, Removable
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.filterparts import AT_ONCE, PARTS, with_value
from coopadmin.ui.members.filterstrip import FilterStrip
from coopadmin.ui.members.flow import Flow
from coopadmin.words import _

NO_EMAIL = "no-email"
_NAME, _OWN_NAME = 150, 280
LARGE = 1.25
# Seen in the line of the search.
_ELSEWHERE = frozenset({"text"})


class FilterBar(QWidget):
    """`selected(Selection)` after a filter came or went; the others ask the page for something.

    `save_as` and `rename_to` get a name and may raise Refused; `choices_of` gives those of a part.
    """

    selected = Signal(object)
    opened = Signal(object)
    change_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.selection = Selection()
        self.name = ""
        self._changed = False
        self._ready: Sequence[ReadySelection] = ()
        self._rows: Sequence[SelectionRow] = ()
        self.choices_of: Callable[[str], Sequence[Choice]] = lambda _part: ()
        self.save_as: Callable[[str], object] = lambda _name: None
        self.rename_to: Callable[[str], object] = lambda _name: None
        self.status = Filters([], exclusive=True, name=_("State"))
        self.contact = Filters([], name=_("Contact"))
        self.add = MenuButton(_("Add filter"), kind=SMALL, icon="adjustments")
        self.saved = MenuButton(_("Selections"))
        self.strip = FilterStrip(today)
        self.above = Flow(self.status, self.contact, self.add)
        self.chips: list[Removable] = []
        self.save = Button(_("Save as selection"), self.ask_name, SMALL, changes=True)
        self.clear = Button(_("Remove all filters"), self.remove_all, SMALL)
        self.below = Flow(self.save, self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for part in (self.above, self.below, self.strip):
            column.addWidget(part)
        self.contact.changed.connect(self._contact_changed)
        self.strip.opened.connect(self._strip_opened)
        self.strip.closed.connect(self._strip_closed)
        self.offer(())
        explain(self, "selections#filters")
        self._show_chips()

    # What is on.

    def show_selection(self, selection: Selection, name: str = "") -> None:
        """Show these filters, and the name of the saved selection that they came from."""
        self.selection, self.name, self._changed = selection, name, False
        self._show_chips()

    def set_changed(self, changed: bool) -> None:
        """Whether what is shown is not what is saved under this name any more."""
        if changed != self._changed:
            self._changed = changed
            self._show_chips()

    def set_counts(self, status: Sequence[Option], chosen: str, unreached: int) -> None:
        """The filters with counts: the states, and who cannot be mailed."""
        self.status.set_options(status)
        self.status.choose(*([chosen] if chosen else []))
        self.contact.set_options([Option(NO_EMAIL, _("Without e-mail"), unreached)])
        self.contact.choose(*([NO_EMAIL] if self.selection.email is False else []))
        for part in (self.status, self.contact):
            part.adjustSize()
        self.above.arrange()

    def shown_parts(self) -> dict[str, str]:
        """The filters that stand here as something to take away, in words by name."""
        return {
            part: words
            for part, words in parts_of(self.selection).items()
            if part not in _ELSEWHERE and not (part == "email" and self.selection.email is False)
        }

    def _show_chips(self) -> None:
        for old in self.chips:
            old.hide()
            old.deleteLater()
        self.chips = []
        for part, words in self.shown_parts().items():
            says = _("Remove filter: {filter}").format(filter=words)
            chip = Removable(Option(part, words), says)
            chip.setAccessibleName(says)
            chip.clicked.connect(lambda _on=False, part=part: self.take_away(part))
            self.chips.append(chip)
        self.save.setVisible(not self.name or self._changed)
        self.clear.setVisible(len(self.chips) > 1)
        self.below.set_widgets(*self.chips, self.save, self.clear)
        wanted = bool(asked(self.selection)) or self._changed
        fits = self.strip.isHidden() or theme.scale() < LARGE
        self.below.setVisible(wanted and fits)
        room = QFontMetrics(self.saved.font())
        name = room.elidedText(self.name, Qt.TextElideMode.ElideRight, theme.px(_NAME))
        self.saved.setText(name or _("Selections"))
        self.saved.setToolTip(self.name)
        self.saved.updateGeometry()
        self.above.arrange()
        self._fill_menu()

    # What is asked.

    def offer(self, own: Sequence[str]) -> None:
        """What can be added: the usual, and then the own fields with these names."""
        actions = [
            Action(_(part.name) if part.kind == AT_ONCE else f"{_(part.name)}…", act)
            for name, part in PARTS.items()
            for act in (partial(self.ask, name),)
        ]
        room = QFontMetrics(theme.font(Role.BODY))
        for name in own:
            short = room.elidedText(name, Qt.TextElideMode.ElideRight, theme.px(_OWN_NAME))
            words = f"{short.removesuffix('…')}…"
            actions.append(Action(words, partial(self.ask, f"{OWN}{name}")))
        self.add.set_actions(actions)
        if own:
            menu = self.add.menu_of_actions
            menu.insertSeparator(menu.actions()[len(PARTS)])

    def ask(self, part: str) -> None:
        """Add a filter: at once where there is nothing to choose, else by the line below."""
        take = partial(self._put, part)
        if part.startswith(OWN):
            self.strip.ask_choice(part.removeprefix(OWN), self.choices_of(part), take)
        elif PARTS[part].kind == AT_ONCE:
            self._put(part, True)
        else:
            self.strip.ask_part(part, self.choices_of(part), take)

    def ask_name(self) -> None:
        """Ask under which name these filters are kept."""
        self.strip.ask_name(_("Name of the selection"), "", _("Save"), self.save_as)

    def _ask_other_name(self) -> None:
        label = _("Name of the selection")
        self.strip.ask_name(label, self.name, _("Rename"), self.rename_to)

    def take_away(self, part: str) -> None:
        """One filter goes; the focus stays among the filters."""
        place = [chip.key for chip in self.chips].index(part)
        self._select(without(self.selection, part))
        beside = [*self.chips[place:], *self.chips[:place]][:1]
        (beside[0] if beside else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_all(self) -> None:
        """No filter but the state of before."""
        self.name = ""
        self._select(Selection())
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, part: str, value: object) -> None:
        self._select(with_value(self.selection, part, value))

    def _contact_changed(self, keys: tuple[str, ...]) -> None:
        self._put("email", False if NO_EMAIL in keys else None)

    def _select(self, selection: Selection) -> None:
        self.selection = selection
        self._show_chips()
        self.selected.emit(selection)

    def _strip_opened(self) -> None:
        # Under large text there is no height for these and a list.
        self.above.setVisible(theme.scale() < LARGE)
        self._show_chips()

    def _strip_closed(self) -> None:
        self.above.show()
        self._show_chips()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # Saved selections.

    def show_saved(self, ready: Sequence[ReadySelection], rows: Sequence[SelectionRow]) -> None:
        """What the menu offers: what every file has, and what was saved."""
        self._ready, self._rows = ready, rows
        self._fill_menu()

    def _fill_menu(self) -> None:
        """After what can be opened comes what can be done with the one that is shown."""
        actions = [Action(each.name, partial(self.opened.emit, each)) for each in self._ready]
        actions += [Action(row.name, partial(self.opened.emit, row)) for row in self._rows]
        breaks = [len(self._ready)] if self._rows else []
        if self.name:
            breaks.append(len(actions))
            if self._changed:
                words = _("Keep these filters as “{name}”").format(name=self.name)
                actions.append(Action(words, self.change_wanted.emit, changes=True))
            words = _("Rename “{name}”…").format(name=self.name)
            actions.append(Action(words, self._ask_other_name, changes=True))
            words = _("Remove “{name}”").format(name=self.name)
            actions.append(Action(words, self.remove_wanted.emit, changes=True))
        self.saved.set_actions(actions)
        entries = self.saved.menu_of_actions.actions()
        for place in breaks:
            self.saved.menu_of_actions.insertSeparator(entries[place])
