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
        with self._guard:
            now = int(time.time() * 1000) << RANDOM_BITS | secrets.randbits(RANDOM_BITS)
            self._last = max(self._last + 1, now)
            return self._last


new_id = Identities()
