"""The fields that a list of members can give, and the headings under which people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_

_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORD = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True)
class Field:
    """One thing that the import can read.

    `name` is its stable English name (`--map COLUMN=name`), `label` an `N_()` text, `headings`
    what lists call it, best first, several separated by commas.
    """

    name: str
    label: str
    headings: str = ""


def heading_key(text: str) -> str:
    """A heading without capitals, accents, blanks, signs and what stands in brackets."""
    return _NOT_WORD.sub("", normalised(_BRACKETED.sub(" ", text)))


FIELDS = (
    Field(
        "member_number",
        N_("member number"),
        "lidnummer, lidnr, lid nr, lid no, ledennummer, ledennr, lidmaatschapsnummer, lid id,"
        "member number, member no, membership number, mitgliedsnummer, mitglieds-nr, mitgliednr,"
        "numero adherent, num adh",
    ),
    Field(
        "person_number",
        N_("person number"),
        "a-nummer, anummer, a nr, administratienummer, persoonsnummer, person number",
    ),
    Field(
        "full_name",
        N_("whole name"),
        "volledige naam, naam volledig, naam lid, naam, name, full name, ledennaam, lid,"
        "naam en voorletters, naam voorletters, achternaam en voorletters, naam en voornaam,"
        "voor- en achternaam, voornaam en achternaam, vollstandiger name, nom complet",
    ),
    Field(
        "salutation",
        N_("salutation"),
        "geslacht, aanhef, m/v, geslachtsaanduiding, gender, sex, salutation, anrede, geschlecht,"
        "sexe, sexe_adh, civilite, titre_adh, dhr/mevr, de heer/mevrouw, m/v/o, m/v/x",
    ),
    Field(
        "title",
        N_("title"),
        "titel, titels, titulatuur, academische titel, title, titre, titel voor",
    ),
    Field(
        "initials",
        N_("initials"),
        "voorletters, voorletter, voorl, initialen, initials, vl, initialien",
    ),
    Field(
        "first_names",
        N_("first names"),
        "voornamen, doopnamen, alle voornamen, first names, given names, forenames, vornamen,"
        "prenoms",
    ),
    Field(
        "call_name",
        N_("name used"),
        "roepnaam, voornaam, first name, firstname, given name, forename, call name, nickname,"
        "rufname, vorname, prenom, prenom_adh",
    ),
    Field(
        "prefix",
        N_("prefix"),
        "tussenvoegsel, tussenvoegsels, tussenv, tv, tsv, voorvoegsel, voorvoegsels, infix,"
        "prefix, surname prefix, tussenvoegsel achternaam, namensvorsatz",
    ),
    Field(
        "surname",
        N_("surname"),
        "achternaam, familienaam, geslachtsnaam, surname, last name, lastname, family name,"
        "nachname, familienname, nom de famille, nom, nom_adh, achternaam lid",
    ),
    Field(
        "partner_prefix",
        N_("prefix of the partner's name"),
        "tussenvoegsel partner, voorvoegsel partner, partner tussenvoegsel, partner prefix,"
        "tussenvoegsel achternaam partner, tussenvoegsel partnernaam",
    ),
    Field(
        "partner_surname",
        N_("surname of the partner"),
        "achternaam partner, partnernaam, naam partner, partner achternaam, partner surname,"
        "geslachtsnaam partner, aangetrouwde naam, gehuwdennaam, echtgenoot achternaam",
    ),
    Field(
        "name_usage",
        N_("use of names"),
        "naamgebruik, aanduiding naamgebruik, naamgebruik lid, name usage",
    ),
    Field(
        "organisation_name",
        N_("organisation"),
        "organisatie, organisatienaam, naam organisatie, bedrijf, bedrijfsnaam, firma,"
        "firmanaam, stichting, instelling, rechtspersoon, organisation, organization, company,"
        "company name, organisation name, firmenname, societe, societe_adh",
    ),
    Field(
        "birth_date",
        N_("date of birth"),
        "geboortedatum, geb datum, gebdatum, geboren, geboren op, geb, birth date, birthdate,"
        "date of birth, dob, birthday, geburtsdatum, geburtstag, date de naissance, ddn_adh",
    ),
    Field(
        "death_date",
        N_("date of death"),
        "overlijdensdatum, datum overlijden, overleden, overleden op, date of death, death date,"
        "todesdatum, sterbedatum, date de deces",
    ),
    Field(
        "street",
        N_("street"),
        "straat, straatnaam, straat naam, street, street name, strasse, strassenname, rue",
    ),
    Field(
        "house_number",
        N_("house number"),
        "huisnummer, huisnr, huis nr, hnr, house number, housenumber, house no, street number,"
        "hausnummer, haus nr",
    ),
    Field("house_letter", N_("house letter"), "huisletter, house letter"),
    Field(
        "house_addition",
        N_("addition to the house number"),
        "toevoeging, huisnummertoevoeging, huisnr toevoeging, huisnummer toevoeging, toev,"
        "house addition, addition, house number addition, hausnummerzusatz",
    ),
    Field(
        "address",
        N_("street and number"),
        "adres, straat en huisnummer, straat + huisnummer, straat en nummer, straat/huisnummer,"
        "straat huisnummer, straat nr, straat en nr, woonadres, postadres, correspondentieadres,"
        "adresregel 1, adresregel, adres 1, address, address 1, street address, adresse,"
        "adresse_adh, anschrift, strasse und hausnummer, strasse nr, strasse hausnummer",
    ),
    Field(
        "postcode",
        N_("postcode"),
        "postcode, post code, postkode, pc, zip, zip code, zipcode, postal code, plz,"
        "postleitzahl, code postal, cp, cp_adh",
    ),
    Field(
        "town",
        N_("town"),
        "woonplaats, plaats, plaatsnaam, stad, dorp, gemeente, woonplaatsnaam, kern, town, city,"
        "place, ort, wohnort, stadt, ville, ville_adh, localite",
    ),
    Field(
        "postcode_town",
        N_("postcode and town"),
        "postcode en woonplaats, postcode woonplaats, postcode/woonplaats, postcode plaats,"
        "postcode en plaats, pc woonplaats, pc/woonplaats, pc plaats, plz ort, plz/ort",
    ),
    Field("country", N_("country"), "land, landnaam, landcode, country, pays, pays_adh"),
    Field(
        "email",
        N_("e-mail address"),
        "e-mail, email, e-mailadres, emailadres, mailadres, mail, e-mail 1, email 1,"
        "e-mail address, email address, e-mail-adresse, mailadresse, courriel, email_adh,"
        "adresse e-mail, e-mail lid, e-mail prive",
    ),
    Field(
        "phone",
        N_("telephone"),
        "telefoon, telefoonnummer, telefoonnr, tel, tel nr, telnr, telefoon 1, tel 1,"
        "telefoon thuis, telefoon prive, telefoon vast, vast nummer, vaste telefoon, thuis,"
        "vast, phone, phone number, telephone, home phone, telefon, telefonnummer,"
        "telefon privat, tel_adh, phone_number_privat, phone_number_andere, phone_number_arbeit",
    ),
    Field(
        "mobile",
        N_("mobile telephone"),
        "mobiel, mobiel nummer, mobiele telefoon, mobiele nummer, mobiel nr, 06, 06-nummer, gsm,"
        "telefoon mobiel, tel mobiel, telefoon 06, mobile, mobile phone, cell, cell phone,"
        "mobile number, handy, handynummer, mobiltelefon, mobil, phone_number_mobil, gsm_adh,"
        "portable",
    ),
    Field(
        "iban",
        N_("IBAN"),
        "iban, ibannummer, iban nummer, iban nr, rekeningnummer, bankrekening, bankrekeningnummer,"
        "rekening, rekeningnr, banknummer, bank account, account number, kontonummer",
    ),
    Field(
        "kind",
        N_("kind of membership"),
        "soort lid, lidsoort, soort lidmaatschap, lidmaatschap, type lid, lidtype, categorie,"
        "soort, lidmaatschapsvorm, type lidmaatschap, membership type, membership kind, kind,"
        "membership, mitgliedsart, mitgliedschaft, statut, id_statut",
    ),
    Field(
        "since",
        N_("member since"),
        "lid sinds, lid vanaf, lid per, ingangsdatum, datum ingang, begindatum, startdatum,"
        "datum lid, ingang lidmaatschap, ingangsdatum lidmaatschap, datum lidmaatschap,"
        "inschrijfdatum, datum inschrijving, begin lidmaatschap, begindatum lidmaatschap, sinds,"
        "toetreding, toetredingsdatum, datum toetreding, vanaf, member since, since, start date,"
        "joined, join date, date joined, membership start, eintritt, eintrittsdatum,"
        "mitglied seit, date_crea_adh, date d'adhesion",
    ),
    Field(
        "until",
        N_("member until"),
        "lid tot, lid t/m, einddatum, datum einde, einde lidmaatschap, einddatum lidmaatschap,"
        "uitschrijfdatum, datum uitschrijving, uitgeschreven, lidmaatschap tot, beeindigd per,"
        "tot, member until, until, end date, membership end, left, date left, austritt,"
        "austrittsdatum",
    ),
    Field(
        "reason_end",
        N_("reason of the end"),
        "reden einde, reden beeindiging, reden opzegging, reden uitschrijving, reden einde"
        " lidmaatschap, reason end, end reason, reason of end, austrittsgrund",
    ),
    Field(
        "applied_on",
        N_("date of application"),
        "aanmelddatum, datum aanmelding, aangemeld, aangemeld op, application date, applied on,"
        "anmeldedatum",
    ),
    Field(
        "notice_on",
        N_("date of notice"),
        "opzegdatum, datum opzegging, opgezegd, opgezegd op, notice date, kundigungsdatum",
    ),
    Field("note", N_("note")),
)

FIELD_BY_NAME = {field.name: field for field in FIELDS}

# Which field a heading names, and how good a name it is: 0 is the best.
HEADINGS = {
    heading_key(heading): (field.name, rank)
    for field in reversed(FIELDS)
    for rank, heading in reversed(list(enumerate((field.name, *field.headings.split(",")))))
    if heading
}

# Free text may say what a cooperative should not keep, so only a person may choose it.
FREE_TEXT = frozenset(
    heading_key(heading)
    for heading in (
        "opmerking, opmerkingen, bijzonderheden, notitie, notities, memo, toelichting, notes,"
        "note, remarks, remark, comments, comment, additional information, bemerkung,"
        "bemerkungen, anmerkungen, remarques, info, informatie, overig"
    ).split(",")
)

# What DOMAIN 2.1 says not to keep.
SENSITIVE = frozenset(
    heading_key(heading)
    for heading in (
        "nationaliteit, nationality, nationalitat, nationalite, geboorteplaats, geboorteland,"
        "religie, geloof, kerkgenootschap, religion, kerk, diagnose, medicatie, medicijnen,"
        "ziekte, aandoening, gezondheid, indicatie, allergie, allergieen, paspoort,"
        "paspoortnummer, rijbewijs, rijbewijsnummer, id nummer, identiteitsbewijs, documentnummer,"
        "id-kaart, wachtwoord, password, mdp_adh, mdp_adh2, etniciteit"
    ).split(",")
)


def find_field(text: str) -> Field | None:
    """The field that a person means by its name or by one of its headings."""
    if text.strip() in FIELD_BY_NAME:
        return FIELD_BY_NAME[text.strip()]
    found = HEADINGS.get(heading_key(text))
    return FIELD_BY_NAME[found[0]] if found else None
