"""German words for those who write questionnaires: what there is to choose, and what is wrong and what to do about it."""

from collections.abc import Mapping

from app.kernel import i18n, languages
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires.labels import numbers
from app.questionnaires.rules.conditions import FaultKind
from app.questionnaires.rules.document import Document, Question, say
from app.questionnaires.rules.kinds import AskedBy, Block, Part, QuestionType
from app.questionnaires.rules.problems import Problem, ProblemKind
from app.questionnaires.rules.xlsform_words import FileFault, FileFaultKind

TYPES: dict[QuestionType, str] = {
    QuestionType.TEXT_SHORT: _("Kurze Antwort in eigenen Worten"),
    QuestionType.TEXT_LONG: _("Lange Antwort in eigenen Worten"),
    QuestionType.SELECT_ONE: _("Eine Antwort auswählen"),
    QuestionType.SELECT_MULTIPLE: _("Mehrere Antworten auswählen"),
    QuestionType.SCALE: _("Skala"),
    QuestionType.RANK: _("In eine Reihenfolge bringen"),
    QuestionType.INTEGER: _("Ganze Zahl"),
    QuestionType.DATE: _("Datum"),
    QuestionType.TIME: _("Uhrzeit"),
    QuestionType.AREA: _("Ortsteil"),
    QuestionType.NOTE: _("Hinweis ohne Frage"),
    QuestionType.GROUP: _("Überschrift"),
}

BLOCKS: dict[Block, str] = {
    Block.ACTIVATING: _("Aktivierender Teil"),
    Block.OTHER: _("Übriger Teil"),
}

PARTS: dict[Part, str] = {
    Part.NONE: _("Gewöhnliche Frage"),
    Part.INVITATION: _("Einladung am Schluss"),
}

ASKED_BY: dict[AskedBy, str] = {
    AskedBy.ASKER: _("Wer fragt"),
    AskedBy.WRITER: _("Wer schreibt"),
}

CONDITION_FAULTS: dict[FaultKind, str] = {
    FaultKind.EMPTY: _("Die Bedingung ist leer."),
    FaultKind.TOO_LONG: _("Die Bedingung ist zu lang. Teilen Sie die Frage in zwei."),
    FaultKind.TOO_DEEP: _("Zu viele Klammern stehen ineinander. Schreiben Sie die Bedingung einfacher."),
    FaultKind.UNKNOWN_SIGN: _("Das Zeichen „%(what)s“ gehört hier nicht hin. Nehmen Sie es heraus."),
    FaultKind.UNKNOWN_FUNCTION: _("„%(what)s“ gibt es in Bedingungen nicht. Es gibt selected(…), not(…), and und or."),
    FaultKind.BAD_KEY: _("„%(what)s“ kann kein Name einer Frage sein. Namen haben kleine Buchstaben, Ziffern und _."),
    FaultKind.BAD_NUMBER: _("Die Zahl „%(what)s“ ist zu lang. Erlaubt sind 9 Stellen vor und 4 nach dem Punkt."),
    FaultKind.EMPTY_TEXT: _("Zwischen den Anführungszeichen steht nichts. Leer darf es nur nach != sein."),
    FaultKind.OPEN_TEXT: _("Ein Anführungszeichen wird nicht geschlossen. Setzen Sie das zweite."),
    FaultKind.OPEN_PARENTHESIS: _("Eine Klammer wird nicht geschlossen. Setzen Sie „)“."),
    FaultKind.NO_CONDITION: _("Hier muss der Name einer Frage stehen, zum Beispiel: alter >= 18."),
    FaultKind.NO_OPERATOR: _("Nach dem Namen der Frage fehlt ein Vergleich: =, !=, <, <=, > oder >=."),
    FaultKind.NO_VALUE: _("Hier fehlt, womit verglichen wird: eine Zahl oder ein Wort in Anführungszeichen."),
    FaultKind.NO_PARENTHESIS: _("Hier fehlt „(“."),
    FaultKind.LEFT_OVER: _(
        "Hier ist die Bedingung zu Ende, aber es folgt noch „%(what)s“. Verbinden Sie es mit and oder or."
    ),
}

