"""What was found in a text, ready to be shown. Nothing of it is stored, and no word of it is logged."""

from dataclasses import dataclass

from app.kernel import clock
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext, number
from app.writing import labels, queries
from app.writing.rules import checking, readability
from app.writing.rules.checking import Checked, Piece
from app.writing.rules.kinds import Hint, Measure

LONGEST_TEXT = 20_000
MOST_SHOWN = 100
"""More hints at once help nobody."""
LONGEST_PASSAGE = 60


@dataclass(frozen=True, kw_only=True)
class Item:
    """One hint in words. `passage` is empty where it speaks of the whole text."""

    severity: str
    kind: str
    passage: str
    advice: str
    proposal: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """`said` is the short form that is read aloud. `figures` are for those who ask for them."""

    said: str
    level: str
    level_kind: str
    items: tuple[Item, ...] = ()
    pieces: tuple[Piece, ...] = ()
    more: str = ""
    figures: tuple[tuple[str, str], ...] = ()


def made(text: str, measure: Measure) -> Report:
    """Look at a text of staff."""
    if len(text) > LONGEST_TEXT:
        return Report(said=str(labels.TOO_LONG), level="", level_kind="plain")
    found = checking.checked(text, measure=measure, this_year=clock.today().year, names=queries.proper_names())
    shown, rest = found.hints[:MOST_SHOWN], len(found.hints) - MOST_SHOWN
    return Report(
        said=_said(found),
        level=str(labels.LEVELS[found.level]) if found.level else str(labels.TOO_SHORT),
        level_kind=labels.LEVEL_KINDS[found.level] if found.level else "plain",
        items=tuple(_item(found.text, hint) for hint in shown),
        pieces=tuple(checking.pieces(found.text, shown)),
        more=ngettext("%(num)s weiterer Hinweis", "%(num)s weitere Hinweise", rest) if rest > 0 else "",
        figures=_figures(found) if found.level else (),
    )


def _said(found: Checked) -> str:
    if not found.text.strip():
        return _("Noch steht hier kein Text.")
    if not found.hints:
        return _("Gut: Wir haben nichts gefunden.")
    return ngettext("Wir haben %(num)s Hinweis.", "Wir haben %(num)s Hinweise.", len(found.hints))


def _item(text: str, hint: Hint) -> Item:
    passage = " ".join(text[hint.start : hint.end].split())
    if len(passage) > LONGEST_PASSAGE:
        passage = passage[:LONGEST_PASSAGE].rsplit(" ", 1)[0] + " …"
    return Item(
        severity=str(labels.SEVERITIES[hint.severity]),
        kind=labels.SEVERITY_KINDS[hint.severity],
        passage=passage,
        advice=labels.advice(hint),
        proposal=hint.proposal,
    )


def _figures(found: Checked) -> tuple[tuple[str, str], ...]:
    counts = found.counts
    assert counts is not None  # noqa: S101  # a level is made of counts.
    first, second, third, fourth = (number(round(value, 1)) for value in readability.wiener(counts))
    return (
        (_("Wörter"), number(counts.words)),
        (_("Sätze"), number(counts.sentences)),
        (_("Wörter in einem Satz"), number(round(counts.words_a_sentence, 1))),
        (_("Amstad: ab 80 leicht, ab 60 mittel"), number(round(readability.amstad(counts), 1))),
        (_("Wiener Formel 4: bis 5 leicht, bis 9 mittel"), fourth),
        (_("Wiener Formeln 1 bis 3"), _("%(first)s, %(second)s und %(third)s", first=first, second=second, third=third)),
    )
