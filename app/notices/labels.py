"""The German words for why something is reported and what became of it."""

from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import to_translate
from app.notices.rules import Kind, Outcome, Reason

KINDS: dict[Kind, str] = {
    Kind.BARRIER: _("Eine Barriere"),
    Kind.CONTENT: _("Ein Text, der hier nicht stehen soll"),
}

REASONS: dict[Reason, str] = {
    Reason.HATE: _("Hass gegen eine Gruppe von Menschen"),
    Reason.INSULT: _("Beleidigung"),
    Reason.THREAT: _("Drohung"),
    Reason.PERSONAL: _("Name, Adresse oder Telefonnummer von jemandem"),
    Reason.CHILD_ABUSE: _("Sexuelle Gewalt gegen Kinder"),
    Reason.YOUTH: _("Nicht gut für Kinder und Jugendliche"),
    Reason.ADVERTISING: _("Werbung"),
    Reason.OTHER_LAW: _("Etwas anderes, das verboten ist"),
    Reason.OTHER_RULE: _("Etwas anderes, das gegen unsere Regeln ist"),
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.REMOVED: _("Der Text ist nicht mehr öffentlich."),
    Outcome.REDACTED: _("Ein Teil des Textes ist jetzt unkenntlich."),
    Outcome.KEPT: _("Der Text bleibt stehen."),
    Outcome.FIXED: _("Die Barriere ist weg."),
    Outcome.PLANNED: _("Wir arbeiten daran."),
    Outcome.NOT_POSSIBLE: _("Das können wir zurzeit nicht ändern."),
}

OUTCOME_ICONS: dict[Outcome, str] = {
    Outcome.REMOVED: "lock",
    Outcome.REDACTED: "eye",
    Outcome.KEPT: "voice",
    Outcome.FIXED: "check",
    Outcome.PLANNED: "clock",
    Outcome.NOT_POSSIBLE: "cross",
}

HIDDEN_FOR_NOW = to_translate(
    "Jemand hat Ihren Text gemeldet. Wir haben ihn erst einmal weggenommen und prüfen ihn jetzt. "
    "Was wir entscheiden, steht dann hier."
)
"""What the author of a concern reads that was hidden at once, until there is a decision."""
