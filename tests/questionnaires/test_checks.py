"""What is wrong with a questionnaire is found where it is wrong, and said so that people know what to do."""

from dataclasses import replace

import pytest

from app.questionnaires import labels, staff_labels
from app.questionnaires.rules import checks, conditions
from app.questionnaires.rules.conditions import FaultKind
from app.questionnaires.rules.document import Choice, Document, Question, from_json, to_json
from app.questionnaires.rules.guide import activating_guide
from app.questionnaires.rules.kinds import Block, Part, QuestionType
from app.questionnaires.rules.problems import WARNINGS
from app.questionnaires.rules.problems import ProblemKind as Kind
from app.questionnaires.rules.xlsform_words import FileFaultKind
from tests.questionnaires.documents import full_document

YES, NO = Choice(code="ja", label={"de": "Ja"}), Choice(code="nein", label={"de": "Nein"})
OTHER = Choice(code="other", label={"de": "Anders"})


def text(key="mehr", **details):
    return Question(key=key, type=QuestionType.TEXT_LONG, **{"label": {"de": "Mehr dazu?"}, **details})


def one(key="hier", choices=(YES, NO), **details):
    return Question(
        key=key,
        type=QuestionType.SELECT_ONE,
        label={"de": "Wohnen Sie hier?"},
        choices=choices,
        **{"may_refuse": True, **details},
    )


def scale(**details):
    ends = {"low_label": {"de": "gar nicht"}, "high_label": {"de": "sehr"}}
    given = {"lowest": 1, "highest": 5, "is_required": True, **ends, **details}
    return Question(key="wie", type=QuestionType.SCALE, label={"de": "Wie sehr?"}, **given)


def number(**details):
    return Question(key="zahl", type=QuestionType.INTEGER, label={"de": "Wie viele?"}, **details)


def heading(key="teil", **details):
    return Question(key=key, type=QuestionType.GROUP, label={"de": "Teil"}, **details)


def about(*questions, **details):
    return Document(**{"title": {"de": "Umfrage"}, "questions": questions, **details})


def found(document):
    return [(problem.kind, problem.place) for problem in checks.problems(document)]


@pytest.mark.parametrize(
    "document",
    [
        activating_guide(),
        about(one(), text(condition="hier = 'ja' or not(selected(hier, 'nein'))")),
        about(heading(), one(group="teil"), text(group="teil"), scale()),
        about(one(choices=(YES, Choice(code="other", label={"de": "Anders"})))),
        about(text(label={"de": "A"}), languages=("de", "uk"), mixed=("uk",)),
        about(*(text(f"q{each}", label={"de": "Wie?"}) for each in range(8))),
    ],
)
def test_good_questionnaires_have_no_problems(document):
    assert found(document) == []


def test_a_long_questionnaire_with_everything_has_warnings_only():
    problems = checks.problems(full_document())

    assert {problem.kind for problem in problems} == {Kind.MANY_AT_THE_DOOR}
    assert not any(problem.is_error for problem in problems)
    assert checks.has_invitation(full_document())


def test_a_questionnaire_survives_being_kept():
    assert from_json(to_json(full_document())) == full_document()


ACTIVATING = {"block": Block.ACTIVATING}
INVITATION = one("einladung", part=Part.INVITATION, **ACTIVATING)


