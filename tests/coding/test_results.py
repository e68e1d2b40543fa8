"""What everybody may see: small groups are withheld, also by the difference of two releases."""

from uuid import UUID

import pytest

from app.coding import queries
from app.coding.rules.counting import ThemeCount
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
    found, _directions = protected(
        people=people, by_direction={}, smallest=5, earlier=[earlier(each) for each in before], quarters=[]
    )

    assert found == shown


@pytest.mark.parametrize(
    ("directions", "told"),
    [({"strength": 6, "problem": 5}, True), ({"strength": 7, "problem": 4}, False), ({"strength": 6, "problem": 0}, True)],
)
def test_directions_are_told_all_or_none(directions, told):
    counted = {Direction(name): number for name, number in directions.items()}

    _people, shown = protected(people=11, by_direction=counted, smallest=5, earlier=[], quarters=[])

    assert shown == ({name: number for name, number in directions.items() if number} if told else {})


def quarter(people: int, strengths: int = 0) -> ThemeCount:
    by_direction = {Direction.STRENGTH: strengths} if strengths else {}
    return ThemeCount(theme_id=UUID(int=0), talks=people, people=people, mentions=people, by_direction=by_direction)


def found_by_both_pages(said: int | None, quarters: tuple[int, ...]) -> set[int]:
    """What the number of the results leaves over, when planning tells every quarter from five people on."""
    return set() if said is None else {said - sum(each for each in quarters if each >= 5)} - {0}


@pytest.mark.parametrize("first", range(8))
@pytest.mark.parametrize("second", range(8))
def test_results_leave_nobody_over_beside_the_quarters(first, second):
    """And its twin: without the quarters somebody finds the few of one of them."""
    quarters = (first, second)
    theme = {"people": sum(quarters), "by_direction": {}, "smallest": 5, "earlier": []}

    said, _directions = protected(**theme, quarters=[quarter(each) for each in quarters])
    weak, _directions = protected(**theme, quarters=[])

    assert not found_by_both_pages(said, quarters)
    assert (said == weak) is not found_by_both_pages(weak, quarters)


def test_directions_leave_nobody_over_beside_the_quarters():
    """And its twin: without the quarters they are told."""
    theme = {"people": 20, "by_direction": {Direction.STRENGTH: 11}, "smallest": 5, "earlier": []}
    quarters = [quarter(10, 8), quarter(10, 3)]

    assert protected(**theme, quarters=quarters) == (20, {})
    assert protected(**theme, quarters=[]) == (20, {"strength": 11})


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


def test_a_theme_of_two_quarters_needs_enough_people_in_both(campaign, clock):
    split, whole = making.theme(campaign, "Grün vor der Tür"), making.theme(campaign, "Ein Nachbar")
    say(campaign, split, 6)
    say(campaign, whole, 7)
    clock.advance(days=60)
    say(campaign, split, 2)

    assert {theme.label: theme.people for theme in releasing.preview(campaign).themes} == {split.label: None, whole.label: 7}
    say(campaign, split, 3)
    assert {theme.label: theme.people for theme in releasing.preview(campaign).themes} == {split.label: 11, whole.label: 7}


def test_before_the_assembly_one_hears_how_many_talks_wait_to_be_read(campaign, staff):
    worker, page = staff("quarter_worker", ortsteile=["06"]), f"/arbeit/befragungen/{campaign.id}/phase"
    say(campaign, making.theme(campaign), 2)
    assert "nach Themen sortiert" not in worker.get(page).text

    making.talk(campaign, gut="Viel Grün.", stoert="Wenig Licht.")
    assert "1 Gespräch ist noch nicht nach Themen sortiert" in worker.get(page).text
    making.talk(campaign, gut="Die Bahn.")
    for address in (page, "/arbeit/befragungen", f"/arbeit/befragungen/{campaign.id}"):
        assert "2 Gespräche sind noch nicht nach Themen sortiert" in worker.get(address).text
