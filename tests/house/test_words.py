"""The catalogues: complete, equal to the sources, and made of texts that can be looked up."""

from __future__ import annotations

import ast
import re
import string

import pytest
from babel.messages.catalog import Catalog, Message

from installer import words
from tests.house.sources import calls, sources

PLAIN = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def texts_of_sources() -> set[tuple[str, ...]]:
    return {words.texts(message) for message in words.entries(words.extracted())}


@pytest.fixture(scope="module", params=words.LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    language: str = request.param
    return words.read_catalogue(words.catalogue_path(language), language)


def placeholders(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field}


def unlike(message: Message) -> bool:
    """Whether a translation asks for other values than its source gives.

    The singular may leave the number out; the plural may not.
    """
    source = words.texts(message)
    said = words.translations(message)
    asked = placeholders(source[-1])
    if len(source) == 1:
        return placeholders(said[0]) != asked
    return placeholders(said[-1]) != asked or not all(placeholders(form) <= asked for form in said)


def test_the_catalogue_has_the_texts_of_the_sources_and_no_others(
    catalogue: Catalog, texts_of_sources: set[tuple[str, ...]]
) -> None:
    assert {words.texts(message) for message in words.entries(catalogue)} == texts_of_sources
    assert not catalogue.obsolete


def test_every_text_is_translated_in_every_form(catalogue: Catalog) -> None:
    forms = {1: 1, 2: catalogue.num_plurals}
    lacking = [
        words.texts(message)
        for message in words.entries(catalogue)
        if message.fuzzy
        or not all(text.strip() for text in words.translations(message))
        or len(words.translations(message)) != forms[len(words.texts(message))]
    ]
    assert not lacking, "`make words` names them"


def test_translations_ask_for_the_values_of_their_source(catalogue: Catalog) -> None:
    assert not [
        words.texts(message)
        for message in words.entries(catalogue)
        if all(words.translations(message)) and unlike(message)
    ]


def test_translations_begin_and_end_as_their_source(catalogue: Catalog) -> None:
    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert not [
        words.texts(message)
        for message in words.entries(catalogue)
        for source, said in zip(words.texts(message), words.translations(message), strict=False)
        if said and edges(source) != edges(said)
    ]


def test_the_dutch_texts_say_u() -> None:
    dutch = words.read_catalogue(words.catalogue_path("nl"), "nl")
    assert not [
        said
        for message in words.entries(dutch)
        for said in words.translations(message)
        if PLAIN.search(said)
    ]


def test_only_whole_texts_are_marked_for_translation() -> None:
    """A text put together before it is looked up is in no catalogue."""
    made = [
        f"{source.name}:{call.lineno} {name}"
        for source in sources("coopadmin")
        if source.name != "coopadmin/words/language.py"  # where the functions are made
        for name, call in calls(source, "_", "N_", "ngettext")
        for argument in call.args[: 2 if name == "ngettext" else 1]
        if not _whole(argument, constant=name != "_")
    ]
    assert not made, "mark the texts where they stand, and fill in values after looking up"


def test_every_text_that_is_looked_up_is_read_out_of_the_sources(
    texts_of_sources: set[tuple[str, ...]],
) -> None:
    """What reads them out does not see into f-strings on every Python."""
    known = {text for texts in texts_of_sources for text in texts}
    unseen = [
        f"{source.name}:{call.lineno} {argument.value}"
        for source in sources("coopadmin")
        for name, call in calls(source, "_", "N_", "ngettext")
        for argument in call.args[: 2 if name == "ngettext" else 1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if argument.value and argument.value not in known
    ]
    assert not unseen, "look it up outside the f-string"


def _whole(argument: ast.expr, *, constant: bool) -> bool:
    """One literal text, or for `_` also an expression without any, for a text marked elsewhere."""
    if isinstance(argument, ast.Constant):
        return isinstance(argument.value, str)
    if constant or isinstance(argument, ast.JoinedStr):
        return False
    return not any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
        for part in ast.walk(argument)
    )
