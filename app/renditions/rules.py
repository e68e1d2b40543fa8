"""What a Übersetzung is, and which one a reader sees. Pure.

A text belongs to a thing ("concern:2026-000123", "forum:rieth") and is one of its parts ("text", "description"). Each part
stands in one language, its original. A Übersetzung tells it in another: a translation, or plain words (`de-simple`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PLAIN_TAG = "de-simple"
LONGEST = 20_000
LONGEST_CHECKER = 200


class RenditionState(StrEnum):
    """Whose words these are, and whether somebody who knows has read them (methods F-03)."""

    DRAFT = "draft"
    MACHINE = "machine"
    CHECKED = "checked"


@dataclass(frozen=True, kw_only=True)
class Original:
    """One part of a thing as its author wrote it. `language` is an HTML tag."""

    part: str
    label: str
    text: str
    language: str

    def may_be_told_in(self, language: str) -> bool:
        return bool(self.text.strip()) and language != self.language


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a reader reads in place of an original that stands in another language."""

    text: str
    language: str
    state: RenditionState
    checked_by: str
    checked_on: date | None

    @property
    def is_checked(self) -> bool:
        return self.state is RenditionState.CHECKED

    @property
    def is_plain(self) -> bool:
        return self.language == PLAIN_TAG
