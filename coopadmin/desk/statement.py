"""The draft of a privacy statement: what the program can say of itself, for the board to check.

What it cannot know stands between square brackets, to be filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.kernel.problem import N_
from coopadmin.privacy.facts import Paragraph, ProcessingFacts
from coopadmin.privacy.processings import NOBODY
from coopadmin.privacy.rules import CONTACT
from coopadmin.words import _

HEADINGS: Mapping[str, str] = {
    "who": N_("Who we are"),
    "why": N_("What we keep of you, and why"),
    "sources": N_("Where it comes from"),
    "recipients": N_("Who receives it"),
    "transfers": N_("Outside Europe"),
    "terms": N_("How long we keep it"),
    "security": N_("How it is protected"),
    "rights": N_("Your rights"),
    "complaint": N_("A complaint"),
    "changes": N_("Changes"),
    CONTACT: N_("Contact for privacy"),
}


def paragraphs(
    cooperative: CooperativeFacts,
    processings: Sequence[ProcessingFacts],
    own: Mapping[str, str],
) -> dict[str, Paragraph]:
    """All paragraphs in the language spoken, as the board wrote them or as the program says it."""
    usual = {
        CONTACT: _contact(cooperative),
        "who": _who(cooperative, own.get(CONTACT) or _contact(cooperative)),
        "why": _why(processings),
        "sources": _(
            "You gave it to us yourself, when you applied, helped or wrote to us. Payments come "
            "from the bank. We buy no data and look for none on the internet."
        ),
        "recipients": _recipients(processings),
        "transfers": _(
            "The records stand in a file on computers of the board, not on the internet. "
            "[Fill in: which services outside Europe you use for mail or documents, if any.]"
        ),
        "terms": _terms(processings),
        "security": _(
            "Only the board works with the file. Every change is noted with who made it. "
            "[Fill in: passwords, encrypted discs, where backups lie.]"
        ),
        "rights": _(
            "You can ask what we hold on you, have it corrected or erased, have its use limited, "
            "object to it, and get it as a file. A consent that you gave can be withdrawn at any "
            "time. We decide nothing by computer alone. You get an answer within a month."
        ),
        "complaint": _(
            "Are we not doing it well? Tell the board. You can also complain to the Autoriteit "
            "Persoonsgegevens (autoriteitpersoonsgegevens.nl)."
        ),
        "changes": _(
            "When something changes we change this statement. The newest one can be had from the "
            "board."
        ),
    }
    return {
        key: Paragraph(key, _(HEADINGS[key]), own.get(key) or text, edited=key in own)
        for key, text in usual.items()
    }


def _contact(cooperative: CooperativeFacts) -> str:
    reached = [cooperative.email, cooperative.website]
    return ", ".join(each for each in reached if each) or _("[Fill in: e-mail or address.]")


def _who(cooperative: CooperativeFacts, contact: str) -> str:
    name = cooperative.name
    if cooperative.town:
        name = _("{name} in {town}").format(name=name, town=cooperative.town)
    if cooperative.chamber_number:
        chamber = _("Chamber of Commerce {number}").format(number=cooperative.chamber_number)
        name = f"{name} ({chamber})"
    return _(
        "{name} is responsible for what happens with your data. Questions about it go to: {contact}"
    ).format(name=name, contact=contact)


def _why(processings: Sequence[ProcessingFacts]) -> str:
    lines = [f"- {row.name}: {row.purpose}" for row in processings]
    return "\n".join([_("We use data for the following."), *lines])


def _recipients(processings: Sequence[ProcessingFacts]) -> str:
    seen = ("", _(NOBODY))
    lines = [f"- {row.name}: {row.recipients}" for row in processings if row.recipients not in seen]
    return "\n".join([_("We sell no data. They are seen by:"), *lines])


def _terms(processings: Sequence[ProcessingFacts]) -> str:
    """Each term once, with the processings of which something is kept so long."""
    names: dict[str, list[str]] = {}
    for row in processings:
        for kept in dict.fromkeys(each.kept for each in row.data):
            names.setdefault(kept, []).append(row.name)
    lines = [f"- {kept}: {', '.join(those)}" for kept, those in names.items()]
    return "\n".join([_("We keep data no longer than needed:"), *lines])
