"""Packages (ZIP) in which office programs keep lists, opened with limits that no bomb passes."""

from __future__ import annotations

import io
import zipfile

from coopadmin.kernel.problem import N_, Refused, refuse

MAX_UNPACKED = 150_000_000
_MAX_RATIO = 200
_RATIO_FROM = 10_000_000
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, LookupError)


def parts_of(content: bytes, name: str) -> set[str]:
    """The names of what is in a package; Refused when it is broken or would become far too large.

    Python reads no more of a part than its size in the head, and that head is what is judged here.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except _BROKEN as trouble:
        raise broken(name) from trouble
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_FROM and unpacked > _MAX_RATIO * len(content)):
        raise refuse(
            "list.bomb",
            N_("“{name}” becomes far too large when opened. Save the list as CSV."),
            name=name,
        )
    return {part.filename for part in parts}


def broken(name: str) -> Refused:
    """The refusal of a package that is no list of a program that we read."""
    return refuse(
        "list.broken",
        N_("“{name}” is damaged or not an Excel file. Open it in Excel and save it again."),
        name=name,
    )


def no_sheet(name: str, sheet: str, titles: list[str]) -> Refused:
    """The refusal of a sheet that a workbook does not have."""
    return refuse(
        "list.no_sheet",
        N_("“{name}” has no sheet “{sheet}”. It has: {sheets}."),
        name=name,
        sheet=sheet,
        sheets=", ".join(titles),
    )
