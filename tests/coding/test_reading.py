"""Somebody reads answers, sorts them into themes, and a second person reads some of them again."""

import pytest

from app.coding import queries
from app.coding.models import Coding, ReadAnswer
from app.coding.queries import tallies
from app.coding.service import codebook, marking
from app.coding.service.codebook import ThemeFacts
from app.coding.service.marking import Mark
from app.concerns.rules import Direction
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from tests import factories
from tests.coding import making
from tests.support.reader import Reader

HOME = "/arbeit/auswertung/berliner-platz"
ANSWER = "Der Spielplatz ist schön. Abends ist es dunkel."


@pytest.fixture
def evaluator(staff) -> Reader:
    return staff("evaluator")


@pytest.fixture
def campaign(evaluator):
    made = making.campaign_read_by(evaluator.account_id)
    making.talk(made, gut=ANSWER)
    db.session.commit()
    return made


def codings() -> list[tuple[str, str, str]]:
    db.session.expire_all()
    rows = db.session.scalars(db.select(Coding).order_by(Coding.start, Coding.theme_id))
    return [
        (ANSWER[row.start : row.end], db.session.get_one(making.Theme, row.theme_id).label, row.direction.value)
        for row in rows
    ]


def test_an_answer_is_read_by_keyboard_alone(evaluator, campaign):
    making.theme(campaign)
    making.theme(campaign, "Licht am Abend", words="dunkel, Laterne")
    db.session.commit()
    form = evaluator.get(f"{HOME}/lesen").form("form.form")

    page = evaluator.send(
        form.fill(theme_0="spiel", first_0="1", theme_1="Licht am Abend", direction_1="problem", first_1="2", last_1="2"),
        status=303,
    )

    assert codings() == [
        ("Der Spielplatz ist schön.", "Spielplätze", "strength"),
        ("Abends ist es dunkel.", "Licht am Abend", "problem"),
    ]
    assert evaluator.follow(page).select_one("h1").text == "Alles gelesen"


def test_a_suggestion_counts_only_when_it_is_ticked(evaluator, campaign):
    making.theme(campaign, words="Spielplatz")
    db.session.commit()

    evaluator.send(evaluator.get(f"{HOME}/lesen").form("form.form"), status=303)
    assert codings() == []
    word = f"{db.session.scalars(db.select(ReadAnswer)).one().conversation_id.hex}~gut"
    evaluator.send(evaluator.get(f"{HOME}/lesen?stelle={word}").form("form.form").fill(suggested="spielplaetze"), status=303)
    assert codings() == [(ANSWER, "Spielplätze", "strength")]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"theme_0": "Gibt es nicht"}, "steht nicht im Kodebuch"),
        ({"theme_0": "Spielplätze", "first_0": "3"}, "So viele Sätze hat die Antwort nicht"),
        ({"theme_0": "Spielplätze", "first_0": "0", "last_0": "2"}, "So viele Sätze hat die Antwort nicht"),
        ({"theme_0": "Spielplätze", "first_0": "2", "last_0": "1"}, "So viele Sätze hat die Antwort nicht"),
    ],
)
def test_what_cannot_be_understood_stays_on_the_page(evaluator, campaign, typed, message):
    making.theme(campaign)
    db.session.commit()

    page = evaluator.send(evaluator.get(f"{HOME}/lesen").form("form.form").fill(**typed), status=422)

    assert message in page.text
    assert page.form("form.form").values["theme_0"] == typed["theme_0"]
    assert codings() == []


def test_whoever_looks_at_an_answer_again_loses_no_passage_of_it(evaluator, campaign):
    text, here = queries.page(campaign)[0], {"start": 0, "end": 9, "direction": Direction.IDEA}
    marks = [Mark(theme_id=making.theme(campaign, f"Thema {letter}").id, **here) for letter in "abcdefgh"]
    marking.read(campaign=campaign, text=text, marks=marks, turn=1, account_id=evaluator.account_id)
    db.session.commit()

    evaluator.send(evaluator.get(f"{HOME}/lesen?stelle={text.conversation_id.hex}~gut").form("form.form"), status=303)

    assert {label for _words, label, _kind in codings()} == {f"Thema {letter}" for letter in "abcdefgh"}


