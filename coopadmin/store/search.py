"""The one door to the search index: words in, ids of rows out."""

from __future__ import annotations

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from coopadmin.kernel.folding import searchable

TRIGRAM = 3


def find(session: Session, words: str, tables: tuple[str, ...], limit: int = 10_000) -> set[int]:
    """Ids of rows of `tables` that contain every word somewhere, whatever capitals or accents."""
    found: set[int] | None = None
    for word in searchable(words).split():
        if len(word) >= TRIGRAM:
            condition, value = "search_index MATCH :word", '"' + word.replace('"', '""') + '"'
        else:
            escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            condition, value = "text LIKE :word ESCAPE '\\'", f"%{escaped}%"
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


def searched_texts(session: Session, tables: tuple[str, ...]) -> dict[int, str]:
    """By id of row, the text in which `find` looks for words."""
    statement = text("SELECT rowid, text FROM search_index WHERE table_name IN :tables")
    rows = session.execute(
        statement.bindparams(bindparam("tables", expanding=True)), {"tables": tables}
    )
    return dict(rows.all())
