"""Whatever is done, the books add up, and everything can be taken back to the first image."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.life import Life

ALL = list(HealthCheck)


def live(path: Path, chosen: settings, say: Callable[[str, object], None]) -> None:
    Life.founded = path
    Life.done.clear()
    run_state_machine_as_test(Life, settings=chosen)
    for name, times in sorted(Life.done.items()):
        say(f"life: {name}", times)


def test_a_short_life_adds_up_and_can_be_taken_back(
    path: Path, record_property: Callable[[str, object], None]
) -> None:
    short = settings(stateful_step_count=8, suppress_health_check=ALL)
    live(path, short, record_property)
    assert Life.done["members.admit"] > 10


@pytest.mark.torture
def test_hundreds_of_long_lives_add_up_and_can_be_taken_back(
    path: Path, record_property: Callable[[str, object], None]
) -> None:
    phases = (Phase.explicit, Phase.generate, Phase.shrink)
    many = settings(
        max_examples=400, stateful_step_count=30, suppress_health_check=ALL, phases=phases
    )
    live(path, many, record_property)
