"""Reading Dutch names as people write them: prefix, surname, initials, form of address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem

# After table 36 of the population register (voorvoegsels), without the words that are
# given names or surnames of their own more often than prefixes.
_PREFIXES = (
    "'s, 't, à, aan, aan de, aan den, aan der, aan het, aan 't, af, al, am de, auf, auf dem,"
    "auf den, auf der, auf ter, aus, aus dem, aus den, aus der, aus 'm, ben, bij, bij de, bij den,"
    "bij het, bij 't, bin, boven d', d', da, dal, dalla, das, de, de die, de het, de l', de la,"
    "de las, de le, de los, de van der, degli, dei, del, della, den, der, des, di, die le, do, dos,"
    "du, el, et, het, in, in de, in den, in der, in het, in 't, l', la, las, le, les, lo, los,"
    "of, onder, onder de, onder den, onder het, onder 't, op, op de, op den, op der, op gen,"
    "op het, op 't, op ten, over, over de, over den, over het, over 't, te, ten, ter, thoe, thor,"
    "tot, uijt, uijt de, uijt den, uijt te de, uijt ten, uit, uit de, uit den, uit het, uit 't,"
    "uit te de, uit ten, unter, van, van d', van de, van de l', van den, van der, van gen,"
    "van het, van la, van 's, van 't, van ter, van ten, van van de, ver, vom, von, von dem,"
    "von den, von der, von 't, voor, voor de, voor den, voor in 't, voor 't, vor, vor der, zu,"
    "zum, zur, ibn, abu, e"
)
_KNOWN = frozenset(prefix.strip() for prefix in _PREFIXES.split(","))
_LONGEST = max(len(prefix.split()) for prefix in _KNOWN)
# These lose the capital that they have only because no given name stands before them.
_DUTCH = frozenset(
    "'s 't aan bij de den der het in onder op over te ten ter tot uijt uit van ver voor".split()
)
# Prefixes that are given names as often.
_ALSO_GIVEN = frozenset({"al", "ben", "do"})

_ADDRESS = {
    "mr": "dhr, de heer, heer, hr, de hr, m, man, mannelijk, male, mr, mister, sir, herr, männlich,"
    "monsieur, masculin, homme, h",
    "mrs": "mw, mevr, mevrouw, v, vrouw, vrouwelijk, mej, mejuffrouw, f, female, mrs, ms, miss, w,"
    "frau, weiblich, madame, mme, féminin, femme",
    "neutral": "o, x, onbekend, neutraal, neutral, unknown, anders, divers, d, non-binair,"
    "dhr/mw, dhr./mw, heer/mevrouw, de heer/mevrouw, de heer / mevrouw",
}
_SALUTATIONS = {
    normalised(word): code for code, words in _ADDRESS.items() for word in words.split(",")
}
# In front of a whole name only words count that are no name themselves.
_LEADING = re.compile(
    r"(?P<mr>de heer|dhr\.?|hr\.|herr)\s+|(?P<mrs>mevrouw|mevr\.?|mw\.?|mej\.|frau)\s+"
    r"|(?P<family>familie|fam\.?)\s+",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:prof|dr|drs|ir|ing|mr|ds|bc|msc|bsc|pater|pastoor|jhr|jkvr|jkvr)\.\s*)+", re.IGNORECASE
)
_GLUED = re.compile(r"([dl]['’‘`´])(\w.*)")
_GLUED_CAPITAL = re.compile(r"(['’‘`´][tsTS])(\w.*)")
_TWO = re.compile(r"\s(?:en|e/o|&|\+|und|and|et)\s|\S[/&+]\S", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.[ -]?)+[^\W\d_]?", re.UNICODE)
_USAGES = {
    "own": "e, eigen, eigen naam, own, own name, geslachtsnaam",
    "partner": "p, partner, naam partner, partnernaam, geslachtsnaam partner",
    "partner-own": "v, partner-eigen, partner eigen, partner voor eigen, partner-own,"
    "partner voor eigen geslachtsnaam, naam partner voor eigen naam",
    "own-partner": "n, eigen-partner, eigen partner, partner na eigen, own-partner,"
    "partner na eigen geslachtsnaam, naam partner na eigen naam",
}
_NAME_USAGES = {
    normalised(word): code for code, words in _USAGES.items() for word in words.split(",")
}


@dataclass(frozen=True, slots=True)
class ReadName:
    """The parts of a name as far as the text shows them.

    `salutation` is `mr`, `mrs`, `neutral` or empty; `remark` says that more people or a family
    seem to be meant.
    """

    salutation: str = ""
    title: str = ""
    initials: str = ""
    first_names: str = ""
    call_name: str = ""
    prefix: str = ""
    surname: str = ""
    remark: Problem | None = None


def split_surname(text: str) -> tuple[str, str]:
    """Prefix and core: `van den Berg` → (`van den`, `Berg`), `'t Hart` → (`'t`, `Hart`).

    A Dutch prefix loses the capital of its first word (`Van den Berg`), any other keeps what is
    registered (`El Amrani`, `Da Silva`, `Van Den Broeck`). The core is never empty: `Van` alone
    is a surname.
    """
    words = text.split()
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        if _key(words[:count]) in _KNOWN:
            return _lowered(words[:count]), " ".join(words[count:])
    if words and (match := _GLUED.fullmatch(words[0])):
        return match[1], " ".join((match[2], *words[1:]))
    match = _GLUED_CAPITAL.fullmatch(words[0]) if words else None
    if match and match[2][0].isupper():
        return match[1], " ".join((match[2], *words[1:]))
    return "", " ".join(words)


def split_full_name(text: str) -> ReadName:
    """The parts of `Annie van den Berg-Holtrop`, `Berg, J.P. van den (Jan)`, `dhr. JP de Wit`.

    Without a prefix the last word is the surname. One given name is the name used, more are the
    first names; initials are recognised by points or capitals.
    """
    rest = " ".join(text.split())
    found = ReadName()
    if match := _LEADING.match(rest):
        if match.lastgroup == "family":
            found = replace(found, remark=_family(text))
        else:
            found = replace(found, salutation=match.lastgroup or "")
        rest = rest[match.end() :]
    if _TWO.search(rest):
        found = replace(found, remark=_two_people(text))
    if match := _TITLE.match(rest):
        found = replace(found, title=match[0].strip())
        rest = rest[match.end() :]
    if match := _BRACKETED.search(rest):
        found = replace(found, call_name=match[1].strip())
        rest = " ".join(_BRACKETED.sub(" ", rest).split())
    rest = re.sub(r"\s*([-–])\s+|\s+([-–])\s*", r"\1\2", rest)
    if "," in rest:
        return _surname_first(found, [part.strip() for part in rest.split(",") if part.strip()])
    return _given_names_first(found, rest.split())


def initials_of(text: str) -> str:
    """A column of initials in one way of writing: `JP`, `J P`, `j.p.`, `J.-P.` → `J.P.`.

    Letters that belong together stay so where points show it (`Th.J.`, `IJ.`). A whole name
    in the column gives its first letter.
    """
    text = text.strip()
    if not text:
        return ""
    if "." in text:
        parts = [part for part in re.split(r"[.\s,-]+", text) if part]
        return "".join(_capital(part if len(part) <= 3 else part[0]) + "." for part in parts)
    return "".join(
        "".join(f"{letter.upper()}." for letter in _letters(word))
        if word.isupper() and len(word) <= 5
        else initials_from(word)
        for word in re.split(r"[\s,-]+", text)
        if word
    )


def initials_from(first_names: str) -> str:
    """The initials of given names: `Jan Pieter` → `J.P.`, `IJsbrand` → `IJ.`."""
    words = [word for word in re.split(r"[\s,.-]+", first_names) if word]
    return "".join(f"{_letters(word)[0].upper()}." for word in words if word[0].isalpha())


def read_salutation(text: str) -> tuple[str, Problem | None]:
    """`mr`, `mrs`, `neutral` or empty for `M`, `dhr.`, `Mevrouw`, `w`, …; a remark if unknown."""
    word = text and normalised(text).removeprefix("geachte ").strip()
    if not word:
        return "", None
    if code := _SALUTATIONS.get(word.rstrip(".")):
        return code, None
    sentence = N_("The salutation “{text}” is not known and not kept.")
    return "", Problem("name.salutation", sentence, {"text": text.strip()}, "salutation")


def read_name_usage(text: str) -> tuple[str, Problem | None]:
    """`own`, `partner`, `partner-own` or `own-partner` for E, P, V, N or their names."""
    word = text and normalised(text)
    if not word:
        return "", None
    if code := _NAME_USAGES.get(word):
        return code, None
    sentence = N_("The use of names “{text}” is not known. Use E, P, V or N.")
    return "", Problem("name.usage", sentence, {"text": text.strip()}, "name_usage")


def _surname_first(found: ReadName, parts: list[str]) -> ReadName:
    """`Berg, J. van den` · `Berg, van den, J.` · `Berg van den, J.` · `Van den Berg, J.`"""
    if not parts:
        return found
    surname, behind = parts[0].split(), " ".join(parts[1:]).split()
    given, prefix = _prefix_behind(behind)
    if not prefix:
        given, prefix = _prefix_before(behind)
    if not prefix:
        surname, prefix = _prefix_behind(surname)
    if prefix:
        found = replace(found, prefix=_lowered(prefix), surname=" ".join(surname))
    else:
        head, core = split_surname(" ".join(surname))
        found = replace(found, prefix=head, surname=core)
    return _with_given_names(found, given)


def _given_names_first(found: ReadName, words: list[str]) -> ReadName:
    shouted = all(word.isupper() for word in words if len(word) > 2)
    given = 0
    while given < len(words) - 1 and _are_initials(words[given], shouted=shouted):
        given += 1
    if not given:
        given = _start_of_surname(words)
    prefix, core = split_surname(" ".join(words[given:]))
    return _with_given_names(
        replace(found, prefix=prefix, surname=core), words[:given], shouted=shouted
    )


def _start_of_surname(words: list[str]) -> int:
    """The first prefix behind a given name, else the last word."""
    for start in range(len(words) - 1):
        for count in range(min(_LONGEST, len(words) - 1 - start), 0, -1):
            # Al and Ben are prefixes and given names; in front they are given names.
            if _key(words[start : start + count]) in _KNOWN and (start or _is_small(words[0])):
                return start
    return max(len(words) - 1, 0)


def _with_given_names(found: ReadName, words: list[str], *, shouted: bool = False) -> ReadName:
    if not words:
        return found
    if all(_are_initials(word, shouted=shouted) for word in words):
        return replace(found, initials=initials_of(" ".join(words)))
    if len(words) == 1 and not found.call_name:
        return replace(found, call_name=words[0])
    return replace(found, first_names=" ".join(words))


def _are_initials(word: str, *, shouted: bool) -> bool:
    if "." in word:
        return bool(_INITIALS.fullmatch(word))
    return word.isalpha() and word.isupper() and len(word) <= (1 if shouted else 4)


def _prefix_behind(words: list[str]) -> tuple[list[str], list[str]]:
    for count in range(min(_LONGEST, len(words)), 0, -1):
        tail = words[-count:]
        foreign = count < len(words) and _key(tail) not in _ALSO_GIVEN
        if _key(tail) in _KNOWN and (_is_small(tail[0]) or foreign):
            return words[:-count], tail
    return words, []


def _prefix_before(words: list[str]) -> tuple[list[str], list[str]]:
    for count in range(min(_LONGEST, len(words)), 0, -1):
        if _key(words[:count]) in _KNOWN and _is_small(words[0]):
            return words[count:], words[:count]
    return words, []


def _is_small(word: str) -> bool:
    """Whether a word can be a prefix where a given name could stand: small, or van, de, 't …"""
    return word.islower() or normalised(word) in _DUTCH


def _key(words: list[str]) -> str:
    return normalised(" ".join(words))


def _lowered(words: list[str]) -> str:
    first = words[0]
    others_small = all(word.islower() for word in words[1:])
    if normalised(first) in _DUTCH and (others_small or all(word.isupper() for word in words)):
        return " ".join(words).lower()
    return " ".join((first, *words[1:]))


def _letters(word: str) -> list[str]:
    """The letters of a word, `IJ` being one of them."""
    if word[:2] in ("IJ", "Ij"):
        return ["IJ", *word[2:]]
    return list(word)


def _capital(part: str) -> str:
    return "IJ" if part.lower() == "ij" else part[0].upper() + part[1:].lower()


def _two_people(text: str) -> Problem:
    sentence = N_("“{text}” seems to be more than one person. Give each a line of their own.")
    return Problem("name.two_people", sentence, {"text": text.strip()}, "full_name")


def _family(text: str) -> Problem:
    sentence = N_("“{text}” is a family. Give each member a line of their own.")
    return Problem("name.family", sentence, {"text": text.strip()}, "full_name")
