"""The house style on paper. A feature's `report.py` says what is printed, this floor says how.

A feature writes plain blocks; all strings come finished, in the reader's language:

    from coopadmin.paper import (
        Bar, ColumnChart, Chapter, Column, Heading, NUMBER, Note, Row, Table, Text, Total, strong,
    )

    def members_chapter(facts: MembersFacts) -> Chapter:
        return Chapter(
            _("Members"),
            lead=_("…"),
            summary=_("Joined and left, and ten years"),
            blocks=[
                Row(Note(_("In {year}"), _("Counted on 31 December.")), [Table(
                    [Column(_("Kind")), Column("2024", NUMBER), Column("2025", NUMBER, now=True)],
                    [["Person", "178", "188"], ["Household", "107", "112"],
                     Total([_("Total"), "285", "300"])],
                    when_empty=_("No members yet."))]),
                Row(_("Ten years"), [ColumnChart([Bar("2024", 285, "285"),
                                                  Bar("2025", 300, "300", now=True)],
                                                 says=_("300 members in 2025, 285 in 2024."))]),
                Row("", [Text(("Thanks to ", strong("all"), ".")), Text(text_of_a_user)]),
            ],
        )

    built = build(Report(…, chapters=[…]))          # from coopadmin.paper.printing
    built.pdf, built.pages, built.chapters, built.problems

- Strings are literal: markup in them is printed as it stands. `strong`, `italic`, `soft`, `accent`
  and `code` make stretches that differ. `Text` takes what people typed: an empty line parts
  paragraphs, `- ` begins a list item.
- `Row(rail, body)` puts notes in the rail and blocks in the main column (124 mm); a block outside a
  row takes the whole width (170 mm), as `Figures` and wide tables want.
- `Report` has a cover, contents and chapters; `Paper` is an agenda, minutes, a list or a letter,
  `Bundle` many letters in one file, `Labels` a sheet of addresses.
- `Look(accent=…, large=True)` is chosen by the cooperative or the reader, once per document.
- `chart_svg(block)` of `coopadmin.paper.screen` shows the very same chart on the screen.

This module and `blocks`, `documents`, `look` know no PDF library, so that a page that imports a
`report.py` starts quickly; only `printing` and what is below it does.
"""

from coopadmin.kernel.colours import PETROL, contrast
from coopadmin.paper.blocks import (
    CODE,
    DATE,
    NUMBER,
    TEXT,
    Bar,
    BarChart,
    Blanks,
    Block,
    Boxes,
    Byline,
    Chart,
    Column,
    ColumnChart,
    Decision,
    Figure,
    Figures,
    Gap,
    Heading,
    Kind,
    Lead,
    Line,
    LineChart,
    Missing,
    NewPage,
    Note,
    Number,
    Row,
    Section,
    Series,
    ShareChart,
    Sides,
    Signatures,
    Span,
    Strip,
    Subhead,
    Table,
    Tables,
    Text,
    Together,
    Total,
    Words,
    accent,
    code,
    italic,
    soft,
    strong,
)
from coopadmin.paper.documents import (
    Built,
    Bundle,
    Chapter,
    Cover,
    House,
    Labels,
    LabelSheet,
    Paper,
    Parcel,
    Report,
)
from coopadmin.paper.look import Look

__all__ = [
    "CODE",
    "DATE",
    "NUMBER",
    "PETROL",
    "TEXT",
    "Bar",
    "BarChart",
    "Blanks",
    "Block",
    "Boxes",
    "Built",
    "Bundle",
    "Byline",
    "Chapter",
    "Chart",
    "Column",
    "ColumnChart",
    "Cover",
    "Decision",
    "Figure",
    "Figures",
    "Gap",
    "Heading",
    "House",
    "Kind",
    "LabelSheet",
    "Labels",
    "Lead",
    "Line",
    "LineChart",
    "Look",
    "Missing",
    "NewPage",
    "Note",
    "Number",
    "Paper",
    "Parcel",
    "Report",
    "Row",
    "Section",
    "Series",
    "ShareChart",
    "Sides",
    "Signatures",
    "Span",
    "Strip",
    "Subhead",
    "Table",
    "Tables",
    "Text",
    "Together",
    "Total",
    "Words",
    "accent",
    "code",
    "contrast",
    "italic",
    "soft",
    "strong",
]
