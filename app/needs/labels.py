"""The German words of the tables and their signs."""

from app.concerns.labels import CHANNELS, DIRECTIONS
from app.concerns.rules import Direction
from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import translated
from app.needs.models import Release
from app.needs.rules import SURVEY, Axis, Flag

TABLES: dict[str, str] = {
    "ortsteil-topic": _("Ortsteile und Themen"),
    "ortsteil-channel": _("Ortsteile und Wege"),
    "topic-channel": _("Themen und Wege, ganze Stadt"),
    "topic-direction": _("Themen und Art, ganze Stadt"),
    "people": _("Menschen je Ortsteil"),
}

AXES: dict[Axis, str] = {
    Axis.ORTSTEIL: _("Ortsteil"),
    Axis.PLANUNGSRAUM: _("Planungsraum"),
    Axis.TOPIC: _("Thema"),
    Axis.CHANNEL: _("Weg"),
    Axis.DIRECTION: _("Art"),
    Axis.PEOPLE: _("Menschen"),
}

WAYS: dict[str, str] = {**{channel.value: words for channel, words in CHANNELS.items()}, SURVEY: _("in einer Befragung")}
"""How people were heard: concerns by their channels, and talks of campaigns."""

SIGNS: dict[Flag, str] = {
    Flag.ZERO: _("niemand"),
    Flag.WITHHELD: _("geheim gehalten, damit niemand erkannt wird"),
    Flag.NOT_MEANINGFUL: _("keine Zahl möglich, weil Ortsteile nur zum Teil dazugehören"),
}

FORMATS: dict[str, str] = {
    "excel": _("CSV für Excel (Semikolon, Komma)"),
    "offen": _("CSV als offene Daten (Komma, Punkt)"),
    "xlsx": _("Excel (XLSX)"),
    "ods": _("LibreOffice (ODS)"),
    "alles": _("alles als ZIP"),
}

SUM = _("Summe der Felder")
NO_QUARTER = _("Das ist kein Quartal. Wählen Sie eines aus der Liste.")


def title_of(table: str, release: Release) -> str:
    """What a table is called: a Raumzuschnitt has the name that its office gave it."""
    return str(release.names["scheme"].get(table) or TABLES[table])


def name_of(axis: Axis, key: str | None, release: Release, scheme: str | None = None) -> str:
    """What a row or column is called, in the words of the day of the release."""
    if key is None:
        return str(SUM)
    match axis:
        case Axis.CHANNEL:
            return str(WAYS[key])
        case Axis.DIRECTION:
            return str(DIRECTIONS[Direction(key)])
        case Axis.PLANUNGSRAUM:
            return str(release.names["planungsraum"][scheme][key])
        case Axis.PEOPLE:
            return str(AXES[Axis.PEOPLE])
        case Axis.TOPIC:
            return translated(release.names["topic"][key])
        case _:
            return str(release.names["ortsteil"].get(key, key))
