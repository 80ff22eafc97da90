"""The one door to the search index: words in, ids of rows out."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from coopadmin.kernel.folding import searchable

TRIGRAM = 3


def find(session: Session, words: str, tables: tuple[str, ...], limit: int = 10_000) -> set[int]:
    """Ids of rows of `tables` that contain every word somewhere, whatever capitals or accents."""
    found: set[int] | None = None
    for word in searchable(words).split():
        if len(word) >= TRIGRAM:
            condition, value = "search_index MATCH :word", _quoted(word)
        else:
            condition, value = "text LIKE :word ESCAPE '\\'", _like(word)
        names = ", ".join(f":table{number}" for number in range(len(tables)))
        rows = session.execute(
            text(
                "SELECT rowid FROM search_index "  # noqa: S608 - only bound names are joined
                f"WHERE {condition} AND table_name IN ({names}) LIMIT :most"
            ),
            {
                "word": value,
                "most": limit,
                **{f"table{number}": name for number, name in enumerate(tables)},
            },
        )
        ids = set(rows.scalars())
        found = ids if found is None else found & ids
    return found or set()


def find_first(
    session: Session, words: str, table: str, limit: int, *, begins: bool = False
) -> list[int]:
    """Ids of the first rows of a table that contain every word, or one that `begins` with it.

    Every text in the index starts with a blank, so that each of its words has one before it.
    """
    parts = [f" {word}" if begins else word for word in searchable(words).split()]
    if not parts or limit <= 0:
        return []
    conditions: list[str] = []
    values: dict[str, str | int] = {"table": table, "most": limit}
    long = [part for part in parts if len(part) >= TRIGRAM]
    if long:
        conditions.append("search_index MATCH :phrases")
        values["phrases"] = " ".join(map(_quoted, long))
    for number, part in enumerate(part for part in parts if part not in long):
        conditions.append(f"text LIKE :word{number} ESCAPE '\\'")
        values[f"word{number}"] = _like(part)
    statement = (
        "SELECT rowid FROM search_index "  # noqa: S608 - only conditions with bound values
        f"WHERE {' AND '.join(conditions)} AND table_name = :table LIMIT :most"
    )
    return list(session.connection().execute(text(statement), values).scalars())


def find_among(session: Session, words: str, tables: Sequence[str]) -> dict[int, bool]:
    """Ids of rows of small tables that contain every word, and whether each begins a word there.

    It reads those rows alone, however many rows of others say the same.
    """
    parts = searchable(words).split()
    if not parts:
        return {}
    # The names of tables are those of our own models.
    ids = " UNION ALL ".join(f"SELECT id FROM {table}" for table in tables)  # noqa: S608
    numbers = range(len(parts))
    begins = " AND ".join(f"text LIKE :begin{number} ESCAPE '\\'" for number in numbers)
    inside = " AND ".join(f"text LIKE :word{number} ESCAPE '\\'" for number in numbers)
    values = {f"begin{number}": _like(f" {part}") for number, part in enumerate(parts)}
    values |= {f"word{number}": _like(part) for number, part in enumerate(parts)}
    statement = (
        f"SELECT rowid, {begins} FROM search_index "  # noqa: S608 - as above
        f"WHERE rowid IN ({ids}) AND {inside}"
    )
    rows = session.connection().execute(text(statement), values)
    return {number: bool(begun) for number, begun in rows}


def searched_texts(session: Session, tables: tuple[str, ...]) -> dict[int, str]:
    """By id of row, the text in which `find` looks for words."""
    statement = text("SELECT rowid, text FROM search_index WHERE table_name IN :tables")
    rows = session.execute(
        statement.bindparams(bindparam("tables", expanding=True)), {"tables": tables}
    )
    return dict(rows.all())


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _like(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
