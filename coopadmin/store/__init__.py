"""The .coop file: opened, asked, changed by operations, backed up. Screens use these names.

What opens a file is loaded when it is first asked for, so that a window can stand before it.
"""

from typing import TYPE_CHECKING, Any

from coopadmin.kernel.loading import loaded
from coopadmin.store.trouble import StoreTrouble

if TYPE_CHECKING:
    from coopadmin.store.books import Books, Changes

__all__ = ["Books", "Changes", "StoreTrouble"]


def __getattr__(name: str) -> Any:
    if name in ("Books", "Changes"):
        return loaded(f"coopadmin.store.books:{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
