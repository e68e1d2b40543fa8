"""What can be asked about Gremien."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.directory import rules
from app.directory.models import Gremium, GremiumOrtsteil
from app.directory.rules import Level
from app.kernel import search
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.i18n import current_language
from app.kernel.i18n import lazy_gettext as _
from app.places.models import Ortsteil
from app.places.rules import alphabetical
from app.renditions import queries as renditions
from app.renditions.rules import Original, Told

_WITH_NAMES = selectinload(Gremium.ortsteile).load_only(Ortsteil.key, Ortsteil.name)
_WITH_ALL = (_WITH_NAMES, selectinload(Gremium.members))
GERMAN = "de"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which Gremien somebody wants to see. None and empty mean: all."""

    level: Level | None = None
    ortsteil_key: str | None = None
    only_city_wide: bool = False
    words: str = ""

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        asked = {
            _works_for(self.ortsteil_key or ""): bool(self.ortsteil_key),
            Gremium.level == self.level: bool(self.level),
            Gremium.is_city_wide.is_(True): self.only_city_wide,
        }
        return [Gremium.is_active.is_(True), *(condition for condition, is_asked in asked.items() if is_asked)]


def active(wanted: Wanted | None = None) -> list[Gremium]:
    """The Gremien that are at work, with their Ortsteile, by name. A city has dozens: words are looked for one by one."""
    wanted = wanted or Wanted()
    words = search.wanted_words(wanted.words)
    options = _WITH_ALL if words else (_WITH_NAMES,)
    found = db.session.scalars(sa.select(Gremium).where(*wanted.conditions()).options(*options)).all()
    if not words:
        return _by_name(found)
    told = told_of(found)
    return _by_name(each for each in found if rules.has_words(_words_of(each, told[each.subject]), words))


def originals_of(gremium: Gremium) -> tuple[Original, ...]:
    """What of a Gremium may be told in other languages and in plain words."""
    if not gremium.description:
        return ()
    return (Original(part="description", label=_("Beschreibung"), text=gremium.description, language=GERMAN),)


def told_of(gremien: Sequence[Gremium]) -> dict[str, dict[str, Told]]:
    """What somebody reads of these Gremien in the language that is spoken, by Gremium and part."""
    return renditions.told_of({each.subject: originals_of(each) for each in gremien}, current_language().tag)


def every_gremium() -> list[Gremium]:
    """All Gremien, the resting ones too, by name."""
    return _by_name(db.session.scalars(sa.select(Gremium).options(_WITH_NAMES)))


def of_ortsteil(key: str) -> list[Gremium]:
    """The Gremien at work for this Ortsteil; those of the whole city are not among them."""
    return active(Wanted(ortsteil_key=key))


def city_wide() -> list[Gremium]:
    """The Gremien at work for the whole city."""
    return active(Wanted(only_city_wide=True))


def count_city_wide() -> int:
    """How many Gremien work for the whole city."""
    counted = sa.select(sa.func.count()).select_from(Gremium).where(*Wanted(only_city_wide=True).conditions())
    return db.session.scalar(counted) or 0


def find_by_name(name: str) -> Gremium | None:
    return db.session.scalar(sa.select(Gremium).where(Gremium.name == name))


def find_by_slug(slug: str) -> Gremium | None:
    return db.session.scalar(sa.select(Gremium).where(Gremium.slug == slug).options(*_WITH_ALL))


def get_by_slug(slug: str) -> Gremium:
    """The Gremium at work under this slug, with its Ortsteile and members; resting ones are not shown."""
    gremium = find_by_slug(slug)
    if gremium is None or not gremium.is_active:
        raise NotFound
    return gremium


def get_gremium(gremium_id: UUID) -> Gremium:
    """Any Gremium, for the people who keep the list."""
    if gremium := db.session.get(Gremium, gremium_id, options=_WITH_ALL):
        return gremium
    raise NotFound


def known_by_name() -> dict[str, Gremium]:
    """Every Gremium with its Ortsteile and members, by its name."""
    return {gremium.name: gremium for gremium in db.session.scalars(sa.select(Gremium).options(*_WITH_ALL))}


def slugs() -> frozenset[str]:
    """The slugs that are taken."""
    return frozenset(db.session.scalars(sa.select(Gremium.slug)))


def known_ortsteile(keys: Iterable[str]) -> Sequence[Ortsteil]:
    """The Ortsteile with these keys."""
    return db.session.scalars(sa.select(Ortsteil).where(Ortsteil.key.in_(list(keys)))).all()


def _works_for(ortsteil_key: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(GremiumOrtsteil.gremium_id == Gremium.id, GremiumOrtsteil.ortsteil_key == ortsteil_key)


def _words_of(gremium: Gremium, told: Mapping[str, Told]) -> frozenset[str]:
    said = [getattr(gremium, field) for field in (*rules.LINES, *rules.TEXTS) if field != "source"]
    said += [place.name for place in gremium.ortsteile] + [member.name for member in gremium.members]
    said += [each.text for each in told.values()]
    return frozenset(search.normalised(" ".join(said)).split())


def _by_name(gremien: Iterable[Gremium]) -> list[Gremium]:
    return sorted(gremien, key=lambda gremium: alphabetical(gremium.name))
