"""How a questionnaire is written: names, places, conditions, and what stays once it is published."""

from dataclasses import replace

import pytest

from app.kernel.errors import RuleBroken
from app.questionnaires.rules import checks, comparing, editing, naming, picking
from app.questionnaires.rules.comparing import ChangeKind
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.editing import Move, Row
from app.questionnaires.rules.guide import activating_guide
from app.questionnaires.rules.kinds import Block, Part, QuestionType
from app.questionnaires.rules.naming import Published
from app.questionnaires.rules.picking import Joint, Offer, Pick
from app.questionnaires.rules.problems import ProblemKind

NOTHING = Published()


def q(key: str, kind: QuestionType = QuestionType.TEXT_SHORT, **more: object) -> Question:
    return Question(key=key, type=kind, label={"de": f"Frage {key}"}, **more)  # type: ignore[arg-type]


def of(*questions: Question) -> Document:
    return Document(title={"de": "Titel"}, questions=questions)


def keys(document: Document) -> str:
    return " ".join(question.key for question in document.questions)


YES_NO = (Choice(code="ja", label={"de": "Ja", "uk": "Так"}), Choice(code="nein", label={"de": "Nein"}))
GROUPED = of(
    q("a"), q("kopf", QuestionType.GROUP), q("b", group="kopf"), q("c", group="kopf"), q("d"), q("e", condition="a != ''")
)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Was gefällt Ihnen hier?", "was_gefaellt_ihnen_hier"),
        ("  Größe & Straße ", "groesse_strasse"),
        ("2. Wohnung?", "wohnung"),
        ("كيف الحال؟", "frage"),
        ("And", "and_2"),
        ("Meta!", "meta_2"),
        ("Donaudampfschifffahrtsgesellschaftskapitän", "donaudampfschifffahrtsge"),
        ("Wie lange wohnen Sie schon in Ihrem Haus?", "wie_lange_wohnen_sie"),
        ("Frage!", "frage_3"),
    ],
)
def test_a_key_is_proposed_from_the_words(words, key):
    there = of(q("frage"), q("frage_2"))
    there = there if key == "frage_3" else of()

    assert naming.proposed_key(words, there, NOTHING) == key
    assert len(key) <= naming.LONGEST_NAME


def test_a_key_is_free_in_files_and_was_never_published():
    there = of(q("wege", QuestionType.SELECT_MULTIPLE, choices=(Choice(code="bus"),)))

    assert naming.proposed_key("Wege Bus", there, NOTHING) == "wege_bus_2"
    assert naming.proposed_key("Alter", there, Published(types={"alter": QuestionType.DATE})) == "alter_2"


def test_answers_keep_their_code_and_translation_when_their_words_change():
    rows = [Row(code="nein", words="Eher nicht"), Row(code="ja", words=""), Row(words="Ja"), Row(words="Ja")]

    made = editing.choices_from(rows, before=YES_NO, other_words="Anderes:", used={"ja_2"})

    assert [choice.code for choice in made] == ["nein", "ja_3", "ja_4", "other"]
    assert editing.choices_from([Row(code="ja", words="Ja!")], before=YES_NO)[0].label == {"de": "Ja!", "uk": "Так"}


def test_codes_that_break_tools_are_never_proposed_nor_taken_from_a_form():
    made = editing.choices_from(
        [Row(words="True"), Row(words="Other"), Row(code="a b", words="(x)"), Row(code="other", words="x")]
    )

    assert [choice.code for choice in made] == ["true_2", "other_2", "x"]
    assert not list(checks.problems(of(q("x", QuestionType.SELECT_ONE, choices=made, may_refuse=True))))


def test_an_activating_question_stands_before_the_invitation_and_others_at_the_end():
    guide = replace(activating_guide(), questions=(*activating_guide().questions, q("alter", QuestionType.INTEGER)))
    new = Question(key="", type=QuestionType.TEXT_LONG, label={"de": "Noch etwas?"}, block=Block.ACTIVATING)

    after = editing.added(guide, new, NOTHING)

    assert keys(after).endswith("faehigkeit noch_etwas einladung alter")
    assert checks.has_invitation(after)
    assert keys(editing.added(guide, q("zuletzt"), NOTHING)).endswith("alter zuletzt")


