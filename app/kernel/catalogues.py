"""What may be wrong with a sentence of a catalogue. `make check` says all of it, and nobody is served with a broken one."""

import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from flask import Flask, current_app

from app.kernel import serving
from app.kernel.languages import OFFERED, PLAIN, TRANSLATIONS, Language
from config import INSTANCE

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
GERMAN_WORDS = (
    "und|oder|nicht|kein|keine|ist|sind|wird|werden|wurde|haben|für|auf|auch|aus|beim|bei|von|zum|zur|dem|"
    "das|eine|einen|einer|eines|Sie|Ihr|Ihre|Ihren|wir|noch|nur|über|unter|durch|Uhr"
)
"""A pattern of words that no other language of ours knows: where one stands, German was left."""
SAME_WORDS = frozenset((TRANSLATIONS / "same_words.txt").read_text(encoding="utf-8").splitlines())
"""What may be the same in another language: names, and words that several languages share."""
_ONLY_GERMAN = re.compile(rf"(?<![\w-])(?:{GERMAN_WORDS})(?![\w-])")
_QUOTED = re.compile(r"[“„«][^”“»]*[”“»]")
_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_FORCED = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
_CHECKED = INSTANCE / "catalogues.checked"
GAPS = ("fuzzy", "not translated")


def init_app(app: Flask) -> None:
    serving.before_serving(app, refuse_broken)


def refuse_broken() -> None:
    """Stop with one sentence if a sentence of a catalogue cannot be shown. What was sound before is not looked at again.

    While nobody but us reads, a sentence may wait for its translation: it stands there in German.
    """
    files = [(language, path) for language in OFFERED for path in sorted((TRANSLATIONS / language.catalogue).glob("*.po"))]
    digest = _digest([Path(__file__), *(path for _, path in files)])
    if _CHECKED.exists() and _CHECKED.read_text(encoding="ascii") == digest:
        return
    tolerated = () if current_app.config["IS_PRODUCTION"] else GAPS
    for language, path in files:
        if fault := next((each for each in faults_in(path, language) if not each.startswith(tolerated)), None):
            name = f"translations/{language.catalogue}/{path.name}"
            sys.exit(f"{name} ist nicht in Ordnung: {fault}. Alle Fehler nennt: make check")
    _CHECKED.parent.mkdir(parents=True, exist_ok=True)
    _CHECKED.write_text(digest, encoding="ascii")


def _digest(paths: list[Path]) -> str:
    mode = str(current_app.config["IS_PRODUCTION"]).encode()
    return hashlib.sha256(b"\0".join([mode, *(path.read_bytes() for path in paths)])).hexdigest()


def load(path: Path, language: Language) -> Catalog:
    """A catalogue as it stands in its file. Raises PoFileError for what is no catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=language.formats, domain=path.stem, abort_invalid=True)


def faults_in(path: Path, language: Language) -> Iterator[str]:
    """Everything that is wrong with the sentences of one file, with the sentence."""
    try:
        catalogue = load(path, language)
    except (PoFileError, UnicodeDecodeError) as broken:
        yield f"not readable: {broken}"
        return
    for message in catalogue:
        if message.id:
            yield from (
                f"{fault}: {key_of(message)[:70]!r}" for fault in faults_of(message, catalogue.num_plurals, language)
            )


def faults_of(message: Message, plurals: int, language: Language) -> Iterator[str]:
    """What is wrong with one sentence in one language."""
    forms, ids = _listed(message.string), _listed(message.id)
    if message.fuzzy:
        yield "fuzzy"
    if not all(form.strip() for form in forms):
        yield "not translated"
        return
    if message.pluralizable and len(forms) != plurals:
        yield f"{len(forms)} plural forms instead of {plurals}"
    for form in forms:
        yield from _placeholders(ids[-1], form, is_counted=message.pluralizable)
        yield from _signs(ids[-1], form, language)
        if language is not PLAIN and _left_in_german(ids, form):
            yield f"left in German in {form[:70]!r}"


def key_of(message: Message) -> str:
    return _listed(message.id)[0]


def _listed(words: Any) -> list[str]:
    return [words or ""] if words is None or isinstance(words, str) else [each or "" for each in words]


def _placeholders(wanted: str, form: str, *, is_counted: bool) -> Iterator[str]:
    """Names that are missing or made up, and a `%` on which filling in would break. A number may be said in words."""
    ours, theirs = set(PLACEHOLDER.findall(wanted)), set(PLACEHOLDER.findall(form))
    if (ours - theirs - ({"num"} if is_counted else set())) or theirs - ours:
        yield f"placeholders differ in {form!r}"
    if ours or theirs:
        try:
            form % defaultdict(str)
        except (ValueError, TypeError):
            yield f"a % that is no placeholder in {form!r}"


def _signs(wanted: str, form: str, language: Language) -> Iterator[str]:
    """HTML, spaces that come and go at the ends, and marks of direction that reach beyond their sentence."""
    if _MARKUP.search(form):
        yield f"HTML in {form!r}"
    if [wanted[:1].isspace(), wanted[-1:].isspace()] != [form[:1].isspace(), form[-1:].isspace()]:
        yield f"a space too many or too few at an end of {form!r}"
    if _FORCED.search(form) or not _is_balanced(form):
        yield f"marks of direction that are not closed, or force one, in {form!r}"
    elif language.direction == "ltr" and _DIRECTION_MARKS.search(form):
        yield f"marks of direction that this language does not need in {form!r}"


def _is_balanced(form: str) -> bool:
    depth = 0
    for sign in _ISOLATES.findall(form):
        depth += -1 if sign == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0


def _left_in_german(ids: list[str], form: str) -> bool:
    """Whether a sentence was copied, or a German word stands in it. What is quoted may be German."""
    said = PLACEHOLDER.sub("", form)
    is_copied = form in ids and bool(_LETTER.search(said)) and form not in SAME_WORDS
    return is_copied or bool(_ONLY_GERMAN.search(_QUOTED.sub("", said)))
