"""Whether our own words in Leichte Sprache make no error that the writing helper would point at (methods F-32).

A sentence that may break one stands with its reason in `translations/de@simple/exceptions.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from app.kernel.languages import PLAIN, TRANSLATIONS
from app.kernel.plain_words import written
from app.writing.rules.checking import checked
from app.writing.rules.kinds import Hint, Measure, Severity

EXCEPTIONS = TRANSLATIONS / PLAIN.catalogue / "exceptions.toml"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
YEAR = 2026
"""Years long ago are only a hint, so any year would do."""


def exceptions(path: Path = EXCEPTIONS) -> dict[str, str]:
    """The reasons why a message may be hard, by the message."""
    with path.open("rb") as file:
        return {each["message"]: each["reason"] for each in tomllib.load(file).get("exception", [])}


def faults(catalogue: Catalog, allowed: Mapping[str, str]) -> Iterator[str]:
    """What is too hard in a catalogue, one sentence each; and exceptions without a reason, or that nobody needs."""
    hard = {_key(message): list(_errors(message)) for message in catalogue if message.id}
    for key, errors in hard.items():
        if key not in allowed:
            yield from (f"too hard to read, {error}: {key[:70]!r}" for error in errors)
    for key, reason in allowed.items():
        if not reason.strip():
            yield f"an exception without a reason: {key[:70]!r}"
        if not hard.get(key):
            yield f"an exception that is not needed any more: {key[:70]!r}"


def _errors(message: Message) -> Iterator[str]:
    for form in _forms(message):
        text = PLACEHOLDER.sub("Wort", written(form))
        for hint in checked(text, measure=Measure.EASY, this_year=YEAR).hints:
            if hint.severity is Severity.ERROR:
                yield _said(text, hint)


def _said(text: str, hint: Hint) -> str:
    return f"{hint.rule} ({hint.count}) in «{text[hint.start : hint.end]}»"


def _forms(message: Message) -> Iterable[str]:
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
