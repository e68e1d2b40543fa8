"""Single values of a file, checked: numbers, days, classes, points. A value that cannot be right raises RowRefused."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from app.kernel.i18n import lazy_gettext as _
from app.places import labels
from app.places.reading.records import RowRefused
from app.places.rules import Coverage, OrtsteilType, SocialIndexClass, coordinate_fault, social_index_class

_WORDS_FOR_COVERAGE = {
    "whole": Coverage.WHOLE,
    "ganz": Coverage.WHOLE,
    "partly": Coverage.PARTLY,
    "teilweise": Coverage.PARTLY,
}

_WORDS_FOR_CLASSES = {
    "niedrig": SocialIndexClass.LOW,
    "niedrig bis mittel": SocialIndexClass.LOW_TO_MEDIUM,
    "mittel bis hoch": SocialIndexClass.MEDIUM_TO_HIGH,
    "hoch": SocialIndexClass.HIGH,
    **{choice.value: choice for choice in SocialIndexClass},
}

_YEAR = re.compile(r"[12]\d{3}")

Choice = TypeVar("Choice", bound=StrEnum)

Parser = Callable[[str, str], Any]
"""From the words of a cell and the name of its column to a value."""


def text(raw: str, _column: str) -> str:
    """One line of text without white space around or doubled."""
    return " ".join(raw.split())


def whole_number(raw: str, column: str) -> int:
    """A number of people or the like: digits only."""
    if not (raw.isascii() and raw.isdecimal()):
        raise RowRefused(_("„%(value)s“ in der Spalte %(column)s ist keine ganze Zahl.", value=raw, column=column))
    return int(raw)


def decimal_number(raw: str, column: str) -> float:
    """A number with point or comma."""
    try:
        value = Decimal(raw.replace(",", "."))
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite():
        raise RowRefused(_("„%(value)s“ in der Spalte %(column)s ist keine Zahl.", value=raw, column=column))
    return float(value)


def square_metres(raw: str, column: str) -> float:
    """An area in square metres, as square kilometres."""
    return round(decimal_number(raw, column) / 1_000_000, 4)


def positive_area(raw: str, column: str) -> float:
    """An area in square kilometres."""
    value = decimal_number(raw, column)
    if value <= 0:
        raise RowRefused(_("„%(value)s“ in der Spalte %(column)s ist keine Fläche.", value=raw, column=column))
    return value


def day(raw: str, column: str) -> date:
    """A day as 2026-03-01."""
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise RowRefused(
            _("„%(value)s“ in der Spalte %(column)s ist kein Tag wie 2026-03-01.", value=raw, column=column)
        ) from None


def year(raw: str, column: str) -> int:
    """A year with four digits."""
    if not _YEAR.fullmatch(raw):
        raise RowRefused(_("„%(value)s“ in der Spalte %(column)s ist kein Jahr.", value=raw, column=column))
    return int(raw)


def ortsteil_type(raw: str, column: str) -> OrtsteilType:
    """How the Ortsteil is built."""
    return _chosen({choice.value: choice for choice in OrtsteilType}, raw, column)


def coverage(raw: str, column: str) -> Coverage:
    """Wholly or partly."""
    return _chosen(_WORDS_FOR_COVERAGE, raw, column)


def index_class(raw: str, column: str) -> SocialIndexClass:
    """A published class of the social index."""
    return _chosen(_WORDS_FOR_CLASSES, raw, column)


def index_value(raw: str, column: str) -> float:
    """A value of the social index, between 0 and 1."""
    value = decimal_number(raw, column)
    if not 0 <= value <= 1:
        raise RowRefused(_("Der Sozialindex %(value)s liegt nicht zwischen 0 und 1.", value=raw))
    return value


def check_point(lon: float, lat: float) -> None:
    """Refuse a point that cannot be right, and say why."""
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise RowRefused(_("Eine Koordinate ist keine Zahl."))
    if fault := coordinate_fault(lon, lat):
        raise RowRefused(labels.COORDINATE_FAULTS[fault])


def check_together(stated: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of one row with those that follow from them. Refuse facts that contradict each other."""
    if ("lat" in stated) != ("lon" in stated):
        raise RowRefused(_("Zu einem Punkt gehören Breite und Länge."))
    if "lat" in stated:
        check_point(stated["lon"], stated["lat"])
    if "social_index" not in stated:
        return dict(stated)
    published = social_index_class(Decimal(str(stated["social_index"])))
    if stated.get("social_index_class", published) is not published:
        raise RowRefused(_("Ein Sozialindex von %(value)s gehört in eine andere Klasse.", value=stated["social_index"]))
    return {**stated, "social_index_class": published}


def _chosen(choices: Mapping[str, Choice], raw: str, column: str) -> Choice:
    try:
        return choices[raw.casefold()]
    except KeyError:
        raise RowRefused(_("„%(value)s“ in der Spalte %(column)s ist unbekannt.", value=raw, column=column)) from None
