"""The papers on privacy: the register of data breaches."""

from __future__ import annotations

from collections.abc import Sequence

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.paper import (
    Block,
    Built,
    Heading,
    House,
    Look,
    Note,
    Paper,
    Row,
    Strip,
    Text,
)
from coopadmin.paper.printing import build
from coopadmin.privacy.facts import BreachFacts, BreachRow, Printing
from coopadmin.privacy.rules import DONE, REPORTS, RISKS, TELLINGS, NewBreach
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
