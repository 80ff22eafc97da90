"""Papers that span features: what we hold on somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.desk.erase_plan import ErasurePlan
from coopadmin.desk.held import Held, HeldPart, HeldRow
from coopadmin.paper import (
    DATE,
    NUMBER,
    Block,
    Built,
    Column,
    Heading,
    House,
    Look,
    Note,
    Paper,
    Row,
    Strip,
    Table,
    Text,
    strong,
)
from coopadmin.paper.printing import build
from coopadmin.words import _, count, date_long, date_short, ngettext, speaking


@dataclass(frozen=True)
class Printing:
    """How a paper is printed: the language (`nl`, `en`), large letters or not."""

    language: str
    large: bool = False


def held_paper(held: Held, how: Printing) -> Built:
    """Everything that the file holds on one person, with ground and term, for that person.

    The facts must have been asked in the same language.
    """
    with speaking(how.language):
        numbers = ", ".join(f"{number:04d}" for number in held.numbers)
        blocks: list[Block] = [
            Strip(
                [
                    (_("About"), held.name),
                    *([(_("Member number"), numbers)] if numbers else []),
                    (_("Day"), date_long(held.on)),
                ]
            ),
            Text(_introduction(held.cooperative.name)),
            *(block for part in held.parts for block in _part(part)),
            *_documents(held),
            *_mentions(held),
            *_done(held),
            Heading(_("Your rights")),
            Text(_rights()),
        ]
        title = _("What we hold on {name}").format(name=held.name)
        return build(_paper(held.cooperative, held.on, how, title, blocks))


def erasing_paper(
    plan: ErasurePlan, cooperative: CooperativeFacts, on: date, how: Printing
) -> Built:
    """The answer to who asked to be erased: what goes, what stays and until when, and why."""
    with speaking(how.language):
        goes = [[line.word, count(line.number)] for line in plan.goes]
        stays = [
            [date_long(term.until), _("{why} ({source})").format(
                why=_(term.words), source=_(term.source))]
            for term in plan.stays
        ]  # fmt: skip
        words = [
            _(
                "You asked {name} to erase your details (AVG art. 17). Below stands what we erase,"
                " and what we have to keep or may keep. From then on our lists call you “{label}”."
            ).format(name=cooperative.name, label=plan.label),
            _(
                "What is erased is not in our records any more, nor in their history. Backups of"
                " before disappear within two years; when one is used, you are erased in it at"
                " once. You can complain to the Autoriteit Persoonsgegevens."
            ),
        ]
        kept: list[Block] = [
            Text(
                _(
                    "The year of birth and four digits of the postcode stay, and all figures:"
                    " nobody can be recognised by them."
                )
            )
        ]
        if stays:
            kept = [
                Text(
                    _(
                        "Your name, member number and IBAN stay in the books, which a law makes us"
                        " keep; no list shows them. After the last day they go too."
                    )
                ),
                Table([Column(_("Until"), strong=True, width=40), Column(_("Why"))], stays),
                *kept,
            ]
        if plan.archive:
            archive = _("The archive of minutes, resolutions and reports is not changed: {places}.")
            kept.append(Text(archive.format(places="; ".join(plan.archive))))
        blocks: list[Block] = [
            Text(words[0]),
            Row(
                Note(_("This goes")),
                [Table([Column(strong=True), Column("", NUMBER, width=24)], goes)],
            ),
            Row(Note(_("This stays")), kept),
            Text(words[1]),
        ]
        title = _("Erasing of your details")
        return build(_paper(cooperative, on, how, title, blocks))


def _introduction(name: str) -> str:
    return _(
        "This is everything that the records of {name} hold on you, as article 15 of the AVG asks."
        " You or the cooperative itself gave it; nobody outside the cooperative gets it, unless a"
        " law asks for that. Beside each part stands why it is kept and how long."
    ).format(name=name)


def _rights() -> str:
    return _(
        "You can have corrected what is wrong, ask to erase what need not be kept, object to how"
        " it is used, and have it as a file for a computer. The board answers within a month. You"
        " can also complain to the Autoriteit Persoonsgegevens. Backups of before a change go"
        " within two years."
    )


def _part(part: HeldPart) -> list[Block]:
    kept = [
        *([_("It is of others too and names you.")] if part.shared else []),
        _("Why: {reasons}.").format(reasons="; ".join(part.why)),
        _("How long: {terms}.").format(terms="; ".join(part.kept)),
    ]
    lines = (
        [[cell.label, cell.shown] for cell in part.rows[0].cells]
        if len(part.rows) == 1
        else [[row.name or row.cells[0].shown, _in_one(row)] for row in part.rows if row.cells]
    )
    columns = [Column(strong=True, width=40), Column()]
    return [Row(Note(part.word, " ".join(kept)), [Table(columns, lines)])] if lines else []


def _in_one(row: HeldRow) -> str:
    cells = row.cells if row.name else row.cells[1:]
    return " · ".join(f"{cell.label}: {cell.shown}" for cell in cells)


def _documents(held: Held) -> list[Block]:
    if not held.documents:
        return []
    columns = [Column(_("Day"), DATE), Column(_("Name"), strong=True)]
    lines = [[date_short(row.dated), row.name] for row in held.documents]
    words = _("You get a copy when you ask for it.")
    return [Row(Note(_("Documents"), words), [Table(columns, lines)])]


def _mentions(held: Held) -> list[Block]:
    blocks: list[Block] = []
    if held.mentions:
        columns = [Column()]
        lines = [[place] for place in held.mentions]
        words = _("Texts that name you. They are of others too, and can be looked at.")
        blocks.append(Row(Note(_("Named in"), words), [Table(columns, lines)]))
    if held.drafts:
        number = len(held.drafts)
        words = ngettext(
            "{count} form that is not finished names you.",
            "{count} forms that are not finished name you.",
            number,
        )
        blocks.append(Text((strong(words.format(count=count(number))),)))
    return blocks


def _done(held: Held) -> list[Block]:
    if not held.done:
        return []
    columns = [Column(_("Day"), DATE), Column(_("What was done"), strong=True)]
    lines = [[date_short(row.day), row.what] for row in held.done]
    words = _("What was done with these records, the newest first.")
    return [Row(Note(_("History"), words), [Table(columns, lines)])]


def _paper(
    cooperative: CooperativeFacts, on: date, how: Printing, title: str, blocks: Sequence[Block]
) -> Paper:
    return Paper(
        title=title,
        house=House(cooperative.name, [line for line in (cooperative.email,) if line]),
        language=how.language,
        on=on,
        heading=title,
        running=title,
        blocks=blocks,
        look=Look(accent=cooperative.accent, large=how.large),
    )
