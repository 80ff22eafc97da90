"""The window: all of Qt, and only here. Importing it makes Qt safe to use on Python 3.11."""

import ctypes
import sys

# WORKAROUND https://bugreports.qt.io/projects/PYSIDE (no number known): PySide6 6.12.0 lets go of
# one reference to None, True or False with every call that returns it. From Python 3.12 they
# cannot be let go; on 3.11 the process ends with “deallocating None” after some thousands of
# calls. So they get more references than any session can lose. `ob_refcnt` is the first field.
if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    for _constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 48
