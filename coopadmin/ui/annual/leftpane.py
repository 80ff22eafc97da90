"""The left side of the studio: the sections, or what one works at in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.queries import list_earlier_figures, list_report_texts
from coopadmin.annual.rules import (
    LANGUAGES,
    SECTIONS,
    NewEarlierFigure,
    NewReportText,
    NewSectionChoice,
)
from coopadmin.annual.service import (
    adopt_report,
    choose_section,
    set_earlier_figure,
    set_report_text,
)
from coopadmin.annual.studio import COVER
from coopadmin.cooperative.queries import ResolutionRow, get_book_years, list_resolutions
from coopadmin.kernel.calendar import BookYear
from coopadmin.ui.annual.adopting import AdoptPanel, may_adopt
from coopadmin.ui.annual.earlier import EarlierFigures
from coopadmin.ui.annual.sections import SectionRow, SectionsCard, section_rows
from coopadmin.ui.annual.texts import TextForm, TextReader
from coopadmin.ui.kit.page import Page
from coopadmin.words import _

SCREEN = "annual"
YEARS_BACK = 10
NOTHING_TYPED: Mapping[str, str] = {}
WorkPanel = TextForm | TextReader | EarlierFigures | AdoptPanel


class LeftPane(QStackedWidget):
    """Holds the list, and opens the panels for a text, for earlier figures, for adoption.

    `typed` comes when the text that `unkept_text` gives is another, `swapped` when another panel
    is shown.
    """

    typed = Signal()
    swapped = Signal()

    def __init__(self, page: Page, year: BookYear, language: str) -> None:
        super().__init__()
        self._page, self._books = page, page.desk.books
        self.year, self.language = year, language
        self.facts: YearFacts | None = None
        self.texts: dict[str, dict[str, str]] = {}
        self.resolutions: list[ResolutionRow] = []
        self.rows: list[SectionRow] = []
        self._page_of: Mapping[str, int] = {}
        self._narrow = False
        self.sections = SectionsCard()
        self.sections.wanted.connect(self.write_in)
        self.sections.earlier_wanted.connect(self.show_earlier)
        self.sections.chosen.connect(self._choose_section)
        self.addWidget(self.sections)

    # What is shown.

    def load(self, year: BookYear) -> None:
        """Ask anew what was written and decided; panels of another year are closed."""
        if year != self.year:
            self.close_panel()
        self.year = year
        self.texts = {
            code: self._books.ask(list_report_texts, year.label, code) for code in LANGUAGES
        }
        self.resolutions = may_adopt(self._books.ask(list_resolutions), year)
        self._refresh_panel()

    def show_sections(self, facts: YearFacts | None, page_of: Mapping[str, int]) -> None:
        """The list with these figures; without facts only what is known without them."""
        self.facts, self._page_of = facts, page_of
        self.rows = section_rows(facts, self.texts, self.language, page_of, self._unsaved())
        self.sections.set_rows(self.rows, self.closed_reason())

    def fit_room(self, narrow: bool) -> None:
        """Much width and little height, or the other way around."""
        self._narrow = narrow
        self.sections.fit_room(narrow)
        shown = self.currentWidget()
        if isinstance(shown, EarlierFigures):
            shown.fit_room(narrow)

    def set_language(self, language: str) -> None:
        """Another language: an open text makes place for the same one in that language."""
        self.language = language
        shown = self.currentWidget()
        if isinstance(shown, (TextForm, TextReader)):
            self.write_in(shown.section, focus=False)

    def closed_reason(self) -> str:
        """Why nothing can be written, in words; nothing when it can."""
        if self.facts is not None and self.facts.standing.adopted_on is not None:
            return _("The report is adopted, so its texts can only be read.")
        return self._read_only()

    def _read_only(self) -> str:
        return _("This file can only be looked at.") if self._books.read_only else ""

    def _unsaved(self, *languages: str) -> frozenset[str]:
        """Sections of this year with a draft, in the language shown unless others are given."""
        wanted = {(self.year.label, code) for code in languages or (self.language,)}
        keys = (key.split("/") for key in self._books.drafts_of(SCREEN))
        return frozenset(key[1] for key in keys if len(key) == 3 and (key[0], key[2]) in wanted)

    # Panels.

    def form(self) -> TextForm | None:
        """The text that is being written, if any."""
        shown = self.currentWidget()
        return shown if isinstance(shown, TextForm) else None

    def saves(self) -> bool:
        """Whether what is open has something to save."""
        return isinstance(self.currentWidget(), (TextForm, EarlierFigures))

    def unkept_text(self) -> Mapping[str, str]:
        """What stands in the open text and is not kept yet, by section."""
        form = self.form()
        if form is None or not form.is_changed():
            return NOTHING_TYPED
        return {form.section: form.text()}

    def write_in(self, section: str, *, focus: bool = True) -> None:
        """Open the text of a section, to be written or only to be read."""
        if section == COVER:
            return
        self.sections.table.choose(section)
        kept = self.texts.get(self.language, {}).get(section, "")
        reason = self.closed_reason()
        if reason:
            reader = TextReader(section, self.language, kept, reason)
            self._open(reader, reader.focus_first if focus else None)
            return
        form = TextForm(section, self.language, kept, self._keeper(section), self._today())
        key = f"{self.year.label}/{section}/{self.language}"
        self._page.desk.keep_drafts(form, SCREEN, key)
        form.edited.connect(lambda _name: self.typed.emit())
        form.saved.connect(lambda _result: self.close_panel())
        form.cancelled.connect(self.close_panel)
        self._open(form, form.focus_first if focus else None)
        if form.is_changed():
            self.typed.emit()

    def _keeper(self, section: str) -> Callable[[str], object]:
        year, language = self.year.label, self.language
        return lambda text: self._books.do(
            set_report_text, NewReportText(year, section, language, text)
        )

    def show_earlier(self) -> None:
        """Open the figures of earlier years."""
        years = self._books.ask(get_book_years)
        labels, one = [], self.year
        for _number in range(YEARS_BACK):
            one = years.before(one)
            labels.append(one.label)
        panel = EarlierFigures(
            labels, self._keep_figure, self._take_figure, self._today(), self._read_only()
        )
        panel.set_figures(self._books.ask(list_earlier_figures))
        self._page.desk.keep_drafts(panel.form, SCREEN, f"{self.year.label}/earlier")
        panel.fit_room(self._narrow)
        self._open(panel, panel.focus_first)

    def _choose_section(self, section: str, shown: bool) -> None:
        self._page.do(choose_section, NewSectionChoice(self.year.label, section, shown))

    def _keep_figure(self, year: str, code: str, value: int) -> None:
        self._books.do(set_earlier_figure, NewEarlierFigure(year, code, value))

    def _take_figure(self, year: str, code: str) -> None:
        self._page.do(set_earlier_figure, NewEarlierFigure(year, code, None))

    def show_adopting(self) -> None:
        """Open the resolutions by which the report may be adopted."""
        unsaved = self._unsaved(*LANGUAGES)
        titles = [_(title) for key, title in SECTIONS.items() if key in unsaved]
        panel = AdoptPanel(self.year, self.resolutions, titles, self._adopt)
        self._open(panel, panel.focus_first)

    def _adopt(self, number: str) -> None:
        self._page.do(
            adopt_report, self.year.label, number, then=lambda _result: self.close_panel()
        )

    def close_panel(self) -> None:
        """Back to the sections; what was typed stays as a draft."""
        shown = self.currentWidget()
        if shown is None or shown is self.sections:
            return
        # Leaving its field is what makes a form keep its draft.
        focused = QApplication.focusWidget()
        inside = focused is not None and shown.isAncestorOf(focused)
        self.setCurrentWidget(self.sections)
        if inside:
            self.sections.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removeWidget(shown)
        shown.deleteLater()
        self.show_sections(self.facts, self._page_of)
        self.typed.emit()
        self.swapped.emit()

    def _open(self, panel: WorkPanel, focus: Callable[[], None] | None) -> None:
        before = self.currentWidget()
        panel.back.connect(self.close_panel)
        self.addWidget(panel)
        self.setCurrentWidget(panel)
        if before is not None and before is not self.sections:
            self.removeWidget(before)
            before.deleteLater()
        if focus is not None:
            focus()
        self.swapped.emit()

    def _refresh_panel(self) -> None:
        shown = self.currentWidget()
        if isinstance(shown, TextForm) and not shown.is_changed():
            text = self.texts.get(shown.language, {}).get(shown.section, "")
            shown.set_values({"text": text})
        elif isinstance(shown, EarlierFigures):
            shown.set_figures(self._books.ask(list_earlier_figures))

    def _today(self) -> date:
        return self._page.desk.today()
