"""The register of processing (AVG 30) and the statement, worked out from what the file keeps.

Every table with something about people is walked: what its columns are called, on what ground and
how long they are kept, and what erasing leaves. Tables without a row in this file stay out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.desk.keeping import BASES, KEPT
from coopadmin.desk.statement import paragraphs
from coopadmin.desk.ties import TIES
from coopadmin.desk.wording.words import TABLES
from coopadmin.kernel.problem import N_
from coopadmin.privacy.facts import HeldData, PrivacyFacts, ProcessingFacts
from coopadmin.privacy.processings import OF_FEATURE, OF_TABLE, PROCESSINGS
from coopadmin.privacy.queries import own_processings, own_texts
from coopadmin.privacy.rules import NewProcessing
from coopadmin.store.audit import models
from coopadmin.store.schema import Personal, Stored
from coopadmin.words import _, language

# Tables that history does not speak of, in words.
_UNTOLD = {
    "attachment_content": N_("Content of documents"),
    "change": N_("Values before and after a change"),
    "custody": N_("Who handed the file over to whom"),
    "done": N_("Who did what, and when"),
    "draft": N_("What was typed and not saved"),
}
# What erasing leaves, by the words of `store.schema.Personal.leaves`.
LEAVES: Mapping[str, str] = {
    "": "",
    "“Oud-lid” and the member number": N_("“Oud-lid” and the member number"),
    "four digits of the postcode": N_("four digits of the postcode"),
    "year": N_("the year"),
    "until the term ends": N_("all, until the term ends"),
    "the number": N_("the number"),
    "the name": N_("the name, as who did it"),
    "the digest": N_("a digest that says nothing by itself"),
    "the archive is not changed": N_("all: the archive is not changed"),
}
_HIDDEN, NOTHING = ("sort_key",), "nothing"


def privacy_facts(session: Session) -> PrivacyFacts:
    """All that the register and the statement say, in the language spoken."""
    own = own_processings(session)
    found = [
        *(_known(key, held, own.get(key)) for key, held in _by_processing(session).items()),
        *(_own(each) for key, each in own.items() if key not in PROCESSINGS),
    ]
    cooperative = get_cooperative(session)
    texts = paragraphs(cooperative, found, own_texts(session, language()))
    return PrivacyFacts(cooperative, language(), found, texts)


def processing_of(model: type[Stored]) -> str:
    """The key of the processing that a table belongs to; a KeyError for an unknown feature."""
    feature = model.__module__.split(".")[1]
    return OF_TABLE.get(model.__tablename__) or OF_FEATURE[feature]


def _by_processing(session: Session) -> dict[str, list[HeldData]]:
    """By processing, in the order of PROCESSINGS, the data of tables that have a row.

    What is kept on one ground, equally long and with as much left, stands together.
    """
    found: dict[str, dict[tuple[str, str, str], list[str]]] = {key: {} for key in PROCESSINGS}
    for model in _used(session):
        together = found[processing_of(model)]
        for reason, columns in _kinds(model).items():
            together.setdefault(reason, []).append(_what(model, columns))
    return {
        key: [_held(reason, what) for reason, what in together.items()]
        for key, together in found.items()
        if together
    }


def _held(reason: tuple[str, str, str], what: Sequence[str]) -> HeldData:
    basis, keep, leaves = reason
    left = LEAVES[leaves]
    return HeldData("; ".join(what), _(BASES[basis]), _(KEPT[keep].words), _(left) if left else "")


def _used(session: Session) -> list[type[Stored]]:
    """The tables that say something about people and have a row, asked in one statement."""
    about = [model for _name, model in sorted(models().items()) if _kinds(model)]
    there = session.execute(select(*(exists(select(each.id)) for each in about))).one()
    return [model for model, used in zip(about, there, strict=True) if used]


def _kinds(model: type[Stored]) -> dict[tuple[str, str, str], list[str]]:
    """The columns of a table that say something about people, by ground, term and what is left.

    A reference to a person does so too; it stands with columns of the same ground and term.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    ties = []
    for column in model.__table__.columns:
        purpose = column.info.get("personal")
        tie = TIES.get((model.__tablename__, column.key))
        if isinstance(purpose, Personal) and column.key not in _HIDDEN:
            leaves = "" if purpose.leaves == NOTHING else purpose.leaves
            found.setdefault((purpose.basis, purpose.keep, leaves), []).append(column.key)
        elif tie is not None:
            ties.append((column.key, (tie.basis, tie.keep)))
    for key, reason in reversed(ties):
        same = next((each for each in found if each[:2] == reason), (*reason, ""))
        found.setdefault(same, []).insert(0, key)
    return found


def _what(model: type[Stored], columns: Iterable[str]) -> str:
    """`Person: e-mail, telephone, IBAN`; the table alone where no column is named."""
    name = model.__tablename__
    words = TABLES[name].columns if name in TABLES else {}
    called = _(TABLES[name].row if name in TABLES else _UNTOLD[name])
    labels = dict.fromkeys(_small(_(words[column])) for column in columns if column in words)
    return f"{called}: {', '.join(labels)}" if labels else called


def _small(label: str) -> str:
    """As inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _known(key: str, held: Iterable[HeldData], own: NewProcessing | None) -> ProcessingFacts:
    usual = PROCESSINGS[key]
    return ProcessingFacts(
        key,
        _(usual.name),
        own.purpose if own else _(usual.purpose),
        _(usual.people),
        own.recipients if own else _(usual.recipients),
        tuple(held),
        edited=own is not None,
    )


def _own(new: NewProcessing) -> ProcessingFacts:
    held = (HeldData(new.held, new.ground, new.kept),)
    return ProcessingFacts(
        new.key, new.name, new.purpose, new.people, new.recipients, held, own=True
    )
