"""Tests of the screen start dressed: light, at 100 % text, as on a first opening."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coopadmin.commands.demo import make_example
from coopadmin.ui.kit import theme
from coopadmin.words import speak
from tests.fixtures import NOW

MEMBERS, YEARS = 24, 2


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, theme.Appearance.LIGHT, 100)
    yield qapp
    if theme.text_scale() != 100 or theme.appearance() is not theme.Appearance.LIGHT:
        theme.apply(qapp, theme.Appearance.LIGHT, 100)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small example cooperative, made once."""
    path = tmp_path_factory.mktemp("example") / "voorbeeld.coop"
    speak("nl")
    make_example(path, MEMBERS, YEARS, NOW.date())
    speak("en")
    return path


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(example, tmp_path / "voorbeeld.coop"))
