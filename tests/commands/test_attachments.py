"""Documents and notes by command, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def test_a_document_goes_in_and_out_of_a_member(path: Path, tmp_path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg")
    paper, huge, out = tmp_path / "form.pdf", tmp_path / "huge.pdf", tmp_path / "out.pdf"
    paper.write_bytes(PDF)
    with huge.open("wb") as sparse:
        sparse.truncate(2**31)
    ran = coopadmin("attachments", "add", path, "member", 1, paper, "--json")
    assert json.loads(ran.output)["attachment"]["name"] == "form.pdf"
    assert coopadmin("attachments", "add", path, "member", 1, huge).status == 1, "2 GB"
    assert coopadmin("attachments", "save", path, "member", 1, "form.pdf", "-o", out).status == 0
    assert out.read_bytes() == PDF
    again = coopadmin("attachments", "save", path, "member", 1, "form.pdf", "-o", out)
    assert (again.status, again.complaints.count("\n")) == (1, 1)
    assert coopadmin("attachments", "add", path, "meeting", "2020-01-01", paper).status == 1
    assert coopadmin("attachments", "remove", path, "member", 1, "form.pdf").status == 0
    listed = coopadmin("attachments", "list", path, "member", 1, "--json")
    assert json.loads(listed.output)["attachments"] == []


def test_all_documents_are_listed_the_largest_first(
    path: Path, tmp_path: Path, coopadmin: Run
) -> None:
    assert coopadmin("attachments", "all", path).output == "Geen\n"
    coopadmin("members", "add", path, "Jan Berg")
    for name, more in (("small.pdf", 0), ("large.pdf", 5000)):
        paper = tmp_path / name
        paper.write_bytes(PDF + b" " * more)
        coopadmin("attachments", "add", path, "member", 1, paper)
    found = json.loads(coopadmin("attachments", "all", path, "--json").output)
    assert [(row["name"], row["table"], row["of"]) for row in found["attachments"]] == [
        ("large.pdf", "person", "Jan Berg"),
        ("small.pdf", "person", "Jan Berg"),
    ]
    assert (found["bytes"], found["bytes_for_undo"]) == (2 * len(PDF) + 5000, 0)
    coopadmin("attachments", "remove", path, "member", 1, "large.pdf")
    found = json.loads(coopadmin("attachments", "all", path, "--json").output)
    assert (found["bytes"], found["bytes_for_undo"]) == (len(PDF), len(PDF) + 5000)
    assert "small.pdf  Jan Berg" in coopadmin("attachments", "all", path).output


def test_notes_are_written_listed_and_removed(path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg")
    made = coopadmin("members", "note", path, 1, "Rings", "--until", "2099-01-01", "--json")
    assert made.status == 1, "longer than seven years is asked about"
    ran = coopadmin("members", "note", path, 1, "Rings", "--json")
    number = json.loads(ran.output)["note"]
    coopadmin("members", "note", path, 1, "Rings twice", "--change", number)
    (row,) = json.loads(coopadmin("members", "notes", path, "--json").output)["notes"]
    assert (row["text"], row["name"]) == ("Rings twice", "Jan Berg")
    assert coopadmin("members", "unnote", path, "--old").status == 1
    assert coopadmin("members", "unnote", path, number).status == 0
