"""German words for community organizing. The catalogues translate them."""

from app.kernel.i18n import lazy_gettext as _
from app.organizing.rules.kinds import Interest, ListeningPhase, StoredKind
from app.organizing.rules.plan import Hint

PHASES: dict[ListeningPhase, str] = {
    ListeningPhase.LISTENING: _("Zuhören"),
    ListeningPhase.RESEARCH: _("Versammlung, Machtanalyse, Recherche"),
    ListeningPhase.ACTION: _("Aktion"),
    ListeningPhase.BUILDING: _("Organisation aufbauen"),
}

INTERESTS: dict[Interest, str] = {
    Interest.OPEN: _("nicht besprochen"),
    Interest.YES: _("möchte mitmachen"),
    Interest.MAYBE: _("überlegt noch"),
    Interest.NO: _("möchte nicht"),
}

STORED: dict[StoredKind, str] = {
    StoredKind.ONE_TO_ONE: _("Notizen zu einem Einzelgespräch"),
    StoredKind.PROSPECT: _("Name auf der Besuchsliste"),
    StoredKind.LISTENER: _("Hört anderen zu"),
}

HINTS: dict[Hint, str] = {
    Hint.TOO_SHORT: _("Weniger als sechs Wochen sind knapp: Alle brauchen Zeit für ihre Gespräche."),
    Hint.TOO_LONG: _("Mehr als acht Wochen sind lang: Die Ersten warten dann zu lange auf die Versammlung."),
    Hint.NO_LISTENERS: _("Noch hört niemand zu. Tragen Sie ein, wer Menschen besucht."),
    Hint.OVER: _("Die Zeit des Zuhörens ist vorbei. Wann ist die Versammlung?"),
}
