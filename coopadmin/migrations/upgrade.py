"""Alembic, run inside one transaction; imported only when a file is older than this program."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from coopadmin.store.engine import DAMAGED, connect
from coopadmin.store.trouble import StoreTrouble
from coopadmin.tables import metadata

HERE = Path(__file__).parent
HEAD = 30


def stamp(connection: Connection, version: int) -> None:
    """Write down which schema this file has."""
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def upgrade(path: Path, key: str | None = None) -> None:
    """Bring a file to HEAD: all steps or none. Raises StoreTrouble when a reference breaks."""
    engine = connect(path, key)
    raw = engine.raw_connection()
    try:
        # Rebuilding a table with children fails while foreign keys are on, and the pragma
        # does nothing inside a transaction.
        raw.cursor().execute("PRAGMA foreign_keys = OFF")
        raw.close()
        with engine.begin() as connection:
            migrate(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise StoreTrouble("damaged", DAMAGED)
    finally:
        engine.dispose()


def migrate(connection: Connection) -> None:
    """Run the steps that this file has not had; revisions are numbered 0001, 0002, …"""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    start = f"{version:04d}" if version else "base"
    steps = EnvironmentContext(
        config,
        script,
        fn=lambda _current, _context: script._upgrade_revs("head", start),
        destination_rev="head",
    )
    with steps:
        steps.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            version_table="migration",
        )
        steps.run_migrations()
    connection.exec_driver_sql("DROP TABLE migration")
    stamp(connection, HEAD)
