"""The .coop file: opened, asked, changed by operations, backed up. Screens use these names."""

from coopadmin.store.books import Books, Changes
from coopadmin.store.engine import StoreTrouble

__all__ = ["Books", "Changes", "StoreTrouble"]
