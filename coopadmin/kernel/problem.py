"""What can be wrong with input, as values: problems, and the refusal that carries them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


def N_(sentence: str) -> str:
    """Mark a source text for the catalogues; it is translated where it is shown."""
    return sentence


class Term(str):
    """A value of a problem that is itself a source text, translated when it is shown."""

    __slots__ = ()


class Strength(StrEnum):
    """An error is refused; a question is stored only together with an answer."""

    ERROR = "error"
    QUESTION = "question"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or doubtful.

    `code` is a dotted, stable name; `sentence` an `N_()` template that says what to do;
    `values` fills its `{names}` when shown; `field` names the input field, or None.
    """

    code: str
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    field: str | None = None
    strength: Strength = Strength.ERROR

    def __str__(self) -> str:
        return self.sentence.format(**self.values)


def question(
    code: str, sentence: str, values: Mapping[str, Any] | None = None, field: str | None = None
) -> Problem:
    """A problem that the person may answer; the answer is kept with the operation."""
    return Problem(code, sentence, values or {}, field, Strength.QUESTION)


class Refused(Exception):
    """The person can act: nothing was changed, and these are all the reasons at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


def refuse(code: str, sentence: str, *, field: str | None = None, **values: Any) -> Refused:
    """A refusal with one problem, for `raise refuse(...)`."""
    return Refused([Problem(code, sentence, values, field)])
