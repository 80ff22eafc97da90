"""What every test stands on: no display needed, a home of its own, the same examples each time."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import settings

from coopadmin.ui.kit.gleaning import glean

pytest_plugins = ["tests.fixtures"]

# No test asks the key store of the person who runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# Before anything opens a window: Qt ends the process where it finds no display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("normal", max_examples=25, derandomize=True, deadline=None)
settings.register_profile("torture", max_examples=5000, deadline=None)
settings.load_profile("normal")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After `make torture`: how many of what, counted by the tests themselves."""
    reports = [each for kind in ("passed", "failed") for each in terminalreporter.getreports(kind)]
    counted: Counter[str] = Counter()
    for report in reports:
        for name, times in report.user_properties:
            counted[str(name)] += int(str(times))
    if counted and not terminalreporter.config.option.markexpr:
        terminalreporter.section("torture")
        for name in sorted(counted):
            terminalreporter.line(f"{counted[name]:>9,}  {name}")


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is read from or written to the home of the person who runs the tests."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield


@pytest.fixture(autouse=True)
def garbage_goes_between_tests() -> Iterator[None]:
    """As in the program: never in the thread of a worker, where a widget that goes breaks Qt."""
    gc.disable()
    yield
    glean()
