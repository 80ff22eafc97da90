"""Every operation is told in the history as a sentence, in both languages."""

from __future__ import annotations

import re

import pytest

from coopadmin.desk import operations
from coopadmin.desk.sentences import told
from coopadmin.store.work import every_operation
from coopadmin.words import speak

assert operations.MODULES
CODES = sorted(code for code in every_operation() if not code.startswith("test."))


@pytest.mark.parametrize("code", CODES)
def test_an_operation_is_told_as_a_sentence(code: str) -> None:
    meant = every_operation()[code]
    assert meant.told.startswith("{who} "), f"say in `operation({code!r}, …)` how it is told"
    assert set(re.findall(r"\{(\w*)\}", meant.told)) <= {"who", "about"}
    try:
        speak("nl")
        dutch = told(code, "Geertje", "Hanneke Brouwer")
    finally:
        speak("en")
    english = told(code, "Geertje", "Hanneke Brouwer")
    assert english.startswith("Hanneke ")
    assert dutch.startswith("Hanneke ")
    assert dutch != english
    assert ("Geertje" in dutch) == ("{about}" in meant.told)


def test_taking_back_and_doing_again_are_sentences_too() -> None:
    told_back = told("people.add", "Wim Terpstra", "Fenna de Boer", 1)
    assert told_back == "Fenna took back: Add person: Wim Terpstra"
    assert told("people.add", "Wim Terpstra", "Fenna de Boer", 2).startswith("Fenna did again: ")


def test_one_that_this_program_does_not_know_is_told_by_its_code() -> None:
    assert told("grants.award", "2027", "Wim") == "Wim: grants.award: 2027"
