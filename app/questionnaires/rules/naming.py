"""Short names for questions and answers, made from their words. What was published keeps its name for ever (B-02)."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from app.questionnaires.rules.document import OTHER, Document
from app.questionnaires.rules.kinds import QuestionType
from app.questionnaires.rules.question_checks import RESERVED_CODES, RESERVED_KEYS, exported_names

LONGEST_NAME = 24
"""As long as a proposed name gets: short enough for columns, with room for a number behind it."""
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, kw_only=True)
class Published:
    """What was ever published of a questionnaire and stays as it is: the type behind each key, the codes of its answers."""

    types: Mapping[str, QuestionType] = field(default_factory=dict)
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)


def published(documents: Iterable[Document]) -> Published:
    """What these versions have fixed."""
    types: dict[str, QuestionType] = {}
    codes: dict[str, frozenset[str]] = {}
    for document in documents:
        for question in document.questions:
            types[question.key] = question.type
            codes[question.key] = codes.get(question.key, frozenset()) | {choice.code for choice in question.choices}
    return Published(types=types, codes=codes)


def proposed_key(words: str, document: Document, fixed: Published) -> str:
    """A key for a new question that is free, in files as well."""
    in_files = {name.lower() for question in document.questions for name in exported_names(question)}
    return _free(_plain(words).lstrip("_0123456789") or "frage", in_files | set(fixed.types) | RESERVED_KEYS)


def proposed_code(words: str, taken: Collection[str]) -> str:
    """A code for a new answer that is free; `other` is kept for words of one's own."""
    return _free(_plain(words) or "antwort", {code.lower() for code in taken} | RESERVED_CODES | {OTHER})


def _plain(words: str) -> str:
    """The words in the letters that every tool can read, cut between two of them."""
    letters = unicodedata.normalize("NFKD", words.casefold().translate(_GERMAN))
    parts = re.findall(r"[a-z0-9]+", "".join(sign for sign in letters if not unicodedata.combining(sign)))
    name = parts[0][:LONGEST_NAME] if parts else ""
    for part in parts[1:]:
        if len(name) + 1 + len(part) > LONGEST_NAME:
            break
        name = f"{name}_{part}"
    return name


def _free(name: str, taken: Collection[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free