_PROBLEMS: dict[ProblemKind, str] = {
    ProblemKind.NO_QUESTIONS: _("Der Fragebogen hat noch keine Frage. Fügen Sie eine hinzu."),
    ProblemKind.TOO_MANY_QUESTIONS: _("Ein Fragebogen hat höchstens %(most)s Einträge. Nehmen Sie einige heraus."),
    ProblemKind.KEY_BAD: _(
        "Der Name „%(key)s“ geht nicht. Er beginnt mit einem kleinen Buchstaben, hat nur kleine Buchstaben, Ziffern und _,"
        " höchstens 31 Zeichen, und heißt nicht and, or, not, selected oder meta."
    ),
    ProblemKind.KEY_TWICE: _("Den Namen „%(key)s“ gibt es schon. Geben Sie der zweiten Frage einen anderen."),
    ProblemKind.NAME_TAKEN: _(
        "In Tabellen hieße eine Spalte „%(name)s“ wie eine von %(other)s. Geben Sie der Frage einen anderen Namen."
    ),
    ProblemKind.TEXT_MISSING: _("Hier fehlt der Text auf %(language)s. Schreiben Sie ihn."),
    ProblemKind.TEXT_TOO_LONG: _("Der Text auf %(language)s ist zu lang. Kürzen Sie ihn auf %(most)s Zeichen."),
    ProblemKind.TEXT_UNREADABLE: _(
        "Im Text auf %(language)s stehen Zeichen, die niemand lesen kann. Schreiben Sie ihn neu."
    ),
    ProblemKind.TEXT_WITH_PLACEHOLDER: _(
        "Im Text auf %(language)s steht „${…}“. Das füllt hier niemand aus. Schreiben Sie es ohne Platzhalter."
    ),
    ProblemKind.LANGUAGE_UNKNOWN: _("Diese Sprache kennt Ortsstimme nicht. Nehmen Sie sie heraus."),
    ProblemKind.LANGUAGE_INCOMPLETE: _(
        "%(done)s von %(total)s Texten sind übersetzt. Übersetzen Sie den Rest, nehmen Sie die Sprache heraus oder"
        " erlauben Sie, dass einige Texte in der Hauptsprache erscheinen."
    ),
    ProblemKind.DEFAULT_NOT_OFFERED: _(
        "Die Hauptsprache wird nicht angeboten. Bieten Sie sie an oder wählen Sie eine andere."
    ),
    ProblemKind.NO_CHOICES: _("Es gibt noch nichts auszuwählen. Fügen Sie Antworten hinzu."),
    ProblemKind.TOO_MANY_CHOICES: _("Eine Frage hat höchstens %(most)s Antworten. Nehmen Sie einige heraus."),
    ProblemKind.CODE_BAD: _(
        "Das Kürzel „%(code)s“ geht nicht. Erlaubt sind Buchstaben ohne Umlaute, Ziffern und _, höchstens 30 Zeichen;"
        " true und false nicht."
    ),
    ProblemKind.CODE_TWICE: _("Das Kürzel „%(code)s“ gibt es schon. Geben Sie dieser Antwort ein anderes."),
    ProblemKind.OTHER_IN_RANK: _(
        "In einer Reihenfolge geht keine Antwort in eigenen Worten. Stellen Sie dafür eine eigene Frage."
    ),
    ProblemKind.SCALE_POINTS: _("Eine Skala hat %(few)s bis %(most)s Stufen. Ändern Sie Anfang oder Ende."),
    ProblemKind.SCALE_ENDS: _("Das Ende der Skala hat noch keine Worte. Schreiben Sie, was es bedeutet."),
    ProblemKind.BOUNDS_TURNED: _("Die kleinste Zahl ist größer als die größte. Tauschen Sie sie."),
    ProblemKind.BOUNDS_MEAN_MISSING: _(
        "Zahlen unter %(lowest)s bedeuten in den Tabellen eine fehlende Antwort. Beginnen Sie bei %(lowest)s oder darüber."
    ),
    ProblemKind.NO_WAY_OUT: _("Niemand muss hier antworten, aber es fehlt „Keine Angabe“. Bieten Sie es an."),
    ProblemKind.CLOSED_IN_ACTIVATING: _(
        "Im aktivierenden Teil stehen nur offene Fragen mit langer Antwort. Ändern Sie die Art oder den Teil der Frage."
    ),
    ProblemKind.INVITATION_MISSING: _(
        "Am Ende des aktivierenden Teils fehlt die Einladung. Ohne sie führt die Befragung zu keiner Versammlung. Fügen"
        " Sie sie hinzu."
    ),
    ProblemKind.INVITATION_TWICE: _("Die Einladung gibt es schon. Machen Sie diese Frage zu einer gewöhnlichen."),
    ProblemKind.INVITATION_NOT_LAST: _(
        "Die Einladung muss die letzte Frage des aktivierenden Teils sein. Schieben Sie sie dorthin."
    ),
    ProblemKind.CONDITION_WRONG: _("Die Bedingung ist ab dem %(position)s. Zeichen nicht zu verstehen: %(fault)s"),
    ProblemKind.CONDITION_UNKNOWN: _("Die Bedingung nennt „%(key)s“. So heißt keine Frage. Prüfen Sie den Namen."),
    ProblemKind.CONDITION_LATER: _(
        "Die Bedingung nennt %(question)s. Sie wird erst danach gestellt. Schieben Sie diese Frage weiter nach hinten."
    ),
    ProblemKind.CONDITION_ASKS_NOTHING: _("Die Bedingung nennt „%(key)s“. Dort wird nichts gefragt. Nennen Sie eine Frage."),
    ProblemKind.CONDITION_CODE_UNKNOWN: _(
        "Die Bedingung wartet bei %(question)s auf „%(code)s“. Diese Antwort gibt es dort nicht. Prüfen Sie das Kürzel."
    ),
    ProblemKind.CONDITION_ON_SILENT: _(
        "Überschriften und Hinweise haben keine Bedingung. Löschen Sie sie, oder setzen Sie sie an die Fragen darunter."
    ),
    ProblemKind.GROUP_UNKNOWN: _("Die Überschrift „%(group)s“ gibt es nicht. Wählen Sie eine andere."),
    ProblemKind.GROUP_LATER: _("Die Überschrift „%(group)s“ steht erst danach. Schieben Sie die Frage unter sie."),
    ProblemKind.GROUP_NESTED: _("Eine Überschrift steht nie unter einer anderen. Wählen Sie für sie keine."),
    ProblemKind.GROUP_SCATTERED: _(
        "Fragen unter „%(group)s“ stehen direkt beieinander. Schieben Sie diese Frage zu ihnen oder nehmen Sie sie"
        " dort heraus."
    ),
    ProblemKind.GROUP_EMPTY: _(
        "Unter dieser Überschrift steht keine Frage. Ordnen Sie ihr Fragen zu, oder löschen Sie sie."
    ),
    ProblemKind.MISFIT: _("%(what)s: Das passt nicht zu dieser Art von Frage und wird nicht gezeigt. Löschen Sie es."),
    ProblemKind.MANY_QUESTIONS_ONLINE: _(
        "%(number)s Fragen sind online viel: Ab %(most)s hören viele vorher auf. Fragen Sie nur, was Sie brauchen."
    ),
    ProblemKind.LONG_ONLINE: _(
        "Der Fragebogen dauert etwa %(number)s Minuten. Online hören nach %(most)s Minuten viele auf. Kürzen Sie ihn."
    ),
    ProblemKind.MANY_AT_THE_DOOR: _(
        "%(number)s Fragen sind an der Haustür zu viel: Dort sind %(most)s genug. Fragen Sie nur, was Sie brauchen."
    ),
}

