"""Pictures of all parts and of a page, to lay beside the models: `python -m tests.ui.gallery`."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.migrations import new_books
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState, ProgressBar
from coopadmin.ui.kit.buttons import DANGER, PRIMARY, QUIET, SMALL, Action, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.choices import Filters, Option, Segmented
from coopadmin.ui.kit.fieldbox import FieldBox
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.figures import Bar, ChartCard, KeyFigure
from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Search
from coopadmin.ui.kit.message import BAD, GOOD, INFO, WARN, Message
from coopadmin.ui.kit.nameplate import Nameplate, YearChoice
from coopadmin.ui.kit.text import Chip, Text
from coopadmin.ui.kit.theme import Appearance, Role
from coopadmin.ui.pages import BOTTOM, GOVERNING, MONEY, PEOPLE, PageEntry
from coopadmin.ui.statusline import StatusLine
from coopadmin.ui.window import MainWindow
from tests.ui.sample import SamplePage

TODAY = date(2026, 3, 3)
WHERE = "tests.ui.sample:SamplePage"
PAGES = (
    PageEntry("members", "Leden", "users", PEOPLE, "Ctrl+2", WHERE),
    PageEntry("hours", "Vrijwilligersuren", "clock-heart", PEOPLE, "Ctrl+4", WHERE),
    PageEntry("contributions", "Contributie", "receipt-euro", MONEY, "Ctrl+6", WHERE),
    PageEntry("meetings", "Vergaderingen", "gavel", GOVERNING, "Ctrl+0", WHERE),
    PageEntry("annual", "Jaarverslag", "report", GOVERNING, "Ctrl+J", WHERE),
    PageEntry("history", "Geschiedenis", "history", BOTTOM, "Ctrl+H", WHERE),
    PageEntry("settings", "Instellingen", "settings", BOTTOM, "Ctrl+,", WHERE),
)
PLATE = Nameplate(
    "Zorgcoöperatie",
    "Beemdervelde",
    (YearChoice("2026", 2026), YearChoice("2025", 2025)),
    ("Hanneke Brouwer", "Wim Terpstra"),
    {"contributions": 3},
)


def nothing() -> None:
    """What the buttons of the gallery do."""


def _row(*widgets: QWidget, gap: int = 12) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(theme.px(gap))
    for widget in widgets:
        across.addWidget(widget)
    across.addStretch(1)
    return row


def _type_card() -> Card:
    card = Card("Letter")
    card.body.addWidget(
        _row(
            Text("Kerncijfer 26/600", Role.FIGURE),
            Text("Paginatitel 24/600", Role.TITLE),
            Text("Kaarttitel 17/600", Role.CARD),
            Text("Gewone tekst 15/400"),
            Text("Toelichting 14/400", Role.NOTE, "ink2"),
            Text("Bijschrift 13/400, het minimum", Role.CAPTION, "ink3"),
            gap=20,
        )
    )
    card.body.addWidget(
        _row(
            Text("1.111,11   8.808,90   − 24,50", Role.AMOUNT),
            Text("NL89 COOP 0900 0123 45   lid 0108", Role.NUMBER),
            Text("Il1  O0  rn m  B8  5S", Role.NAME),
            gap=24,
        )
    )
    return card


def _button_card() -> tuple[Card, Button]:
    focused = Button("Met focus", nothing)
    card = Card("Knoppen")
    card.body.addWidget(
        _row(
            Button("Hoofdactie", nothing, PRIMARY, "check"),
            Button("Gewone knop", nothing),
            focused,
            Button("Rustige knop", nothing, QUIET, "plus"),
            Button("In een rij", nothing, SMALL),
            Button("Bijlage verwijderen", nothing, DANGER, "trash"),
            Button("Niet beschikbaar", nothing, why_not="Het boekjaar is afgesloten."),
        )
    )
    return card, focused


def _field_card() -> Card:
    card = Card("Velden")
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(18))
    grid.setVerticalSpacing(theme.px(8))
    kinds = (Choice(1, "Persoonlijk, € 20 per jaar"),)
    boxes = [
        FieldBox(Field("name", "Naam"), TODAY),
        FieldBox(Field("day", "Datum", Kind.DATE, hint="Typ 12-3, +7 of vandaag."), TODAY),
        FieldBox(Field("iban", "IBAN", figures=True), TODAY),
        FieldBox(Field("amount", "Bedrag", Kind.MONEY), TODAY),
        FieldBox(Field("kind", "Lidsoort", Kind.CHOICE, choices=kinds), TODAY),
        FieldBox(
            Field("number", "Lidnummer", locked=True, figures=True, hint="Volgt vanzelf"), TODAY
        ),
        FieldBox(Field("note", "Notitie", optional=True), TODAY),
        FieldBox(Field("mail", "Oproep per e-mail", Kind.CHECK), TODAY),
    ]
    texts = ("Geertje Bergsma", "12-3-26", "NL91 COOP 0417 1643 00", "1234,5", 1, "0319", "", True)
    for number, (box, text) in enumerate(zip(boxes, texts, strict=True)):
        box.set_text(text)
        box._typed()
        grid.addWidget(box, number // 4, number % 4)
    _wrong(boxes[2])
    card.body.addLayout(grid)
    card.body.addWidget(Search("Naam, straat of nummer"))
    return card


def _wrong(box: FieldBox) -> None:
    from coopadmin.kernel.problem import Problem

    box.show_problem(Problem("iban.wrong", "Het controlecijfer klopt niet. Tikfout?"))


def _chip_card() -> Card:
    card = Card("Labels: altijd icoon of woord, nooit alleen kleur")
    switch = Segmented([Option("week", "Week"), Option("month", "Maand")])
    switch.choose("month")
    filters = Filters([Option("on", "Actief", 318), Option("off", "Opgezegd", 11)])
    filters.choose("on")
    card.body.addWidget(
        _row(
            Chip("Betaald", "good", "circle-check"),
            Chip("Open € 20", "warn", "alert-triangle"),
            Chip("IBAN fout", "bad", "alert-circle"),
            Chip("Wordt nota", "info", "mail"),
            Chip("Wacht op bank", icon="clock"),
            Chip("Persoonlijk"),
            Chip("Nieuw", "tint"),
            switch,
            filters,
        )
    )
    return card


def _messages() -> list[Message]:
    return [
        Message(
            BAD,
            "Dit bestand is geen bankbestand",
            "“foto-bus.jpg” is een afbeelding. Kies een CAMT.053- of MT940-bestand.",
            (Action("Ander bestand", nothing), Action("Hoe doe ik dat?", nothing)),
        ),
        Message(WARN, "Aankondigen kan nog tot 13 maart", "Daarna schuift de incassodatum mee."),
        Message(INFO, "De cijfers zijn veranderd", "2 boekingen na 20 februari.", closable=True),
        Message(GOOD, "284 incasso’s staan klaar in incasso-2026-01.xml"),
    ]


def _states() -> QWidget:
    empty, none, busy = Card(), Card(), Card("Bankbestand inlezen")
    first = Action("Lijst inlezen", nothing, "file-import")
    second = Action("Eerste lid toevoegen", nothing)
    words = "Lees een bestaande lijst in, of voeg het eerste lid toe."
    empty.body.addWidget(EmptyState("Nog geen leden", words, (first, second)))
    search = (Action("Zoek op Bergsma", nothing), Action("Nieuw lid “bregsma”", nothing))
    none.body.addWidget(
        EmptyState("Niemand gevonden op “bregsma”", "Bedoelde u Bergsma?", search, "search", False)
    )
    busy.body.addWidget(ProgressBar(143, 231))
    busy.body.addWidget(Text("143 van 231 regels", Role.NOTE, "ink2"))
    busy.body.addStretch(1)
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    for card in (empty, none, busy):
        across.addWidget(card, 1)
    return row


def _figures() -> QWidget:
    chart = ChartCard("Vrijwilligersuren per maand", (("c1", "2026"), ("ghost", "2025")))
    months = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
    before = (610, 640, 690, 700, 680, 660, 480, 450, 710, 830, 860, 800)
    bars = [
        Bar(month, 688 if n < 2 else 0, "688" if n < 2 else "0", before[n], str(before[n]))
        for n, month in enumerate(months)
    ]
    chart.set_bars(bars, 1)
    chart.setMinimumHeight(theme.px(180))
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(KeyFigure("Leden", "318", "+6 sinds 1 januari", "users"))
    across.addWidget(KeyFigure("Nog te innen", "€ 1.234.310,00", "11 leden", "receipt-euro"))
    across.addWidget(chart, 2)
    return row


def parts() -> tuple[QWidget, QWidget]:
    """All parts on one ground, and the one that should have the focus."""
    sheet = QWidget()
    sheet.setObjectName("ground")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(0, theme.px(16), 0, 0)
    column.setSpacing(theme.px(12))
    inside = QVBoxLayout()
    inside.setContentsMargins(theme.px(28), 0, theme.px(28), 0)
    inside.setSpacing(theme.px(12))
    buttons, focused = _button_card()
    for widget in (_type_card(), buttons, _field_card(), _chip_card(), *_messages(), _states()):
        inside.addWidget(widget)
    inside.addWidget(_figures())
    column.addLayout(inside)
    status = StatusLine()
    status.set_change("Lid 0108 uitgeschreven", can_undo=True, can_redo=False)
    status.set_who("Hanneke Brouwer", ())
    status.set_hints([Hint(("Up", "Down"), "bladeren"), Hint(("Enter",), "bewerken")])
    column.addWidget(status)
    return sheet, focused


def picture(widget: QWidget) -> QPixmap:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for _round in range(6):
        app.processEvents()
    return widget.grab()


def draw_parts(folder: Path, name: str) -> None:
    sheet, focused = parts()
    wide = theme.px(1366)
    sheet.resize(wide, sheet.sizeHint().height())
    sheet.show()
    sheet.resize(wide, max(sheet.heightForWidth(wide), sheet.sizeHint().height()))
    FocusRing(sheet)
    sheet.activateWindow()
    focused.setFocus()
    picture(sheet).save(str(folder / f"parts-{name}.png"))
    sheet.close()


def draw_window(folder: Path, name: str, width: int, height: int) -> None:
    with (
        TemporaryDirectory() as place,
        new_books(
            Path(place) / "beemdervelde.coop",
            who="Hanneke Brouwer",
            origin="gallery",
            clock=lambda: datetime(2026, 3, 3, 20, 41),  # noqa: DTZ001
        ) as books,
    ):
        window = MainWindow(books, lambda _books: PLATE, PAGES)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        page = window.page("members")
        assert isinstance(page, SamplePage)
        page.search.setText("berg")
        page.search.searched.emit("berg")
        picture(window).save(str(folder / f"window-{name}.png"))
        page.edit()
        assert page.form is not None
        page.form.box("iban").set_text("NL13ABNA0417164310")
        page.form.box("iban").check()
        page.form.box("iban").control.setFocus()
        picture(window).save(str(folder / f"form-{name}.png"))
        window.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for appearance, scale in (
        (Appearance.LIGHT, 100),
        (Appearance.DARK, 100),
        (Appearance.LIGHT, 125),
        (Appearance.LIGHT, 150),
    ):
        theme.apply(app, appearance, scale)
        assert QFontMetrics(theme.font(Role.BODY)).height() > 0
        name = f"{appearance}-{scale}"
        draw_parts(folder, name)
        draw_window(folder, name, 1366, 688)
    theme.apply(app, Appearance.LIGHT, 100)
    draw_window(folder, "light-small", 1280, 640)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"))
