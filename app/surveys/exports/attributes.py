"""What the team notes about a talk on paper, in the order in which it is typed in (methods A-22, A-23).

The values are those of `conversations.rules`, which stands above us; a test keeps both together.
"""

from typing import Any

from app.kernel.i18n import gettext
from app.kernel.i18n import lazy_gettext as _
from app.surveys import labels
from app.surveys.exports.words import ours
from app.surveys.rules.kinds import Setting

SETTINGS: dict[str, str] = {
    setting.value: words for setting, words in labels.SETTINGS.items() if setting is not Setting.ONLINE
}

AGE_BANDS: dict[str, str] = {
    "under_14": _("jünger als 14 Jahre"),
    "14_17": _("14 bis 17 Jahre"),
    "18_26": _("18 bis 26 Jahre"),
    "27_44": _("27 bis 44 Jahre"),
    "45_64": _("45 bis 64 Jahre"),
    "65_79": _("65 bis 79 Jahre"),
    "80_plus": _("80 Jahre oder älter"),
}
GENDERS: dict[str, str] = {"female": _("weiblich"), "male": _("männlich"), "diverse": _("divers")}
TENURES: dict[str, str] = {"tenant": _("zur Miete"), "owner": _("im Eigentum")}
WILLINGNESS: dict[str, str] = {
    "1": _("nein"),
    "2": _("eher nein"),
    "3": _("eher ja"),
    "4": _("ja"),
}


def sheet() -> dict[str, Any]:
    """The page of the team."""
    return {
        "title": gettext("Vom Team auszufüllen"),
        "lead": gettext("Bitte keine Namen und keine Adressen. Was niemand gesagt hat, bleibt leer."),
        "fields": [
            _cells(gettext("Tag des Gesprächs"), [2, 2, 4]),
            _line(gettext("Ortsteil")),
            _boxes(gettext("Wo war das Gespräch?"), SETTINGS),
            _cells(gettext("Wie viele Menschen haben geantwortet?"), [2]),
            _boxes(gettext("Alter"), AGE_BANDS),
            _boxes(gettext("Geschlecht"), GENDERS),
            _boxes(gettext("Wie wohnt die Person?"), TENURES),
            _boxes(gettext("Möchte die Person mitmachen? Ihr Eindruck:"), WILLINGNESS),
        ],
        "notes": gettext("Was sonst noch wichtig war"),
    }


def _cells(title: str, groups: list[int]) -> dict[str, Any]:
    return {"title": title, "space": {"kind": "cells", "groups": groups}}


def _line(title: str) -> dict[str, Any]:
    return {"title": title, "space": {"kind": "lines", "count": 1}}


def _boxes(title: str, labels: dict[str, str]) -> dict[str, Any]:
    options = [
        {"mark": str(number), "label": ours(str(label)), "free": False}
        for number, label in enumerate(labels.values(), start=1)
    ]
    return {"title": title, "space": {"kind": "boxes", "options": options}}
