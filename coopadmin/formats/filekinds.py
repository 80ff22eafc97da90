"""Which kind of file some bytes are, judged by what stands in them and never by their name."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

SUFFIXES = {
    "pdf": (".pdf",),
    "png": (".png",),
    "jpeg": (".jpg", ".jpeg"),
    "svg": (".svg",),
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "pptx": (".pptx",),
    "odt": (".odt",),
    "ods": (".ods",),
    "odp": (".odp",),
    "ics": (".ics",),
}
"""Every kind that is known, with the endings of its name; the usual one first."""

_OOXML = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_SVG = "{http://www.w3.org/2000/svg}"
_RUNS = {f"{_SVG}script", f"{_SVG}foreignObject"}
_LONGEST_MIME, _MOST_PARTS = 100, 10_000


def kind_of(content: bytes) -> str:
    """A key of SUFFIXES; "" for anything else, and for office documents and SVG with programs."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    # Some programs write a line of their own before it; readers accept that.
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    if content.removeprefix(b"\xef\xbb\xbf").startswith(b"BEGIN:VCALENDAR\r\n"):
        return "ics"
    if b"<svg" in content[:4096]:
        return _svg_kind(content)
    return ""


def _office_kind(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > _MOST_PARTS or any(_is_program(name) for name in names):
                return ""
            if "[Content_Types].xml" in names:
                tops = {top for top in _OOXML if any(name.startswith(top) for name in names)}
                return _OOXML[tops.pop()] if len(tops) == 1 else ""
            if "mimetype" in names and package.getinfo("mimetype").file_size <= _LONGEST_MIME:
                return _ODF.get(package.read("mimetype").strip(), "")
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return ""
    return ""


def _is_program(name: str) -> bool:
    low = name.lower()
    return low.endswith("vbaproject.bin") or low.startswith(("basic/", "scripts/"))


def _svg_kind(content: bytes) -> str:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    if root.tag != f"{_SVG}svg":
        return ""
    for element in root.iter():
        if element.tag in _RUNS or any(
            _starts_something(str(name), str(value)) for name, value in element.attrib.items()
        ):
            return ""
    return "svg"


def _starts_something(attribute: str, value: str) -> bool:
    name = attribute.rpartition("}")[2].lower()
    starts = value.strip().lower().startswith("javascript:")
    return name.startswith("on") or (name == "href" and starts)
