"""What a Gremium is, who may be its member, and how it is found by words. Pure."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import rules as moderation
from app.moderation.rules import HintKind

LONGEST_LINE = 300
LONGEST_TEXT = 5000
LONGEST_SLUG = 60
MOST_MEMBERS = 500
SHORTEST_PART = 4
"""Words from this length on are also found inside longer ones: Beirat in Seniorenbeirat."""

PEOPLE = frozenset({HintKind.NAME, HintKind.EMAIL, HintKind.PHONE, HintKind.IBAN})
"""What a name must not hold, because then it is the name of a person."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AS_TYPED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Level(StrEnum):
    """On which of the three levels of planning a Gremium works, from the nearest to the farthest."""

    SOCIAL_SPACE = "social_space"
    NETWORKING = "networking"
    PLANNING = "planning"


class MemberKind(StrEnum):
    """Whether an institution belongs to the city's administration."""

    INTERNAL = "internal"
    EXTERNAL = "external"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known about a Gremium. An empty text means: not known. `since` is as exact as people know: 2024 (geplant)."""

    name: str
    level: Level
    kind: str = ""
    since: str = ""
    rhythm: str = ""
    coordination: str = ""
    reach: str = ""
    place: str = ""
    is_city_wide: bool = False
    description: str = ""
    source: str = ""


LINES = ("name", "kind", "since", "rhythm", "coordination", "reach", "place", "source")
TEXTS = ("description",)


def check_facts(facts: Facts, ortsteil_keys: Collection[str]) -> None:
    """Raise RuleBroken when this cannot be said about a Gremium."""
    if not _says_something(facts.name):
        raise RuleBroken(_("Geben Sie dem Gremium bitte einen Namen."), field="name")
    for field in LINES:
        if len(getattr(facts, field)) > LONGEST_LINE:
            raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."), field=field)
    for field in TEXTS:
        if len(getattr(facts, field)) > LONGEST_TEXT:
            raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field=field)
    if facts.is_city_wide and ortsteil_keys:
        raise RuleBroken(
            _("Ein Gremium für die ganze Stadt braucht keine einzelnen Ortsteile. Wählen Sie bitte nur eines von beiden."),
            field="ortsteil_keys",
        )


def check_institution(name: str, *, field: str) -> None:
    """Raise RuleBroken when this is not the name of an institution. Who speaks for it is nobody's business here."""
    if not _says_something(name):
        raise RuleBroken(_("Schreiben Sie bitte den Namen der Einrichtung."), field=field)
    if len(name) > LONGEST_LINE:
        raise RuleBroken(_("Ein Name ist zu lang. Es passen höchstens 300 Zeichen hinein."), field=field)
    if any(hint.kind in PEOPLE for hint in moderation.personal_data(name)):
        raise RuleBroken(
            _("„%(name)s“ sieht nach einer Person aus. Nennen Sie bitte nur Einrichtungen und Ämter.", name=name),
            field=field,
        )


def check_institutions(internal: Sequence[str], external: Sequence[str]) -> None:
    """Raise RuleBroken when these cannot be the members of one Gremium."""
    for field, names in (("internal", internal), ("external", external)):
        for name in names:
            check_institution(name, field=field)
    if len(internal) + len(external) > MOST_MEMBERS:
        raise RuleBroken(_("Ein Gremium kann höchstens 500 Mitglieder haben."), field="external")
    for name in external:
        if name in internal:
            raise RuleBroken(
                _("„%(name)s“ steht in beiden Listen. Löschen Sie es bitte in einer.", name=name), field="external"
            )


def check_slug(slug: str) -> None:
    """Raise RuleBroken when this cannot stand in an address."""
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise RuleBroken(_("Nehmen Sie bitte nur kleine Buchstaben von a bis z, Ziffern und einzelne Bindestriche."))


def slug_of(name: str, taken: Collection[str], *, otherwise: str = "gremium") -> str:
    """What stands for a name in addresses: it in plain letters, cut between two words, and not taken yet.

    `otherwise` is for a name without any.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_AS_TYPED))
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in folded if not unicodedata.combining(sign)))
    slug = "-".join(words) or otherwise
    if len(slug) > LONGEST_SLUG - 4:
        slug = slug[: LONGEST_SLUG - 4].rpartition("-")[0] or slug[: LONGEST_SLUG - 4]
    return next(free for free in _numbered(slug, len(taken) + 1) if free not in taken)


def has_words(said: Collection[str], wanted: Collection[str]) -> bool:
    """Whether something says all wanted words: each as the beginning of a word, longer ones also inside of one."""
    return all(any(_is_part(word, of) for of in said) for word in wanted)


def _is_part(word: str, of: str) -> bool:
    return of.startswith(word) or (len(word) >= SHORTEST_PART and word in of)


def _numbered(slug: str, most: int) -> list[str]:
    return [slug, *(f"{slug}-{number}" for number in range(2, most + 2))]


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
