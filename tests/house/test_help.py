"""The pages of the help: both languages alike, every name on the screen real, every link good."""

from __future__ import annotations

import ast
import re

import pytest

from coopadmin.help.markdown import Heading, Items, Kind, Span, Table, lines_of
from coopadmin.help.pages import FOLDER, NAMES, HelpPage, get_page, split_target
from coopadmin.ui.pages import PAGES
from coopadmin.words import speaking
from installer import words
from tests.house.sources import calls, sources

LANGUAGES = ("nl", "en")
SCREEN = "screen:"
PLAIN_DUTCH = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
KEY = re.compile(
    r"^(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z0-9]|F\d+|Enter|Esc|Tab|Space|Del|Up|Down|Left|Right"
    r"|PgDown|PgUp|Alt)$"
)


def page(name: str, language: str) -> HelpPage:
    with speaking(language):
        return get_page(name)


def spans(name: str, language: str, kind: Kind) -> list[Span]:
    return [
        span
        for block in page(name, language).blocks
        for line in lines_of(block)
        for span in line
        if span.kind is kind
    ]


def anchors(name: str) -> set[str]:
    return {block.anchor for block in page(name, "nl").blocks if isinstance(block, Heading)}


def shape(name: str, language: str) -> list[object]:
    """What a page is made of, without its words."""
    made: list[object] = []
    for block in page(name, language).blocks:
        if isinstance(block, Heading):
            made.append(("heading", block.level, block.anchor))
        elif isinstance(block, Items):
            made.append(("items", block.numbered, len(block.lines)))
        elif isinstance(block, Table):
            made.append(("table", len(block.rows)))
        else:
            made.append(("paragraph", block.note))
    return made


@pytest.fixture(scope="module")
def said_in_dutch() -> dict[str, set[str]]:
    """What each text of the program can be in Dutch, without the marks of a menu."""
    catalogue = words.read_catalogue(words.catalogue_path("nl"), "nl")
    found: dict[str, set[str]] = {}
    for message in words.entries(catalogue):
        for text in words.texts(message):
            said = {each.replace("&", "") for each in words.translations(message)}
            found.setdefault(text.replace("&", ""), set()).update(said)
    return found


def targets() -> set[str]:
    """Every page of the help that the program itself opens."""
    functions = {"explain": 1, "give_help": 1, "show_help": 1}
    named = {
        argument.value
        for source in sources("coopadmin")
        for name, call in calls(source, *functions)
        for argument in call.args[functions[name] :][:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    given = {
        keyword.value.value
        for source in sources("coopadmin")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "help_page"
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    }
    return (named | given) - {""}


def test_the_contents_name_every_page_and_no_others() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for language in LANGUAGES:
        assert {path.stem for path in (FOLDER / language).iterdir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_headings_steps_and_notes(name: str) -> None:
    assert shape(name, "nl") == shape(name, "en")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_calls_by_name_stands_on_the_screen(
    name: str, said_in_dutch: dict[str, set[str]]
) -> None:
    english = [span.text for span in spans(name, "en", Kind.NAME)]
    unknown = [text for text in english if text not in said_in_dutch]
    assert not unknown, "no such text in the program"
    dutch = [span.text for span in spans(name, "nl", Kind.NAME)]
    for text in english:
        match = next((each for each in dutch if each in said_in_dutch[text]), None)
        assert match is not None, f"the Dutch page does not call “{text}” as the screen does"
        dutch.remove(match)
    assert not dutch, "named in Dutch only"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_pages_places_and_screens_that_exist(name: str, language: str) -> None:
    screens = {entry.name for entry in PAGES}
    for span in spans(name, language, Kind.LINK):
        if span.target.startswith(SCREEN):
            assert span.target.removeprefix(SCREEN).partition("/")[0] in screens
        else:
            there, anchor = split_target(span.target)
            assert there in NAMES
            assert not anchor or anchor in anchors(there)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_name_the_same_keys_and_lead_to_the_same_places(name: str) -> None:
    for kind in (Kind.KEY, Kind.LINK):
        dutch, english = (
            sorted(span.target or span.text for span in spans(name, language, kind))
            for language in LANGUAGES
        )
        assert dutch == english


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_written_as_keys(name: str) -> None:
    assert not [span.text for span in spans(name, "nl", Kind.KEY) if not KEY.match(span.text)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_pages_use_no_other_marks_and_say_u(name: str, language: str) -> None:
    text = (FOLDER / language / f"{name}.md").read_text(encoding="utf-8")
    assert "*" not in text.replace("**", "")
    assert language != "nl" or not PLAIN_DUTCH.search(text)


def test_every_screen_has_a_page_and_the_program_opens_only_those_that_exist() -> None:
    assert {entry.name for entry in PAGES} <= set(NAMES)
    named = targets()
    assert named
    for target in named:
        there, anchor = split_target(target)
        assert there in NAMES
        assert not anchor or anchor in anchors(there)
