"""A file that came through all migrations has the schema of a new one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from coopadmin.migrations import REVISION, new_books
from coopadmin.migrations.upgrade import HERE, migrate
from coopadmin.store.engine import connect
from coopadmin.tables import metadata
from tests.fixtures import WHO


def migrated(path: Path) -> Path:
    path.touch()
    engine = connect(path)
    with engine.begin() as connection:
        migrate(connection)
    engine.dispose()
    return path


def schema_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    plain = sqlite3.connect(path)
    names = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    schema = {
        name: sorted(
            [tuple(row[1:]) for row in plain.execute(f"PRAGMA table_info('{name}')")]
            + [
                ("foreign", *row[2:5])
                for row in plain.execute(f"PRAGMA foreign_key_list('{name}')")
            ]
            + [("index", *row[2:3]) for row in plain.execute(f"PRAGMA index_list('{name}')")],
            key=str,
        )
        for name in names
        if not name.startswith("search_index_")
    }
    plain.close()
    return schema


def test_migrations_and_models_agree(tmp_path: Path) -> None:
    old = migrated(tmp_path / "old.coop")
    new = tmp_path / "new.coop"
    new_books(new, who=WHO).close()
    assert schema_of(old) == schema_of(new)
    engine = connect(old)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda _item, name, *_rest: (
                    not str(name).startswith("search_index")
                )
            },
        )
        assert compare_metadata(context, metadata) == []
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == REVISION
    engine.dispose()


def test_the_newest_migration_is_the_schema_of_this_program() -> None:
    numbers = sorted(int(path.name[:4]) for path in (HERE / "versions").glob("[0-9]*.py"))
    assert numbers == list(range(1, REVISION + 1))


def test_every_table_compiles_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
