"""A passage is a part of an answer, or all of it; it is marked by where it begins and ends in the text (A-40)."""

import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"\S(?:.*?[.!?…؟。](?=\s|$)|.*)", re.MULTILINE)
"""Up to the first sign of an end before a blank, else to the end of the line. An answer may be nothing but dots."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """From `start` up to, not including, `end`, in characters of the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def whole(text: str) -> Span:
    return Span(start=0, end=len(text))


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of an answer, in their order; a line is never longer than a sentence."""
    return tuple(
        Span(start=found.start(), end=found.start() + len(found.group().rstrip())) for found in _SENTENCE.finditer(text)
    )


def within(text: str, start: int, end: int) -> Span | None:
    """The marked part without the spaces around it; None if nothing of the text is in it."""
    start, end = max(0, start), min(len(text), end)
    marked = text[start:end]
    if not marked.strip():
        return None
    begin = start + len(marked) - len(marked.lstrip())
    return Span(start=begin, end=begin + len(marked.strip()))
