"""The fields of a letter: how they are called in either language, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coopadmin.kernel.problem import N_


@dataclass(frozen=True)
class LetterField:
    """One field: `{{ aanhef }}` in a Dutch text, `{{ salutation }}` in an English one.

    `sample` is what a trial shows. A list has the fields of its `items`, and is looped over.
    """

    key: str
    dutch: str
    what: str
    sample: str = ""
    items: Mapping[str, str] | None = None
    asked: bool = False

    def name(self, language: str) -> str:
        """What it is called in a text of this language."""
        return self.dutch if language == "nl" else self.key


ITEM = {"description": "omschrijving", "amount": "bedrag", "due": "vervaldatum"}
FIELDS: tuple[LetterField, ...] = (
    LetterField("salutation", "aanhef", N_("Dear Mr Bergsma"), "Geachte heer Bergsma"),
    LetterField("greeting", "groet", N_("Hello Jan and Tineke"), "Beste Jan en Tineke"),
    LetterField("name", "naam", N_("the name, as people say it"), "Jan en Tineke Bergsma"),
    LetterField("formal_name", "naam_voluit", N_("the name as on an envelope"), "J. Bergsma"),
    LetterField("first_name", "voornaam", N_("the name used"), "Jan"),
    LetterField("address", "adres", N_("street and number"), "Dorpsstraat 12"),
    LetterField("postcode", "postcode", N_("the postcode"), "0000 AB"),
    LetterField("town", "woonplaats", N_("the town"), "Beemdervelde"),
    LetterField("email", "email", N_("the e-mail address"), "jan@voorbeeld.example"),
    LetterField("phone", "telefoon", N_("the telephone number"), "06-00000000"),
    LetterField("member_number", "lidnummer", N_("the member number"), "0012"),
    LetterField("kind", "lidsoort", N_("the kind of membership"), "Gewoon lid"),
    LetterField("member_since", "lid_sinds", N_("the first day of membership"), "1 maart 2016"),
    LetterField("member_years", "jaren_lid", N_("how many whole years a member"), "10"),
    LetterField("member_until", "lid_tot", N_("the last day of membership"), "31 december 2026"),
    LetterField("notice_on", "opgezegd_op", N_("the day of the notice"), "3 november 2026"),
    LetterField("died_on", "overleden_op", N_("the day of death"), "2 februari 2026"),
    LetterField("open_amount", "openstaand", N_("what is still to be paid to us"), "€ 25,00"),
    LetterField(
        "open_items",
        "posten",
        N_("what is still to be paid, one by one; for a loop"),
        items=ITEM,
    ),
    LetterField("credit", "tegoed", N_("what we still have to pay"), "€ 10,00"),
    LetterField("capital", "inleg", N_("the capital held"), "€ 250,00"),
    LetterField("gift", "gift", N_("the amount of the last gift"), "€ 50,00"),
    LetterField("gift_on", "gift_op", N_("the day of the last gift"), "2 maart 2026"),
    LetterField("gift_for", "gift_voor", N_("what the last gift is for"), "de tuin"),
    LetterField("gifts", "giften", N_("what was given this book year"), "€ 75,00"),
    LetterField(
        "gifts_before", "giften_vorig_jaar", N_("what was given the year before"), "€ 40,00"
    ),
    LetterField("cooperative", "cooperatie", N_("our name"), "Zorgcoöperatie Beemdervelde U.A."),
    LetterField("our_email", "ons_emailadres", N_("our e-mail address"), "post@voorbeeld.example"),
    LetterField("our_website", "onze_website", N_("our website"), "www.voorbeeld.example"),
    LetterField("our_account", "onze_rekening", N_("our bank account"), "NL00 VRBD 0000 0000 00"),
    LetterField("our_town", "onze_plaats", N_("our town"), "Beemdervelde"),
    LetterField("sender", "afzender", N_("who signs: secretary, else chair"), "Anneke de Roos"),
    LetterField("today", "vandaag", N_("the day of today"), "3 maart 2026"),
    LetterField("book_year", "boekjaar", N_("the book year of today"), "2026"),
    LetterField("last_book_year", "vorig_boekjaar", N_("the book year before"), "2025"),
    LetterField("topic", "onderwerp", N_("what it is about"), "…", asked=True),
    LetterField("day", "dag", N_("the day, as it is to be read"), "…", asked=True),
    LetterField("time", "tijd", N_("the time"), "…", asked=True),
    LetterField("place", "plek", N_("where it is"), "…", asked=True),
    LetterField("agenda", "agenda", N_("what is on the agenda"), "…", asked=True),
    LetterField("reply_by", "reageren_voor", N_("before when to answer"), "…", asked=True),
    LetterField("pay_by", "betalen_voor", N_("before when to pay"), "…", asked=True),
    LetterField("amount", "bedrag", N_("an amount"), "…", asked=True),
    LetterField("resolution", "besluit", N_("the decision and its day"), "…", asked=True),
    LetterField("reason", "reden", N_("the reason"), "…", asked=True),
    LetterField("message", "bericht", N_("a text of your own"), "…", asked=True),
)
BY_KEY: Mapping[str, LetterField] = {each.key: each for each in FIELDS}
BY_NAME: Mapping[str, LetterField] = {
    name: each for each in FIELDS for name in (each.key, each.dutch)
}
ASKED: Mapping[str, LetterField] = {name: each for name, each in BY_NAME.items() if each.asked}
"""What is typed once for all that get the letter, by its names."""
LISTS: Mapping[str, LetterField] = {
    name: each for name, each in BY_NAME.items() if each.items is not None
}


def in_both_languages(values: Mapping[str, object]) -> dict[str, object]:
    """Values by key as a text can use them: under the Dutch name too."""
    return {name: values[field.key] for name, field in BY_NAME.items() if field.key in values}


def item_values(description: str, amount: str, due: str) -> dict[str, str]:
    """One line of a list, under its names in both languages."""
    plain = {"description": description, "amount": amount, "due": due}
    return plain | {dutch: plain[key] for key, dutch in ITEM.items()}


def samples() -> dict[str, object]:
    """What a trial fills in."""
    line = item_values("Contributie 2026", "€ 25,00", "31 maart 2026")
    return {each.key: [line] if each.items is not None else each.sample for each in FIELDS}
