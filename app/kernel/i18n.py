"""Words in the reader's language: German sentences are the keys, Babel's catalogues hold the rest.

`resident` is complete in every offered language, `staff` in German and English. Where Leichte Sprache has no words of its
own, the German ones stand. Catalogues are read from their sources once per process, so nothing needs compiling.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any, cast

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import current_app, g, has_app_context, has_request_context

from app.kernel import clock, plain_words
from app.kernel.languages import GERMAN, PLAIN, TRANSLATIONS, Language

CATALOGUES = ("resident", "staff")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def current_language() -> Language:
    """The language of what is being made: the one of `speaking`, else the page's; German outside a request."""
    if spoken := _spoken.get():
        return spoken
    return cast(Language, g.get("language", GERMAN)) if has_request_context() else GERMAN


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Everything inside speaks this language: sentences, days, numbers and addresses. For mails to other people."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def gettext(message: str, **values: Any) -> str:
    """The sentence in the reader's language, its %(name)s filled."""
    return _filled(_words(current_language()).gettext(message), values)


def pgettext(context: str, message: str, **values: Any) -> str:
    """Like gettext, for a single word that means different things in different places."""
    return _filled(_words(current_language()).pgettext(context, message), values)


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """The form for this number; %(num)s is written with the reader's digits."""
    words = _words(current_language()).ngettext(one, many, num)
    return _filled(words, {"num": number(num), **values})


class _Lazy:
    """A sentence that is looked up when it is shown."""

    def __init__(self, message: str, values: dict[str, Any]) -> None:
        self._message = message
        self._values = values

    def __str__(self) -> str:
        return gettext(self._message, **self._values)

    def __html__(self) -> str:
        from markupsafe import escape

        return str(escape(str(self)))

    def __mod__(self, values: Any) -> str:
        return _filled(str(self), values)

    def __repr__(self) -> str:
        return f"lazy_gettext({self._message!r})"

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self._message)

    def __getattr__(self, name: str) -> Any:
        return getattr(str(self), name)


def lazy_gettext(message: str, **values: Any) -> str:
    """A sentence for forms, labels and rules, looked up when shown. It behaves like a str in templates and messages."""
    return cast(str, _Lazy(message, values))


def to_translate(message: str) -> str:
    """The sentence itself, marked for the catalogue: it is translated later, in a language that is not known yet."""
    return message


def translated(message: str) -> str:
    """A text that may or may not be a message of the catalogue, for data that carries German labels."""
    return _words(current_language()).gettext(message) if message else ""


def in_language(language: Language, message: str, **values: Any) -> str:
    """The sentence in a language other than the page's, for instance for a mail to an author."""
    return _filled(_words(language).gettext(message), values)


def day(value: date | datetime, form: str = "long") -> str:
    """A day with its year as people here write it: 1. März 2026."""
    shown = clock.local(value).date() if isinstance(value, datetime) else value
    return _in_own_digits(dates.format_date(shown, form, locale=current_language().locale))


def weekday(value: date | datetime) -> str:
    """A day with its weekday and its year: Dienstag, 1. Dezember 2026."""
    return day(value, "full")


def day_of_year(value: date) -> str:
    """A day without its year: 19. Juni."""
    return part_of_day(value, "MMMMd")


def month(value: date) -> str:
    """A month with its year: Juni 2023."""
    return part_of_day(value, "yMMMM")


def part_of_day(value: date, skeleton: str) -> str:
    """Some parts of a date in the order of the reader's language. The skeleton names them with the signs of CLDR."""
    return _in_own_digits(dates.format_skeleton(skeleton, value, locale=current_language().locale))


def time_of_day(value: datetime) -> str:
    """What clocks on the wall here show then: 17:00. A German sentence says "Uhr" behind it."""
    return _in_own_digits(dates.format_time(value, "short", tzinfo=clock.LOCAL, locale=current_language().locale))


def _in_own_digits(text: str, language: Language | None = None) -> str:
    """Babel writes Latin digits everywhere; Persian readers have their own."""
    locale = (language or current_language()).locale
    return text.translate(PERSIAN) if locale.default_numbering_system == "arabext" else text


def moment(value: datetime) -> str:
    """A day and a time of day in local time."""
    return f"{day(value)}, {time_of_day(value)}"


def language_name(tag: str) -> str:
    """How a language is called in the reader's own: Arabisch. Its tag if nobody knows."""
    known = current_language().locale.languages
    return known.get(tag.replace("-", "_")) or known.get(tag.split("-")[0]) or tag


def number(value: float) -> str:
    """A number with the reader's own digits and separators."""
    return _number(value, current_language())


@lru_cache(maxsize=5_000)
def _number(value: float, language: Language) -> str:
    """Large tables are full of small numbers, and writing one takes Babel longer than all the rest of its cell."""
    return _in_own_digits(numbers.format_decimal(value, locale=language.locale, numbering_system="default"), language)


def _words(language: Language) -> NullTranslations:
    settings = current_app.config.get("SETTINGS") if has_app_context() else None
    return _catalogues(language, settings.mediopunkt if settings else False)


@cache
def _catalogues(language: Language, mediopunkt: bool) -> NullTranslations:
    """The chain of catalogues of a language; the key itself is the German sentence at its end."""
    chain: NullTranslations = NullTranslations()
    for name in CATALOGUES:
        path = TRANSLATIONS / language.catalogue / f"{name}.po"
        if path.exists():
            with path.open("rb") as file:
                known, compiled = read_po(file, locale=language.formats, domain=name), BytesIO()
                if language is PLAIN:
                    plain_words.rewrite(known, mediopunkt=mediopunkt)
                write_mo(compiled, known)
            compiled.seek(0)
            catalogue = GNUTranslations(compiled)
            catalogue.add_fallback(chain)
            chain = catalogue
    return chain


def _filled(words: str, values: dict[str, Any]) -> str:
    return words % values if values else words
