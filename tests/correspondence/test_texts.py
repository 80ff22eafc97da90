"""Texts with fields: what is wrong is said before anything is sent, and filling in always ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.correspondence.fields import FIELDS, samples
from coopadmin.correspondence.rules import OCCASIONS, NewTemplate, check_template, code_of
from coopadmin.correspondence.starters import start_set
from coopadmin.correspondence.texts import LONGEST, always_used, check_text, fill_in
from coopadmin.kernel.problem import Refused
from coopadmin.words import say, speaking
from coopadmin.words.language import LANGUAGES


def codes(text: str) -> list[str]:
    return [problem.code for problem in check_text(text, "body")]


@pytest.mark.parametrize("occasion", OCCASIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_text_for_every_occasion_in_both_languages(occasion: str, language: str) -> None:
    row = start_set()[occasion, language]
    new = NewTemplate(row.occasion, language, row.name, row.subject, row.body)
    assert list(check_template(new)) == []
    filled = fill_in(row.subject, samples()) + fill_in(row.body, samples())
    assert "{" not in filled
    names = {each.name(language) for each in FIELDS}
    assert always_used(row.subject, row.body) <= names, "fields under the names of its language"


def test_the_start_set_holds_nothing_else() -> None:
    assert {code for code, _language in start_set()} == set(OCCASIONS)


def test_fields_are_filled_in_under_their_names_in_both_languages() -> None:
    values = {"name": "Jan & <b>Tineke</b>", "open_items": []}
    assert fill_in("Aan {{ naam }} / {{ name }}", values) == (
        "Aan Jan & <b>Tineke</b> / Jan & <b>Tineke</b>"
    )
    assert fill_in("a{% if posten %}b{% else %}c{% endif %}", values) == "ac"


def test_a_list_is_written_line_by_line() -> None:
    line = "- {{ post.omschrijving }}: {{ post.bedrag }}"
    text = f"Open:\n{{% for post in posten %}}\n{line}\n{{% endfor %}}"
    assert fill_in(text, samples()) == "Open:\n- Contributie 2026: € 25,00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hi\n{{ naaam }}", "Line 2: there is no field “naaam”. Is “naam” meant?"),
        ("{{ xyzzy }}", "Line 1: there is no field “xyzzy”. Choose one from the list of fields."),
        (
            "Hi\n\n{{ naam",
            "Line 3 cannot be read: look at the braces. A field is written like {{ naam }}.",
        ),
        (
            "{% for p in posten %}{{ p.prijs }}{% endfor %}",
            "Line 1: there is no field “p.prijs”. Choose one from the list of fields.",
        ),
        (
            "\n{% for n in range(9) %}x{% endfor %}",
            (
                "Line 2: this loop need not end. Loop only over open_items, posten, and not"
                " inside another loop."
            ),
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_the_line(text: str, said: str) -> None:
    assert [say(problem) for problem in check_text(text, "body")] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(10**9) %}{% endfor %}",
        "{% for a in posten %}{% for b in posten %}x{% endfor %}{% endfor %}",
        "{% for a in posten recursive %}{{ loop(posten) }}{% endfor %}",
        "{% for a in 'xxxx' %}x{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ 'x' * 10**9 }}",
        "{{ naam|center(10**9) }}",
        "{{ naam|replace('', 'xxxxxxxxx') }}",
        "{% set a = naam ~ naam %}{{ a }}",
        "{{ naam.__class__.__mro__ }}",
        "{{ self }}",
        "{% include 'x' %}",
        "{{ ''.join }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ jaren_lid > 3 }}",
    ],
)
def test_a_text_that_need_not_end_or_reaches_further_is_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    assert codes(text)
    with pytest.raises(Refused):
        fill_in(text, samples())
    assert time.perf_counter() - began < 5


def test_what_is_filled_in_can_be_no_longer_than_a_letter() -> None:
    values = {"name": "x" * LONGEST, "open_items": []}
    with pytest.raises(Refused, match="longer"):
        fill_in("{{ name }}{{ name }}", values)


@given(st.text(alphabet="{}%# nam=|.()[]'\"0*forinpstendif\n", max_size=60))
def test_any_text_is_judged_and_what_passes_can_be_filled_in(text: str) -> None:
    if not codes(text):
        fill_in(text, samples())


def test_a_field_that_is_asked_for_first_may_be_empty() -> None:
    assert always_used("{% if lid_tot %}{{ lid_tot }}{% endif %} {{ naam }}") == {"naam"}


def test_a_code_is_the_name_without_signs() -> None:
    assert code_of("Middag vóór vrijwilligers!") == "middag-voor-vrijwilligers"
    with speaking("nl"):
        problems = list(check_template(NewTemplate("x", "fr", "!", " ", " ")))
    assert [problem.code for problem in problems] == [
        "letters.occasion",
        "letters.language",
        "letters.name",
        "letters.subject",
        "letters.body",
    ]
