"""Which years of membership are celebrated, and on which day."""

from __future__ import annotations

JUBILEE_MONTHS = (120, 150, 300, 480, 600)
"""Ten, twelve and a half, twenty-five, forty and fifty years."""
