"""Every table and operation keeps the house's promises."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from sqlalchemy import Text

import coopadmin
from coopadmin.commands import COMMANDS, root
from coopadmin.desk import merging, operations, ties
from coopadmin.desk.processing import LEAVES, NOTHING, processing_of
from coopadmin.privacy.processings import PROCESSINGS
from coopadmin.store.audit import models
from coopadmin.store.schema import Personal, Stored
from coopadmin.store.work import every_operation
from coopadmin.tables import FEATURES, metadata

TESTS = Path(__file__).parents[1]
PACKAGE = Path(coopadmin.__file__).parent
BASES = {"contract", "legal", "consent", "interest"}


def test_every_model_is_known_to_the_schema() -> None:
    found = {path.parent.name for path in PACKAGE.glob("*/model.py")}
    assert found == {module.__name__.split(".")[1] for module in FEATURES}


def test_every_text_column_says_whose_it_is() -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Text) and "personal" not in column.info
    ]
    assert silent == []


def test_every_personal_column_says_why_and_how_long() -> None:
    for table in metadata.sorted_tables:
        for column in table.columns:
            purpose = column.info.get("personal")
            if purpose is not None:
                assert isinstance(purpose, Personal)
                assert purpose.basis in BASES
                assert purpose.keep


def test_no_column_can_hold_what_we_do_not_keep() -> None:
    forbidden = {"bsn", "sofi", "diagnosis", "nationality", "religion", "identity_paper"}
    assert forbidden.isdisjoint(
        column.name for table in metadata.sorted_tables for column in table.columns
    )


def test_every_operation_is_known_without_opening_a_screen() -> None:
    defined = {
        f"coopadmin.{path.relative_to(PACKAGE).with_suffix('').as_posix().replace('/', '.')}"
        for path in PACKAGE.rglob("*.py")
        if "@operation(" in path.read_text("utf-8") and path.parent.name != "store"
    }
    assert defined == set(operations.MODULES)


@pytest.mark.parametrize("code", sorted(every_operation()))
def test_every_operation_has_a_label_and_a_test(code: str) -> None:
    operation = every_operation()[code]
    assert operation.label
    assert "." in code
    name = operation.run.__name__
    if code == "store.undo" or code.startswith("test."):
        return
    assert any(
        name in path.read_text("utf-8")
        for path in TESTS.rglob("test_*.py")
        if path != Path(__file__)
    ), f"no test speaks of {name}"


def test_every_command_can_be_loaded_and_has_help() -> None:
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        assert command.help, name


def references_to(table: str) -> set[tuple[str, str]]:
    return {
        (key.parent.table.name, key.parent.name)
        for each in metadata.sorted_tables
        for key in each.foreign_keys
        if key.column.table.name == table
    }


def test_every_table_about_people_belongs_to_a_processing() -> None:
    for name, model in models().items():
        about = [column for column in model.__table__.columns if column.info.get("personal")]
        if about or (name, "person_id") in references_to("person"):
            assert processing_of(model) in PROCESSINGS, "say in privacy/processings.py of which"
        for column in about:
            leaves = column.info["personal"].leaves
            assert leaves in (*LEAVES, NOTHING), "say it in words in desk/processing.py"


def test_every_reference_to_a_person_or_membership_is_known_to_merging() -> None:
    def named(*lists: tuple[tuple[type[Stored], str], ...]) -> set[tuple[str, str]]:
        return {(model.__tablename__, column) for each in lists for model, column in each}

    assert named(merging.FOLLOWS, merging.REMAINS) == references_to("person"), (
        "say in desk/merging.py what happens with it when two entries of one person become one"
    )
    assert named(merging.OF_MEMBERSHIP) == references_to("membership")


def test_every_reference_to_a_person_or_membership_says_what_erasing_does_with_it() -> None:
    assert set(ties.TIES) == references_to("person") | references_to("membership"), (
        "say in desk/ties.py what such a row means for the person, and when it goes"
    )


def test_what_refers_to_a_person_is_kept_in_the_history() -> None:
    # Rows outside the history are not found by walking: nothing about a person may be there only.
    silent = {
        name
        for name, _column in references_to("person") | references_to("membership")
        if not models()[name].audited
    }
    assert silent == set()