_MISFITS = {
    "choices": _("Antworten zum Auswählen"),
    "bounds": _("Kleinste und größte Zahl"),
    "ends": _("Worte für die Enden einer Skala"),
    "answering": _("Pflicht und „Keine Angabe“"),
}

_WHOLE = {
    "title": _("Titel"),
    "introduction": _("Einleitung"),
    "consent": _("Einwilligung"),
    "thanks": _("Dank am Ende"),
}

_TEXTS = {
    "hint": _("Hilfe"),
    "low_label": _("Anfang der Skala"),
    "high_label": _("Ende der Skala"),
}

_FILE_FAULTS: dict[FileFaultKind, str] = {
    FileFaultKind.NOT_A_WORKBOOK: _(
        "Diese Datei lässt sich nicht lesen. Speichern Sie die Tabelle als XLSX oder ODS, und versuchen Sie es neu."
    ),
    FileFaultKind.OLD_OR_LOCKED: _(
        "Diese Datei ist im alten Excel-Format oder hat ein Passwort. Speichern Sie sie ohne Passwort als XLSX oder ODS."
    ),
    FileFaultKind.LOCKED: _("Diese Datei hat ein Passwort. Speichern Sie sie ohne Passwort."),
    FileFaultKind.TOO_LARGE: _("Die Datei ist zu groß. Löschen Sie Bilder und fremde Blätter daraus."),
    FileFaultKind.TOO_MANY_ROWS: _("Das Blatt hat mehr als %(most)s Zeilen. Löschen Sie, was nicht zum Fragebogen gehört."),
    FileFaultKind.TOO_MANY_COLUMNS: _(
        "Das Blatt hat mehr als %(most)s Spalten. Löschen Sie, was nicht zum Fragebogen gehört."
    ),
    FileFaultKind.SHEET_MISSING: _("Dieses Blatt fehlt. Legen Sie es an."),
    FileFaultKind.COLUMN_MISSING: _("Die Spalte „%(column)s“ fehlt. Legen Sie sie an."),
    FileFaultKind.COLUMN_TWICE: _("Die Spalte „%(column)s“ gibt es doppelt. Löschen Sie eine."),
    FileFaultKind.FORMULA: _("Hier steht eine Formel. Schreiben Sie ihr Ergebnis als Text hinein."),
    FileFaultKind.BAD_CELL: _("Hier steht eine Fehlermeldung der Tabelle. Schreiben Sie hinein, was gemeint ist."),
    FileFaultKind.TYPE_MISSING: _("Hier fehlt die Art der Frage. Schreiben Sie zum Beispiel text oder select_one."),
    FileFaultKind.NAME_MISSING: _("Hier fehlt der Name. Schreiben Sie einen kurzen aus kleinen Buchstaben."),
    FileFaultKind.NAME_BAD: _(
        "Der Name „%(name)s“ geht nicht. Er beginnt mit einem kleinen Buchstaben, hat nur kleine Buchstaben, Ziffern und _"
        " und höchstens 31 Zeichen."
    ),
    FileFaultKind.NAME_TWICE: _("Den Namen „%(name)s“ gibt es weiter oben schon. Schreiben Sie einen anderen."),
    FileFaultKind.LIST_UNKNOWN: _(
        "Die Liste „%(list)s“ gibt es im Blatt choices nicht. Legen Sie sie an, oder prüfen Sie den Namen."
    ),
    FileFaultKind.CODE_MISSING: _("Hier fehlt etwas in der Spalte „%(column)s“. Schreiben Sie es hinein."),
    FileFaultKind.CODE_TWICE: _("„%(code)s“ steht in der Liste „%(list)s“ schon. Schreiben Sie etwas anderes."),
    FileFaultKind.CONDITION_WRONG: _("Diese Bedingung ist ab dem %(position)s. Zeichen nicht zu verstehen: %(fault)s"),
    FileFaultKind.REFERENCE_UNKNOWN: _("Die Bedingung nennt „%(key)s“. So heißt hier keine Frage. Prüfen Sie den Namen."),
    FileFaultKind.VALUE_UNKNOWN: _(
        "„%(value)s“ ist hier nicht möglich. Prüfen Sie die Schreibweise, oder leeren Sie die Zelle."
    ),
    FileFaultKind.GROUP_NESTED: _("Hier beginnt eine Gruppe in einer Gruppe. Beenden Sie die erste davor mit end_group."),
    FileFaultKind.GROUP_NOT_CLOSED: _(
        "Diese Gruppe endet nicht. Schreiben Sie end_group in die Zeile nach ihrer letzten Frage."
    ),
    FileFaultKind.GROUP_NOT_OPENED: _("Hier endet eine Gruppe, die nicht begonnen hat. Löschen Sie die Zeile."),
    FileFaultKind.SHEET_UNKNOWN: _("Dieses Blatt wird nicht übernommen: Ortsstimme kennt es nicht."),
    FileFaultKind.COLUMN_UNKNOWN: _("Die Spalte „%(column)s“ wird nicht übernommen: Ortsstimme kennt sie nicht."),
    FileFaultKind.COLUMN_UNTITLED: _("Was ab hier in dieser Spalte steht, wird nicht übernommen: Oben fehlt ihr Name."),
    FileFaultKind.LANGUAGE_UNKNOWN: _("Die Spalte „%(column)s“ wird nicht übernommen: Ortsstimme kennt die Sprache nicht."),
    FileFaultKind.TYPE_UNKNOWN: _("Die Zeile wird nicht übernommen: „%(type)s“ gibt es hier nicht."),
    FileFaultKind.APPEARANCE_UNKNOWN: _("„%(appearance)s“ wird nicht übernommen: Wie Fragen aussehen, ist hier festgelegt."),
    FileFaultKind.PARAMETER_UNKNOWN: _("„%(parameter)s“ wird nicht übernommen: Das gibt es bei dieser Frage nicht."),
    FileFaultKind.CONSTRAINT_UNKNOWN: _(
        "Die Prüfung „%(constraint)s“ wird nicht übernommen: Geprüft werden nur kleinste und größte ganze Zahl."
    ),
    FileFaultKind.LIST_UNUSED: _("Die Liste „%(list)s“ wird nicht übernommen: Keine Frage nennt sie."),
    FileFaultKind.CONDITIONS_DIFFER: _(
        "Das wird nicht übernommen: In der Spalte relevant steht etwas anderes, und das gilt."
    ),
    FileFaultKind.OTHER_LABEL_DIFFERS: _(
        "Diese Beschriftung wird nicht übernommen: Es gilt die der Antwort im Blatt choices."
    ),
    FileFaultKind.TITLE_DIFFERS: _(
        "„%(value)s“ wird nicht übernommen: Im Blatt texts steht ein anderer Titel, und der gilt."
    ),
}

