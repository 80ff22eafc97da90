"""The window: all of Qt, and only here. Importing it makes Qt safe to use on Python 3.11."""

import ctypes
import sys

# WORKAROUND https://bugreports.qt.io/projects/PYSIDE (no number known): PySide6 6.12.0 lets go of
# one reference to None with every call that returns nothing. From Python 3.12 None cannot be let
# go; on 3.11 the process ends with “deallocating None” after some thousands of calls. So None gets
# more references than any session can lose. `ob_refcnt` is the first field of an object.
if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 48
