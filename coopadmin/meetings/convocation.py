"""The convocation on paper: the invitation with its agenda, and a form to give a proxy with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from coopadmin.meetings.facts import ItemFacts, MeetingFacts, PaperFacts
from coopadmin.meetings.papers import Printing, filled, inside, paper_of
from coopadmin.meetings.rules import AMENDMENT, COPY_DAYS, DECIDING, shown_time
from coopadmin.paper import (
    NUMBER,
    Blanks,
    Block,
    Boxes,
    Built,
    Column,
    NewPage,
    Note,
    Row,
    Section,
    Table,
    Text,
    Together,
    accent,
    italic,
    strong,
)
from coopadmin.paper.printing import build
from coopadmin.words import N_, _, count, date_in_full, date_long, ngettext, speaking


def convocation(facts: PaperFacts, how: Printing) -> Built:
    """The invitation with the agenda, and a proxy form on a page of its own."""
    with speaking(how.language):
        blocks = [*_invitation(facts, how), NewPage(), *_proxy_form(facts)]
        return build(paper_of(facts, how, N_("Convocation of the {title}"), blocks))


def _invitation(facts: PaperFacts, how: Printing) -> Iterator[Block]:
    meeting = facts.meeting
    when = date_in_full(meeting.held_on)
    if meeting.begins:
        when = _("{day} at {time}").format(day=when, time=shown_time(meeting.begins))
    where = f", {meeting.place}" if meeting.place else ""
    sentence = _("The board invites you to the {title} on {when}{where}.")
    invited = filled(sentence, title=inside(meeting.title), when=strong(when), where=where)
    sent = meeting.convened_on or how.on
    yield Row(Note(facts.cooperative.town, date_long(sent)), [Text(invited), *_online(facts)])
    yield Row(Note(_("Agenda"), _agenda_note(meeting)), [_agenda(meeting.items)])
    yield from _papers_to_read(meeting)
    yield Row(
        _("Can you not come?"),
        [Text(_("Give another member a proxy with the form on the last page."))],
    )
    closing: list[Block] = [Text(_("Kind regards, on behalf of the board,"))]
    if facts.secretary:
        signed = _("{name}, secretary").format(name=facts.secretary)
        closing.append(Text(strong(signed)))
    yield Row("", [Together(closing)])


def _online(facts: PaperFacts) -> Iterator[Block]:
    if facts.meeting.form == "hybrid":
        yield Text(_("You can also follow the meeting online. Ask the secretary for the link."))
    elif facts.meeting.form == "digital":
        yield Text(_("The meeting is online only. Ask the secretary for the link."))
    if facts.meeting.form != "physical" and facts.statutes.electronic_votes:
        yield Text(_("Online you can speak and vote too."))


def _agenda_note(meeting: MeetingFacts) -> str:
    said = [_("On items with a proposal we vote.")]
    if meeting.expected_end and meeting.expected_end != meeting.begins:
        end = shown_time(meeting.expected_end)
        said.append(_("Until about {time}.").format(time=end))
    return " ".join(said)


def _agenda(items: Sequence[ItemFacts]) -> Block:
    said = {"decision": _("decision"), "persons": _("election"), AMENDMENT: _("statutes")}
    return Table(
        [Column(width=8), Column(), Column(kind=NUMBER, width=24)],
        [
            [
                accent(str(item.number)),
                strong(item.title) if item.kind in DECIDING else item.title,
                italic(said.get(item.kind, "")),
            ]
            for item in items
        ],
        when_empty=_("The agenda is still to be made."),
    )


def _papers_to_read(meeting: MeetingFacts) -> Iterator[Block]:
    if meeting.documents:
        yield Row(_("Documents"), [Text(meeting.documents)])
    amending = [str(item.number) for item in meeting.items if item.kind == AMENDMENT]
    if amending:
        sentence = _(
            "Under item {items} a change of the statutes is proposed. The proposal lies ready for"
            " the members, word for word, from {day} until the end of the day of the meeting"
            " (BW 2:42)."
        )
        day = date_long(meeting.held_on - timedelta(days=COPY_DAYS))
        yield Row(
            _("Change of the statutes"),
            [Text(sentence.format(items=", ".join(amending), day=day))],
        )
    if meeting.candidates:
        yield Row(_("Candidates"), [Text(meeting.candidates)])


def _proxy_form(facts: PaperFacts) -> Iterator[Block]:
    meeting, most = facts.meeting, facts.statutes.proxies_per_holder
    how = _("Hand in the form at the attendance list, before the meeting begins.")
    boxes = [_("Received before the meeting")]
    if most is not None:
        limit = ngettext(
            "A member can vote for one other member at most.",
            "A member can vote for {number} other members at most.",
            most,
        ).format(number=count(most))
        how = f"{limit} {how}"
        boxes.append(_("The holder has no more than {number} proxies").format(number=count(most)))
    who = [_("Name"), _("Member number")]
    purpose = _("to vote on his or her behalf in the {title} of {day}.").format(
        title=inside(meeting.title), day=date_in_full(meeting.held_on)
    )
    member = _("The undersigned, member of {name}:").format(name=facts.cooperative.name)
    yield Section(_("Proxy"))
    yield Row(
        Note(_("Fill in and give along"), how),
        [
            Text(member),
            Blanks(who),
            Text(_("gives a proxy to the member:")),
            Blanks(who),
            Text(purpose),
        ],
    )
    choices = _("Item {number} ({title}): for / against / blank")
    yield Row(
        Note(_("Instruction"), _("Not required.")),
        [
            Boxes(
                [
                    _("The holder votes as he or she sees fit"),
                    *(
                        choices.format(number=item.number, title=item.title)
                        for item in meeting.items
                        if item.kind in DECIDING
                    ),
                ]
            )
        ],
    )
    yield Row(_("Signature"), [Blanks([_("Place and date"), _("Signature")])])
    yield Row(_("For the secretary"), [Boxes(boxes)])