def test_a_theme_is_found_by_its_name_of_today(evaluator, campaign):
    """Its code stays when it gets another name, and another theme may then be called like the code."""
    renamed, gone = making.theme(campaign, "Licht"), making.theme(campaign, "Dunkel")
    facts = ThemeFacts(topic_key="wohnumfeld", label="Laternen")
    codebook.change_theme(campaign=campaign, theme=renamed, facts=facts, account_id=None)
    making.theme(campaign, "Licht")
    text = queries.page(campaign)[0]
    mark = Mark(start=0, end=len(ANSWER), theme_id=gone.id, direction=Direction.PROBLEM)
    marking.read(campaign=campaign, text=text, marks=[mark], turn=1, account_id=None)
    codebook.merge(campaign=campaign, themes=[gone, renamed], into=renamed, account_id=None)
    db.session.commit()

    form = evaluator.get(f"{HOME}/lesen?stelle={text.conversation_id.hex}~gut").form("form.form")
    evaluator.send(form.fill(theme_1="Licht"), status=303)

    assert {label for _words, label, _kind in codings()} == {"Laternen", "Licht"}


def test_a_place_that_no_answer_can_have_is_not_found(evaluator, campaign):
    evaluator.get(f"{HOME}/lesen?stelle={campaign.id.hex}~%00", status=404)
    evaluator.get(f"{HOME}/lesen?nach={campaign.id.hex}~%00", status=404)


def test_answers_of_a_campaign_are_for_its_own_readers(staff, campaign):
    assert staff("evaluator").get(HOME, status=404)
    assert staff("contact_keeper").get(HOME, status=403)


def test_the_first_reader_is_not_the_second(evaluator, campaign):
    text, mine, theirs = queries.page(campaign)[0], evaluator.account_id, factories.account("evaluator").id
    marking.read(campaign=campaign, text=text, marks=[], turn=1, account_id=mine)

    with pytest.raises(RuleBroken, match="schon als Erste gelesen"):
        marking.read(campaign=campaign, text=text, marks=[], turn=2, account_id=mine)
    marking.read(campaign=campaign, text=text, marks=[], turn=2, account_id=theirs)
    assert queries.progress(campaign) == queries.Progress(texts=1, read=1, read_twice=1)


def test_to_control_one_gets_what_somebody_else_has_read(evaluator, campaign):
    mine, theirs = evaluator.account_id, factories.account("evaluator").id
    making.talk(campaign, gut="Der Markt.", stoert="Der Lärm.")
    by_text = {text.text: text for text in queries.page(campaign)}
    marking.read(campaign=campaign, text=by_text[ANSWER], marks=[], turn=1, account_id=mine)
    marking.read(campaign=campaign, text=by_text["Der Markt."], marks=[], turn=1, account_id=theirs)
    db.session.commit()

    page = evaluator.get(f"{HOME}/lesen?runde=2")
    offered = [each.text for each in queries.page(campaign, turn=2, unread=True, reader=mine)]
    done = evaluator.follow(evaluator.send(page.form("form.form"), status=303))

    assert offered == ["Der Markt."]
    assert done.select_one("h1").text == "Nichts zur Kontrolle"


def test_merged_themes_count_as_one_and_what_was_given_stays(campaign):
    one, other = making.theme(campaign), making.theme(campaign, "Schaukeln")
    text = queries.page(campaign)[0]
    both = [Mark(start=0, end=9, theme_id=each.id, direction=Direction.PROBLEM) for each in (one, other)]
    marking.read(campaign=campaign, text=text, marks=both, turn=1, account_id=None)

    codebook.merge(campaign=campaign, themes=[one, other], into=one, account_id=None)

    found = tallies.of_themes(campaign)
    assert {theme: (each.talks, each.mentions) for theme, each in found.items()} == {one.id: (1, 2)}
    assert {row.theme_id for row in db.session.scalars(db.select(Coding))} == {one.id, other.id}
    assert [theme.id for theme in queries.themes(campaign, 1)] == [other.id, one.id]


def test_a_split_theme_is_read_again(campaign):
    theme, text = making.theme(campaign), queries.page(campaign)[0]
    mark = Mark(start=0, end=9, theme_id=theme.id, direction=Direction.PROBLEM)
    marking.read(campaign=campaign, text=text, marks=[mark], turn=1, account_id=None)

    parts = [ThemeFacts(topic_key="wohnumfeld", label=label) for label in ("Sand", "Geräte")]
    codebook.split(campaign=campaign, theme=theme, parts=parts, account_id=None)

    assert [each.label for each in queries.themes(campaign)] == ["Geräte", "Sand"]
    assert tallies.of_themes(campaign) == {}
    assert [each.key for each in queries.page(campaign, unread=True)] == ["gut"]


def test_every_answer_comes_once_whatever_the_page(campaign):
    for number in range(7):
        making.talk(campaign, gut=f"Antwort {number}", stoert=f"Nichts {number}")
    seen, place = [], queries.OLDEST

    while texts := queries.page(campaign, after=place, most=4):
        seen += [text.place for text in texts]
        place = texts[-1].place

    assert len(seen) == len(set(seen)) == 15
    assert seen == sorted(seen)
