"""Help without a screen: reading its Markdown, finding words in it, and plain text of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coopadmin.help.markdown import Heading, Items, Kind, Paragraph, Table, blocks, spans, text_of
from coopadmin.help.pages import NAMES, find_help, get_page, list_pages, made_of
from coopadmin.help.plain import WIDTH, plain_lines
from coopadmin.kernel.problem import Refused
from coopadmin.words import speaking


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    with speaking("nl"):
        yield


def test_a_page_is_read_into_its_blocks() -> None:
    text = (
        "# Leden\n\nEerste zin\nloopt door.\n\n## Zoeken {#find}\n\n"
        "1. Typ\n   een naam.\n2. Klaar.\n\n"
        "- Een punt.\n\n> Een noot.\n\n| a | b |\n|---|---|\n| c | d |"
    )
    title, first, heading, steps, points, note, table = blocks(text)
    assert title == Heading(1, spans("Leden"))
    assert first == Paragraph(spans("Eerste zin loopt door."))
    assert heading == Heading(2, spans("Zoeken"), "find")
    assert steps == Items((spans("Typ een naam."), spans("Klaar.")), numbered=True)
    assert points == Items((spans("Een punt."),), numbered=False)
    assert note == Paragraph(spans("Een noot."), note=True)
    assert isinstance(table, Table)
    assert [[text_of(cell) for cell in row] for row in table.rows] == [["a", "b"], ["c", "d"]]


def test_names_keys_and_links_stand_apart_in_a_line() -> None:
    line = spans("Kies **Opslaan** of `Ctrl+S`, zie [Leden](members#new).")
    assert [(span.text, span.kind) for span in line if span.kind is not Kind.PLAIN] == [
        ("Opslaan", Kind.NAME),
        ("Ctrl+S", Kind.KEY),
        ("Leden", Kind.LINK),
    ]
    assert line[5].target == "members#new"
    assert text_of(line) == "Kies Opslaan of Ctrl+S, zie Leden."


def test_every_heading_can_be_opened() -> None:
    for page in list_pages():
        anchors = [
            block.anchor for block in page.blocks if isinstance(block, Heading) and block.level > 1
        ]
        assert all(anchors)
        assert len(set(anchors)) == len(anchors)


def test_a_page_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refused) as refused:
        get_page("nothing")
    assert "members" in str(refused.value.problems[0])


def test_what_is_in_the_title_comes_before_what_is_in_the_text() -> None:
    rows = find_help("reservekopie")
    assert rows[0].page == "backups"
    assert {row.page for row in rows} > {"backups", "beginning"}


def test_words_are_found_without_their_accents_and_capitals() -> None:
    assert find_help("beeindigen")[0].page == "ending"
    assert find_help("BEËINDIGEN")[0] == find_help("beeindigen")[0]


def test_all_words_have_to_stand_in_one_part_of_a_page() -> None:
    assert [row.page for row in find_help("vier weken kascommissie")] == []
    (row,) = [row for row in find_help("vier weken") if row.page == "ending"]
    assert row.heading == "Waarom niet meteen?"
    assert row.anchor == "term"
    assert "vier weken" in row.snippet


def test_the_words_around_what_was_found_are_shown() -> None:
    for row in find_help("notaris"):
        assert len(row.snippet) < 130
        assert "notaris" in row.snippet.casefold() or "notaris" in row.heading.casefold()


def test_nothing_is_found_for_nothing_and_for_nonsense() -> None:
    assert find_help("  ") == []
    assert find_help("xyzzyq") == []


def test_pages_are_in_the_language_spoken() -> None:
    assert get_page("members").title == "Leden"
    with speaking("en"):
        assert get_page("members").title == "Members"
        assert find_help("backup")[0].page == "backups"


@pytest.mark.parametrize("name", NAMES)
def test_plain_text_keeps_to_its_width(name: str) -> None:
    lines = plain_lines(get_page(name))
    assert max(map(len, lines)) <= WIDTH
    assert not any(mark in line for line in lines for mark in ("**", "`", "]("))


def test_plain_text_says_keys_and_names_as_people_do() -> None:
    page = made_of("members", "# Kop\n\nDruk op `Ctrl+Space` of **Opslaan**.\n\n> Een noot.")
    assert plain_lines(page) == [
        "Kop",
        "===",
        "",
        "Druk op Ctrl+Spatie of “Opslaan”.",
        "",
        "| Een noot.",
    ]
