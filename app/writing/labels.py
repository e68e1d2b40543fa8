"""What the helper says, in words that keep its own rules."""

from app.kernel.i18n import lazy_gettext as _
from app.writing.rules.kinds import Advice, Hint, Measure, Severity
from app.writing.rules.readability import Level

MEASURES: dict[Measure, str] = {
    Measure.EASY: _("Leichte Sprache: sehr kurze Sätze"),
    Measure.PLAIN: _("Einfache Sprache: für alle gut zu lesen"),
}
SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: _("Wichtig"),
    Severity.WARNING: _("Hinweis"),
    Severity.HINT: _("Tipp"),
}
SEVERITY_KINDS: dict[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "info"}
LEVELS: dict[Level, str] = {
    Level.EASY: _("Der Text ist leicht."),
    Level.MIDDLE: _("Der Text ist mittel."),
    Level.HARD: _("Der Text ist schwer."),
}
LEVEL_KINDS: dict[Level, str] = {Level.EASY: "good", Level.MIDDLE: "warning", Level.HARD: "error"}
TOO_SHORT = _("Der Text ist zu kurz für eine Stufe. Sie braucht 30 Wörter.")
TOO_LONG = _("Der Text ist zu lang. Prüfen Sie ihn bitte in Teilen. Ein Teil darf 20.000 Zeichen haben.")

ADVICE: dict[Advice, str] = {
    Advice.SENTENCE_LONG: _("Der Satz hat %(count)s Wörter. Machen Sie bitte 2 Sätze daraus."),
    Advice.CLAUSE: _("Hier stehen 2 Aussagen in einem Satz. Schreiben Sie bitte jede für sich."),
    Advice.SEMICOLON: _("Machen Sie hier bitte einen Punkt."),
    Advice.LINE: _("Hier beginnt ein neuer Satz. Geben Sie ihm bitte eine neue Zeile."),
    Advice.WORD_LONG: _("Das Wort hat %(count)s Buchstaben. Teilen Sie es bitte, oder nehmen Sie ein kürzeres."),
    Advice.ABBREVIATION: _("Schreiben Sie das bitte ganz aus."),
    Advice.CAPITALS: _("Diese kurze Form kennen nicht alle. Schreiben Sie sie bitte aus."),
    Advice.NEGATION: _("Geht es auch ohne „%(word)s“? Sonst schreiben Sie das Wort bitte fett."),
    Advice.GENITIVE: _("Leichter ist hier „von dem“ oder „von der“."),
    Advice.GENITIVE_MAYBE: _("Vielleicht ist hier „von der“ leichter."),
    Advice.HARD_PREPOSITION: _("Das Wort „%(word)s“ ist schwer. Machen Sie bitte einen eigenen Satz daraus."),
    Advice.PASSIVE: _("Wer macht das? Schreiben Sie es bitte dazu."),
    Advice.PASSIVE_MAYBE: _("Ist klar, wer das macht? Sonst schreiben Sie es bitte dazu."),
    Advice.SUBJUNCTIVE: _("Das klingt unsicher. Schreiben Sie bitte, was wirklich ist."),
    Advice.NUMBER_WORD: _("Schreiben Sie diese Zahl bitte mit Ziffern."),
    Advice.NUMBER_HIGH: _("Eine so genaue Zahl ist schwer. Reicht ein Wort?"),
    Advice.PERCENT: _("Prozente sind schwer. Reicht ein Wort?"),
    Advice.YEAR_OLD: _("Das ist lange her. Muss das Jahr hier stehen?"),
    Advice.DATE: _("Schreiben Sie den Tag bitte mit dem Namen vom Monat."),
    Advice.TIME: _("Schreiben Sie die Uhrzeit bitte so, wie man sie spricht."),
    Advice.SIGN: _("Dieses Zeichen kennen nicht alle. Schreiben Sie bitte ein Wort."),
    Advice.BRACKET: _("Machen Sie aus der Klammer bitte einen eigenen Satz."),
    Advice.ELLIPSIS: _("Schreiben Sie den Satz bitte zu Ende."),
    Advice.NESTED_QUOTE: _("Nehmen Sie bitte nur eine Art von Anführungszeichen."),
    Advice.SIGN_IN_WORD: _("Das ist schwer zu lesen. Schreiben Sie bitte beide Formen aus."),
    Advice.LIST: _("Das ist eine Liste. Geben Sie bitte jedem Teil eine Zeile mit einem Strich davor."),
    Advice.SYNONYM: _("Weiter oben steht „%(word)s“. Nehmen Sie bitte immer dasselbe Wort."),
    Advice.TERM: _("Dieses Wort kennen nicht alle. Erklären Sie es bitte gleich hier."),
    Advice.ADDRESS: _("Schreiben Sie die Adresse bitte unter den Satz."),
    Advice.READER: _("Der Text spricht niemanden an. Schreiben Sie bitte „Sie“."),
    Advice.HEADING: _("Hier hilft eine Überschrift. Davor stehen schon 7 Sätze."),
}


def advice(hint: Hint) -> str:
    """The sentence that belongs to a hint."""
    return ADVICE[hint.advice] % {"count": hint.count, "word": hint.word}
