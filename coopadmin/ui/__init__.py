"""The window: all of Qt, and only here. Importing it makes Qt safe to use on Python 3.11."""

import builtins
import ctypes
import sys

import PySide6.QtCore  # noqa: F401 - puts its own import in place

# WORKAROUND https://bugreports.qt.io/projects/PYSIDE (no number known): PySide6 6.12.0 lets go of
# one reference to None, True or False with every call that returns it. From Python 3.12 they
# cannot be let go; on 3.11 the process ends with “deallocating None” after some thousands of
# calls. So they get more references than any session can lose. `ob_refcnt` is the first field.
if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    for _constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 48

# WORKAROUND https://doc.qt.io/qtforpython-6/developer/feature-motivation.html: so that a module
# may say `from __feature__ import …`, PySide6 reads the source of every module that is imported
# after it, and keeps it. Nobody says so here, and it takes a quarter of the time of importing.
if hasattr(builtins, "__orig_import__"):
    builtins.__import__ = builtins.__orig_import__
