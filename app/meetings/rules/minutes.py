"""The way of the minutes: from the first draft to everybody, and what two writers do to one text."""

import os.path
import re
import unicodedata
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.rules.kinds import MinutesState, Part
from app.meetings.rules.results import LONGEST_TEXT

NEXT: dict[MinutesState, frozenset[MinutesState]] = {
    MinutesState.DRAFT: frozenset({MinutesState.AGREED}),
    MinutesState.AGREED: frozenset({MinutesState.DRAFT, MinutesState.APPROVED}),
    MinutesState.APPROVED: frozenset({MinutesState.PUBLISHED}),
    MinutesState.PUBLISHED: frozenset(),
}
"""Agreed minutes may go back to the desk; approved ones change by corrections alone (methods C-02)."""

STRETCH = timedelta(minutes=5)
"""What one writer saves within so long is one revision."""
MOST_LOST = 200
"""A save that takes more characters than this away begins a new revision, so that what stood there can be found again."""

LONGEST_BY_WORDS = 5_000
"""Longer texts than this are compared line by line: word by word would take too long."""

FREE = frozenset({MinutesState.DRAFT, MinutesState.AGREED})
"""As long as these last, texts are simply written. Later every change is a correction that all can see."""

OF_MEETING = (Part.OPENING, Part.CLOSING, Part.PLAIN)
OF_ITEM = (Part.RESULT, Part.DERIVATION)

_BULLET = re.compile(r"^[ \t]*[•·▪‣◦●\uf0b7][ \t\u00a0]*", re.MULTILINE)


class Choice(StrEnum):
    """What becomes of two texts in the same place. The values stand in forms."""

    MINE = "meinen"
    THEIRS = "anderen"
    BOTH = "beide"


def may_move(now: MinutesState, wanted: MinutesState) -> bool:
    return wanted in NEXT[now]


def is_free(state: MinutesState) -> bool:
    return state in FREE


def continues(*, last_at: datetime, now: datetime, is_same_writer: bool, before: str, after: str) -> bool:
    """Whether a save goes on with the writer's last revision instead of making a new one."""
    return is_same_writer and now - last_at < STRETCH and lost(before, after) <= MOST_LOST


def lost(before: str, after: str) -> int:
    """How many characters of a text are gone when one place of it was changed. 0: everything is still there."""
    head = _same(before, after)
    return len(before) - head - _same(before[head:][::-1], after[head:][::-1])


def _same(one: str, other: str) -> int:
    """How many signs two texts have in common from their beginning on."""
    return len(os.path.commonprefix([one, other]))  # noqa: RUF071  # it compares sign by sign, which is wanted here.


def chosen(choice: Choice, *, mine: str, theirs: str) -> str:
    """The text that two texts become."""
    if choice is Choice.BOTH:
        return "\n\n".join(text for text in (theirs, mine) if text)
    return mine if choice is Choice.MINE else theirs


def slot(part: Part, item_hex: str = "") -> str:
    """The name of one text of the minutes: `opening`, or `result:<id of the item>`."""
    return f"{part.value}:{item_hex}" if item_hex else part.value


def read_slot(name: str) -> tuple[Part, UUID | None]:
    """The part and the item that a slot names. ValueError when it names none."""
    part, _colon, item_hex = name.partition(":")
    found = Part(part)
    if (found in OF_ITEM) != bool(item_hex):
        raise ValueError(name)
    return found, UUID(hex=item_hex) if item_hex else None


def as_plain(text: str) -> str:
    """A text as it is kept: signs composed (NFC), and the bullets of word processors as the `- ` of our lists."""
    return _BULLET.sub("- ", unicodedata.normalize("NFC", text))


def check_length(text: str) -> None:
    """Raise RuleBroken for a text that does not fit, and say by how much."""
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(
            _(
                "Der Text hat %(length)s Zeichen. Es passen höchstens %(most)s hinein. Bitte kürzen Sie ihn.",
                length=len(text),
                most=LONGEST_TEXT,
            ),
            field="text",
        )


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """What became of a text, word by word: pairs of `same`, `gone` or `new` and the words. Long texts line by line."""
    old, new = _words(before), _words(after)
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [("gone", "".join(old[a:b]))] if b > a else []
        found += [("new", "".join(new[c:d]))] if d > c else []
    return found


def _words(text: str) -> list[str]:
    if len(text) > LONGEST_BY_WORDS:
        return text.splitlines(keepends=True)
    return re.findall(r"\s+|[^\s]+", text)


class Gap(StrEnum):
    """What minutes still lack before everybody may read them."""

    NOT_ANNOUNCED = "not_announced"
    ATTENDANCE = "attendance"
    RESULT = "result"
    PLAIN = "plain"
    TWO_TEXTS = "two_texts"


def check_step(now: MinutesState, wanted: MinutesState) -> None:
    """Raise RuleBroken for a step that leads nowhere, for instance because somebody else has just done it."""
    if not may_move(now, wanted):
        raise RuleBroken(_("Das Protokoll hat inzwischen einen anderen Stand. Bitte sehen Sie es sich noch einmal an."))


def check_approval(*, approved_on: date | None, held_on: date, today: date) -> None:
    """Raise RuleBroken when minutes cannot have been approved on that day."""
    if approved_on is None:
        raise RuleBroken(_("An welchem Tag wurde das Protokoll genehmigt?"), field="approved_on")
    if not held_on <= approved_on <= today:
        raise RuleBroken(
            _("Das Protokoll kann erst nach dem Treffen und nicht in der Zukunft genehmigt werden."), field="approved_on"
        )


def check_correction(*, before: str, after: str, reason: str, has_seen: bool) -> None:
    """Raise RuleBroken for a correction that changes nothing, says no reason, or comes after one it has not seen."""
    if not has_seen:
        raise RuleBroken(
            _("Jemand hat diesen Text gerade berichtigt. Bitte sehen Sie ihn sich noch einmal an."), field="text"
        )
    if before == after:
        raise RuleBroken(_("Der Text ist noch derselbe."), field="text")
    if not any(sign.isalnum() for sign in reason):
        raise RuleBroken(_("Schreiben Sie bitte, warum das berichtigt wird."), field="reason")
