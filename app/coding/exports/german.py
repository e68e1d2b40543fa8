"""The German codes of `methods.md` for values that are English in tables and code: in exports only, and only here."""

from app.concerns.rules import Direction
from app.conversations.rules import AgeBand, Channel, Gender, Tenure
from app.kernel.i18n import lazy_gettext as _
from app.surveys.rules.kinds import Setting

Meaning = tuple[str, str]
"""The code in the file, and what it means in words."""

SETTINGS: dict[Setting, Meaning] = {
    Setting.HOME: ("wohnung", _("in der Wohnung")),
    Setting.DOORSTEP: ("haustuer", _("an der Haustür")),
    Setting.PUBLIC_SPACE: ("oeffentlicher_raum", _("draußen, auf Platz oder Straße")),
    Setting.INSTITUTION: ("einrichtung", _("in einer Einrichtung")),
    Setting.GROUP: ("gruppe", _("in einer Gruppe")),
    Setting.TELEPHONE: ("telefon", _("am Telefon")),
    Setting.ONLINE: ("online", _("im Internet")),
    Setting.COUNTER: ("beratung10", _("zehn Minuten nach einer Beratung")),
}
CHANNELS: dict[Channel, Meaning] = {
    Channel.DOOR: ("haustuer", _("im Gespräch aufgeschrieben")),
    Channel.PAPER: ("papier", _("auf Papier")),
    Channel.ONLINE: ("online", _("im Internet")),
}
AGES: dict[AgeBand, Meaning] = {
    AgeBand.CHILD: ("unter_14", _("unter 14 Jahre")),
    AgeBand.YOUTH: ("14_17", _("14 bis 17 Jahre")),
    AgeBand.YOUNG: ("18_26", _("18 bis 26 Jahre")),
    AgeBand.MIDDLE: ("27_44", _("27 bis 44 Jahre")),
    AgeBand.OLDER: ("45_64", _("45 bis 64 Jahre")),
    AgeBand.SENIOR: ("65_79", _("65 bis 79 Jahre")),
    AgeBand.OLD: ("80_plus", _("80 Jahre und älter")),
}
GENDERS: dict[Gender, Meaning] = {
    Gender.FEMALE: ("weiblich", _("weiblich")),
    Gender.MALE: ("maennlich", _("männlich")),
    Gender.DIVERSE: ("divers", _("divers")),
}
TENURES: dict[Tenure, Meaning] = {
    Tenure.TENANT: ("miete", _("zur Miete")),
    Tenure.OWNER: ("eigentum", _("im Eigentum")),
}
DIRECTIONS: dict[Direction, Meaning] = {
    Direction.STRENGTH: ("staerke", _("Stärke")),
    Direction.PROBLEM: ("problem", _("Problem")),
    Direction.IDEA: ("idee", _("Idee")),
    Direction.CONTRIBUTION: ("beitrag", _("Beitrag")),
}
FEW = ("andere", _("eine andere Sprache, in der weniger als fünf geantwortet haben"))
"""In place of a language that would stand for very few people (B-14)."""
