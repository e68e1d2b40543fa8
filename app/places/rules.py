"""What holds for places: kinds of Ortsteile, classes of the social index, keys, and coordinates that can be true."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

LONGITUDES = (5.0, 16.0)
LATITUDES = (47.0, 56.0)
"""Degrees in WGS 84 between which this country lies; a point outside is a mistake in the file."""

FARTHEST_MOVE_KM = 10.0
"""An Ortsteil that suddenly lies farther away than this is another one with the same key."""


SLIVER = 0.03
"""Two boundaries drawn by different hands differ by this share of an area and still mean the same line."""


class OrtsteilType(StrEnum):
    """How an Ortsteil is built, as the statistics of the city say."""

    URBAN = "staedtisch"
    HOUSING_ESTATE = "grosswohnsiedlung"
    RURAL = "laendlich"


class Coverage(StrEnum):
    """How much of an Ortsteil belongs to a Planungsraum."""

    WHOLE = "whole"
    PARTLY = "partly"


class SocialIndexClass(StrEnum):
    """Possible need of support. Low means little."""

    LOW = "low"
    LOW_TO_MEDIUM = "low_to_medium"
    MEDIUM_TO_HIGH = "medium_to_high"
    HIGH = "high"


class CoordinateFault(StrEnum):
    """Why a point cannot be right."""

    SWAPPED = "swapped"
    NOT_DEGREES = "not_degrees"
    ELSEWHERE = "elsewhere"


_UPPER_LIMITS = (
    (Decimal("0.25"), SocialIndexClass.LOW),
    (Decimal("0.5"), SocialIndexClass.LOW_TO_MEDIUM),
    (Decimal("0.75"), SocialIndexClass.MEDIUM_TO_HIGH),
)


def social_index_class(value: Decimal) -> SocialIndexClass:
    """The published class of a value between 0 and 1; a limit belongs to the class above it."""
    for limit, below in _UPPER_LIMITS:
        if value < limit:
            return below
    return SocialIndexClass.HIGH


def coverage_of_share(share: float) -> Coverage | None:
    """How much of an Ortsteil belongs to an area that covers this share of it; slivers along the border do not count."""
    if share >= 1 - SLIVER:
        return Coverage.WHOLE
    return Coverage.PARTLY if share > SLIVER else None


def coordinate_fault(lon: float, lat: float) -> CoordinateFault | None:
    """What is wrong with a point in WGS 84, given as longitude and latitude; None if it may be right."""
    if _within(lon, LONGITUDES) and _within(lat, LATITUDES):
        return None
    if _within(lat, LONGITUDES) and _within(lon, LATITUDES):
        return CoordinateFault.SWAPPED
    if abs(lon) <= 180 and abs(lat) <= 90:
        return CoordinateFault.ELSEWHERE
    return CoordinateFault.NOT_DEGREES


def common_width(keys: Iterable[str]) -> int | None:
    """The number of digits if all keys are numbers of one width; None if there are none or they differ."""
    widths = {len(key) if _is_number(key) else 0 for key in keys}
    return widths.pop() if len(widths) == 1 and 0 not in widths else None


def padded(key: str, width: int | None) -> str:
    """The key with leading zeros: 1 is 01 where all keys have two digits."""
    return key.zfill(width) if width is not None and _is_number(key) else key


def matching_key(given: str, known: Iterable[str]) -> str | None:
    """The known key that somebody means who lost or added leading zeros; None if none or several could be meant."""
    keys = set(known)
    if given in keys:
        return given
    if not _is_number(given):
        return None
    alike = [key for key in keys if _is_number(key) and int(key) == int(given)]
    return alike[0] if len(alike) == 1 else None


def alphabetical(name: str) -> str:
    """What to sort names by, the same on every database: ä beside a, ß as ss (DIN 5007-1)."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdecimal()


def _within(degrees: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= degrees <= limits[1]
