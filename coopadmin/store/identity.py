"""Ids that two copies of a file never give to two things."""

from __future__ import annotations

import secrets
import threading
import time

RANDOM_BITS = 21


class Identities:
    """Gives growing 63-bit ids: milliseconds since 1970 above 21 random bits.

    An id is never lower than the one before it, whatever the clock does.
    """

    def __init__(self, last: int = 0) -> None:
        self._last = last
        self._guard = threading.Lock()

    def __call__(self) -> int:
        return self.many(1)[0]

    def many(self, count: int) -> range:
        """So many ids that follow each other; two copies of a file still never give one twice."""
        with self._guard:
            now = int(time.time() * 1000) << RANDOM_BITS | secrets.randbits(RANDOM_BITS)
            first = max(self._last + 1, now)
            self._last = first + count - 1
            return range(first, first + count)


new_id = Identities()
