"""What a forum says about itself, for those who tell it in other languages and in plain words."""

from collections.abc import Sequence

from app.accounts.rules import Asker
from app.forums import queries
from app.forums.models import Forum
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy_gettext as _
from app.renditions import queries as renditions
from app.renditions.rules import Original
from app.renditions.sources import Source, Thing

GERMAN = "de"


def originals_of(forum: Forum) -> tuple[Original, ...]:
    said = (("description", _("Beschreibung"), forum.description), ("rhythm", _("Wann wir uns treffen"), forum.rhythm))
    return tuple(Original(part=part, label=label, text=text, language=GERMAN) for part, label, text in said if text)


def languages_of(forum: Forum) -> set[str]:
    """The tags of the languages in which a forum is told today."""
    return renditions.languages_of(f"forum:{forum.slug}", originals_of(forum))


def source() -> Source:
    """The forums that somebody looks after; who keeps the list of forums looks after all."""
    return Source(kind="forum", label=_("Foren"), scope="forums", find=_find, all_of=_all_of)


def _find(asker: Asker, slug: str) -> Thing:
    if found := next((thing for thing in _all_of(asker) if thing.key == slug), None):
        return found
    raise NotFound


def _all_of(asker: Asker) -> Sequence[Thing]:
    return [thing_of(forum) for forum in queries.looked_after_by(asker)]


def thing_of(forum: Forum) -> Thing:
    return Thing(subject=f"forum:{forum.slug}", title=forum.name, path=f"/foren/{forum.slug}", originals=originals_of(forum))
