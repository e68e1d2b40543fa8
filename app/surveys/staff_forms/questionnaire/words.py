"""The German words for what can be chosen while a questionnaire is written."""

from app.kernel.i18n import gettext
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires import staff_labels
from app.questionnaires.rules.comparing import ChangeKind
from app.questionnaires.rules.conditions import Operator
from app.questionnaires.rules.document import GERMAN, Choice, Question, say
from app.questionnaires.rules.kinds import QuestionType
from app.questionnaires.rules.picking import ANSWERED, Joint, Offer

TYPES: dict[QuestionType, str] = {
    QuestionType.TEXT_LONG: staff_labels.TYPES[QuestionType.TEXT_LONG],
    **{kind: label for kind, label in staff_labels.TYPES.items() if kind is not QuestionType.TEXT_LONG},
}
"""The open question first: it is what an activating survey is made of."""

HINTS: dict[QuestionType, str] = {
    QuestionType.TEXT_LONG: _("Menschen antworten frei. Im aktivierenden Teil gibt es nur diese Art."),
    QuestionType.TEXT_SHORT: _("Ein paar Wörter, zum Beispiel ein Beruf."),
    QuestionType.SELECT_ONE: _("Zum Beispiel: zur Miete oder im Eigentum."),
    QuestionType.SELECT_MULTIPLE: _("Zum Beispiel: mit welchen Verkehrsmitteln jemand fährt."),
    QuestionType.SCALE: _("3 bis 7 Stufen mit Worten an beiden Enden."),
    QuestionType.RANK: _("Was ist am wichtigsten, was kommt danach?"),
    QuestionType.INTEGER: _("Zum Beispiel: Menschen im Haushalt."),
    QuestionType.DATE: _("Ein Tag im Kalender."),
    QuestionType.TIME: _("Zum Beispiel: wann der letzte Bus fahren soll."),
    QuestionType.AREA: _("Menschen wählen den Ortsteil, in dem sie wohnen."),
    QuestionType.NOTE: _("Hier wird nichts gefragt."),
    QuestionType.GROUP: _("Fasst Fragen zusammen, die danach kommen."),
}

JOINTS: dict[Joint, str] = {
    Joint.ALL: _("Alle zusammen müssen stimmen"),
    Joint.ANY: _("Eine davon genügt"),
}
CHANGES: dict[ChangeKind, str] = {
    ChangeKind.ADDED: _("neu"),
    ChangeKind.REMOVED: _("entfernt"),
    ChangeKind.CHANGED: _("geändert"),
    ChangeKind.MOVED: _("verschoben"),
}

ASPECTS: dict[str, str] = {
    "key": _("Kürzel"),
    "type": _("Art"),
    "label": _("Frage"),
    "hint": _("Hinweis zur Frage"),
    "group": _("Überschrift"),
    "block": _("Teil"),
    "part": _("Einladung"),
    "asked_by": _("Wer fragt"),
    "is_required": _("Pflicht"),
    "may_refuse": _("„Keine Angabe“"),
    "may_not_know": _("„Weiß nicht“"),
    "condition": _("Bedingung"),
    "choices": _("Antworten"),
    "lowest": _("Kleinster Wert"),
    "highest": _("Größter Wert"),
    "low_label": _("Worte am Anfang der Skala"),
    "high_label": _("Worte am Ende der Skala"),
    "title": _("Titel"),
    "introduction": _("Einleitung"),
    "consent": _("Einwilligung auf dem Kontaktzettel"),
    "thanks": _("Dank am Ende"),
    "default_language": _("Hauptsprache"),
    "languages": _("Sprachen"),
    "mixed": _("Gemischte Sprachen"),
    "one_per_page": _("Eine Frage je Seite"),
}
"""The fields of a question and of the whole questionnaire."""


def of_question(question: Question) -> str:
    """A question in a few German words."""
    text = " ".join(say(question.label, GERMAN).text.split()) or question.key
    return text if len(text) <= 80 else f"{text[:79]}…"


def of_choice(choice: Choice) -> str:
    """An answer in German words."""
    return say(choice.label, GERMAN).text or choice.code


def offer(offered: Offer, question: Question) -> str:
    """One line of the list from which conditions are picked."""
    if offered.sign == ANSWERED:
        return gettext("wurde beantwortet")
    if offered.is_typed:
        typed = {
            Operator.EQUAL: gettext("ist genau … (daneben schreiben)"),
            Operator.AT_MOST: gettext("ist höchstens … (daneben schreiben)"),
            Operator.AT_LEAST: gettext("ist mindestens … (daneben schreiben)"),
        }
        return typed[Operator(offered.sign)]
    if offered.sign == Operator.AT_MOST:
        return gettext("%(answer)s oder weniger", answer=offered.value)
    if offered.sign == Operator.AT_LEAST:
        return gettext("%(answer)s oder mehr", answer=offered.value)
    return next((of_choice(choice) for choice in question.choices if choice.code == offered.value), offered.value)
