"""Modules that are loaded by their dotted name, at the moment when they are first needed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


@contextmanager
def no_collecting() -> Iterator[None]:
    """Python looks for no garbage in cycles meanwhile.

    Thousands of new things that stay make it look time and again, through the whole program each
    time: a tenth of the time of loading it, a fifth of that of a long list.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def loaded(where: str) -> Any:
    """What `package.module:name` stands for, or the module `package.module`; imported now."""
    module, _colon, name = where.partition(":")
    with no_collecting():
        found = import_module(module)
    return getattr(found, name) if name else found
