"""The kind of a file is judged by its content, whatever its name says."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from coopadmin.formats.filekinds import kind_of
from coopadmin.formats.pictures import fitted
from coopadmin.kernel.problem import Refused

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {more}>{inside}</svg>'


def package(**parts: bytes) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def office(*names: str) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as made:
        for name in ("[Content_Types].xml", *names):
            made.writestr(name, b"<x/>")
    return written.getvalue()


def drawn(size: tuple[int, int], form: str, **options: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "#0B5966").save(written, form, **options)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (drawn((2, 2), "PNG"), "png"),
        (drawn((2, 2), "JPEG"), "jpeg"),
        (office("word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("ppt/presentation.xml"), "pptx"),
        (package(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
        (package(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (SVG.format(more="", inside="<rect/>").encode(), "svg"),
    ],
)
def test_documents_and_pictures_are_known_by_their_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 a program",
        b"#!/bin/sh\necho",
        b"<html><script>alert(1)</script></html>",
        b"PK\x03\x04 cut off",
        package(anything=b"in a zip"),
        office("word/document.xml", "word/vbaProject.bin"),
        package(mimetype=b"application/vnd.oasis.opendocument.text", Basic__script=b"Sub Main"),
        SVG.format(more="", inside="<script>alert(1)</script>").encode(),
        SVG.format(more='onload="alert(1)"', inside="").encode(),
        SVG.format(more="", inside='<a href="javascript:alert(1)"/>').encode(),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>',
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
    ],
)
def test_what_could_be_a_program_is_no_kind_at_all(content: bytes) -> None:
    assert kind_of(content) == ""


def test_a_large_picture_is_made_smaller_and_a_small_one_stays_to_the_byte() -> None:
    small = drawn((300, 100), "PNG")
    assert fitted(small, 600) == small
    with Image.open(BytesIO(fitted(drawn((1200, 400), "PNG"), 600))) as made:
        assert (made.size, made.format) == ((600, 200), "PNG")


def test_a_photograph_is_turned_upright_and_forgets_where_it_was_taken() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # lies on its side
    notes[0x010F] = "Camera"
    turned = fitted(drawn((40, 20), "JPEG", exif=notes), 600)
    with Image.open(BytesIO(turned)) as made:
        assert made.size == (20, 40)
        assert not made.getexif()


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n broken", drawn((90, 90), "JPEG")[:200]])
def test_a_damaged_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as raised:
        fitted(content, 600)
    assert raised.value.problems[0].code == "picture.unreadable"