@pytest.mark.parametrize(
    ("document", "kind", "place"),
    [
        (about(), Kind.NO_QUESTIONS, ""),
        (about(heading("nur")), Kind.NO_QUESTIONS, ""),
        (about(*(text(f"q{each}", label={"de": "W?"}) for each in range(101))), Kind.TOO_MANY_QUESTIONS, ""),
        (about(text("Groß")), Kind.KEY_BAD, "Groß"),
        (about(text("x" * 32)), Kind.KEY_BAD, "x" * 32),
        (about(text("selected")), Kind.KEY_BAD, "selected"),
        (about(text(), text()), Kind.KEY_TWICE, "mehr"),
        (
            about(one(choices=(YES, Choice(code="other", label={"de": "X"}))), text("hier_other")),
            Kind.NAME_TAKEN,
            "hier_other",
        ),
        (
            about(text("hier_ja"), replace(one(), type=QuestionType.SELECT_MULTIPLE)),
            Kind.NAME_TAKEN,
            "hier",
        ),
        *(
            (about(text(key), replace(one(choices=choices), type=kind)), Kind.NAME_TAKEN, "hier")
            for key, kind, choices in (
                ("hier__ja", QuestionType.RANK, (YES, NO)),
                ("hier_ja", QuestionType.RANK, (YES, NO)),
                ("hier_other_chosen", QuestionType.SELECT_MULTIPLE, (YES, OTHER)),
                ("hier_other", QuestionType.SELECT_MULTIPLE, (YES, OTHER)),
            )
        ),
        (about(text(), title={}), Kind.TEXT_MISSING, "title"),
        (about(replace(text(), label={"de": " ", "uk": "Ще?"})), Kind.TEXT_MISSING, "mehr/label"),
        (about(text(hint={"uk": "Підказка"})), Kind.TEXT_MISSING, "mehr/hint"),
        (about(one(choices=(YES, Choice(code="nein")))), Kind.TEXT_MISSING, "hier/choice:nein"),
        (about(text(hint={"de": "x" * 1001})), Kind.TEXT_TOO_LONG, "mehr/hint"),
        (about(text(hint={"de": "a\x00b"})), Kind.TEXT_UNREADABLE, "mehr/hint"),
        (about(text(hint={"de": "Hallo ${name}"})), Kind.TEXT_WITH_PLACEHOLDER, "mehr/hint"),
        (about(text(), languages=("de", "tlh"), mixed=("tlh",)), Kind.LANGUAGE_UNKNOWN, "tlh"),
        (about(text(), languages=("de", "uk")), Kind.LANGUAGE_INCOMPLETE, "uk"),
        (about(text(), languages=("uk",), mixed=("uk",)), Kind.DEFAULT_NOT_OFFERED, "de"),
        (about(one(choices=())), Kind.NO_CHOICES, "hier/choices"),
        (
            about(one(choices=tuple(Choice(code=f"c{each}", label={"de": "X"}) for each in range(61)))),
            Kind.TOO_MANY_CHOICES,
            "hier/choices",
        ),
        *(
            (about(one(choices=(YES, Choice(code=code, label={"de": "X"})))), Kind.CODE_BAD, f"hier/choice:{code}")
            for code in ("true", "False", "a b", "a(b", "a)", "{a", "a}", "a,b", "ä", "", "-99", "x" * 31)
        ),
        (about(one(choices=(YES, replace(YES, code="JA")))), Kind.CODE_TWICE, "hier/choice:JA"),
        (
            about(replace(one(choices=(YES, Choice(code="other", label={"de": "X"}))), type=QuestionType.RANK)),
            Kind.OTHER_IN_RANK,
            "hier/choices",
        ),
        (about(scale(highest=2)), Kind.SCALE_POINTS, "wie/scale"),
        (about(scale(highest=8)), Kind.SCALE_POINTS, "wie/scale"),
        (about(scale(lowest=None)), Kind.SCALE_POINTS, "wie/scale"),
        (about(scale(high_label={})), Kind.SCALE_ENDS, "wie/high_label"),
        (about(scale(low_label={"uk": "ні"})), Kind.SCALE_ENDS, "wie/low_label"),
        (about(number(lowest=5, highest=4)), Kind.BOUNDS_TURNED, "zahl/scale"),
        (about(number(lowest=-97)), Kind.BOUNDS_MEAN_MISSING, "zahl/scale"),
        (about(one(may_refuse=False)), Kind.NO_WAY_OUT, "hier"),
        (about(scale(is_required=False)), Kind.NO_WAY_OUT, "wie"),
        (about(one(**ACTIVATING), INVITATION), Kind.CLOSED_IN_ACTIVATING, "hier"),
        (about(text(**ACTIVATING)), Kind.INVITATION_MISSING, ""),
        (about(text(**ACTIVATING), INVITATION, replace(INVITATION, key="noch")), Kind.INVITATION_TWICE, "noch"),
        (about(INVITATION, text(**ACTIVATING)), Kind.INVITATION_NOT_LAST, "einladung"),
        (about(text(**ACTIVATING), replace(INVITATION, block=Block.OTHER)), Kind.INVITATION_NOT_LAST, "einladung"),
        (about(one(), text(condition="hier = ")), Kind.CONDITION_WRONG, "mehr/condition"),
        (about(one(), text(condition="dort = 'ja'")), Kind.CONDITION_UNKNOWN, "mehr/condition"),
        (about(text(condition="hier = 'ja'"), one()), Kind.CONDITION_LATER, "mehr/condition"),
        (about(text(condition="mehr != ''")), Kind.CONDITION_LATER, "mehr/condition"),
        (about(heading(), text(condition="teil != ''", group="teil")), Kind.CONDITION_ASKS_NOTHING, "mehr/condition"),
        (about(one(), text(condition="not(selected(hier, 'jein'))")), Kind.CONDITION_CODE_UNKNOWN, "mehr/condition"),
        (about(one(), heading(condition="hier = 'ja'"), text(group="teil")), Kind.CONDITION_ON_SILENT, "teil/condition"),
        (about(text(group="nie")), Kind.GROUP_UNKNOWN, "mehr/group"),
        (about(one(), text(group="hier")), Kind.GROUP_UNKNOWN, "mehr/group"),
        (about(text(group="teil"), heading(), one(group="teil")), Kind.GROUP_LATER, "mehr/group"),
        (about(heading(), heading("darin", group="teil"), one(group="darin")), Kind.GROUP_NESTED, "darin/group"),
        (about(heading(), one(group="teil"), text(), number(group="teil")), Kind.GROUP_SCATTERED, "zahl/group"),
        (about(text(), heading()), Kind.GROUP_EMPTY, "teil"),
        (about(text(choices=(YES,))), Kind.MISFIT, "mehr"),
        (about(text(lowest=1)), Kind.MISFIT, "mehr"),
        (about(number(low_label={"de": "x"})), Kind.MISFIT, "zahl"),
        (about(text(), heading(is_required=True), one(group="teil")), Kind.MISFIT, "teil"),
        (about(*(text(f"q{each}", label={"de": "W?"}) for each in range(21))), Kind.MANY_QUESTIONS_ONLINE, ""),
        (about(*(text(f"q{each}", label={"de": "W?"}) for each in range(18))), Kind.LONG_ONLINE, ""),
        (about(*(text(f"q{each}", label={"de": "W?"}) for each in range(9))), Kind.MANY_AT_THE_DOOR, ""),
    ],
    ids=lambda value: "in" if isinstance(value, Document) else str(value)[:20],
)
def test_a_problem_is_found_at_its_place_and_said(document, kind, place):
    problems = [problem for problem in checks.problems(document) if (problem.kind, problem.place) == (kind, place)]

    assert len(problems) == 1, found(document)
    assert problems[0].is_error == (kind not in WARNINGS)
    words = staff_labels.problem_in_words(problems[0], document)
    assert words.endswith(".")
    assert "%(" not in words


