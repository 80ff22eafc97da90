"""The papers on privacy: the registers of breaches and of processing, and the statement."""

from __future__ import annotations

from collections.abc import Sequence

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.paper import (
    Block,
    Built,
    Column,
    Heading,
    House,
    Look,
    Missing,
    Note,
    Paper,
    Row,
    Section,
    Strip,
    Table,
    Text,
)
from coopadmin.paper.printing import build
from coopadmin.privacy.facts import (
    BreachFacts,
    BreachRow,
    Paragraph,
    Printing,
    PrivacyFacts,
    ProcessingFacts,
)
from coopadmin.privacy.rules import DONE, PARAGRAPHS, REPORTS, RISKS, TELLINGS, NewBreach
from coopadmin.words import _, clock, count, date_long, speaking


def breach_register(facts: BreachFacts, how: Printing) -> Built:
    """Every breach with its consequences and measures, as AVG 33(5) has them written down."""
    with speaking(how.language):
        title = _("Register of data breaches")
        blocks: list[Block] = [
            Text(
                _(
                    "Every breach of personal data, reported or not, so that the Autoriteit "
                    "Persoonsgegevens can see what was done (AVG 33(5))."
                )
            ),
            *(block for row in facts.breaches for block in _breach(row)),
        ]
        if not facts.breaches:
            blocks.append(Text(_("No data breach was written down.")))
        return build(paper(facts.cooperative, how, title, blocks))


def paper(
    cooperative: CooperativeFacts,
    how: Printing,
    title: str,
    blocks: Sequence[Block],
    status: str = "",
) -> Paper:
    """A paper of the cooperative on privacy, of the day on which it is printed."""
    contact = [line for line in (cooperative.email, cooperative.website) if line]
    return Paper(
        title=title,
        house=House(cooperative.name, contact),
        language=how.language,
        on=how.on,
        heading=title,
        subheading=_("On {day}").format(day=date_long(how.on)),
        running=title,
        blocks=blocks,
        status=status,
        look=Look(accent=cooperative.accent, large=how.large),
    )


def _breach(row: BreachRow) -> list[Block]:
    new = row.breach
    facts = [
        (_("Discovered"), f"{date_long(new.discovered.date())}, {clock(new.discovered)}"),
        *([(_("Happened on"), date_long(new.happened_on))] if new.happened_on else []),
        *([(_("Of how many people"), count(new.number))] if new.number is not None else []),
        (_("Risk"), _(RISKS[new.risk])),
    ]
    texts = (
        (_("What happened"), new.what),
        (_("Whose data"), new.people),
        (_("Which data"), new.held),
        (_("Consequences"), new.consequences),
        (_("Measures"), new.measures),
        (_("Report to the AP"), _report(new)),
        (_("Telling the people concerned"), _telling(new)),
    )
    blocks: list[Block] = [
        Heading(_("Data breach {number}").format(number=row.number)),
        Strip(facts),
    ]
    return blocks + [Row(Note(name), [Text(text)]) for name, text in texts if text]


def _report(new: NewBreach) -> str:
    words = _(REPORTS[new.report])
    if new.report == DONE and new.reported is not None:
        words = f"{words}: {date_long(new.reported.date())}, {clock(new.reported)}"
    return _with_reason(words, new.report_reason)


def _telling(new: NewBreach) -> str:
    words = _(TELLINGS[new.telling])
    if new.telling == DONE and new.told_on is not None:
        words = f"{words}: {date_long(new.told_on)}"
    return _with_reason(words, new.telling_reason)


def _with_reason(words: str, reason: str) -> str:
    return f"{words}. {reason}" if reason else f"{words}."


def processing_register(facts: PrivacyFacts, how: Printing) -> Built:
    """Every processing with all that AVG 30(1) asks; the facts in the same language."""
    with speaking(how.language):
        texts = facts.texts
        blocks: list[Block] = [
            Text(
                _(
                    "What {name} does with personal data, as AVG 30 has it written down. The data "
                    "and terms follow from what the records hold on this day."
                ).format(name=facts.cooperative.name)
            ),
            *(
                Row(Note(texts[key].heading), [Text(texts[key].text)])
                for key in ("contact", "transfers", "security")
            ),
            *(block for row in facts.processings for block in _processing(row)),
        ]
        return build(paper(facts.cooperative, how, _("Register of processing"), blocks))


def _processing(row: ProcessingFacts) -> list[Block]:
    columns = [
        Column(_("Which data")),
        Column(_("Ground"), width=38),
        Column(_("How long"), width=38),
        Column(_("After erasing"), width=26),
    ]
    lines = [[each.what, each.ground, each.kept, each.leaves or "–"] for each in row.data]
    return [
        Section(row.name),
        Row(Note(_("Purpose")), [Text(row.purpose)]),
        Row(Note(_("Whose data")), [Text(row.people)]),
        *([Row(Note(_("Recipients")), [Text(row.recipients)])] if row.recipients else []),
        Table(columns, lines),
    ]


def statement(facts: PrivacyFacts, how: Printing) -> Built:
    """The draft of the privacy statement; the facts in the same language."""
    with speaking(how.language):
        blocks: list[Block] = [
            Missing(_statement_note()),
            *(
                block
                for row in _of_statement(facts)
                for block in (Heading(row.heading), Text(row.text))
            ),
        ]
        status = _("Draft, to be checked")
        return build(paper(facts.cooperative, how, _("Privacy statement"), blocks, status))


def statement_text(facts: PrivacyFacts) -> str:
    """The same as plain text, for a website or a mail."""
    parts = [f"{row.heading}\n{row.text}" for row in _of_statement(facts)]
    title = _("Privacy statement of {name}").format(name=facts.cooperative.name)
    return "\n\n".join([title, _statement_note(), *parts]) + "\n"


def _of_statement(facts: PrivacyFacts) -> list[Paragraph]:
    return [facts.texts[key] for key in PARAGRAPHS]


def _statement_note() -> str:
    return _(
        "A draft from what the records hold. Fill in what stands between brackets, take out what "
        "does not hold for you, and have it checked before you use it."
    )
