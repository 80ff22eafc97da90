"""Tests of the screen start dressed: light, at 100 % text, as on a first opening."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from coopadmin.ui.kit import theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, theme.Appearance.LIGHT, 100)
    yield qapp
    if theme.text_scale() != 100 or theme.appearance() is not theme.Appearance.LIGHT:
        theme.apply(qapp, theme.Appearance.LIGHT, 100)
