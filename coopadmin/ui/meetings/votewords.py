"""What is said about a vote: how it stands, under which rule, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from coopadmin.meetings.queries import VoteFacts
from coopadmin.meetings.rules import (
    ACCEPTED,
    METHODS,
    OUTCOMES,
    REJECTED,
    TIED,
    Ballots,
    Outcome,
    VoteRule,
    outcome_of,
)
from coopadmin.ui.meetings.counters import KINDS
from coopadmin.words import N_, _, count, ngettext

ACCLAMATION = "acclamation"
_MAJORITIES = {
    "absolute": N_("ordinary majority, more than half"),
    "unanimous": N_("unanimous"),
}
_STANDING = {
    ACCEPTED: N_("Accepted, if it stays like this:"),
    REJECTED: N_("Rejected, if it stays like this:"),
    TIED: N_("Tied, if it stays like this:"),
}
_MARKS = {
    ACCEPTED: ("circle-check", "good_mark", "good"),
    REJECTED: ("forbid", "ink2", "ink"),
    TIED: ("scale", "warn_mark", "warn"),
}


@dataclass(frozen=True)
class Standing:
    """How a vote stands while it is counted: words, more words, an icon and the inks of both."""

    words: str
    more: str
    icon: str
    icon_ink: str
    ink: str


def majority_words(majority: str) -> str:
    """The majority by name, or as a part of the votes cast."""
    named = _MAJORITIES.get(majority)
    return _(named) if named else _("at least {part} of the votes cast").format(part=majority)


def rule_words(majority: str, blank_counts: bool) -> str:
    """The rule by name, and whether a blank vote is cast."""
    blank = _("a blank vote counts") if blank_counts else _("a blank vote does not count")
    return _("Statutes: {rule}; {blank}").format(rule=majority_words(majority), blank=blank)


def standing(
    method: str, ballots: Ballots, majority: str, blank_counts: bool, outcome: str
) -> Standing:
    """How it stands; `outcome` is what the statutes make of it."""
    if method == ACCLAMATION:
        return Standing(_("Accepted by acclamation"), _("nobody is counted"), *_MARKS[ACCEPTED])
    if not ballots.counted:
        return Standing(_("Nothing counted yet"), "", "hand-stop", "ink2", "ink2")
    by_rule: Outcome = outcome_of(ballots, VoteRule(majority, blank_counts))
    more = _("{votes} of {cast} votes, {needed} needed").format(
        votes=count(ballots.votes_for), cast=count(by_rule.cast), needed=count(by_rule.needed)
    )
    return Standing(_(_STANDING[outcome]), more, *_MARKS[outcome])


def still_out(ballots: Ballots, room: int) -> tuple[str, bool]:
    """How many votes of the room are not counted yet; and whether there are too many."""
    rest = room - ballots.counted
    if rest < 0:
        words = _("{counted} counted, {votes} in the room")
        return words.format(counted=count(ballots.counted), votes=count(room)), True
    if rest == 0:
        return _("all {votes} counted").format(votes=count(room)), False
    words = _("{rest} of {votes} not counted yet")
    return words.format(rest=count(rest), votes=count(room)), False


def counts_words(vote: VoteFacts) -> str:
    """`58 voor, 4 tegen, 6 onthouding`; the way of voting where nobody was counted."""
    if vote.method == ACCLAMATION:
        return _(METHODS[ACCLAMATION])
    parts = []
    for kind in KINDS:
        number = getattr(vote.ballots, kind.name)
        if number or kind.name in ("votes_for", "votes_against"):
            parts.append(f"{count(number)} {_(kind.word).lower()}")
    return ", ".join(parts)


def outcome_words(vote: VoteFacts) -> str:
    words = _(OUTCOMES.get(vote.outcome, vote.outcome))
    by_lot = _("by lot")
    return f"{words}, {by_lot}" if vote.by_lot else words


def people_words(number: int) -> str:
    return ngettext("{count} member", "{count} members", number).format(count=count(number))
