"""Telephone numbers and e-mail addresses: one way of keeping, one way of showing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.formats.contacts import is_mobile, read_email, read_phone, shown_phone


@pytest.mark.parametrize(
    ("text", "kept", "shown"),
    [
        ("06-12345678", "+31612345678", "06-12345678"),
        ("06 12 34 56 78", "+31612345678", "06-12345678"),
        ("612345678", "+31612345678", "06-12345678"),
        ("612345678.0", "+31612345678", "06-12345678"),
        ("+31 (0)6 1234 5678", "+31612345678", "06-12345678"),
        ("0031612345678", "+31612345678", "06-12345678"),
        ("030-1234567", "+31301234567", "030-1234567"),
        ("0343 - 123456", "+31343123456", "0343-123456"),
        ("088 123 4567", "+31881234567", "088-1234567"),
        ("+32 470 12 34 56", "+32470123456", "+32 470 12 34 56"),
        ("+41 44 123 45 67", "+41441234567", "+41 44 123 45 67"),
    ],
)
def test_a_number_is_kept_whole_and_shown_as_people_write_it(
    text: str, kept: str, shown: str
) -> None:
    assert read_phone(text) == (kept, None)
    assert shown_phone(kept) == shown
    assert read_phone(shown) == (kept, None)


@pytest.mark.parametrize(
    "text", ["12345", "06-1234567", "geheim", "06-12345678 / 030-1234567", "1" * 90]
)
def test_what_is_no_number_is_kept_with_a_remark(text: str) -> None:
    kept, remark = read_phone(text, field="mobile")
    assert kept == text
    assert remark is not None
    assert remark.field == "mobile"
    assert shown_phone(kept) == text


def test_a_number_is_read_from_where_it_is_dialled() -> None:
    assert read_phone("044 123 45 67", "CH")[0] == "+41441234567"
    assert read_phone("030-1234567", "Verweggistan")[0] == "+31301234567"
    assert read_phone(" ") == ("", None)


def test_a_mobile_number_is_told_from_a_fixed_one() -> None:
    assert is_mobile("+31612345678")
    assert not is_mobile("+31301234567")
    assert not is_mobile("geheim")


def test_the_domain_of_an_address_is_small_and_a_wrong_address_is_kept() -> None:
    assert read_email(" Jan.Wit@EXAMPLE.nl ") == ("Jan.Wit@example.nl", None)
    assert read_email("mailto:jan@münchen.de") == ("jan@münchen.de", None)
    assert read_email("") == ("", None)
    for text in ("jan", "a@localhost", "a@b.nl; c@d.nl", "jan @example.nl"):
        kept, remark = read_email(text)
        assert kept == text
        assert remark is not None


@given(st.text(max_size=40))
def test_any_text_is_kept_or_known(text: str) -> None:
    for kept, remark in (read_phone(text), read_email(text)):
        assert kept or remark is None
