"""Legal forms, and what the law asks of the name of one (BW 2:54)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem

LEGAL_FORMS = {
    "cooperatie-wa": N_("Cooperative W.A."),
    "cooperatie-ba": N_("Cooperative B.A."),
    "cooperatie-ua": N_("Cooperative U.A."),
    "vereniging": N_("Association"),
    "vereniging-informeel": N_("Informal association"),
    "stichting": N_("Foundation"),
    "geen": N_("No legal form"),
}
_ENDINGS = {"cooperatie-wa": "W.A.", "cooperatie-ba": "B.A.", "cooperatie-ua": "U.A."}
_WORD = re.compile(r"[ck]ooperatie")
_INSIDE_WORDS = re.compile("[-\u00ad\u2010\u2011\u200b-\u200d\u2060]")
_ENDING = re.compile(r"(?:^|[^a-z0-9])([wbu])[\s.]*a[\s.)]*$")


def usual_form(kind: str) -> str:
    """The legal form that a kind of cooperative mostly has."""
    return {"stadsdorp": "vereniging", "hospice": "stichting", "buurthuis": "stichting"}.get(
        kind, "cooperatie-ua"
    )


def is_cooperative(legal_form: str) -> bool:
    """True for the three forms of BW 2:53, whose rules differ from those of an association."""
    return legal_form in _ENDINGS


def check_name(name: str, legal_form: str) -> Iterator[Problem]:
    """BW 2:54(2): a cooperative says so in its name, which ends in W.A., B.A. or U.A.

    Every spelling counts: with and without diaeresis, hyphen, capitals, points and spaces.
    """
    plain = _INSIDE_WORDS.sub("", normalised(name)).strip()
    if not plain:
        yield Problem("cooperative.name_empty", N_("Fill in the name."), field="name")
        return
    ending = name_ending(name)
    if not is_cooperative(legal_form):
        if ending and legal_form in LEGAL_FORMS:
            yield Problem(
                "cooperative.name_not_ours",
                N_("Only the name of a cooperative ends in {ending} Change the name or the form."),
                {"ending": ending},
                "name",
            )
        return
    if not _WORD.search(plain):
        yield Problem(
            "cooperative.name_word",
            N_("The name of a cooperative contains the word “coöperatie” or “coöperatief”."),
            field="name",
        )
    wanted = _ENDINGS[legal_form]
    if not ending:
        yield Problem(
            "cooperative.name_ending",
            N_("The name of this legal form ends in {ending} Add it to the name."),
            {"ending": wanted},
            "name",
        )
    elif ending != wanted:
        yield Problem(
            "cooperative.name_other_ending",
            N_("The name ends in {found} but this legal form asks {ending} Change one of them."),
            {"found": ending, "ending": wanted},
            "name",
        )


def name_ending(name: str) -> str:
    """`W.A.`, `B.A.` or `U.A.` when the name ends so in any spelling, else nothing."""
    match = _ENDING.search(_INSIDE_WORDS.sub("", normalised(name)))
    return f"{match[1].upper()}.A." if match else ""
