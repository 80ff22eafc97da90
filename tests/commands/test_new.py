"""`coopadmin new` makes a file, or says why not and leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from coopadmin.activities.queries import list_activities
from coopadmin.contributions.queries import list_tariffs
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.desk.beginning import prepared_for
from coopadmin.members.queries import list_kinds
from coopadmin.migrations import open_books

NAME = "Zorgcoöperatie Beemdervelde U.A."


def test_new_makes_a_file_that_opens(tmp_path: Path, coopadmin: Callable[..., Any]) -> None:
    file = tmp_path / "beemdervelde.coop"
    ran = coopadmin(
        "new", file, "--name", NAME, "--legal-form", "cooperatie-ua", "--kind", "zorgcooperatie",
        "--founded-on", "1-5-2019", "--year-begins-in", 9, "--json",
    )  # fmt: skip
    assert ran.status == 0
    assert json.loads(ran.output) == {
        "file": str(file),
        "name": NAME,
        "legal_form": "cooperatie-ua",
        "kind": "zorgcooperatie",
    }
    with open_books(file, who="", read_only=True) as books:
        facts = books.ask(get_cooperative)
        activities, tariffs = books.ask(list_activities), books.ask(list_tariffs)
    assert (facts.founded_on, facts.year_begins_in) == (date(2019, 5, 1), 9)
    ready = prepared_for("zorgcooperatie", "cooperatie-ua")
    assert [each.theme for each in activities] == [each.theme for each in ready.activities]
    assert tariffs == [], "nobody decided on an amount yet"


def test_a_bare_file_has_kinds_only(tmp_path: Path, coopadmin: Callable[..., Any]) -> None:
    file = tmp_path / "beemdervelde.coop"
    form = ("--legal-form", "cooperatie-ua", "--kind", "zorgcooperatie")
    assert coopadmin("new", file, "--name", NAME, *form, "--bare").status == 0
    with open_books(file, who="", read_only=True) as books:
        assert not books.ask(list_activities)
        assert not books.ask(list_tariffs)
        assert books.ask(list_kinds) != []


def test_a_name_against_the_law_leaves_no_file(
    tmp_path: Path, coopadmin: Callable[..., Any]
) -> None:
    file = tmp_path / "x.coop"
    ran = coopadmin(
        "new", file, "--name", "Zorg", "--legal-form", "cooperatie-ua", "--kind", "anders"
    )
    assert ran.status == 1
    assert "“coöperatie”" in ran.complaints
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_stays_as_it_is(tmp_path: Path, coopadmin: Callable[..., Any]) -> None:
    file = tmp_path / "x.coop"
    file.write_text("precious")
    ran = coopadmin("new", file, "--name", "Ons dorp", "--legal-form", "geen", "--kind", "anders")
    assert ran.status == 1
    assert file.read_text() == "precious"


def test_a_legal_form_that_is_none_is_wrong_usage(
    tmp_path: Path, coopadmin: Callable[..., Any]
) -> None:
    ran = coopadmin(
        "new", tmp_path / "x.coop", "--name", "A", "--legal-form", "bv", "--kind", "anders"
    )
    assert ran.status == 2
    assert "cooperatie-ua" in ran.complaints


def test_a_new_file_gets_its_colour_and_logo(
    tmp_path: Path, picture: Path, coopadmin: Callable[..., Any]
) -> None:
    file = tmp_path / "beemdervelde.coop"
    made = ("new", file, "--name", NAME, "--legal-form", "cooperatie-ua", "--kind", "hospice")
    assert coopadmin(*made, "--colour", "#8a1c3b", "--logo", picture).status == 0
    shown = json.loads(coopadmin("cooperative", "show", file, "--json").output)
    assert (shown["colour"], shown["logo"], shown["name"]) == ("#8A1C3B", "merk.png", NAME)
    assert "Kleur van documenten: #8A1C3B" in coopadmin("cooperative", "show", file).output


def test_a_pale_colour_or_a_logo_that_is_none_leaves_no_file(
    tmp_path: Path, coopadmin: Callable[..., Any]
) -> None:
    file = tmp_path / "beemdervelde.coop"
    made = ("new", file, "--name", NAME, "--legal-form", "cooperatie-ua", "--kind", "hospice")
    pale = coopadmin(*made, "--colour", "#FFCC00")
    assert pale.status == 1
    assert "te licht" in pale.complaints
    assert "#8" in pale.complaints, "a colour that can be read is proposed"
    assert coopadmin(*made, "--logo", tmp_path / "weg.png").status == 1
    assert not file.exists()


def test_colour_and_logo_are_changed_and_taken_away(
    path: Path, picture: Path, coopadmin: Callable[..., Any]
) -> None:
    change = ("cooperative", "change", path, "--json")
    given = ("--colour", "#8A1C3B", "--logo", picture, "--attachment-megabytes", 25)
    assert json.loads(coopadmin(*change, *given).output) == {
        "colour": "#8A1C3B",
        "logo": "merk.png",
        "attachment_megabytes": 25,
    }
    assert json.loads(coopadmin(*change, "--no-logo").output)["logo"] is None
    assert coopadmin("undo", path).status == 0
    assert "Logo: merk.png" in coopadmin("cooperative", "show", path).output
    assert coopadmin(*change, "--no-logo", "--logo", picture).status == 2


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    Image.new("RGB", (60, 40), "#8A1C3B").save(folder / "merk.png")
    return folder / "merk.png"