def test_every_problem_has_a_sentence():
    assert set(staff_labels._PROBLEMS) == set(Kind)
    assert set(staff_labels._FILE_FAULTS) == set(FileFaultKind)
    assert set(staff_labels.CONDITION_FAULTS) == set(FaultKind)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (about(text(), one(choices=())), "Frage 2: Es gibt noch nichts auszuwählen. Fügen Sie Antworten hinzu."),
        (
            about(one(), text(condition="hier = 'ja' und")),
            "Frage 2: Die Bedingung ist ab dem 13. Zeichen nicht zu verstehen: Hier ist die Bedingung zu Ende, aber es folgt"
            " noch „und“. Verbinden Sie es mit and oder or.",
        ),
        (about(text(), title={}), "Titel: Hier fehlt der Text auf Deutsch. Schreiben Sie ihn."),
        (
            about(text(), languages=("de", "de-simple")),
            "Leicht verständliches Deutsch: 0 von 2 Texten sind übersetzt. Übersetzen Sie den Rest, nehmen Sie die Sprache "
            "heraus oder erlauben Sie, dass einige Texte in der Hauptsprache erscheinen.",
        ),
    ],
)
def test_a_problem_is_said_with_its_place_and_the_next_step(document, words):
    assert words in [staff_labels.problem_in_words(problem, document) for problem in checks.problems(document)]


