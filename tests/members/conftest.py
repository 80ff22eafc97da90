"""What tests of memberships begin with."""

import pytest

from coopadmin.members.queries import get_kind
from coopadmin.store import Books


@pytest.fixture
def kind(books: Books) -> int:
    """The id of the kind of membership of one person."""
    return books.ask(get_kind, "personal").id
