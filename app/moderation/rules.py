"""Hints at personal data in free text, and how words are made unreadable. Pure.

A hint never blocks: it marks a place that a person should look at (methods A-35). The patterns favour everyday German and
look at the ways in which people of other languages name themselves. Every pattern is bounded, so no text makes it slow.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

SEALED_FOR = timedelta(days=30)
"""How long the words before a redaction are kept, so that a mistake can be undone."""

WARNED_BEFORE = timedelta(days=7)
"""How long before its end the desk says that an original will be gone."""

UNREADABLE = "▇▇▇"
"""What stands in the place of redacted words; it needs no translation."""


class HintKind(StrEnum):
    """What a hint points at. In this order one wins over another at the same place."""

    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"
    PLATE = "plate"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, kw_only=True)
class Hint:
    """A passage `text[start:end]` that may be personal data."""

    start: int
    end: int
    kind: HintKind


_NAME = r"[^\W\d_a-zäöüß][\w'’-]{1,40}"
_OFFICES = (
    r"Anfang|Mitte|Ende|Nachbar(?:in)?|Minister(?:in)?|Präsident(?:in)?|\w{0,20}[Bb]ürgermeister(?:in)?|Doktor(?:in)?|"
    r"Lehrer(?:in)?|Direktor(?:in)?|Polizist(?:in)?|Holle"
)
_COUNTED = (
    r"Uhr|Euro|EUR|€|%|Prozent|Leute|Kinder|Menschen|Personen|Familien|Mieter|Wohnungen|Jahren?|Minuten?|Stunden?|Tagen?|Wochen?|"
    r"Monaten?|Mal|mal|m|km|cm|Meter|Bänke|Autos|Bäume|Parkplätze|Fahrräder|Laternen"
)
_STREET = "|".join(
    (
        r"[A-ZÄÖÜ][\w-]{0,40}?(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|hof|chaussee|steig|promenade|markt|graben)",
        r"[A-ZÄÖÜ][\w-]{1,30} (?:Str\.|Straße|Platz|Weg|Allee|Ring|Gasse|Ufer|Damm|Markt)",
        r"(?:Straße|Platz|Weg) (?:des|der|am|zum) [A-ZÄÖÜ][\w-]{1,30}",
        r"(?:Am|An der|An den|Im|In der|Zum|Zur|Auf dem) (?!Tempo|Linie|Haus|Stock|Zone|Bus)[A-ZÄÖÜ][\w-]{1,30}",
    )
)
_ARE_CALLED = (
    r"ich heiße|ich heisse|mein name ist|my name is|меня зовут|мене звати|adım|nazywam się|je m['’]appelle|"
    r"mă numesc|tên tôi là"
)

_PATTERNS: dict[HintKind, tuple[re.Pattern[str], ...]] = {
    HintKind.IBAN: (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE),),
    HintKind.EMAIL: (
        re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b"),
        re.compile(r"\b[\w.+-]{1,64} ?[(\[](?:at|ät)[)\]] ?[\w.-]{1,63}", re.IGNORECASE),
    ),
    HintKind.PHONE: (
        re.compile(r"(?<![\w-])(?:\+|00)[1-9][\d ()/-]{6,18}\d(?!\w)"),
        re.compile(r"(?<![\w.,-])\(?0[1-9]\d{1,4}\)?[ /-]{0,3}\d(?:[ /-]{0,2}\d){4,10}(?!\w)"),
        re.compile(
            r"\b(?:tel|telefon|handy|mobil|whatsapp|phone|тел|телефон|هاتف|رقمي)\b[^\w\n]{0,4}\d(?:[ /-]{0,2}\d){4,12}\b",
            re.IGNORECASE,
        ),
    ),
    HintKind.PLATE: (
        re.compile(r"\b(?!(?:DIN|BAB)\b)[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?\b"),
        re.compile(r"\b(?!(?:DIN|BAB)\b)[A-ZÄÖÜ]{1,3} [A-Z]{1,2}[ -]?[1-9]\d{1,3}[EH]?\b"),
    ),
    HintKind.ADDRESS: (
        re.compile(
            rf"\b(?:{_STREET}) (?:Nr\. ?|Hausnummer )?\d{{1,3}}(?: ?[a-h](?!\w))?"
            rf"(?!\d|\.\d|,\d|:\d)(?! ?(?:{_COUNTED})(?!\w))"
        ),
    ),
    HintKind.NAME: (
        re.compile(
            rf"\b(?:[Hh]errn?|[Ff]rau|Hr\.|[Ff]amilie|Fam\.|Mrs?\.?|Ms\.?|Madame|Monsieur|[Пп]ані?|[Гг]осподин|[Гг]оспожа|Pani?)"
            rf" (?:(?:Dr|Prof)\. ){{0,2}}(?!(?:{_OFFICES})\b){_NAME}(?: {_NAME}(?=[\s.,;!?]|$))?"
        ),
        re.compile(rf"\b{_NAME} (?:Bey|Hanım)\b"),
        re.compile(
            rf"\b(?:{_ARE_CALLED}) [^\W\d_][\w'’-]{{1,40}}(?: (?-i:[A-ZÄÖÜА-ЯІЇЄ])[\w'’-]{{1,40}})?",
            re.IGNORECASE,
        ),
        re.compile(r"(?:\bاسمي|\bالسيدة?|\bاسم من) [^\W\d_]{2,40}"),
    ),
}


def personal_data(text: str) -> tuple[Hint, ...]:
    """Where a text may tell who somebody is or how to reach them, from left to right, without overlaps."""
    read = _with_plain_digits(text)
    taken: list[Hint] = []
    for kind, patterns in _PATTERNS.items():
        for found in (match for pattern in patterns for match in pattern.finditer(read)):
            hint = Hint(start=found.start(), end=found.end(), kind=kind)
            if _is_meant(kind, found[0]) and not any(_overlap(hint, other) for other in taken):
                taken.append(hint)
    return tuple(sorted(taken, key=lambda hint: hint.start))


def has_personal_data(*texts: str) -> bool:
    return any(personal_data(text) for text in texts)


def pieces(text: str) -> Iterator[tuple[str, HintKind | None]]:
    """The text cut at its hints, so that a page can mark them."""
    at = 0
    for hint in personal_data(text):
        if hint.start > at:
            yield text[at : hint.start], None
        yield text[hint.start : hint.end], hint.kind
        at = hint.end
    if at < len(text):
        yield text[at:], None


def passages(texts: Iterable[str]) -> dict[str, HintKind]:
    """Each suspicious passage of these texts once, with its kind."""
    return {text[hint.start : hint.end]: hint.kind for text in texts for hint in personal_data(text)}


def without(text: str, passage: str) -> str:
    """The text with every occurrence of a passage made unreadable; case and the kind of space do not matter."""
    return _as_written(passage).sub(UNREADABLE, text)


def stands_in(passage: str, text: str) -> bool:
    return bool(passage.split()) and _as_written(passage).search(text) is not None


def _as_written(passage: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in passage.split()), re.IGNORECASE)


def _with_plain_digits(text: str) -> str:
    """The same text, character by character, with the digits of every script as 0–9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def _is_meant(kind: HintKind, passage: str) -> bool:
    return kind is not HintKind.IBAN or _is_iban(passage.replace(" ", "").upper())


def _is_iban(account: str) -> bool:
    """The number modulo 97 is 1 (ISO 13616). A German account is shown even with a slip of the pen."""
    if account.startswith("DE") and len(account) == 22 and account[2:].isdigit():
        return True
    turned = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _overlap(one: Hint, other: Hint) -> bool:
    return one.start < other.end and other.start < one.end