def test_a_closed_question_in_the_activating_part_is_a_problem():
    closed = q("x", QuestionType.SELECT_ONE, block=Block.ACTIVATING, choices=YES_NO, may_refuse=True)

    def kinds(document):
        return {problem.kind for problem in checks.problems(document)}

    assert ProblemKind.CLOSED_IN_ACTIVATING in kinds(editing.added(activating_guide(), closed, NOTHING))
    assert not kinds(editing.added(activating_guide(), replace(closed, block=Block.OTHER), NOTHING)) & {
        ProblemKind.CLOSED_IN_ACTIVATING
    }


@pytest.mark.parametrize(
    ("key", "move", "order"),
    [
        ("a", Move.UP, "a kopf b c d e"),
        ("a", Move.DOWN, "kopf b c a d e"),
        ("kopf", Move.DOWN, "a d kopf b c e"),
        ("kopf", Move.UP, "kopf b c a d e"),
        ("b", Move.DOWN, "a kopf c b d e"),
        ("b", Move.UP, "a b kopf c d e"),
        ("c", Move.DOWN, "a kopf b c d e"),
        ("d", Move.UP, "a d kopf b c e"),
        ("e", Move.DOWN, "a kopf b c d e"),
    ],
)
def test_questions_move_past_whole_headings_and_leave_them_at_the_edge(key, move, order):
    after = editing.moved(GROUPED, key, move)

    assert keys(after) == order
    assert not {problem.kind for problem in checks.problems(after)} & {ProblemKind.GROUP_LATER, ProblemKind.GROUP_SCATTERED}
    left = key in {"b", "c"} and move is (Move.UP if key == "b" else Move.DOWN)
    assert after.find(key).group == ("" if left or key not in {"b", "c"} else "kopf")


def test_a_question_that_gets_a_heading_goes_there_and_no_key_is_named_in_vain():
    inside = editing.changed(GROUPED, "d", replace(GROUPED.find("d"), group="kopf"), NOTHING)
    renamed = editing.changed(GROUPED, "a", replace(GROUPED.find("a"), key="alter"), NOTHING)
    renamed = editing.changed(renamed, "kopf", replace(renamed.find("kopf"), key="oben"), NOTHING)

    assert keys(inside) == "a kopf b c d e"
    assert renamed.find("e").condition == "alter != ''"
    assert [question.group for question in renamed.questions] == ["", "", "oben", "oben", "", ""]


def test_a_question_on_which_others_wait_stays_and_a_heading_goes_alone():
    with pytest.raises(RuleBroken, match="Frage e"):
        editing.removed(GROUPED, "a")
    assert keys(editing.removed(editing.removed(GROUPED, "e"), "a")) == "kopf b c d"
    assert editing.removed(GROUPED, "kopf").find("b").group == ""


def test_what_is_published_keeps_its_key_and_its_type():
    """The weak twin, a house that has forgotten what it published, lets all of it happen."""
    before = of(q("a"), q("b"))
    fixed = naming.published([before])
    acts = [
        lambda known: editing.changed(before, "a", replace(before.find("a"), key="neu"), known),
        lambda known: editing.changed(before, "a", replace(before.find("a"), type=QuestionType.INTEGER), known),
        lambda known: editing.added(editing.removed(before, "a"), q("a", QuestionType.INTEGER), known),
        lambda known: editing.taken_over(of(q("a", QuestionType.INTEGER)), known),
    ]

    for act in acts:
        with pytest.raises(RuleBroken):
            act(fixed)
        act(NOTHING)
    assert editing.changed(before, "a", replace(before.find("a"), label={"de": "Neu"}), fixed).find("a").label["de"] == "Neu"


@pytest.mark.parametrize(
    "question", [q("A-b"), q("selected"), q("x" * 32), q("x", QuestionType.RANK, choices=(Choice(code="a b"),))]
)
def test_a_file_whose_names_no_page_could_show_is_not_taken_over(question):
    with pytest.raises(RuleBroken):
        editing.taken_over(of(question), NOTHING)


def test_what_a_type_has_no_use_for_goes():
    full = q(
        "x",
        choices=YES_NO,
        lowest=1,
        highest=5,
        low_label={"de": "a"},
        may_refuse=True,
        condition="a = 1",
        part=Part.INVITATION,
    )

    note = editing.fitting(replace(full, type=QuestionType.NOTE))

    assert (note.choices, note.lowest, note.low_label, note.may_refuse, note.condition) == ((), None, {}, False, "")
    assert editing.fitting(replace(full, type=QuestionType.INTEGER)).highest == 5
    assert editing.fitting(replace(full, type=QuestionType.RANK)).choices == YES_NO


