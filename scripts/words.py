"""Gather all messages and bring the catalogues up to date; `--check` only says what is wrong.

There are two: `staff` holds what only the working area says, `resident` everything else. A message that stands in both
places belongs to `resident`.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, write_po

from app.kernel import catalogues
from app.kernel.languages import ENGLISH, GERMAN, KNOWN, PLAIN, TRANSLATIONS, Language
from config import ROOT
from scripts import easy

KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "in_language": (2,),
    "to_translate": None,
}
METHODS = [("app/**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {
    "templates/**.html": {"extensions": "jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true", "encoding": "utf-8"}
}
OF_STAFF = re.compile(
    r"app/(accounts|desk|demo)/|app/\w+/(staff_views|staff_forms|staff_labels|cli|jobs)(/\w+)*\.py"
    r"|app/(?!pages/)\w+/__init__\.py|app/meetings/(rules|importing)"
    r"|app/meetings/service/(?!letters|inviting|remind)"
    r"|app/concerns/service/(merging|progress|reviewing|topics|wording)\.py|app/moderation/service\.py"
    r"|app/(concerns|directory)/importing\.py|app/directory/service/|app/forums/(rules|service)\.py"
    r"|app/questionnaires/(importing|service|rules)|app/surveys/(rules/|service/(?!codes))"
    r"|app/coding/(service|exports)|app/organizing/|app/door/(rules|service)\.py|app/conversations/(importing|entering|sheet)"
    r"|app/writing/|templates/components/writing_"
    r"|app/notices/service/deciding|app/pages/rules\.py"
    r"|app/kernel/(serving|jobs|backup|rows|posters/ordering)\.py|templates/(accounts|desk)/|templates/\w+/staff/|templates/layouts/staff\.html"
)
HYPHENED = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{2,}-[A-ZÄÖÜ]\w+")
"""A word parted by a hyphen; plain German keeps it with a split (`Orts|teil`), see app/kernel/plain_words.py."""


def main() -> int:
    found = gathered()
    if "--check" in sys.argv:
        faults = list(wrong_with(found))
        sys.stdout.write("".join(f"{fault}\n" for fault in faults))
        return 1 if faults else 0
    for name, template in found.items():
        _write(TRANSLATIONS / f"{name}.pot", template)
        for language in languages_of(name):
            _update(path_of(language, name), template, language)
    return 0


def gathered() -> dict[str, Catalog]:
    """All messages of the house, by catalogue."""
    resident, staff = Catalog(domain="resident", charset="utf-8"), Catalog(domain="staff", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(
        str(ROOT), METHODS, OPTIONS, KEYWORDS, ("Für Übersetzende:",), directory_filter=lambda path: ".venv" not in path
    ):
        catalogue = staff if OF_STAFF.search(file) else resident
        catalogue.add(message, None, [(file, line)], auto_comments=comments, context=context)
    only_staff = Catalog(domain="staff", charset="utf-8")
    for message in staff:
        if message.id and not resident.get(message.id, message.context):
            only_staff[message.id] = message
    return {"resident": resident, "staff": only_staff}


def languages_of(catalogue: str) -> list[Language]:
    """The languages that a catalogue must be complete in: all offered ones, or for staff English."""
    if catalogue == "staff":
        return [ENGLISH]
    return [each for each in KNOWN if each is not GERMAN and path_of(each, "resident").exists()]


def path_of(language: Language, catalogue: str) -> Path:
    return TRANSLATIONS / language.catalogue / f"{catalogue}.po"


def load(language: Language, catalogue: str) -> Catalog:
    return catalogues.load(path_of(language, catalogue), language)


def wrong_with(found: dict[str, Catalog]) -> Iterator[str]:
    """Everything that is wrong with the catalogues, one sentence each."""
    for name, template in found.items():
        for language in languages_of(name):
            try:
                yield from faults_of(template, load(language, name), language, name)
            except (PoFileError, UnicodeDecodeError) as broken:
                yield f"{language.catalogue}/{name}.po: not readable: {broken}"
                return
    plain = load(PLAIN, "resident")
    yield from (f"{PLAIN.catalogue}/resident.po: {fault}" for fault in easy.faults(plain, easy.exceptions()))


def faults_of(template: Catalog, catalogue: Catalog, language: Language, name: str) -> Iterator[str]:
    """What is wrong with one catalogue: missing, stale, or wrong in itself."""
    where = f"{language.catalogue}/{name}.po"
    wanted = {(_key(message.id), message.context) for message in template if message.id}
    there = {(_key(message.id), message.context) for message in catalogue if message.id}
    yield from (f"{where}: stale, run make words: {key[0][:70]!r}" for key in sorted(there - wanted, key=str))
    yield from (f"{where}: missing, run make words: {key[0][:70]!r}" for key in sorted(wanted - there, key=str))
    for message in catalogue:
        if message.id:
            faults = catalogues.faults_of(message, catalogue.num_plurals, language)
            yield from (f"{where}: {fault}: {_key(message.id)[:70]!r}" for fault in faults)


def _key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _update(path: Path, template: Catalog, language: Language) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = (
        load(language, template.domain) if path.exists() else Catalog(locale=language.formats, domain=template.domain)
    )
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    _write(path, catalogue)


def _write(path: Path, catalogue: Catalog) -> None:
    """Without line numbers and dates, so that a change shows only words."""
    catalogue.header_comment = "# Ortsstimme, EUPL-1.2"
    catalogue.fuzzy = False
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, no_location=True, sort_output=True, omit_header=False, include_previous=False)
    kept = [
        line for line in buffer.getvalue().decode().splitlines() if not re.match(r'"(POT-Creation|PO-Revision)-Date', line)
    ]
    path.write_text("\n".join(kept).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
