"""Making the papers of a meeting in the background: facts asked, pages built, a file written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.meetings.facts import PaperFacts
from coopadmin.meetings.queries import get_papers
from coopadmin.meetings.report import Printing, attendance_list, convocation, minutes
from coopadmin.paper import Built
from coopadmin.store import Books

PART = ".part"
PAPERS: Mapping[str, Callable[[PaperFacts, Printing], Built]] = {
    "convocation": convocation,
    "attendance": attendance_list,
    "minutes": minutes,
}


def print_paper(
    books: Books, meeting_id: int, kind: str, path: Path, language: str, large: bool = False
) -> tuple[Problem, ...]:
    """Write one of PAPERS as PDF, the whole file or nothing; gives what the reader should know.

    Raises Refused when the meeting is gone or the file cannot be written.
    """
    facts = books.ask(get_papers, meeting_id)
    built = PAPERS[kind](facts, Printing(books.today(), language, large))
    part = path.with_name(path.name + PART)
    try:
        part.write_bytes(built.pdf)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise refuse(
            "report.not_written",
            N_("“{path}” cannot be written. Choose another folder, or close the file elsewhere."),
            path=str(path),
        ) from None
    return built.problems
