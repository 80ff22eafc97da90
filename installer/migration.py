"""Write the migration that brings the last released schema to that of the models.

python -m installer.migration NAME      for example: python -m installer.migration deadlines
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from coopadmin.migrations.upgrade import HERE, migrate
from coopadmin.store.engine import connect
from coopadmin.store.model import SEARCH_STATEMENTS
from coopadmin.store.schema import ID, DurationColumn, MoneyColumn
from coopadmin.tables import metadata

LINES_PER_FILE = 300
VERSIONS = HERE / "versions"
TEMPLATE = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before!r}


def upgrade() -> None:
{body}
'''


def last_revision() -> int:
    """The number of the newest migration; 0 before the first."""
    return max((int(path.name[:4]) for path in VERSIONS.glob("[0-9]*.py")), default=0)


def wanted(_item: Any, name: str | None, *_rest: Any) -> bool:
    """The search index and Alembic's own table are no models."""
    return not (name or "").startswith(("search_index", "migration"))


def rendered(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Our column types as those of SQLAlchemy: a migration must not change when they do."""
    if kind == "type" and isinstance(item, (MoneyColumn, DurationColumn)):
        return "sa.BigInteger()"
    if kind == "type" and item is ID:
        return "sa.BigInteger().with_variant(sa.Integer(), 'sqlite')"
    return False


def write(name: str) -> list[Path]:
    """The new migration files, to be read before they are committed."""
    last = last_revision()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "last.coop"
        path.touch()
        engine = connect(path)
        with engine.begin() as connection:
            if last:
                migrate(connection)
            context = MigrationContext.configure(
                connection,
                opts={
                    "target_metadata": metadata,
                    "include_object": wanted,
                    "render_item": rendered,
                    "user_module_prefix": None,
                    "sqlalchemy_module_prefix": "sa.",
                    "render_as_batch": bool(last),
                    "compare_type": True,
                },
            )
            steps = produce_migrations(context, metadata).upgrade_ops
            assert steps is not None
            body = render_python_code(
                steps, render_as_batch=bool(last), render_item=rendered, migration_context=context
            )
        engine.dispose()
    if not last:
        body += "".join(f"\nop.execute({statement!r})" for statement in SEARCH_STATEMENTS)
    lines = [line.removeprefix("    ") for line in body.splitlines() if "# ###" not in line]
    return [
        _write_file(f"{last + number:04d}", f"{last + number - 1:04d}", name, part)
        for number, part in enumerate(_parts(lines), 1)
    ]


def _parts(lines: list[str]) -> list[list[str]]:
    """Whole statements, in files of a size that can be read."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.startswith(("op.", "with ")) and len(parts[-1]) > LINES_PER_FILE:
            parts.append([])
        parts[-1].append(line)
    return parts


def _write_file(revision: str, before: str, name: str, lines: list[str]) -> Path:
    target = VERSIONS / f"{revision}_{name}.py"
    target.write_text(
        TEMPLATE.format(
            title=name.replace("_", " ").capitalize(),
            revision=revision,
            before=None if before == "0000" else before,
            body="\n".join(f"    {line}" if line.strip() else "" for line in lines).rstrip(),
        ),
        "utf-8",
    )
    return target


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.writelines(f"{path}\n" for path in write(sys.argv[1]))