_OF_LANGUAGES = frozenset({ProblemKind.LANGUAGE_UNKNOWN, ProblemKind.LANGUAGE_INCOMPLETE, ProblemKind.DEFAULT_NOT_OFFERED})


def problem_in_words(problem: Problem, document: Document) -> str:
    """What is wrong, where, and what to do next: "Frage 3: Es gibt noch nichts auszuwählen. Fügen Sie Antworten hinzu.\""""
    what = _PROBLEMS[problem.kind] % {"key": problem.key, **_facts(problem.detail, document)}
    place = _place(problem, document)
    return i18n.gettext("%(place)s: %(what)s", place=place, what=what) if place else what


def file_fault_in_words(fault: FileFault) -> str:
    """What a file has that we cannot take, in which cell, and what to do next."""
    detail: dict[str, str | int] = dict(fault.detail)
    if fault.kind is FileFaultKind.CONDITION_WRONG:
        detail |= _condition_facts(detail)
    what = _FILE_FAULTS[fault.kind] % detail
    return i18n.gettext("%(place)s: %(what)s", place=fault.cell, what=what) if fault.cell else what


def condition_fault_in_words(kind: FaultKind, what: str) -> str:
    """What is wrong with a condition."""
    return CONDITION_FAULTS[kind] % {"what": what}


