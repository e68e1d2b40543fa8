"""German words for what there is to choose in a campaign. The catalogues translate them."""

from app.kernel.i18n import lazy_gettext as _
from app.surveys.rules.kinds import AccessMode, CampaignState, Outcome, Phase, Setting, TeamRole

PHASES: dict[Phase, str] = {
    Phase.PURPOSE: _("Vorhaben"),
    Phase.PRE_STUDY: _("Umschauen"),
    Phase.DECISION: _("Entscheiden"),
    Phase.TRAINING: _("Üben und vorbereiten"),
    Phase.MAIN_SURVEY: _("Gespräche führen"),
    Phase.EVALUATION: _("Auswerten"),
    Phase.ASSEMBLY: _("Versammlung"),
    Phase.FOLLOW_UP: _("Begleiten"),
}

STATES: dict[CampaignState, str] = {
    CampaignState.RUNNING: _("läuft"),
    CampaignState.STOPPED: _("beendet"),
    CampaignState.FINISHED: _("abgeschlossen"),
}

STATE_KINDS: dict[CampaignState, str] = {
    CampaignState.RUNNING: "info",
    CampaignState.STOPPED: "warning",
    CampaignState.FINISHED: "good",
}

SETTINGS: dict[Setting, str] = {
    Setting.HOME: _("in der Wohnung"),
    Setting.DOORSTEP: _("an der Haustür"),
    Setting.PUBLIC_SPACE: _("draußen"),
    Setting.INSTITUTION: _("in einer Einrichtung"),
    Setting.GROUP: _("in einer Gruppe"),
    Setting.TELEPHONE: _("am Telefon"),
    Setting.ONLINE: _("im Internet"),
    Setting.COUNTER: _("nach einer Beratung"),
}

ACCESS_MODES: dict[AccessMode, str] = {
    AccessMode.CLOSED: _("Niemand, nur im Gespräch"),
    AccessMode.OPEN_LINK: _("Alle, die die Adresse kennen"),
    AccessMode.HOUSEHOLD_CODE: _("Nur mit einem Code, den jeder Haushalt einmal bekommt"),
}

TEAM_ROLES: dict[TeamRole, str] = {
    TeamRole.LEAD: _("Leitung"),
    TeamRole.INTERVIEWER: _("führt Gespräche"),
    TeamRole.EVALUATOR: _("wertet Antworten aus"),
    TeamRole.CONTACT_KEEPER: _("pflegt Kontaktzettel"),
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.CONVERSATION: _("Gespräch geführt"),
    Outcome.LATER: _("später noch einmal"),
    Outcome.NOT_AT_HOME: _("niemand da"),
    Outcome.REFUSED: _("möchte nicht"),
    Outcome.LANGUAGE_BARRIER: _("andere Sprache nötig"),
}

OUTCOME_ICONS: dict[Outcome, str] = {
    Outcome.CONVERSATION: "voice",
    Outcome.LATER: "clock",
    Outcome.NOT_AT_HOME: "house",
    Outcome.REFUSED: "cross",
    Outcome.LANGUAGE_BARRIER: "globe",
}
