"""Five thousand letters in one file, and as many made by the PDF library alone."""

from __future__ import annotations

import sys
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from coopadmin.attachments.queries import logo_of
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence.recipients import Written
from coopadmin.correspondence.report import LetterLook, letters
from coopadmin.correspondence.rules import LETTER, NewSending
from coopadmin.desk.letter_groups import MEMBERS, people_of_group
from coopadmin.desk.letters import plan_of, wording_of, write
from coopadmin.migrations import open_books
from coopadmin.paper.fonts import register
from tests.bench.printing import STYLE
from tests.bench.table import absolute, compared, heading, timed
from tests.bench.village import NOW, village

ASKED = {
    "topic": "Middag voor vrijwilligers",
    "day": "zaterdag 18 april",
    "time": "14.00 uur",
    "place": "De Schakel",
    "message": "Er is soep, muziek van de fanfare en een korte rit in de bus.",
    "reply_by": "8 april",
}


def plain_letters(written: list[Written]) -> bytes:
    """The same words in plain paragraphs, a page for each letter."""
    stream = BytesIO()
    story: list[Flowable] = []
    for each in written:
        story.append(Spacer(1, 50 * mm))
        lines = [*each.message.envelope, each.subject, *each.body.split("\n\n")]
        story += [Paragraph(line.replace("\n", "<br/>"), STYLE) for line in lines]
        story.append(PageBreak())
    SimpleDocTemplate(stream).build(story)
    return stream.getvalue()


def sending(path: Path) -> None:
    """Who gets it, every letter filled in, and all of them printed; ours beside plain."""
    register()
    today = NOW.date()
    with open_books(path, who="bench", clock=lambda: NOW, read_only=True) as books:
        name, people = books.ask(people_of_group, MEMBERS, today)
        wanted = NewSending("invitation", "nl", people, name, ASKED, by_letter=True)
        planned = timed(lambda: books.ask(plan_of, wanted, today))
        plan = books.ask(plan_of, wanted, today)
        wording = books.ask(wording_of, wanted)
        filled = timed(lambda: books.ask(write, wording, plan.of_way(LETTER), today))
        written = books.ask(write, wording, plan.of_way(LETTER), today)
        how = LetterLook(books.ask(get_cooperative), books.ask(logo_of), today, "nl")
    absolute(f"who gets it, {plan.people:,} people", planned * 1000, "ms")
    absolute(f"{len(written):,} letters filled in", filled * 1000, "ms")
    bare = [timed(partial(plain_letters, written))]
    ours = [timed(partial(letters, name, written, how))]
    compared(f"{len(written):,} letters in one PDF", ours, bare, 1.5)


if __name__ == "__main__":
    heading()
    sending(village(int(sys.argv[1]) if sys.argv[1:] else 5_000))
