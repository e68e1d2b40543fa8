"""What a Gremium says about itself, for those who tell it in other languages and in plain words."""

from collections.abc import Sequence

from app.accounts.rules import Asker
from app.directory import queries
from app.directory.models import Gremium
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy_gettext as _
from app.renditions.sources import Source, Thing


def source() -> Source:
    """The Gremien that are at work, for those who keep the directory."""
    return Source(kind="gremium", label=_("Gremien"), scope="directory", find=_find, all_of=_all_of)


def thing_of(gremium: Gremium) -> Thing:
    return Thing(
        subject=gremium.subject,
        title=gremium.name,
        path=f"/verzeichnis/gremien/{gremium.slug}",
        originals=queries.originals_of(gremium),
    )


def _find(asker: Asker, slug: str) -> Thing:
    if not asker.may("directory.manage"):
        raise NotFound
    return thing_of(queries.get_by_slug(slug))


def _all_of(asker: Asker) -> Sequence[Thing]:
    return [thing_of(gremium) for gremium in queries.active()] if asker.may("directory.manage") else []
