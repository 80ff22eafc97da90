"""The two kinds of document, as plain values: the report with its cover, and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from coopadmin.kernel.problem import Problem
from coopadmin.paper.blocks import Block, Note
from coopadmin.paper.look import Look


@dataclass(frozen=True)
class House:
    """Who speaks: the full name of the cooperative, and the lines under which it is reached.

    `logo` is a PNG or JPEG that stands in the place of the mark; empty for none.
    """

    name: str
    contact: Sequence[str] = ()
    logo: bytes = b""


@dataclass(frozen=True)
class Parcel:
    """One strip of land on the cover: a month, its weight, and the weight as it is written."""

    label: str
    weight: float
    shown: str = ""


@dataclass(frozen=True)
class Cover:
    """The front: a title, the year under it, one sentence, and the land drawn from `parcels`.

    Twelve months as a rule; without any weight the parcels are equally wide and bear no figures.
    """

    title: str
    year: str
    subtitle: str
    parcels: Sequence[Parcel]


@dataclass(frozen=True)
class Chapter:
    """A numbered chapter on a page of its own; `summary` is its second line in the contents."""

    title: str
    blocks: Sequence[Block]
    summary: str = ""
    lead: str = ""
    rail: Sequence[Note] = ()


@dataclass(frozen=True)
class Report:
    """A document with a cover, contents and chapters.

    `title` and `status` ("Draft for the meeting of …") stand above each page, `source` (where the
    figures come from, and of which day) below it. `on` is the date of making: it is all the file
    knows about time, so that the same facts give the same bytes.
    """

    title: str
    house: House
    language: str
    on: date
    cover: Cover
    contents_title: str
    chapters: Sequence[Chapter]
    contents_notes: Sequence[Note] = ()
    status: str = ""
    source: str = ""
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Paper:
    """A document without a cover: agenda, minutes, attendance list, letter.

    `heading` and `subheading` open the first page; a letter has an `address` for the window of
    the envelope at the left or at the right of it (`window_right`), and its heading in the main
    column beside `rail`. `running` names the document above the second and later pages, `status`
    ("Draft") stands below every page. `lying` turns the paper on its side, for a wide table.
    """

    title: str
    house: House
    language: str
    on: date
    heading: str
    blocks: Sequence[Block]
    subheading: str = ""
    address: Sequence[str] = ()
    window_right: bool = False
    rail: Sequence[Note] = ()
    running: str = ""
    status: str = ""
    lying: bool = False
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Bundle:
    """Papers behind one another in one file, each with pages of its own numbers: letters."""

    title: str
    papers: Sequence[Paper]


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of labels on A4, in millimetres: how many, how large, where the first one is.

    `across` and `down` are from the edge of one label to the same edge of the next.
    """

    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @property
    def labels(self) -> int:
        return self.columns * self.rows


@dataclass(frozen=True)
class Labels:
    """Labels of a few lines each; the first `skipped` of the first sheet were used before."""

    title: str
    house: House
    language: str
    on: date
    sheet: LabelSheet
    labels: Sequence[Sequence[str]]
    skipped: int = 0
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Built:
    """A finished PDF: its bytes, its number of pages, the page (from 1) on which each chapter
    begins, and what the reader should know, such as signs that no font has.
    """

    pdf: bytes
    pages: int
    chapters: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
