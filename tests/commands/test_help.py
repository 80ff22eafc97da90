"""Help on the command line: contents, a page, words searched for, and the year of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.fixtures import Ran

Coopadmin = Callable[..., Ran]


def test_without_a_topic_all_topics_are_listed(coopadmin: Coopadmin) -> None:
    ran = coopadmin("--language", "nl", "help")
    assert ran.status == 0
    assert "members" in ran.output
    assert "Leden" in ran.output


def test_a_page_is_printed_as_plain_text(coopadmin: Coopadmin) -> None:
    ran = coopadmin("--language", "nl", "help", "ending")
    assert ran.output.startswith("Een lidmaatschap beëindigen\n===")
    assert re.search(r"^3 december 2026 +31 december 2026$", ran.output, re.MULTILINE)
    assert "**" not in ran.output


def test_a_page_is_given_as_json_with_its_topic(coopadmin: Coopadmin) -> None:
    ran = coopadmin("--language", "en", "help", "members", "--json")
    page = json.loads(ran.output)
    assert (page["topic"], page["title"]) == ("members", "Members")
    assert page["text"].startswith("Members\n=======")


def test_words_are_searched_in_all_pages(coopadmin: Coopadmin) -> None:
    ran = coopadmin("--language", "nl", "help", "--search", "burgerservicenummer", "--json")
    found = json.loads(ran.output)["found"]
    assert {"importing", "privacy"} <= {row["topic"] for row in found}
    assert all(row["text"] for row in found)


def test_the_year_has_the_days_of_a_file(coopadmin: Coopadmin, path: Path) -> None:
    ran = coopadmin("--language", "en", "help", "year", "--file", path)
    assert "What a treasurer does when" in ran.output
    assert "December" in ran.output
    assert "Secretary: by" in ran.output


def test_a_topic_that_does_not_exist_is_refused_with_those_that_do(coopadmin: Coopadmin) -> None:
    ran = coopadmin("--language", "en", "help", "nothing")
    assert (ran.status, ran.output) == (1, "")
    assert "members" in ran.complaints
