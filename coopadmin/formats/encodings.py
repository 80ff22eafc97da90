"""The bytes of somebody else's text file as text: encoding found by its marks, binary refused."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from coopadmin.kernel.problem import N_, refuse

MAX_BYTES = 50_000_000
_SAMPLE = 65_536

# What Python calls an encoding, by the name that the person sees and may choose.
ENCODINGS = {
    "UTF-8": "utf-8-sig",
    "UTF-16 LE": "utf-16-le",
    "UTF-16 BE": "utf-16-be",
    "UTF-32": "utf-32",
    "Windows-1252": "cp1252",
    "ISO-8859-15": "iso-8859-15",
    "DOS 850": "cp850",
    "Mac Roman": "mac-roman",
}
_MARKS = (
    (b"\xef\xbb\xbf", "UTF-8"),
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16 LE"),
    (b"\xfe\xff", "UTF-16 BE"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"<[a-z?!/]")


@dataclass(frozen=True)
class DecodedText:
    """Text without byte order mark, and the shown name of the encoding it was in."""

    text: str
    encoding: str


def read_bytes(path: Path) -> bytes:
    """The whole file; Refused when it is no file, cannot be opened, is empty or too big."""
    try:
        if not path.exists():
            raise refuse(
                "file.missing",
                N_("There is no file “{name}”. Check the name and the folder."),
                name=path.name,
            )
        if not path.is_file():
            raise refuse(
                "file.no_file",
                N_("“{name}” is not a file. Choose the file with the list."),
                name=path.name,
            )
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as trouble:
        raise refuse(
            "file.unreadable",
            N_("“{name}” cannot be opened ({reason}). Close it elsewhere or copy it first."),
            name=path.name,
            reason=getattr(trouble, "strerror", None) or str(trouble),
        ) from trouble
    if not content:
        raise refuse("file.empty", N_("“{name}” is empty. Choose another file."), name=path.name)
    if len(content) > MAX_BYTES:
        raise refuse(
            "file.too_big",
            N_("“{name}” is larger than {megabytes} MB. Split the list first."),
            name=path.name,
            megabytes=MAX_BYTES // 1_000_000,
        )
    return content


def decoded(content: bytes, name: str, encoding: str | None = None) -> DecodedText:
    """The text of a file: by its byte order mark, else UTF-16 by its zero bytes, UTF-8, cp1252.

    `name` is only for the sentences. `encoding` (a key of ENCODINGS) skips the guessing.
    Refused: bytes that are no text in that encoding, NUL, mostly control signs, and text that
    is plainly something else (XML, HTML, JSON, RTF, PDF).
    """
    if encoding is None:
        candidates = _candidates(content)
    elif encoding in ENCODINGS:
        candidates = (encoding,)
    else:
        raise refuse(
            "file.encoding_unknown",
            N_("“{encoding}” is not an encoding. Choose one of: {choices}."),
            encoding=encoding,
            choices=", ".join(ENCODINGS),
        )
    for candidate in candidates:
        try:
            text = content.decode(ENCODINGS[candidate])
        except UnicodeDecodeError:
            continue
        text = text.removeprefix("\ufeff")
        sample = text[:_SAMPLE]
        if "\x00" in text or 10 * len(_CONTROL.findall(sample)) > len(sample):
            break
        _refuse_other_text(text, name)
        return DecodedText(text, candidate)
    raise refuse(
        "file.binary",
        N_("“{name}” is not text. Save the list as CSV or as an Excel file (.xlsx)."),
        name=name,
    )


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, candidate in _MARKS:
        if content.startswith(mark):
            return (candidate,)
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd > len(sample) // 5:
        return ("UTF-16 LE",) if odd > even else ("UTF-16 BE",)
    # cp1252 has five bytes without a meaning; DOS lists use them (0x81 is ü there).
    return ("UTF-8", "Windows-1252", "DOS 850")


def _refuse_other_text(text: str, name: str) -> None:
    start = text[:2000].lstrip().lower()
    kind = None
    if _MARKUP.match(start):
        kind = "HTML" if "<html" in start or "<table" in start else "XML"
    elif start.startswith("{\\rtf"):
        kind = "RTF"
    elif start.startswith("%pdf"):
        kind = "PDF"
    elif start.startswith(("{", "[")) and _is_json(text):
        kind = "JSON"
    if kind is not None:
        raise refuse(
            "file.other_kind",
            N_("“{name}” holds {kind}, not a list. Save the list as CSV or as .xlsx."),
            name=name,
            kind=kind,
        )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
