"""What everybody may see: small groups are withheld, also by the difference of two releases."""

import pytest

from app.coding import queries
from app.coding.rules.results import ThemeResult, protected
from app.coding.service import marking, quoting, releasing
from app.coding.service.marking import Mark
from app.concerns.rules import Direction
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.surveys.rules.kinds import Phase
from tests.coding import making
from tests.support.reader import Reader

PUBLIC = "/umfragen/berliner-platz/ergebnisse"


def earlier(people: int | None, **directions: int) -> ThemeResult:
    return ThemeResult(theme_id="", label="", label_plain="", topic_key="", people=people, directions=directions, quotes=())


@pytest.mark.parametrize(
    ("people", "before", "shown"),
    [
        (4, [], None),
        (5, [], 5),
        (9, [5], None),
        (10, [5], 10),
        (5, [5], 5),
        (12, [5, 8], None),
        (13, [5, 8], 13),
        (7, [None], 7),
    ],
)
def test_a_number_stands_only_where_it_gives_nobody_away(people, before, shown):
    found, _directions = protected(people=people, by_direction={}, smallest=5, earlier=[earlier(each) for each in before])

    assert found == shown


@pytest.mark.parametrize(
    ("directions", "told"),
    [({"strength": 6, "problem": 5}, True), ({"strength": 7, "problem": 4}, False), ({"strength": 6, "problem": 0}, True)],
)
def test_directions_are_told_all_or_none(directions, told):
    counted = {Direction(name): number for name, number in directions.items()}

    _people, shown = protected(people=11, by_direction=counted, smallest=5, earlier=[])

    assert shown == ({name: number for name, number in directions.items() if number} if told else {})


@pytest.fixture
def evaluator(staff) -> Reader:
    return staff("evaluator")


@pytest.fixture
def campaign(evaluator):
    made = making.campaign_read_by(evaluator.account_id, phase=Phase.EVALUATION)
    db.session.commit()
    return made


def say(campaign, theme, number: int) -> None:
    """So many people more speak of a theme."""
    for _each in range(number):
        making.talk(campaign, gut="Schön hier.")
    for text in queries.page(campaign, unread=True):
        mark = Mark(start=0, end=6, theme_id=theme.id, direction=Direction.STRENGTH)
        marking.read(campaign=campaign, text=text, marks=[mark], turn=1, account_id=None)


def test_few_answers_are_no_results(campaign):
    say(campaign, making.theme(campaign), 4)

    with pytest.raises(RuleBroken, match="zu wenige"):
        releasing.publish(campaign=campaign, account_id=None)


def test_results_are_frozen_and_shown_with_what_they_are_not(evaluator, reader, campaign):
    many, few = making.theme(campaign, "Grün vor der Tür"), making.theme(campaign, "Ein Nachbar")
    say(campaign, many, 6)
    quote = quoting.propose_quote(
        campaign=campaign, theme=many, direction=Direction.STRENGTH, text="Die Linden sind unser Schatz."
    )
    say(campaign, few, 2)
    quoting.clear_quote(campaign=campaign, quote=quote, text=quote.text, account_id=None)
    quoting.propose_quote(campaign=campaign, theme=many, direction=Direction.PROBLEM, text="Noch nicht geprüft.")
    db.session.commit()
    reader.get(PUBLIC, status=404)

    evaluator.send(evaluator.get("/arbeit/auswertung/berliner-platz/ergebnis").form("form[action$=ergebnis]"), status=303)

    page = reader.get(PUBLIC)
    assert "6 Menschen haben davon gesprochen" in page.text
    assert "nicht repräsentativ" in page.text
    assert "Die Linden sind unser Schatz." in page.text
    assert "Noch nicht geprüft." not in page.text
    assert "Ein Nachbar" in page.text
    assert "2 Menschen" not in page.text
    say(campaign, many, 1)
    db.session.commit()
    assert "6 Menschen haben davon gesprochen" in reader.get(PUBLIC).text


def test_a_second_release_needs_enough_new_people(campaign):
    theme = making.theme(campaign)
    say(campaign, theme, 6)
    first = releasing.publish(campaign=campaign, account_id=None)
    assert releasing.publish(campaign=campaign, account_id=None).id == first.id

    say(campaign, theme, 1)
    with pytest.raises(RuleBroken, match="zu wenige"):
        releasing.publish(campaign=campaign, account_id=None)
    say(campaign, theme, 4)
    assert queries.newest_results(campaign).number == 1
    assert releasing.publish(campaign=campaign, account_id=None).number == 2
    assert queries.newest_results(campaign).themes[0].people == 11
