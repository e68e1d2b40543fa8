"""What only the working area says about campaigns: questions to write down, what is missing, what is worth a hint."""

from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import ngettext
from app.surveys.rules.kinds import Note, Phase
from app.surveys.rules.phases import Hint, Lack, Standing

NOTES: dict[Note, str] = {
    Note.REASON: _("Warum hier, und warum jetzt?"),
    Note.COMMISSIONER: _("Wer gibt den Auftrag?"),
    Note.FOLLOW_UP_FUNDING: _("Wer bezahlt, was danach kommt?"),
    Note.ASSUMPTIONS: _("Was vermuten wir schon?"),
    Note.TIMETABLE: _("Wann soll was geschehen?"),
    Note.MANDATE: _("Sind die Themen offen?"),
    Note.OBSERVATIONS: _("Was haben wir im Gebiet gesehen?"),
    Note.EXPERT_TALKS: _("Was sagen Kiosk, Schule, Kirche und andere, die viele kennen?"),
    Note.FIRST_TALKS: _("Was sagen die ersten Bewohnerinnen und Bewohner?"),
    Note.STATISTICS: _("Welche Zahlen haben wir benutzt?"),
    Note.AREA_CUT: _("Wo genau fragen wir?"),
    Note.FOLLOW_UP_CAPACITY: _("Wer hat danach Zeit, Gruppen zu begleiten?"),
    Note.TRAINING: _("Wie haben wir geübt?"),
    Note.ANNOUNCEMENTS: _("Wie haben wir uns angekündigt?"),
    Note.RESULTS_SHOWN: _("Was haben wir in der Versammlung gezeigt, und was war am wichtigsten?"),
    Note.FOLLOW_UP: _("Was wurde aus den Gruppen?"),
}

NOTE_HINTS: dict[Note, str] = {
    Note.MANDATE: _("Zum Beispiel: Der Auftrag gibt keine Themen vor. Wir fragen, was die Menschen bewegt."),
    Note.ASSUMPTIONS: _("Später sehen Sie, was davon stimmte."),
    Note.EXPERT_TALKS: _("Schreiben Sie die Stelle auf, keine Namen."),
    Note.FIRST_TALKS: _("Ohne Namen und Adressen."),
    Note.STATISTICS: _("Mit Jahr und Quelle. Keine benutzt? Dann schreiben Sie das."),
    Note.TRAINING: _("Gesprächsleitfaden, Protokollbogen, Rollenspiele. Wer wann dabei war, steht beim Team."),
    Note.ANNOUNCEMENTS: _("Zum Beispiel: Briefe in die Kästen am 3. März, Aushang im Stadtteilzentrum."),
}

LACKS: dict[Lack, str] = {
    Lack.QUESTIONNAIRE: _("Noch ist kein Fragebogen veröffentlicht."),
    Lack.INVITATION: _("Dem Fragebogen fehlt am Ende die Einladung. Ohne sie kommt niemand zur Versammlung."),
    Lack.TRAINED: _("Noch ist niemand geschult, der Gespräche führt. Tragen Sie die Schulung beim Team ein."),
}

HINTS: dict[Hint, str] = {
    Hint.NOT_ACTIVATING: _("Das ist keine Aktivierende Befragung im engeren Sinn: Die Fragen geben Antworten vor."),
    Hint.TOO_LONG: _("Die Gespräche dauern länger als sechs Wochen. Üblich sind drei bis sechs Wochen."),
    Hint.OVERDUE: _("Der letzte Tag der Gespräche ist vorbei. Erst mit der nächsten Phase werden alle Türen gelöscht."),
    Hint.NO_ASSEMBLY: _("Noch ist keine Versammlung mit dieser Befragung verbunden."),
}

WHAT_FOR: dict[Phase, str] = {
    Phase.PURPOSE: _("Klären Sie, warum Sie fragen, für wen, und wer bezahlt, was danach kommt."),
    Phase.PRE_STUDY: _("Gehen Sie durch das Gebiet. Sprechen Sie mit Menschen, die viele kennen, und mit Nachbarn."),
    Phase.DECISION: _("Wird gefragt oder nicht? Fragen Sie nur, wenn danach jemand Zeit für die Menschen hat."),
    Phase.TRAINING: _("Stellen Sie das Team zusammen. Üben Sie Gespräche. Veröffentlichen Sie den Fragebogen."),
    Phase.MAIN_SURVEY: _("Jetzt werden Gespräche geführt. Kündigen Sie sich vorher an."),
    Phase.EVALUATION: _("Lesen Sie alle Antworten, und sortieren Sie sie nach Themen."),
    Phase.ASSEMBLY: _("Zeigen Sie allen, was herauskam. Die Menschen entscheiden, was wichtig ist, und bilden Gruppen."),
    Phase.FOLLOW_UP: _("Begleiten Sie die Gruppen: ihre Treffen, ihre Aufgaben, ihre Erfolge."),
}


def hint(found: Hint, standing: Standing) -> str:
    """What is worth a second look, in words."""
    if found is not Hint.CODING:
        return str(HINTS[found])
    return ngettext(
        "%(num)s Gespräch ist noch nicht nach Themen sortiert. In der Versammlung fehlen sonst Stimmen.",
        "%(num)s Gespräche sind noch nicht nach Themen sortiert. In der Versammlung fehlen sonst Stimmen.",
        standing.unread_talks,
    )
