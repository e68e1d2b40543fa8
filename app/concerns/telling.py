"""Which words of a concern may be told in other languages: the author's, and those of staff about what became of it."""

from collections.abc import Sequence

from app.accounts.rules import Asker
from app.concerns import labels
from app.concerns.models import Concern, ProgressEntry
from app.concerns.queries import public, work
from app.forums import queries as forums
from app.kernel.i18n import lazy_gettext as _
from app.renditions.rules import Original
from app.renditions.sources import Source, Thing

NEWEST = 200
"""So many concerns of an area the report of what is missing looks at."""
GERMAN = "de"


def originals_of(concern: Concern, entries: Sequence[ProgressEntry]) -> tuple[Original, ...]:
    """All texts that its page shows: title, words, place, and each step's sentence under the id of its entry."""
    own = (
        ("title", _("Überschrift"), concern.title),
        ("text", _("Text"), concern.text),
        ("where", _("Wo genau"), concern.where_exactly),
    )
    said = [Original(part=part, label=label, text=text, language=concern.language) for part, label, text in own if text]
    became = [
        Original(part=entry.id.hex, label=str(labels.PROGRESS[entry.step]), text=entry.text, language=GERMAN)
        for entry in entries
        if entry.text
    ]
    return (*said, *became)


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
