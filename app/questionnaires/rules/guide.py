"""The ready-made guide for an aktivierende Befragung: eight questions, in German and in plain words (methods A.3).

The sheet of the source is described but not printed, so these are our own words along its order: views, problems, own ideas,
own contribution, invitation. Nobody of the target group has checked the plain words yet (F-03).
"""

from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.kinds import AskedBy, Block, Part, QuestionType

PLAIN = "de-simple"


def activating_guide() -> Document:
    """The guide as a questionnaire, to be taken over and changed."""
    return Document(
        title={"de": "Was bewegt Sie in Ihrer Nachbarschaft?", PLAIN: "Was ist Ihnen hier wichtig?"},
        introduction={"de": _INTRODUCTION, PLAIN: _PLAIN_INTRODUCTION},
        consent={"de": _CONSENT, PLAIN: _PLAIN_CONSENT},
        thanks={"de": _THANKS, PLAIN: _PLAIN_THANKS},
        languages=("de", PLAIN),
        questions=_questions(),
    )


def _questions() -> tuple[Question, ...]:
    return (
        _open(
            "leben",
            "Wie lebt es sich hier? Seit wann wohnen Sie hier?",
            "Wie ist es hier? Wohnen Sie schon lange hier?",
        ),
        _open("gut", "Was gefällt Ihnen hier?", "Was ist hier gut?"),
        _open("stoert", "Was stört oder ärgert Sie? Was fehlt?", "Was ist hier schlecht? Was fehlt hier?"),
        _open(
            "konkret",
            "Können Sie das genauer beschreiben: Wo? Wann? Wen betrifft es noch?",
            "Wo ist das? Wann ist das? Wer hat das Problem auch?",
            AskedBy.WRITER,
        ),
        _open("idee", "Was müsste sich ändern? Was schlagen Sie vor?", "Was soll anders werden? Haben Sie eine Idee?"),
        _open("beitrag", "Was könnten Sie selbst tun? Wer macht noch mit?", "Was können Sie machen? Wer macht mit?"),
        _open("faehigkeit", "Was machen oder können Sie gern?", "Was können Sie gut?"),
        _invitation(),
    )


def _open(key: str, german: str, plain: str, asked_by: AskedBy = AskedBy.ASKER) -> Question:
    return Question(
        key=key,
        type=QuestionType.TEXT_LONG,
        label={"de": german, PLAIN: plain},
        block=Block.ACTIVATING,
        asked_by=asked_by,
    )


def _invitation() -> Question:
    return Question(
        key="einladung",
        type=QuestionType.SELECT_ONE,
        label={
            "de": "Möchten Sie eingeladen werden und die Ergebnisse erfahren?",
            PLAIN: "Wollen Sie eine Einladung?",
        },
        hint={
            "de": "Wenn ja: Name und Adresse kommen auf den Kontaktzettel. Er wird getrennt von den Antworten aufbewahrt.",
            PLAIN: "Sagen Sie Ja?\nDann schreiben wir Ihren Namen auf.\nDer Zettel liegt nicht bei Ihren Antworten.",
        },
        block=Block.ACTIVATING,
        part=Part.INVITATION,
        may_refuse=True,
        choices=(
            Choice(code="ja", label={"de": "Ja", PLAIN: "Ja"}),
            Choice(code="nein", label={"de": "Nein", PLAIN: "Nein"}),
        ),
    )


_INTRODUCTION = (
    "Wir sprechen mit vielen Menschen in der Nachbarschaft. Wir möchten hören, was Ihnen gefällt, was Sie stört und was Sie"
    " ändern möchten. Es gibt keine falschen Antworten. Was Sie sagen, schreiben wir ohne Ihren Namen auf. Sie können jede"
    " Frage auslassen und jederzeit aufhören. Die Befragung ist nicht repräsentativ: Sie soll etwas in Gang bringen."
)
_PLAIN_INTRODUCTION = (
    "Wir sprechen hier mit vielen Menschen.\n"
    "Sagen Sie uns:\n"
    "Was ist hier gut?\n"
    "Was ist hier schlecht?\n"
    "Jede Antwort ist richtig.\n"
    "Wir schreiben Ihre Antworten auf.\n"
    "Wir schreiben Ihren Namen nicht dazu.\n"
    "Sie müssen nicht auf jede Frage antworten.\n"
    "Sie können immer aufhören."
)
_CONSENT = (
    "Ich bin einverstanden, dass mein Name und meine Angaben auf dem Kontaktzettel für die Zwecke gespeichert werden,"
    " die ich angekreuzt habe. Sie werden getrennt von meinen Antworten aufbewahrt und nicht an andere weitergegeben."
    " Das ist freiwillig. Ich kann es jederzeit ohne Gründe widerrufen, dann werden die Angaben gelöscht. Sonst werden"
    " sie spätestens sechs Monate nach der Versammlung gelöscht."
)
_PLAIN_CONSENT = (
    "Sie dürfen meinen Namen aufschreiben.\n"
    "Sie dürfen meine Adresse aufschreiben.\n"
    "Sie dürfen mir nur dafür schreiben:\n"
    "Das habe ich auf dem Zettel angekreuzt.\n"
    "Der Zettel liegt nicht bei meinen Antworten.\n"
    "Kein anderer bekommt den Zettel.\n"
    "Ich mache das freiwillig.\n"
    "Ich kann immer Nein sagen.\n"
    "Dann wird alles gelöscht.\n"
    "Nach der Versammlung warten wir 6 Monate.\n"
    "Dann löschen wir alles."
)
_THANKS = (
    "Vielen Dank für das Gespräch. Alle Antworten werden ohne Namen ausgewertet. Was dabei herauskommt, besprechen"
    " wir mit der Nachbarschaft auf einer Versammlung."
)
_PLAIN_THANKS = (
    "Vielen Dank!\n"
    "Wir lesen alle Antworten.\n"
    "Dann gibt es ein Treffen.\n"
    "Dort sagen wir:\n"
    "Das haben die Menschen hier gesagt."
)
