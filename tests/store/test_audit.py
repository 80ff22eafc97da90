"""Images of rows: their JSON, and how they are read back from what the database holds."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.store import Books
from coopadmin.store.audit import as_json, stored_images, table_of
from coopadmin.store.schema import image_of
from coopadmin.tables import metadata

VALUES = st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False))


@given(st.dictionaries(st.text(min_size=1), VALUES))
def test_an_image_is_the_json_that_digests_were_always_made_of(image: dict[str, Any]) -> None:
    as_ever = json.dumps(image, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert as_json(image) == as_ever


def test_images_read_past_sqlalchemy_are_those_read_through_it(books: Books) -> None:
    def both(session: Session, name: str) -> tuple[list[Any], list[Any]]:
        rows = session.execute(select(table_of(name))).mappings()
        through = [image_of(dict(row)) for row in rows]
        return through, list(stored_images(session.connection(), name))

    compared = 0
    for name in metadata.tables:
        through, past = books.ask(both, name)
        assert past == through, name
        compared += len(past)
    assert compared > 20
    kinds = books.ask(both, "membership_kind")[1]
    assert {type(kind["in_use"]) for kind in kinds} == {bool}
    done = books.ask(both, "done")[1]
    assert "T" in done[0]["time"]
