"""German words for levels and kinds of members: what residents read, and what planners call it."""

from app.directory.rules import Level, MemberKind
from app.kernel.i18n import lazy_gettext as _

LEVELS = {
    Level.SOCIAL_SPACE: _("Sozialraumebene"),
    Level.NETWORKING: _("Vernetzungsebene"),
    Level.PLANNING: _("Planungsebene"),
}

LEVEL_TITLES = {
    Level.SOCIAL_SPACE: _("Im Ortsteil"),
    Level.NETWORKING: _("Zwischen Ortsteilen, Ämtern und Vereinen"),
    Level.PLANNING: _("In Politik und Verwaltung"),
}

LEVEL_TEXTS = {
    Level.SOCIAL_SPACE: _("Hier treffen sich Menschen, die in einem Ortsteil wohnen oder arbeiten."),
    Level.NETWORKING: _("Hier reden Menschen aus der ganzen Stadt miteinander, die für verschiedene Gruppen sprechen."),
    Level.PLANNING: _("Hier planen Ämter und Politik, was in der Stadt geschehen soll."),
}

MEMBER_KINDS = {
    MemberKind.INTERNAL: _("Aus der Stadtverwaltung"),
    MemberKind.EXTERNAL: _("Von außerhalb der Verwaltung"),
}
