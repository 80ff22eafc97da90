"""Who gets what by which way, the log per person, and what came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from coopadmin.correspondence.queries import (
    get_sending,
    get_template,
    list_came_back,
    list_sendings,
    list_sent,
    list_templates,
)
from coopadmin.correspondence.rules import (
    BOUNCED,
    EMAIL,
    FAILED,
    LETTER,
    NO_WAY,
    OCCASIONS,
    PRINTED,
    RETURNED,
    SENT,
    WAITING,
    NewTemplate,
    Reached,
    Result,
    way_for,
)
from coopadmin.correspondence.service import (
    make_sending,
    note_arrives,
    note_came_back,
    note_done,
    note_results,
    remove_template,
    save_template,
)
from coopadmin.desk.letter_groups import list_groups, people_of_group
from coopadmin.desk.letters import check_empty, sending_of, wording_of, write
from coopadmin.members.farewell import NewDeath, note_death
from coopadmin.people.consent_rules import EMAIL_POST, NEWSLETTER, NewConsent
from coopadmin.people.consenting import give_consent, withdraw_consent
from coopadmin.people.queries import get_person
from coopadmin.people.rules import ChangedPerson
from coopadmin.people.service import change_person
from coopadmin.store import Books
from coopadmin.words import say
from tests.correspondence.village import (
    TODAY,
    Street,
    Undone,
    message_to,
    refused,
    street_of,
    ways,
)

CONVOKED = {"day": "28 May", "time": "8 pm", "place": "De Schakel", "agenda": "- The accounts"}


@pytest.fixture
def street(books: Books) -> Street:
    return street_of(books)


def reached(**known: bool) -> Reached:
    usual = {
        "died": False, "member": True, "objects": False, "agrees": True, "has_address": True,
        "bounced": False, "returned": False,
    }  # fmt: skip
    return Reached(email="a@example.org", **(usual | known))


def test_the_law_and_what_people_said_decide_the_way() -> None:
    news, called = OCCASIONS["news"], OCCASIONS["convocation"]
    assert way_for(news, reached()) == (EMAIL, "consent")
    assert way_for(news, reached(agrees=False)) == (LETTER, "no_consent")
    assert way_for(news, reached(), by_letter=True) == (LETTER, "by_letter")
    assert way_for(news, reached(bounced=True)) == (LETTER, "bounced")
    assert way_for(news, replace(reached(), email="")) == (LETTER, "no_email")
    assert way_for(news, reached(objects=True)) == (NO_WAY, "objected")
    assert way_for(called, reached(objects=True)) == (EMAIL, "consent")
    assert way_for(news, reached(member=False)) == (NO_WAY, "left")
    assert way_for(news, reached(died=True)) == (NO_WAY, "died")
    assert way_for(news, reached(agrees=False, has_address=False)) == (NO_WAY, "no_address")
    assert way_for(news, reached(agrees=False, returned=True)) == (NO_WAY, "returned")
    assert way_for(called, reached(agrees=False, returned=True)) == (LETTER, "no_consent")
    assert way_for(OCCASIONS["heirs"], reached(died=True)) == (LETTER, "by_letter")
    assert way_for(OCCASIONS["heirs"], reached()) == (NO_WAY, "lives")


def test_nobody_gets_e_mail_who_did_not_agree_or_who_died() -> None:
    names = ("died", "member", "objects", "agrees", "has_address", "bounced", "returned")
    for answers in product((True, False), repeat=len(names)):
        one = reached(**dict(zip(names, answers, strict=True)))
        for occasion in OCCASIONS.values():
            way, reason = way_for(occasion, one)
            if way == EMAIL:
                assert one.agrees
                assert not one.died
            assert (way == NO_WAY) == (
                reason in ("died", "lives", "left", "objected", "no_address", "returned")
            )


def test_a_household_gets_one_letter_but_each_member_his_own_convocation(street: Street) -> None:
    assert ways(street.plan()) == {
        "Jan Bergsma, Tineke Bergsma": (LETTER, "no_email"),
        "Ria Postma": (LETTER, "no_consent"),
        "Wim de Wit": (LETTER, "no_email"),
    }
    plan = street.plan("convocation", filled=CONVOKED)
    assert ways(plan) == {
        "Jan Bergsma": (LETTER, "no_email"),
        "Tineke Bergsma": (LETTER, "no_email"),
        "Ria Postma": (EMAIL, "consent"),
        "Wim de Wit": (LETTER, "no_email"),
    }
    assert (plan.emails, plan.letters, plan.together, plan.left_out, plan.people) == (1, 3, 0, 0, 4)
    assert len(street.plan(together=False).messages) == 4
    assert message_to(street.plan(), "Wim de Wit").large


def test_the_newsletter_goes_to_who_asked_for_it_and_not_to_who_had_enough(
    street: Street,
) -> None:
    books, filled = street.books, {"message": "x"}
    assert ways(street.plan("news", filled=filled))["Ria Postma"] == (LETTER, "no_consent")
    books.do(give_consent, NewConsent(street.ria, NEWSLETTER, date(2025, 1, 1)))
    assert ways(street.plan("news", filled=filled))["Ria Postma"] == (EMAIL, "consent")
    assert ways(street.plan())["Ria Postma"] == (LETTER, "no_consent"), "that is another purpose"
    books.do(withdraw_consent, street.ria, NEWSLETTER, TODAY)
    assert ways(street.plan("news", filled=filled))["Ria Postma"] == (NO_WAY, "objected")
    books.do(give_consent, NewConsent(street.ria, EMAIL_POST, TODAY))
    assert ways(street.plan())["Ria Postma"] == (EMAIL, "consent")


def test_the_envelope_has_the_town_in_capitals_and_a_letter_greets_both(street: Street) -> None:
    books, wanted = street.books, street.wanted()
    plan = street.plan()
    both = message_to(plan, "Jan Bergsma")
    assert both.envelope == (
        "J. Bergsma", "T. Bergsma", "Dorpsstraat 12", "0000 AB\u00a0\u00a0DORP",
    )  # fmt: skip
    (written,) = books.ask(write, books.ask(wording_of, wanted), [both], TODAY)
    assert written.subject == "Soup"
    assert written.body.startswith("Hello Jan and Tineke,")
    told = replace(wanted, code="address-check", filled={"reply_by": "1 May"})
    (written,) = books.ask(write, books.ask(wording_of, told), [both], TODAY)
    assert "Dear Mr Bergsma, dear Mrs Bergsma," in written.body
    assert "- Jan and Tineke Bergsma" in written.body


def test_the_four_counts_are_everybody_whatever_happened(street: Street) -> None:
    books = street.books
    books.do(note_death, NewDeath(street.wim, date(2026, 2, 1), TODAY))
    plan = street.plan("news", filled={"message": "x"})
    assert ways(plan)["Wim de Wit"] == (NO_WAY, "died")
    assert plan.emails + plan.letters + plan.together + plan.left_out == plan.people == 4
    to_heirs = street.plan("heirs", filled={})
    assert [each.names for each in to_heirs.messages if each.number] == [("Wim de Wit",)]
    heirs = message_to(to_heirs, "Wim de Wit")
    assert heirs.envelope[0] == "To the relatives of"
    wording = books.ask(wording_of, street.wanted("heirs", filled={}))
    (written,) = books.ask(write, wording, [heirs], TODAY)
    assert "Dear relatives of Wim de Wit," in written.body
    assert "1 February 2026" in written.body


def test_making_letters_notes_who_gets_them_and_can_be_undone(
    street: Street, undone: Undone
) -> None:
    books = street.books
    number = undone(lambda: books.do(make_sending, street.wanted()))
    row = books.ask(get_sending, number)
    assert (row.letters, row.emails, row.people, row.left_out, row.waiting) == (3, 0, 4, 0, 3)
    assert row.filled["topic"] == "Soup"
    sent = books.ask(list_sent, number)
    assert {one.message for one in sent if "Bergsma" in one.name} == {1}
    assert sent[0].sent_to == "Dorpsstraat 12, 0000 AB Dorp"
    undone(lambda: books.do(note_done, number, LETTER))
    assert {one.result for one in books.ask(list_sent, number)} == {PRINTED}
    assert books.ask(list_sent, None, street.ria)[0].text == row.name
    wording, plan = books.ask(sending_of, number)
    assert ways(plan) == ways(street.plan())
    assert [each.envelope for each in plan.messages] == [
        each.envelope for each in street.plan().messages
    ]
    assert wording.filled == row.filled


def test_what_was_sent_cannot_be_undone_and_neither_can_its_sending(street: Street) -> None:
    books = street.books
    number = books.do(make_sending, street.wanted("convocation", filled=CONVOKED))
    (ria,) = [one for one in books.ask(list_sent, number) if one.way == EMAIL]
    books.do(note_results, number, [Result(ria.message, FAILED, "mailbox full")])
    row = books.ask(get_sending, number)
    assert (row.waiting, row.troubles) == (3, 1)
    books.do(note_results, number, [Result(ria.message, SENT)])
    assert refused(books.undo) == ["undo.never"]
    results = {one.name: one.result for one in books.ask(list_sent, number)}
    assert results["Ria Postma"] == SENT
    assert results["Jan Bergsma"] == WAITING


def test_a_text_that_cannot_be_filled_in_or_reaches_nobody_is_refused(street: Street) -> None:
    books = street.books
    assert refused(lambda: books.do(make_sending, street.wanted(filled={}))) == (
        ["letters.unfilled"] * 6
    )
    assert refused(lambda: books.do(make_sending, street.wanted(person_ids=()))) == [
        "letters.nobody"
    ]
    assert refused(lambda: books.do(make_sending, street.wanted("heirs"))) == ["letters.nobody"]
    assert refused(lambda: books.do(make_sending, street.wanted("nonsense"))) == [
        "letters.no_template"
    ]
    assert books.ask(list_sendings) == []


def test_a_text_of_the_start_set_is_changed_and_comes_back(books: Books, undone: Undone) -> None:
    old = books.ask(get_template, "welcome", "en")
    new = NewTemplate("welcome", "en", old.name, "Welcome!", "{{ salutation }},\n\nHi.", "welcome")
    undone(lambda: books.do(save_template, new))
    changed = books.ask(get_template, "welcome", "en")
    assert (changed.subject, changed.ours, changed.started) == ("Welcome!", True, True)
    undone(lambda: books.do(remove_template, "welcome", "en"))
    assert books.ask(get_template, "welcome", "en") == old
    assert refused(lambda: books.do(remove_template, "welcome", "en")) == ["letters.as_it_came"]


def test_a_text_of_our_own_gets_a_code_of_its_name(books: Books) -> None:
    new = NewTemplate("own", "en", "Street party", "Party", "{{ greeting }}, come!")
    assert books.do(save_template, new) == "street-party"
    assert books.do(save_template, new) == "street-party-2"
    assert len(books.ask(list_templates, "en")) == len(OCCASIONS) + 2
    assert refused(lambda: books.do(save_template, replace(new, body="{{ nmae }}"))) == [
        "letters.unknown_field"
    ]


def test_what_came_back_counts_until_the_address_is_another(street: Street, undone: Undone) -> None:
    books = street.books
    number = books.do(make_sending, street.wanted("convocation", filled=CONVOKED))
    undone(lambda: books.do(note_came_back, street.ria, EMAIL, TODAY, "mailbox full"))
    undone(lambda: books.do(note_came_back, street.wim, LETTER, TODAY, "moved"))
    results = {one.name: one.result for one in books.ask(list_sent, number)}
    assert (results["Ria Postma"], results["Wim de Wit"]) == (BOUNCED, RETURNED)
    again = street.plan("convocation", filled=CONVOKED)
    assert ways(again)["Ria Postma"] == (LETTER, "bounced")
    assert ways(street.plan())["Wim de Wit"] == (NO_WAY, "returned")
    wim = books.ask(get_person, street.wim).person
    books.do(change_person, ChangedPerson(street.wim, replace(wim, house_number=4)))
    assert ways(street.plan())["Wim de Wit"] == (LETTER, "no_email")
    (mark,) = books.ask(list_came_back)
    assert (mark.name, mark.reason) == ("Ria Postma", "mailbox full")
    undone(lambda: books.do(note_arrives, mark.id))
    assert ways(street.plan("convocation", filled=CONVOKED))["Ria Postma"] == (EMAIL, "consent")
    later = date(2026, 3, 4)
    assert refused(lambda: books.do(note_came_back, street.jan, EMAIL, later)) == [
        "letters.later",
        "letters.no_such_way",
    ]


def test_fields_that_say_nothing_for_some_are_told(street: Street) -> None:
    books = street.books
    wanted = street.wanted("farewell", filled={})
    plan = street.plan("farewell", filled={})
    problems = books.ask(check_empty, books.ask(wording_of, wanted), plan.messages, TODAY)
    assert [say(problem) for problem in problems] == [
        (
            "“member_until” is empty for 4: Jan Bergsma, Tineke Bergsma, Ria Postma. Look at"
            " the preview."
        )
    ]


def test_groups_are_those_of_every_cooperative_and_the_saved_ones(street: Street) -> None:
    groups = {row.key: row.people for row in street.books.ask(list_groups, TODAY)}
    assert groups["members"] == 4
    assert groups["board"] == 0
    name, people = street.books.ask(people_of_group, "members", TODAY)
    assert (name, set(people)) == ("All members", set(street.everybody))
    assert refused(lambda: street.books.ask(people_of_group, "x", TODAY)) == ["letters.no_group"]
