"""The whole text of the sample documents, compared with what was looked at and found right.

After a change that is meant: `python -m tests.paper.test_golden`, then look at the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from coopadmin.paper import Look, Paper, Report
from coopadmin.paper.printing import build
from tests.paper import pdf, sample

FOLDER = Path(__file__).parent / "golden"
DOCUMENTS: dict[str, Report | Paper] = {
    "report": sample.report(),
    "report-large": sample.report(Look(large=True)),
    "minutes": sample.minutes(),
    "agenda": sample.agenda(),
    "attendance": sample.attendance(members=30),
}


def written(name: str) -> str:
    pages = pdf.pages(build(DOCUMENTS[name]).pdf)
    return "\n\n".join(f"= {number} =\n{page}" for number, page in enumerate(pages, 1)) + "\n"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_text_is_as_it_was_approved(name: str) -> None:
    assert written(name) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in DOCUMENTS:
        (FOLDER / f"{each}.txt").write_text(written(each), encoding="utf-8")