def test_the_meter_says_what_is_missing_in_a_language():
    document = about(
        one(choices=(Choice(code="ja", label={"de": "Ja", "uk": "Так"}), NO), hint={"de": "Hinweis", "uk": ""}),
        languages=("de", "uk", "ru"),
        mixed=("ru",),
    )

    meter = checks.completeness(document, "uk")

    assert (meter.done, meter.total) == (1, 5)
    assert meter.missing == ("title", "hier/label", "hier/hint", "hier/choice:nein")


def test_open_questions_take_longer_than_closed_ones():
    assert checks.minutes(activating_guide()) == 8
    assert checks.minutes(about(one())) == 1
    assert checks.minutes(replace(activating_guide(), introduction={"de": "Wort " * 300})) > 8


def test_only_a_guide_with_open_questions_is_an_activating_survey():
    assert checks.is_open(activating_guide())
    assert not checks.is_open(about(one(), INVITATION))
    assert not checks.has_invitation(about(one()))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("hier = 'ja'", "Nur wenn Sie bei Frage 1 „Ja“ gesagt haben"),
        ("selected(hier, 'nein')", "Nur wenn Sie bei Frage 1 „Nein“ gesagt haben"),
        ("not(hier = 'ja')", "Nur wenn Sie bei Frage 1 nicht „Ja“ gesagt haben"),
        ("hier != ''", "Nur wenn Sie Frage 1 beantwortet haben"),
        ("not(hier != '')", "Nur wenn Sie Frage 1 nicht beantwortet haben"),
        ("zahl >= 1800", "Nur wenn Sie bei Frage 2 mindestens 1.800 gesagt haben"),
        ("tag < '2026-03-01'", "Nur wenn Sie bei Frage 3 etwas vor 1. März 2026 gesagt haben"),
        ("not(zahl > 3)", "Das Gegenteil von: Nur wenn Sie bei Frage 2 mehr als 3 gesagt haben"),
        (
            "zahl = 3 and (hier = 'ja' or hier = 'nein')",
            "Nur wenn Sie bei Frage 2 „3“ gesagt haben – und: (Nur wenn Sie bei Frage 1 „Ja“ gesagt haben"
            " – oder: Nur wenn Sie bei Frage 1 „Nein“ gesagt haben)",
        ),
        (
            "not(hier = 'ja' or zahl != '')",
            "Nur wenn Sie bei Frage 1 nicht „Ja“ gesagt haben – und: Nur wenn Sie Frage 2 nicht beantwortet haben",
        ),
        ("dort = 'x'", "Nur wenn Sie bei Frage „dort“ „x“ gesagt haben"),
    ],
)
def test_a_condition_is_said_in_words(condition, words):
    day = Question(key="tag", type=QuestionType.DATE, label={"de": "Wann?"})
    document = about(heading(), one(group="teil"), number(), day)

    assert labels.condition_in_words(conditions.parse(condition), document, "de") == words


def test_a_condition_speaks_the_language_of_the_questionnaire():
    document = about(one(choices=(Choice(code="ja", label={"de": "Ja", "uk": "Так"}),)), number())

    assert "Так" in labels.condition_in_words(conditions.parse("hier = 'ja'"), document, "uk")
    assert "Ja" in labels.condition_in_words(conditions.parse("hier = 'ja'"), document, "ar")
