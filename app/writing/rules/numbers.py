"""Numbers, dates, times and addresses (F-19, F-20, F-21, F-26)."""

import re
from collections.abc import Iterator

from app.writing.rules.kinds import Advice, Hint, Measure, Severity
from app.writing.rules.splitting import MONTHS, Sentence, Text, UnitKind

HIGH = 100
YEARS_AGO = 20

_ONES = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
_TENS = {
    "zwanzig": 20,
    "dreißig": 30,
    "vierzig": 40,
    "fünfzig": 50,
    "sechzig": 60,
    "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
}
_SMALL = {
    **{word: value for word, value in _ONES.items() if value > 1},
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
    "dreizehn": 13,
    "vierzehn": 14,
    "fünfzehn": 15,
    "sechzehn": 16,
    "siebzehn": 17,
    "achtzehn": 18,
    "neunzehn": 19,
    **_TENS,
    **{f"{one}und{ten}": value + tens for one, value in _ONES.items() for ten, tens in _TENS.items()},
}
NUMBER_WORDS = {
    **_SMALL,
    "hundert": 100,
    "tausend": 1000,
    **{f"{one}hundert": 100 * value for one, value in _ONES.items()},
    **{f"{one}tausend": 1000 * value for one, value in {**_ONES, "zehn": 10, "zwanzig": 20, "hundert": 100}.items()},
}
_NO_NUMBER = frozenset({"Acht", "Elf"})

_NUMBER = re.compile(r"(?<![\w.,:/+-])(?<!\d )(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\w/:+]|[.,]\d|-\d| ?[/-] ?\d| \d)")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3})(?:,\d+)? ?(?:%|Prozent\b)")
_DATE = re.compile(r"(?<![\d.])(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2})(?!\d))?(?!\d)")
_DATE_ABROAD = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_ZERO_DAY = re.compile(rf"(?<![\d.])0(\d)\. ?({'|'.join(MONTHS)})\b")
_TIME = re.compile(
    r"(?<![\d.:,])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d.:])(?= Uhr)|(?<![\d.:,])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"
)
_TIME_FOLLOWS = re.compile(r" ?(?:Uhr|(?:bis|–|-|und|oder) ?(?:\d{1,2}[:.]\d{2}|\d{1,2}) ?Uhr)")
_PLACE = re.compile(
    r"(?<![\d.,-])\d{5}\s(?!(?:Menschen|Euro|Einwohner|Leute|Kinder|Personen|Haushalte|Unterschriften|Stimmen|Meter|Bäume|"
    r"Wohnungen|Besucher|Mal)\b)[A-ZÄÖÜ]"
)
_BEFORE_YEAR = re.compile(rf"(?:Jahre?|[sS]eit|Sommer|Winter|Herbst|Frühling|Frühjahr|Ende|Anfang|{'|'.join(MONTHS)}) $")
_CALLS = frozenset({"110", "112", "115", "116"})
_FOR_CALLS = re.compile(
    r"(?:Telefon|Tel\.|Nummer|Nr\.|Fax|Zimmer|Raum|Linie|Hausnummer|Platz|Straße|Weg|Allee|Ring)\W{0,3}$"
)


def hints(text: Text, measure: Measure, this_year: int) -> Iterator[Hint]:
    if measure is Measure.EASY:
        yield from _words(text)
        yield from _high(text, this_year)
        yield from _percents(text)
    yield from _dates(text)
    yield from _times(text)
    yield from _addresses(text)


def _words(text: Text) -> Iterator[Hint]:
    for sentence in text.sentences:
        for at, word in enumerate(sentence.words):
            if word.text in _NO_NUMBER and at > 0:
                continue
            small = word.text.lower()
            is_times = small.endswith("mal") and len(small) > 3
            value = NUMBER_WORDS.get(small.removesuffix("mal") if is_times else small)
            if value is not None and (word.text.islower() or at == 0):
                proposal = f"{_digits(value)} Mal" if is_times else _digits(value)
                yield _hint(Advice.NUMBER_WORD, Severity.WARNING, word.start, word.end, proposal)


