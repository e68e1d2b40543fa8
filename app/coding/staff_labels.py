"""German words that only the evaluation reads."""

from app.kernel.i18n import lazy_gettext as _

FORMATS = {
    "zip": _("Alles zusammen: Tabellen, Codebuch, SPSS, Beschreibung (ZIP)"),
    "xlsx": _("Excel-Datei (XLSX)"),
    "ods": _("OpenDocument-Tabelle (ODS)"),
    "excel": _("CSV für deutsches Excel"),
    "offen": _("CSV für andere Programme"),
}

DONE = {
    "gezeigt": _("Die Ergebnisse stehen jetzt öffentlich."),
    "gelesen": _("Gespeichert. Hier ist die nächste Antwort."),
    "thema": _("Das Thema ist gespeichert."),
    "zusammen": _("Die Themen sind zusammengelegt."),
    "geteilt": _("Das Thema ist geteilt. Seine Antworten warten darauf, noch einmal gelesen zu werden."),
    "zitat": _("Das Zitat ist gespeichert."),
    "frei": _("Das Zitat darf jetzt gezeigt werden."),
    "weg": _("Das Zitat ist gelöscht."),
}
"""Good news after an act, by the word that stands in the address."""
