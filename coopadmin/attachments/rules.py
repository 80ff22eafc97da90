"""What may be attached: kinds of file by their content, how large, under which name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePath

from coopadmin.formats.filekinds import SUFFIXES
from coopadmin.kernel.problem import N_, Problem, Refused

MEGABYTE = 2**20
USUAL_MEGABYTES = 10
MUCH = 500 * MEGABYTE
"""From here on the attachments of a file are many to carry about."""
KEPT_AFTER = timedelta(days=90)
"""So long the content of what was taken away can come back by undo; then it is swept."""
LOGO = "logo"
LOGO_KINDS = ("png", "jpeg")
LONGEST_SIDE, LONGEST_LOGO = 2400, 1200
"""Pixels: a sheet of A4 at 200 dots an inch; a logo of 100 mm at 300."""
LONGEST_NAME = 120


@dataclass(frozen=True)
class Owner:
    """What an attachment belongs to: the table and id of a row, and as what, such as `logo`."""

    table: str
    id: int
    role: str = ""


@dataclass(frozen=True)
class NewAttachment:
    """A file as it was chosen: its name, its bytes, and the day that it is of."""

    owner: Owner
    name: str
    content: bytes
    dated: date | None = None


def check_new_attachment(name: str, size: int, kind: str, megabytes: int) -> Iterator[Problem]:
    """A file with something in it, not too large, of a kind known by its content ("" if not).

    What else stands in a file, such as a program, could be started by somebody's double click.
    """
    if size == 0:
        yield Problem("attachment.empty", N_("“{name}” is empty."), {"name": name}, "file")
    elif size > megabytes * MEGABYTE:
        yield Problem(
            "attachment.large",
            N_("“{name}” is larger than {most} MB. Make it smaller, or raise the limit."),
            {"name": name, "most": megabytes},
            "file",
        )
    elif not kind:
        yield Problem(
            "attachment.kind",
            N_("“{name}” is no PDF, picture or office document without macros. Save it as PDF."),
            {"name": name},
            "file",
        )


def check_room(path: Path, megabytes: int) -> None:
    """Refused when a file is larger than may be kept, before a byte of it is read."""
    try:
        size = path.stat().st_size
    except OSError:
        return  # reading it says what is wrong
    problems = list(check_new_attachment(path.name, size, "some", megabytes))
    if problems:
        raise Refused(problems)


def check_logo_kind(name: str, kind: str) -> Iterator[Problem]:
    """Paper and screen draw a logo of pixels only."""
    if kind and kind not in LOGO_KINDS:
        yield Problem(
            "logo.kind",
            N_("“{name}” is no PNG or JPEG. Save the logo as PNG, at least 600 pixels wide."),
            {"name": name},
            "logo",
        )


def kept_name(name: str, kind: str) -> str:
    """A name without folders and signs that no disk takes, ending as its content asks."""
    path = PurePath(name.replace("\\", "/"))
    bare = "".join(" " if sign in '<>:"|?*' or ord(sign) < 32 else sign for sign in path.name)
    suffixes = SUFFIXES[kind]
    stem, dot, ending = bare.rpartition(".")
    if not dot or f".{ending.lower()}" not in suffixes:
        # What is called .exe but is a PDF is written out as one.
        stem, ending = (stem if dot and len(ending) <= 4 else bare), suffixes[0][1:]
    return f"{' '.join(stem.split())[:LONGEST_NAME].strip(' .') or 'bijlage'}.{ending.lower()}"
