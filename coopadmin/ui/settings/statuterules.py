"""The rules of the statutes profile as rows: their words, their control, and what the law says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coopadmin.cooperative.rules import MAJORITIES, TIES
from coopadmin.cooperative.wording import majority_words
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _, ngettext


class Shape(StrEnum):
    """How a rule is filled in."""

    NUMBER = "number"
    OPTIONAL = "optional"
    MAJORITY = "majority"
    QUORUM = "quorum"
    TIE = "tie"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Rule:
    """One rule; `unit` stands behind a number, `yes` and `no` are the words of a choice.

    `law` says what holds where the statutes are silent, `article` where in book 2 of the Civil
    Code; all are source texts.
    """

    name: str
    label: str
    shape: Shape
    law: str
    article: str = ""
    unit: str = ""
    yes: str = ""
    no: str = ""


SILENT = N_("the law says nothing")
PLACES = {
    "Convocation": "convocation",
    "Majority of the votes cast": "majority",
    "Voting": "voting",
    "Membership": "termination",
    "Board and committees": "board",
}
"""Where the page *statutes* of the help tells of a group, by its title."""
GROUPS: Sequence[tuple[str, Sequence[Rule]]] = (
    (
        N_("Convocation"),
        (
            Rule(
                "convocation_days",
                N_("General meeting"),
                Shape.NUMBER,
                N_("no term"),
                "2:41",
                N_("days ahead"),
            ),
            Rule(
                "amendment_convocation_days",
                N_("Change of statutes"),
                Shape.NUMBER,
                N_("at least 7 days"),
                "2:42 (1)",
                N_("days ahead"),
            ),
        ),
    ),
    (
        N_("Majority of the votes cast"),
        (
            Rule("majority", N_("Ordinary resolution"), Shape.MAJORITY, SILENT),
            Rule(
                "amendment_majority",
                N_("Change of statutes"),
                Shape.MAJORITY,
                N_("two thirds"),
                "2:43 (1)",
            ),
        ),
    ),
    (
        N_("Voting"),
        (
            Rule(
                "blank_counts",
                N_("Blank votes"),
                Shape.YES_NO,
                SILENT,
                yes=N_("count"),
                no=N_("do not count"),
            ),
            Rule("tie_on_persons", N_("Tie on persons"), Shape.TIE, SILENT),
            Rule(
                "proxies_per_holder",
                N_("Proxies"),
                Shape.OPTIONAL,
                N_("allowed, without a limit"),
                "2:38 (4)",
                N_("each at most"),
            ),
            Rule(
                "electronic_votes",
                N_("Voting electronically"),
                Shape.YES_NO,
                N_("only where the statutes say so"),
                "2:38 (6)",
                yes=N_("allowed"),
                no=N_("not allowed"),
            ),
            Rule("quorum", N_("Quorum"), Shape.QUORUM, N_("none")),
            Rule("amendment_quorum", N_("Quorum, change of statutes"), Shape.QUORUM, N_("none")),
        ),
    ),
    (
        N_("Membership"),
        (
            Rule(
                "termination_days",
                N_("Term of notice"),
                Shape.NUMBER,
                N_("4 weeks"),
                "2:36 (1)",
                N_("days"),
            ),
            Rule(
                "termination_pro_rata",
                N_("Who leaves in the year pays"),
                Shape.YES_NO,
                N_("the whole year"),
                "2:35 (5)",
                yes=N_("for that part only"),
                no=N_("the whole year"),
            ),
        ),
    ),
    (
        N_("Board and committees"),
        (
            Rule(
                "board_term_years",
                N_("Term of a director"),
                Shape.NUMBER,
                SILENT,
                "",
                N_("years; 0 is no limit"),
            ),
            Rule(
                "board_terms",
                N_("Terms in a row"),
                Shape.NUMBER,
                SILENT,
                "",
                N_("at most; 0 is no limit"),
            ),
            Rule(
                "audit_committee_size",
                N_("Audit committee"),
                Shape.NUMBER,
                N_("at least two members"),
                "2:48 (2)",
                N_("members; 0 is none"),
            ),
        ),
    ),
)
RULES = tuple(rule for _title, rules in GROUPS for rule in rules)
_QUORUMS = ("", "1/4", "1/3", "1/2", "2/3", "3/4")


def choices(rule: Rule, now: Any) -> list[Choice]:
    """What can be chosen; a value from before that is not usual stays among them."""
    if rule.shape is Shape.YES_NO:
        return [Choice(True, _(rule.yes)), Choice(False, _(rule.no))]
    if rule.shape is Shape.TIE:
        return [Choice(token, _(words)) for token, words in TIES.items()]
    usual = list(MAJORITIES if rule.shape is Shape.MAJORITY else _QUORUMS)
    if now not in usual:
        usual.append(now)
    return [Choice(token, _words(token)) for token in usual]


def _words(token: str) -> str:
    return majority_words(token) if token else _("none")


def shown(rule: Rule, value: Any) -> str:
    """A value in words, for the column of what holds now."""
    if rule.shape is Shape.YES_NO:
        return _(rule.yes) if value else _(rule.no)
    if rule.shape is Shape.TIE:
        return _(TIES.get(value, value))
    if rule.shape in (Shape.MAJORITY, Shape.QUORUM):
        return _words(value)
    if value is None:
        return _("no limit")
    if rule.name.endswith("_days"):
        return ngettext("{count} day", "{count} days", value).format(count=value)
    return str(value)
