"""Which words of a concern may be told in other languages: the author's, and those of staff about what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.rules import Asker
from app.concerns import labels, rules
from app.concerns.models import Concern, ProgressEntry
from app.concerns.queries import public, work
from app.forums import queries as forums
from app.kernel.i18n import lazy_gettext as _
from app.renditions import queries as renditions
from app.renditions.rules import Original, RenditionState, Told
from app.renditions.sources import Source, Thing

NEWEST = 200
"""So many concerns of an area the report of what is missing looks at."""
GERMAN = "de"


def originals_of(concern: Concern, entries: Sequence[ProgressEntry]) -> tuple[Original, ...]:
    """All texts that its page shows: title, words, place, and each step's sentence under the id of its entry."""
    where = Original(part="where", label=_("Wo genau"), text=concern.where_exactly, language=concern.language)
    became = [
        Original(part=entry.id.hex, label=str(labels.PROGRESS[entry.step]), text=entry.text, language=GERMAN)
        for entry in entries
        if entry.text
    ]
    return (*_said(concern), *([where] if where.text else []), *became)


@dataclass(frozen=True, kw_only=True)
class Teaser:
    """What stands in a list for a concern that is told in the reader's language. `text` only where it has a title too."""

    headline: str
    text: str
    language: str
    is_machine_made: bool


def teasers(concerns: Sequence[Concern], language: str) -> dict[str, Teaser]:
    """What readers of a language read in a list in place of these concerns, by number: only what is told as a whole."""
    originals = {concern.subject: _said(concern) for concern in concerns}
    told = renditions.told_of(originals, language)
    return {
        concern.number: _teaser([told[concern.subject][each.part] for each in originals[concern.subject]])
        for concern in concerns
        if told[concern.subject] and all(each.part in told[concern.subject] for each in originals[concern.subject])
    }


def _said(concern: Concern) -> list[Original]:
    """The author's words that stand in a list, too."""
    own = (("title", _("Überschrift"), concern.title), ("text", _("Text"), concern.text))
    return [Original(part=part, label=label, text=text, language=concern.language) for part, label, text in own if text]


def _teaser(told: Sequence[Told]) -> Teaser:
    title, text = ("", told[0].text) if len(told) == 1 else (told[0].text, told[1].text)
    return Teaser(
        headline=rules.headline(title, text),
        text=text if title else "",
        language=told[0].language,
        is_machine_made=any(each.state is RenditionState.MACHINE for each in told),
    )


def source() -> Source:
    """The concerns that somebody looks after, as far as everybody may read them."""
    return Source(kind="concern", label=_("Anliegen"), scope="concerns", find=_find, all_of=_all_of)


def _find(asker: Asker, number: str) -> Thing:
    concern = work.get_for(asker, number)
    return thing_of(concern, public.progress_of(concern.id))


def _all_of(asker: Asker) -> list[Thing]:
    if not asker.may("concerns.review"):
        return []
    newest = work.newest_published(forums.area_of(asker), most=NEWEST)
    became = public.progress_of_all([concern.id for concern in newest])
    return [thing_of(concern, became[concern.id]) for concern in newest]


def thing_of(concern: Concern, entries: Sequence[ProgressEntry]) -> Thing:
    return Thing(
        subject=concern.subject,
        title=f"{concern.number}: {concern.headline}",
        path=f"/anliegen/{concern.number}",
        originals=originals_of(concern, entries),
    )
