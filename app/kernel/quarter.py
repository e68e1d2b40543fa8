"""A quarter of a year as people live it: from midnight to midnight of the local clock, whatever summer time does."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from app.kernel.clock import LOCAL, local

WRITTEN = re.compile(r"([0-9]{4})-Q([1-4])")


@dataclass(frozen=True, kw_only=True, order=True)
class Quarter:
    """Three months, written "2026-Q3". Quarters sort by time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"a year has quarters 1 to 4, not {self.number}")
        if not 1 <= self.year < 9999:
            raise ValueError(f"{self.year} is not a year this calendar can hold")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026-Q3". Anything else raises ValueError."""
        written = WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError(f"a quarter is written like 2026-Q3, not {text!r}")
        return cls(year=int(written[1]), number=int(written[2]))

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """The quarter a point in time falls into. A time without zone raises ValueError."""
        if moment.tzinfo is None:
            raise ValueError("a point in time needs a zone")
        return cls.of_day(local(moment).date())

    @classmethod
    def of_day(cls, day: date) -> Self:
        """The quarter a calendar day falls into."""
        return cls(year=day.year, number=(day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.following.first_day - timedelta(days=1)

    @property
    def start(self) -> datetime:
        """The first moment, with the local zone."""
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=LOCAL)

    @property
    def end(self) -> datetime:
        """The first moment that no longer belongs to it, with the local zone."""
        return self.following.start

    @property
    def following(self) -> Self:
        if self.number == 4:
            return type(self)(year=self.year + 1, number=1)
        return type(self)(year=self.year, number=self.number + 1)

    @property
    def previous(self) -> Self:
        if self.number == 1:
            return type(self)(year=self.year - 1, number=4)
        return type(self)(year=self.year, number=self.number - 1)

    def contains(self, moment: datetime) -> bool:
        """Does this point in time fall into it?"""
        return type(self).of(moment) == self

    def closed(self, now: datetime) -> bool:
        """Is it over, so that nothing can be added to it any more?"""
        return type(self).of(now) > self
