"""How far accounts are, and who signs them, on paper."""

from __future__ import annotations

from coopadmin.ledger.facts import ADOPTED, CLOSED, Signatory, StatementFacts
from coopadmin.paper import Blanks, Block, Note, Row, Signatures, Text, Together
from coopadmin.people.rules import OFFICES
from coopadmin.words import _, date_long


def state_shortly(facts: StatementFacts) -> str:
    """How far the accounts are, for the foot of a page."""
    state = facts.state
    if state.token == ADOPTED and state.on:
        return _("Adopted on {day}").format(day=date_long(state.on))
    return _("Not adopted") if state.token == CLOSED else _("Draft")


def state_said(facts: StatementFacts) -> str:
    """How far the accounts are, as a sentence without its full stop."""
    if facts.state.token == ADOPTED and facts.state.on:
        return adopted_said(facts).removesuffix(".")
    if facts.state.token == CLOSED:
        return _("Drawn up by the board, not yet adopted by the general meeting")
    return _("Draft: the book year is still open")


def adopted_said(facts: StatementFacts) -> str:
    state = facts.state
    assert state.on is not None
    return _("Adopted by the general meeting on {day}, resolution {resolution}.").format(
        day=date_long(state.on), resolution=state.resolution
    )


def _office(each: Signatory) -> str:
    return _(OFFICES.get(each.role, each.role))


def signing_blocks(facts: StatementFacts) -> list[Block]:
    """Room for the signature of every director; one that is missing needs a reason (BW 2:58)."""
    signing = [(each.name, _office(each)) for each in facts.directors if not each.missing]
    missing = [
        _("{name} ({role}) does not sign: {reason}").format(
            name=each.name, role=_office(each), reason=each.missing
        )
        for each in facts.directors
        if each.missing
    ]
    town = facts.cooperative.town
    drawn_up = _("Drawn up at {town}, on:") if town else _("Drawn up on:")
    body: list[Block] = [
        Text(state_said(facts) + "."),
        Blanks([drawn_up.format(town=town)]),
        Signatures(signing),
        *(Text(said) for said in missing),
        Blanks([_("Reason why a signature is missing:")]),
    ]
    note = _("All directors sign; where a signature is missing, the reason is given.")
    return [Together([Row(Note(_("Signatures"), note), body)])]
