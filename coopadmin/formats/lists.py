"""The door for lists: whatever file it is, a `SheetList` comes back or one clear refusal."""

from __future__ import annotations

from pathlib import Path

from coopadmin.formats.delimited import read_delimited
from coopadmin.formats.encodings import decoded, read_bytes
from coopadmin.formats.opendocument import is_sheet, read_sheets
from coopadmin.formats.sheet import Column, SheetList, SheetRow
from coopadmin.formats.vcards import is_address_book, read_cards
from coopadmin.formats.workbook import read_workbook
from coopadmin.kernel.problem import N_, Refused, refuse

__all__ = ["Column", "SheetList", "SheetRow", "read_list"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_list(
    path: Path | str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> SheetList:
    """Read a CSV, TSV, XLSX, ODS or vCard file, recognised by content and never by name.

    `encoding` (shown name), `delimiter` and `sheet` replace the guess. Raises Refused, with one
    problem, for everything that is no list: missing, empty, binary, protected, too large, another
    format, quotes that do not add up.
    """
    path = Path(path)
    content = read_bytes(path)
    name = path.name
    if content.startswith(b"PK") and is_sheet(content):
        return read_sheets(content, name, sheet)
    if content.startswith(b"PK"):
        return read_workbook(content, name, sheet)
    if content.startswith(_OLE):
        raise _refuse_ole(content, name)
    text = decoded(content, name, encoding)
    if is_address_book(text.text):
        return read_cards(text, name)
    return read_delimited(text, name, delimiter)


def _refuse_ole(content: bytes, name: str) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refuse(
            "list.protected",
            N_("“{name}” has a password. Open it in Excel, take the password off and save it."),
            name=name,
        )
    return refuse(
        "list.old_excel",
        N_(
            "“{name}” is from an old Excel or from Word. Open it there and save it as .xlsx or CSV."
        ),
        name=name,
    )