def language_in_words(tag: str) -> str:
    """A language by its name in the reader's language; one that we do not know by its tag."""
    language = languages.by_tag(tag)
    if language is None:
        return tag
    if language is languages.PLAIN:
        return i18n.gettext("Leicht verständliches Deutsch")
    return str(i18n.current_language().locale.languages.get(tag, language.name))


def _facts(detail: Mapping[str, str | int], document: Document) -> dict[str, str | int]:
    """The facts of a sentence, in words."""
    facts: dict[str, str | int] = dict(detail)
    if "tag" in facts:
        facts["language"] = language_in_words(str(facts["tag"]))
    if "key" in facts:
        facts["question"] = _question(document, str(facts["key"]))
    if "other" in facts:
        facts["other"] = _question(document, str(facts["other"]))
    if "fault" in facts:
        facts |= _condition_facts(facts)
    elif "what" in facts:
        facts["what"] = str(_MISFITS[str(facts["what"])])
    return facts


def _condition_facts(detail: Mapping[str, str | int]) -> dict[str, str | int]:
    """What is wrong with a condition, and at which sign, counted as people count."""
    fault = condition_fault_in_words(FaultKind(str(detail["fault"])), str(detail["what"]))
    return {"fault": fault, "position": int(detail["position"]) + 1}


def _place(problem: Problem, document: Document) -> str:
    if problem.kind in _OF_LANGUAGES:
        return language_in_words(problem.place)
    if "number" in problem.detail and problem.place:
        return i18n.gettext("Eintrag %(number)s", number=problem.detail["number"])
    key, slash, name = problem.place.partition("/")
    if not slash and key in _WHOLE and document.find(key) is None:
        return str(_WHOLE[key])
    place = _question(document, key) if key else ""
    if name.startswith("choice:"):
        return i18n.gettext("%(question)s, Antwort „%(code)s“", question=place, code=name.removeprefix("choice:"))
    return i18n.gettext("%(question)s, %(text)s", question=place, text=_TEXTS[name]) if name in _TEXTS else place


def _question(document: Document, key: str) -> str:
    """A question as its writers see it: by its number, or by its words if it has none."""
    question = document.find(key)
    if question is None:
        return i18n.gettext("Eintrag „%(key)s“", key=key)
    if (number := numbers(document).get(key)) is not None:
        return i18n.gettext("Frage %(number)s", number=number)
    words = _words(question, document)
    if question.type is QuestionType.GROUP:
        return i18n.gettext("Überschrift „%(words)s“", words=words)
    return i18n.gettext("Hinweis „%(words)s“", words=words)


def _words(question: Question, document: Document) -> str:
    words = say(question.label, document.default_language).text or question.key
    return words if len(words) <= 40 else f"{words[:39]}…"