def test_the_guide_comes_once_and_overwrites_nothing():
    own = of(q("gut", QuestionType.TEXT_LONG, block=Block.ACTIVATING), q("alter", QuestionType.INTEGER))

    once = editing.with_guide(own, NOTHING)

    assert once.title == {"de": "Titel"}
    assert once.find("gut").label == {"de": "Frage gut"}
    assert len(once.questions) == 9
    assert editing.with_guide(once, NOTHING) == once
    assert not [problem for problem in checks.problems(editing.with_guide(Document(), NOTHING)) if problem.is_error]


def test_texts_go_to_their_places_and_vanish_with_them():
    guide = activating_guide()
    words = {"title": "Titul", "gut/label": "Що добре?", "einladung/choice:ja": "Так", "weg/label": "?", "gut/hint": ""}

    after = editing.with_texts(guide, "uk", words)

    assert dict(after.texts())["einladung/choice:ja"]["uk"] == "Так"
    assert checks.completeness(after, "uk").done == 3
    assert editing.with_texts(after, "uk", dict.fromkeys(words, "")) == guide


PICKED = of(
    q("wohnen", QuestionType.SELECT_ONE, choices=YES_NO),
    q("wege", QuestionType.SELECT_MULTIPLE, choices=(Choice(code="bus"),)),
    q("alter", QuestionType.INTEGER),
    q("wann", QuestionType.DATE),
    q("froh", QuestionType.SCALE, lowest=1, highest=5),
    q("ziel"),
)


@pytest.mark.parametrize(
    ("picks", "joint", "text"),
    [
        ([], Joint.ALL, ""),
        ([Pick(offer=Offer("wohnen", "=", "ja"))], Joint.ANY, "wohnen = 'ja'"),
        ([Pick(offer=Offer("wege", "selected", "bus"), is_not=True)], Joint.ALL, "not(selected(wege, 'bus'))"),
        (
            [Pick(offer=Offer("alter", ">=", "?"), typed="18"), Pick(offer=Offer("froh", "<=", "2"))],
            Joint.ALL,
            "alter >= 18 and froh <= 2",
        ),
        (
            [Pick(offer=Offer("wann", "=", "?"), typed="1.12.2026"), Pick(offer=Offer("ziel", "answered"))],
            Joint.ANY,
            "wann = '2026-12-01' or ziel != ''",
        ),
    ],
)
def test_what_is_picked_from_lists_comes_back_from_the_condition(picks, joint, text):
    document = of(*PICKED.questions, q("neu"))

    written = picking.condition_of(picks, joint, document)
    found, joint_found = picking.picks_of(written, document, "neu")

    assert written == text
    assert picking.condition_of(found, joint_found, document) == text
    assert {str(pick.offer) for pick in found} <= {
        str(each) for part in picking.earlier(document, "neu") for each in picking.offers(part)
    }


@pytest.mark.parametrize(
    "text", ["alter > 18", "later = 1", "not(alter = 1 or alter = 2)", "a = 1 and (b = 2 or c = 3)", "=("]
)
def test_what_lists_cannot_say_stays_a_formula(text):
    assert picking.picks_of(text, PICKED, "ziel") is None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("bald", QuestionType.DATE),
        ("18,5", QuestionType.INTEGER),
        ("1" * 10, QuestionType.INTEGER),
        ("", QuestionType.INTEGER),
        ("25:00", QuestionType.TIME),
    ],
)
def test_only_numbers_days_and_times_can_be_typed_beside_the_list(typed, kind):
    with pytest.raises(ValueError, match=f"{typed}$|does not match"):
        picking.typed_value(typed, kind)


def test_changes_name_what_somebody_did_and_nothing_else():
    before = of(q("a"), q("b"), q("c"), q("d"))
    after = of(q("d"), q("a"), replace(q("c"), label={"de": "Neu"}), q("e"))

    found = comparing.changes(before, replace(after, thanks={"de": "Danke"}))

    assert found.aspects == ("thanks",)
    assert [(change.kind, change.question.key, change.aspects) for change in found.questions] == [
        (ChangeKind.MOVED, "d", ()),
        (ChangeKind.CHANGED, "c", ("label",)),
        (ChangeKind.ADDED, "e", ()),
        (ChangeKind.REMOVED, "b", ()),
    ]
    assert not comparing.changes(before, before)
