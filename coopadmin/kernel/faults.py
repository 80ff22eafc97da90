"""Faults that nobody foresaw: logged for a programmer, without values of anybody's file."""

from __future__ import annotations

import logging
import platform
import re
import traceback
from contextlib import suppress
from pathlib import Path

from coopadmin import __version__

LOG_NAME = "coopadmin.log"
LOG_BYTES, LOGS = 262_144, 3
# Values that a statement was given may be somebody's name: they do not leave the program.
_PARAMETERS = re.compile(r"^\[parameters: .*$", re.MULTILINE)
_log = logging.getLogger("coopadmin")


def keep_log(folder: Path) -> logging.Handler | None:
    """Log faults into this folder from now on; None where no log can be made there."""
    from logging.handlers import RotatingFileHandler  # it knows all of the network: not at start

    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=LOG_BYTES, backupCount=LOGS, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(handler)
        return handler
    return None


def details_of(fault: BaseException) -> str:
    """What a programmer needs to know, without values of anybody's file."""
    told = "".join(traceback.format_exception(fault))
    told = _PARAMETERS.sub("[parameters left out]", told)
    return (
        f"coopadmin {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
        f"{told}"
    )


def noted(fault: BaseException, folder: Path) -> Path | None:
    """Write one fault into the log of a folder; where it stands, or None when it cannot."""
    handler = keep_log(folder)
    if handler is None:
        return None
    try:
        _log.error(details_of(fault))
    finally:
        _log.removeHandler(handler)
        handler.close()
    return folder / LOG_NAME
