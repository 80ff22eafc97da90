"""The studio: sections of the annual report left, its real pages right, made anew as one works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.studio import COVER, PARTS, Preview, has_facts
from coopadmin.cooperative.queries import book_year_of, get_book_year, list_book_years
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.annual.heading import heading
from coopadmin.ui.annual.leftpane import LeftPane
from coopadmin.ui.annual.output import Output, Wanted, show_wrong
from coopadmin.ui.annual.previewcard import PreviewCard, language_switch
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import BAD
from coopadmin.ui.kit.nameplate import YearChoice
from coopadmin.ui.kit.page import Page
from coopadmin.words import N_, _, language, say

PREVIEW = "coopadmin.annual.preview:preview"
KEY = "annual-preview"
PAUSE_MS = 400
LEFT = 420
WIDEST = 16777215
SECTIONS_SHOWN, PAGES_SHOWN = "sections", "pages"
EARLIER = "earlier"


class AnnualPage(Page):
    """Sections or a form left, pages right; in a narrow page one of them at a time."""

    TITLE: ClassVar[str] = N_("Annual report")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        "activity activity_lead agenda_item attendance charge cooperative earlier_figure "
        "exceptional_year hour_entry lock meeting membership membership_kind open_item person "
        "proxy report_text resolution section_choice settlement statutes_profile tariff "
        "term_of_office volunteer_task vote".split()
    )
    USES_YEAR: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.year = self._chosen_year()
        self.language, self.large = language(), False
        self.preview: Preview | None = None
        self.facts: YearFacts | None = None
        self.output = Output(self)
        self._anyway, self._section = False, COVER
        self._offered: tuple[object, ...] = ()
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._make)
        for key, by in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._leaf(by))
        self.room_changed.connect(lambda _narrow: self._arrange())
        self._arrange()

    def _build(self) -> None:
        self.left = LeftPane(self, self.year, self.language)
        self.left.sections.table.chosen.connect(lambda _row: self._show_section())
        self.left.typed.connect(lambda: self._pause.start(PAUSE_MS))
        self.left.swapped.connect(self._swapped)
        self.card = PreviewCard()
        self.card.turned.connect(self._name_pages)
        self.switch = Segmented(
            [Option(SECTIONS_SHOWN, _("Sections")), Option(PAGES_SHOWN, _("Preview"))],
            _("What is shown"),
        )
        self.switch.chosen.connect(lambda _key: self._arrange())
        self.tongue = language_switch(self.language)
        self.tongue.chosen.connect(self._speak)
        self._top = QWidget()
        self._top_row = QHBoxLayout(self._top)
        self._top_row.setContentsMargins(0, 0, 0, 0)
        self._top_row.addWidget(self.switch)
        self._top_row.addStretch(1)
        self.body.addWidget(self._top)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.left)
        row.addWidget(self.card, 1)
        self.body.addLayout(row, 1)

    # What the window asks.

    def reload(self) -> None:
        year = self._chosen_year()
        first = self.preview is None or year != self.year
        if year != self.year:
            self.preview, self._anyway = None, False
            self.messages.clear()
        self.year, self.facts = year, None
        self.left.load(year)
        self._show()
        self._pause.start(0 if first else PAUSE_MS)

    def page_actions(self) -> Sequence[Action]:
        wrong = _("The figures do not add up.") if self.preview and self.preview.wrong else ""
        last = self._last_ended()
        return (
            Action(
                _("Normal print") if self.large else _("Large print"),
                self.change_size,
                "letter-case",
            ),
            Action(
                _("Adopted by resolution…"),
                self.left.show_adopting,
                "gavel",
                why_not=self._why_not_adopted(),
                in_header=not (self._adopted() or self._running()),
            ),
            # A year that runs is mostly not the one that a report is made of.
            *([self._to_year(last)] if self._running() and last is not None else ()),
            Action(
                _("Make PDF"),
                lambda: self._bring_out(self.output.save_as),
                "file-type-pdf",
                primary=self.left.currentWidget() is self.left.sections,
                key="Ctrl+Shift+S",
                why_not=wrong,
            ),
            Action(
                _("Print…"),
                lambda: self._bring_out(self.output.print),
                "printer",
                key="Ctrl+P",
                why_not=wrong,
                in_header=False,
            ),
            Action(_("Figures of earlier years"), self.left.show_earlier, in_header=False),
        )

    def refresh_actions(self) -> None:
        """As every page, but buttons stay while they are the same."""
        offered = tuple(
            (each.text, each.why_not, each.primary, each.in_header) for each in self.page_actions()
        )
        if offered == self._offered:
            return
        self._offered = offered
        super().refresh_actions()

    def hints(self) -> Sequence[Hint]:
        leaf = Hint(("PgDn",), _("turn over"))
        if self.left.currentWidget() is self.left.sections:
            pdf, paper = Hint(("Ctrl+Shift+S",), _("as PDF")), Hint(("Ctrl+P",), _("print"))
            return Hint(("Enter",), _("write")), leaf, pdf, paper
        back = Hint(("Esc",), _("back"))
        return (Hint(("Ctrl+S",), _("save")), back) if self.left.saves() else (back, leaf)

    def first_focus(self) -> QWidget | None:
        shown = self.left.currentWidget()
        return self.left.sections.table if shown is self.left.sections else None

    def visit(self, place: Any) -> None:
        """Go to a section by its key, to `earlier` figures, or to the report of a year by label."""
        if place in PARTS:
            self.left.close_panel()
            self.left.sections.table.choose(place)
        elif place == EARLIER:
            self.left.show_earlier()
            return
        elif isinstance(place, str):
            self.go_to_year(place)
        self.left.sections.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Which report.

    def _chosen_year(self) -> BookYear:
        choice, books = self.desk.year, self.desk.books
        if choice is None:
            return books.ask(book_year_of, self.desk.today())
        if isinstance(choice.year, BookYear):
            return choice.year
        return books.ask(get_book_year, choice.label)

    def go_to_year(self, label: str) -> None:
        """Choose another book year, for all pages that use it."""
        try:
            year = self.desk.books.ask(get_book_year, label)
        except Refused as refused:
            self.messages.show_problems(refused.problems)
            return
        self.desk.choose_year(YearChoice(year.label, year))

    def change_size(self) -> None:
        """Large print, or normal print again."""
        self.large = not self.large
        self.refresh_actions()
        self._pause.start(0)

    def _speak(self, code: str) -> None:
        self.language = code
        self.left.set_language(code)
        self._show()
        self._pause.start(0)

    # The pages.

    def _make(self) -> None:
        self.card.begin()
        task = self.desk.runner.run(
            PREVIEW,
            self.desk.books,
            self.year.label,
            self.language,
            large=self.large,
            typed=self.left.unkept_text(),
            known=self.facts,
            key=KEY,
        )
        task.done.connect(self._made)
        task.failed.connect(self._failed)

    def _made(self, preview: Preview) -> None:
        if preview.facts.year != self.year:
            # The year was changed while this was made; its own pages come.
            return
        before, self.preview, self.facts = self.preview, preview, preview.facts
        self._show()
        self.refresh_actions()
        if preview.wrong:
            self.messages.clear()
            show_wrong(self, preview.wrong)
            self.card.show_instead(
                _("These figures do not add up"),
                _("Nothing is printed until they do. The messages above say what to look at."),
                (),
                "alert-triangle",
            )
        elif has_facts(preview.facts) or preview.texts or self._anyway:
            self._keep_place(before, preview)
        else:
            self._show_empty(preview.facts)

    def _keep_place(self, before: Preview | None, preview: Preview) -> None:
        """Show the new pages where the person was: at the chosen section, or where he leafed to."""
        section, view = self.left.sections.section(), self.card.view
        was = before.page_of.get(section, 0) if before is not None else 0
        follows = view.pages()[:1] == (was,) or not was
        height = view.verticalScrollBar().value()
        self.card.show_pages(preview)
        if follows and section in preview.page_of:
            view.go_to(preview.page_of[section])
        if was:
            view.verticalScrollBar().setValue(height)
        self._name_pages()

    def _failed(self, trouble: Exception) -> None:
        self.card.end()
        if isinstance(trouble, Refused):
            show_wrong(self, trouble.problems)
        elif isinstance(trouble, StoreTrouble):
            self.messages.show_message(BAD, say(trouble.problem))

    def _show_empty(self, facts: YearFacts) -> None:
        label, last = facts.year.label, self._last_ended()
        if not any(point.members for point in facts.years):
            first = Action(_("To the members"), lambda: self.desk.go("members"), "users")
        elif last is not None and last != self.year:
            first = self._to_year(last)
        else:
            first = Action(_("Figures of earlier years"), self.left.show_earlier, "history")
        words = _("Members, contributions, hours and meetings of {year} come in by themselves.")
        self.card.show_instead(
            _("Nothing is known of {year} yet").format(year=label),
            words.format(year=label),
            (first, Action(_("Show the pages anyway"), self._show_anyway, "eye")),
        )

    def _show_anyway(self) -> None:
        self._anyway = True
        if self.preview is not None:
            self._keep_place(None, self.preview)

    def _show_section(self) -> None:
        section = self.left.sections.section()
        if section == self._section:
            # The same row, filled anew: the person may have leafed on from there.
            return
        self._section = section
        page = self.preview.page_of.get(section) if self.preview else None
        if page and self.card.shows_pages():
            self.card.view.go_to(page)

    def _leaf(self, by: int) -> None:
        view = self.card.view
        if view.isVisible():
            view.leaf(by)
            # The focus is elsewhere: who does not see the pages hears that they were turned.
            said = QAccessibleAnnouncementEvent(view, view.accessibleName())
            QAccessible.updateAccessibility(said)

    def _name_pages(self) -> None:
        """Say which section the pages belong to, for who does not see them."""
        shown = self.card.view.pages()
        if self.preview is None or not shown:
            return
        begun = {page: key for key, page in self.preview.page_of.items() if page <= shown[0]}
        key = begun[max(begun)] if begun else COVER
        self.card.view.set_title(_(PARTS.get(key, PARTS[COVER])))

    # The head, and what stands above.

    def _show(self) -> None:
        self.left.show_sections(self.facts, self.preview.page_of if self.preview else {})
        head = heading(self.year, self.facts, self.left.rows, self.desk.today())
        chip = self.header.chip
        chip.setVisible(head.chip is not None)
        if head.chip is not None:
            chip.set(head.chip.text, head.chip.tone, head.chip.icon)
        self.header.set_title(head.title, head.subtitle)

    def _running(self) -> bool:
        return self.year.last >= self.desk.today()

    def _last_ended(self) -> BookYear | None:
        """The last book year that is over, of those that the cooperative has."""
        today = self.desk.today()
        ended = [year for year in self.desk.books.ask(list_book_years, today) if year.last < today]
        return ended[-1] if ended else None

    def _to_year(self, year: BookYear) -> Action:
        words = _("To the report of {year}").format(year=year.label)
        return Action(words, lambda: self.go_to_year(year.label), "report")

    def _adopted(self) -> bool:
        return self.facts is not None and self.facts.standing.adopted_on is not None

    def _why_not_adopted(self) -> str:
        if self._adopted():
            return _("This report is adopted.")
        if self._running():
            return _("{year} has not ended yet").format(year=self.year.label) + "."
        if not self.left.resolutions:
            words = _("There is no accepted resolution of after {year} yet.")
            return words.format(year=self.year.label)
        return self.left.closed_reason()

    def _bring_out(self, way: Callable[[Wanted], None]) -> None:
        wanted = Wanted(self.year.label, self.language, self.large)
        self.output.after_saving(self.left.form(), lambda: way(wanted))

    # Room.

    def _swapped(self) -> None:
        self.refresh_actions()
        self.hints_changed.emit()

    def _arrange(self) -> None:
        narrow, pages = self.narrow, self.switch.key() == PAGES_SHOWN
        self._top.setVisible(narrow)
        self.left.setVisible(not narrow or not pages)
        self.card.setVisible(not narrow or pages)
        self.left.setMinimumWidth(0 if narrow else theme.px(LEFT))
        self.left.setMaximumWidth(WIDEST if narrow else theme.px(LEFT))
        if narrow:
            self._top_row.addWidget(self.tongue)
        else:
            self.card.hold_switch(self.tongue)
        self.left.fit_room(narrow)
        self.card.fit_room(narrow)
