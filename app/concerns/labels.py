"""The German words for what a concern is, how it came in and how it stands."""

from app.concerns.rules import Affected, Channel, Direction, Ground, Progress, Review
from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import to_translate

TOPICS = (
    to_translate("Wohnen"),
    to_translate("Wohnumfeld und öffentlicher Raum"),
    to_translate("Grün, Spiel, Sport"),
    to_translate("Verkehr und Mobilität"),
    to_translate("Sicherheit und Sauberkeit"),
    to_translate("Zusammenleben"),
    to_translate("Kinder, Jugend, Familie"),
    to_translate("Ältere Menschen"),
    to_translate("Bildung und Betreuung"),
    to_translate("Arbeit und Einkommen"),
    to_translate("Gesundheit und Pflege"),
    to_translate("Kultur und Freizeit"),
    to_translate("Einkaufen und Versorgung"),
    to_translate("Beratung und Behörden"),
    to_translate("Beteiligung und Information"),
    to_translate("Sonstiges"),
)
"""The sixteen topics of methods A-44. They are rows that staff may change; here stand the words that catalogues know."""

DIRECTIONS: dict[Direction, str] = {
    Direction.STRENGTH: _("Das ist gut hier"),
    Direction.PROBLEM: _("Das stört"),
    Direction.IDEA: _("Ich habe eine Idee"),
    Direction.CONTRIBUTION: _("Ich mache mit"),
}

DIRECTION_ICONS: dict[Direction, str] = {
    Direction.STRENGTH: "heart",
    Direction.PROBLEM: "warning",
    Direction.IDEA: "bulb",
    Direction.CONTRIBUTION: "hand",
}

CHANNELS: dict[Channel, str] = {
    Channel.ONLINE: _("im Internet"),
    Channel.PAPER: _("auf Papier"),
    Channel.DOORSTEP: _("im Gespräch an der Haustür"),
    Channel.COUNTER: _("am Schalter"),
    Channel.MEETING: _("bei einem Treffen"),
    Channel.PHONE: _("am Telefon"),
}

AFFECTED: dict[Affected, str] = {
    Affected.CHILDREN: _("Kinder"),
    Affected.YOUTH: _("Jugendliche"),
    Affected.FAMILIES: _("Familien"),
    Affected.OLDER: _("ältere Menschen"),
    Affected.DISABLED: _("Menschen mit Behinderung"),
    Affected.NEWCOMERS: _("Menschen, die neu hier sind"),
    Affected.EVERYONE: _("alle"),
}

PROGRESS: dict[Progress, str] = {
    Progress.OPEN: _("Noch offen"),
    Progress.DISCUSSED: _("Besprochen"),
    Progress.REFERRED: _("Weitergegeben"),
    Progress.ANSWERED: _("Beantwortet"),
    Progress.PLANNED: _("Geplant"),
    Progress.DONE: _("Erledigt"),
    Progress.NOT_POSSIBLE: _("Nicht möglich"),
}

PROGRESS_ICONS: dict[Progress, str] = {
    Progress.OPEN: "clock",
    Progress.DISCUSSED: "people",
    Progress.REFERRED: "forward",
    Progress.ANSWERED: "voice",
    Progress.PLANNED: "calendar",
    Progress.DONE: "check",
    Progress.NOT_POSSIBLE: "cross",
}

PROGRESS_KINDS: dict[Progress, str] = {
    Progress.OPEN: "plain",
    Progress.DISCUSSED: "info",
    Progress.REFERRED: "info",
    Progress.ANSWERED: "main",
    Progress.PLANNED: "main",
    Progress.DONE: "good",
    Progress.NOT_POSSIBLE: "plain",
}
"""How a state looks as a tag (see templates/components/tag.html)."""

FOR_THE_AUTHOR: dict[Review, str] = {
    Review.WAITING: _("Wir haben Ihr Anliegen bekommen. Wir lesen es, bevor andere es sehen können."),
    Review.PUBLISHED: _("Ihr Anliegen ist veröffentlicht. Alle können es lesen."),
    Review.RETURNED: _("Wir können Ihr Anliegen so nicht veröffentlichen. Sie können uns dazu schreiben."),
    Review.MERGED: _("Jemand anderes hat das Gleiche gemeldet. Wir haben beide Anliegen zusammengelegt."),
}
"""How a concern stands, in a whole sentence. A withdrawn one is not found by its code any more."""

GROUNDS: dict[Ground, str] = {
    Ground.INSULT: _("Regel: Beleidigen und bedrohen Sie niemanden"),
    Ground.ILLEGAL: _("Regel: Schreiben Sie nichts Verbotenes"),
    Ground.PERSONAL: _("Regel: Nennen Sie keine persönlichen Angaben von anderen"),
    Ground.ADVERTISING: _("Regel: Werbung gehört nicht hierher"),
    Ground.UNCLEAR: _("Regel: Schreiben Sie so, dass andere Sie verstehen"),
    Ground.ELSEWHERE: _("Regel: Hier geht es um die Nachbarschaft in dieser Stadt"),
    Ground.LAW_INSULT: _("Gesetz: Beleidigung (§§ 185 bis 187 Strafgesetzbuch)"),
    Ground.LAW_THREAT: _("Gesetz: Bedrohung (§ 241 Strafgesetzbuch)"),
    Ground.LAW_HATE: _("Gesetz: Volksverhetzung (§ 130 Strafgesetzbuch)"),
    Ground.LAW_CHILD: _("Gesetz: sexuelle Gewalt gegen Kinder (§ 184b Strafgesetzbuch)"),
    Ground.LAW_YOUTH: _("Gesetz: Jugendschutz (§ 4 Jugendmedienschutz-Staatsvertrag)"),
    Ground.LAW_PRIVACY: _("Gesetz: Datenschutz (Artikel 6 der Datenschutz-Grundverordnung)"),
    Ground.LAW_OTHER: _("Ein anderes Gesetz. Es steht in der Begründung"),
}
"""Which rule or law a concern goes against, as staff choose it and its author reads it."""
