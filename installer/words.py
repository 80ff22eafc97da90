"""The catalogues: texts read out of the sources, translations taken in, files compiled.

python installer/words.py update            the sources into both catalogues
python installer/words.py take nl FILE...   translations out of other .po files
python installer/words.py compile           .po to .mo, where the .po is newer
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "coopadmin"
LOCALE = ROOT / "resources" / "locale"
DOMAIN = "coopadmin"
LANGUAGES = ("nl", "en")
SOURCE_LANGUAGE = "en"


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def extracted() -> Catalog:
    """Every text that the sources mark, with the modules it stands in; no translations."""
    found = Catalog(domain=DOMAIN, fuzzy=False)
    for name, _line, msgid, comments, context in extract_from_dir(str(SOURCES)):
        place = f"{SOURCES.name}/{Path(name).as_posix()}"
        found.add(msgid, None, [(place, 0)], auto_comments=comments, context=context)
    return found


def texts(message: Message) -> tuple[str, ...]:
    """The source texts of an entry: one, or the singular and the plural."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def translations(message: Message) -> tuple[str, ...]:
    """What an entry says in its language, a text for each form; empty where nothing is said."""
    said = message.string
    return tuple(said) if isinstance(said, list | tuple) else (said or "",)


def entries(catalogue: Catalog) -> list[Message]:
    """The entries without the header."""
    return [message for message in catalogue if message.id]


def read_catalogue(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def _write(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=100,
            sort_output=True,
            ignore_obsolete=True,
            include_lineno=False,
        )


def _new(language: str) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment=f"# The words of {DOMAIN}.\n# SPDX-License-Identifier: EUPL-1.2",
        project=DOMAIN,
        version="1",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        revision_date=datetime.now(UTC),
        fuzzy=False,
    )


def update() -> int:
    """Bring both catalogues up to the sources; what the sources lost is dropped.

    Returns how many texts still have no translation; each is printed.
    """
    template = extracted()
    untold = 0
    for language in LANGUAGES:
        path = catalogue_path(language)
        catalogue = read_catalogue(path, language) if path.exists() else _new(language)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        for message in entries(catalogue):
            if all(translations(message)):
                continue
            if language == SOURCE_LANGUAGE:
                message.string = message.id
            else:
                untold += 1
                print(f"{language}: no translation of {texts(message)[0]!r}")
        _write(catalogue, path)
    return untold


def take(language: str, files: Iterable[Path]) -> int:
    """Fill what a catalogue lacks from other .po files; what it has already stays as it is.

    Returns how many entries could not be taken, because the catalogue says something else or the
    sources do not have the text; each is printed.
    """
    path = catalogue_path(language)
    catalogue = read_catalogue(path, language)
    left = 0
    for file in files:
        for offered in entries(read_catalogue(file, language)):
            mine = catalogue.get(offered.id, offered.context)
            if not all(translations(offered)):
                continue
            if mine is None or texts(mine) != texts(offered):
                left += 1
                print(f"{file.name}: not a text of the sources: {texts(offered)!r}")
            elif not all(translations(mine)):
                mine.string = offered.string
            elif translations(mine) != translations(offered):
                left += 1
                print(f"{file.name}: {offered.string!r} for {texts(mine)[0]!r}: {mine.string!r}")
    _write(catalogue, path)
    return left


def compile_catalogues() -> None:
    """Write the .mo beside each .po that is newer."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        with compiled.open("wb") as file:
            write_mo(file, read_catalogue(path, path.parts[-3]))


def main(arguments: list[str]) -> int:
    """Run one of the three commands; 0 when done, 1 when something is left to do, 2 for usage."""
    match arguments:
        case ["update"]:
            return 1 if update() else 0
        case ["take", language, *files] if language in LANGUAGES and files:
            return 1 if take(language, map(Path, files)) else 0
        case ["compile"]:
            compile_catalogues()
            return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
