"""What concerns are told of a meeting: which step they may take there, and a long result in a few whole sentences."""

import re
from collections.abc import Iterator

from app.concerns.rules import Progress
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

STEPS = (Progress.DISCUSSED, Progress.PLANNED, Progress.DONE, Progress.NOT_POSSIBLE)
"""The steps that a concern can take in a meeting. Departments are asked elsewhere: that needs a day for the answer."""

LONGEST_ENTRY = 600
LONGEST_TITLE = 160
_SENTENCE_END = re.compile(r"(?<=[.!?…؟。])\s+")
_ENDS_SENTENCE = (".", "!", "?", "…", ":", "؟", "。")


def check_step(step: Progress) -> None:
    """Raise RuleBroken for a step that a concern cannot take in a meeting."""
    if step not in STEPS:
        raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="moves_to")


def in_short(text: str, *, most: int = LONGEST_ENTRY) -> str:
    """The first whole sentences of a text, without headings and bullets. What is cut inside a sentence ends with "…"."""
    kept = ""
    for sentence in _SENTENCE_END.split(" ".join(_lines(text))):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    return kept or cut(" ".join(_lines(text)), most=most)


def cut(line: str, *, most: int = LONGEST_TITLE) -> str:
    """A line that is not too long, cut between two words."""
    one_line = " ".join(line.split())
    if len(one_line) <= most:
        return one_line
    head = one_line[: most - 2]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–-") + " …"


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        words = line.strip()
        if words and not words.startswith("## "):
            plain = words.removeprefix("- ").strip()
            yield plain if plain.endswith(_ENDS_SENTENCE) else f"{plain}."