def _digits(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _high(text: Text, this_year: int) -> Iterator[Hint]:
    for found in _NUMBER.finditer(text.read):
        digits = found[0].replace(".", "")
        if found[0].startswith("0") or len(digits) > 12 or found[0] in _CALLS or _stands_for_itself(text.read, found):
            continue
        value = int(digits)
        if _is_year(text.read, found, value):
            if value < this_year - YEARS_AGO:
                yield _hint(Advice.YEAR_OLD, Severity.HINT, found.start(), found.end(), "vor langer Zeit")
        elif value > HIGH and not _is_round(value):
            yield _hint(Advice.NUMBER_HIGH, Severity.HINT, found.start(), found.end(), "viele")


def _is_year(read: str, found: re.Match[str], value: int) -> bool:
    """`1812 zog er fort`, but not `1812 Bäume`. What is near to us is nearly always a year."""
    if len(found[0]) != 4 or not 1500 <= value <= 2100:
        return False
    if 1950 <= value <= 2050:
        return True
    counts_something = read[found.end() : found.end() + 2].strip().isupper()
    return not counts_something or _BEFORE_YEAR.search(read[max(0, found.start() - 16) : found.start()]) is not None


def _stands_for_itself(read: str, found: re.Match[str]) -> bool:
    """A number by which one calls, finds a door or a town: it cannot be said in another way."""
    if _FOR_CALLS.search(read[max(0, found.start() - 16) : found.start()]):
        return True
    return _PLACE.match(read, found.start()) is not None or read[found.end() : found.end() + 2] in {" %", "%"}


def _is_round(value: int) -> bool:
    return value % 100 == 0 or (value < 1000 and value % 50 == 0)


def _percents(text: Text) -> Iterator[Hint]:
    for found in _PERCENT.finditer(text.read):
        yield _hint(Advice.PERCENT, Severity.HINT, found.start(), found.end(), _in_words(int(found[1])))


def _in_words(percent: int) -> str:
    steps = ((10, "wenige"), (40, "einige"), (48, "fast die Hälfte"), (53, "die Hälfte"), (65, "mehr als die Hälfte"))
    return next((words for below, words in steps if percent < below), "fast alle" if percent >= 90 else "die meisten")


def _dates(text: Text) -> Iterator[Hint]:
    for found in _DATE.finditer(text.read):
        yield from _date(found, found[1], found[2], found[3] or "")
    for found in _DATE_ABROAD.finditer(text.read):
        yield from _date(found, found[3], found[2], found[1])
    for found in _ZERO_DAY.finditer(text.read):
        yield _hint(Advice.DATE, Severity.WARNING, found.start(), found.end(), f"{found[1]}. {found[2]}")


def _date(found: re.Match[str], day: str, month: str, year: str) -> Iterator[Hint]:
    if 1 <= int(day) <= 31 and 1 <= int(month) <= 12:
        whole = f"20{year}" if len(year) == 2 else year
        proposal = f"{int(day)}. {MONTHS[int(month) - 1]} {whole}".rstrip()
        yield _hint(Advice.DATE, Severity.WARNING, found.start(), found.end(), proposal)


def _times(text: Text) -> Iterator[Hint]:
    """`9:00 Uhr` is good; `09:00`, `9.00 Uhr` and `9:00` alone are not."""
    for found in _TIME.finditer(text.read):
        hour, minute = found[1] or found[3], found[2] or found[4]
        behind = text.read[found.end() : found.end() + 20]
        has_word = _TIME_FOLLOWS.match(behind) is not None
        if (hour.startswith("0") and hour != "0") or "." in found[0] or not has_word:
            proposal = f"{int(hour)}:{minute}" + ("" if has_word else " Uhr")
            yield _hint(Advice.TIME, Severity.WARNING, found.start(), found.end(), proposal)


def _addresses(text: Text) -> Iterator[Hint]:
    for unit in text.units:
        if unit.kind is UnitKind.LINE:
            for sentence in unit.sentences:
                found = _PLACE.search(text.read, sentence.start, sentence.end)
                if found and _is_running(sentence):
                    yield _hint(Advice.ADDRESS, Severity.WARNING, found.start(), found.end() - 2)


def _is_running(sentence: Sentence) -> bool:
    """Whether it is a sentence, and not the lines of an address."""
    return sum(word.text.islower() for word in sentence.words) > 1


def _hint(advice: Advice, severity: Severity, start: int, end: int, proposal: str = "") -> Hint:
    return Hint(advice=advice, severity=severity, start=start, end=end, proposal=proposal)
