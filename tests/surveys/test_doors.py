"""Doors: written down without names, put in order, given to pairs, rung at once, and forgotten when the survey ends."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.moderation.models import LogEntry
from app.surveys.models import Campaign, ContactAttempt, Door, Pair
from app.surveys.queries import overview
from app.surveys.queries import team as queries
from app.surveys.rules import team as rules
from app.surveys.rules.kinds import CampaignState, Outcome, Phase
from app.surveys.service import doors as service
from app.surveys.service import phases
from app.surveys.service.doors import Taken
from tests.support.reader import Page, Reader
from tests.surveys import making
from tests.surveys.test_phases import written

pytestmark = pytest.mark.full_on_postgresql

LIST = "/arbeit/befragungen"
TODAY = date(2026, 11, 16)


@pytest.fixture
def worker(staff, world) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def of(world) -> Campaign:
    return making.campaign()


def house(of: Campaign, name: str = "Nr. 12", count: int = 3) -> list[Door]:
    service.add(campaign=of, house=name, count=count, lines="", account_id=None)
    return [door for door in queries.doors_of(of) if door.house == name]


def pair(of: Campaign) -> Pair:
    made = Pair(campaign_id=of.id, asker_id=making.member(of, None).id)
    db.session.add(made)
    db.session.flush()
    return made


def ring(of: Campaign, door: Door, outcome: Outcome, client_id: str, **changed: Any) -> Taken:
    return service.attempt(
        **{"campaign": of, "door_id": door.id, "outcome": outcome, "on": TODAY, "client_id": client_id, **changed}
    )


def give(of: Campaign, doors: list[Door], to: Pair | None) -> int:
    return service.give(campaign=of, door_ids=[door.id for door in doors], pair=to, account_id=None)


def attempts() -> list[ContactAttempt]:
    return list(db.session.scalars(db.select(ContactAttempt)))


def added(worker: Reader, of: Campaign, *, answered: int = 303, **answers: Any) -> Page:
    form = worker.get(f"{LIST}/{of.id}/tueren").form("form[action$='/tueren']")
    return worker.send(form.fill(**answers), status=answered)


def test_a_house_is_written_down_by_number_or_line_by_line(worker, of):
    added(worker, of, house="Vilniuser  Straße 12", count="2")
    page = worker.follow(added(worker, of, house="Nr. 14", bells="3. Klingel links\n\n EG rechts \n3. Klingel links"))

    assert [(door.house, door.bell, door.position) for door in queries.doors_of(of)] == [
        ("Vilniuser Straße 12", "Klingel 1", 1),
        ("Vilniuser Straße 12", "Klingel 2", 2),
        ("Nr. 14", "3. Klingel links", 3),
        ("Nr. 14", "EG rechts", 4),
    ]
    assert "2 Türen sind aufgeschrieben." in page.text


def test_the_same_house_again_adds_only_what_is_new_and_keeps_it_together(worker, of):
    house(of, "Nr. 14", 2)
    house(of, "Nr. 12", 1)
    page = worker.follow(added(worker, of, house="Nr. 14", count="2"))
    added(worker, of, house="Nr. 14", count="3")

    assert "standen schon auf der Liste" in page.text
    assert [door.bell for door in queries.doors_of(of) if door.house == "Nr. 14"] == ["Klingel 1", "Klingel 2", "Klingel 3"]
    assert [door.position for door in queries.doors_of(of)] == [1, 2, 3, 4]
    assert [each.name for each in queries.houses_of(of)] == ["Nr. 14", "Nr. 12"]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"house": "", "count": "1"}, "Welches Haus ist es?"),
        ({"house": "Nr. 12"}, "Wie viele Klingeln"),
        ({"house": "Nr. 12", "count": "0"}, "1 bis 200"),
        ({"house": "Nr. 12", "count": "201"}, "1 bis 200"),
        ({"house": "Nr. 12", "count": "x"}, "eine Zahl"),
        ({"house": "Nr. 12", "bells": "\n".join(f"{n}. Klingel" for n in range(201))}, "1 bis 200"),
        ({"house": "Nr. 12", "bells": "1" * 81}, "zu lang"),
    ],
)
def test_a_house_that_cannot_be_is_asked_about(worker, of, answers, words):
    page = added(worker, of, answered=422, **answers)

    assert words in page.text
    assert page.select_one("#house")["value"] == answers["house"]
    assert queries.doors_of(of) == []


@pytest.mark.parametrize("bell", ["Familie Yıldız", "Müller", "Ann-Kathrin Sommer", "M. Schmidt", "ann@example.org"])
def test_a_line_that_looks_like_a_name_is_hinted_at(worker, of, bell):
    page = added(worker, of, answered=422, house="Nr. 12", bells=f"EG links\n{bell}")
    assert f"„{bell.split(' und ')[0]}“ sieht nach einem Namen aus" in page.text

    worker.send(page.form("form[action$='/tueren']").fill(is_no_name="y"), status=303)
    assert len(queries.doors_of(of)) == 2


@pytest.mark.parametrize(
    "bell", ["3. Klingel links", "EG", "Hinterhaus oben", "Whg 12", "Laden", "2. OG re", "dritte Klingel von unten"]
)
def test_a_place_is_no_name(bell):
    assert rules.names_among([bell]) == ()


def test_a_street_is_no_name_but_a_person_in_it_is(worker, of):
    added(worker, of, house="Berliner Straße 12", count="1")

    assert "sieht nach einem Namen aus" in added(worker, of, answered=422, house="Bei Frau Sommer", count="1").text


def test_houses_change_places(worker, of):
    for name in ("Nr. 1", "Nr. 2", "Nr. 3"):
        house(of, name, 2)
    last = queries.houses_of(of)[2]
    form = worker.get(f"{LIST}/{of.id}/tueren").form(f"#punkt-{last.id} form").fill(move="hoch")
    page = worker.follow(worker.send(form, status=303))
    assert [each.name for each in queries.houses_of(of)] == ["Nr. 1", "Nr. 3", "Nr. 2"]
    assert "„Nr. 3“ steht jetzt an Stelle 2." in page.text

    for _each in range(2):
        worker.send(form, status=303)
    assert [each.name for each in queries.houses_of(of)] == ["Nr. 3", "Nr. 1", "Nr. 2"]
    worker.send(form.fill(move="weg"), status=422)


def test_houses_and_single_doors_are_given_to_a_pair(worker, of):
    twelve, fourteen = house(of, "Nr. 12"), house(of, "Nr. 14")
    to = pair(of)

    form = worker.get(f"{LIST}/{of.id}/tueren").form("form[action$='/zuteilen']")
    page = worker.follow(worker.send(form.fill(doors=[str(twelve[0].id)], pair=str(to.id)), status=303))
    form = worker.get(f"{LIST}/{of.id}/tueren/{fourteen[1].id}").form("form.form")
    worker.send(form.fill(doors=[str(fourteen[1].id)], pair=str(to.id)), status=303)

    db.session.expire_all()
    assert [door.pair_id for door in queries.doors_of(of)] == [to.id] * 3 + [None, to.id, None]
    assert "3 Türen sind zugeteilt." in page.text
    worker.send(form.fill(doors=[str(fourteen[1].id)], pair=""), status=303)
    worker.send(form.fill(doors=[]), status=422)
    worker.send(form.fill(doors=["x"]), status=422)
    db.session.expire_all()
    assert db.session.get(Door, fourteen[1].id).pair_id is None


def test_a_refused_door_leaves_its_route_and_never_comes_back(worker, of):
    doors, to = house(of), pair(of)
    give(of, doors, to)

    assert ring(of, doors[1], Outcome.REFUSED, "a") is Taken.NEW

    assert [(door.pair_id, door.is_refused) for door in doors] == [(to.id, False), (None, True), (to.id, False)]
    with pytest.raises(RuleBroken, match="möchte niemand gefragt werden"):
        give(of, doors, to)
    stale = worker.get(f"{LIST}/{of.id}/tueren/{doors[0].id}").form("form.form").fill(pair=str(to.id))
    answered = worker.send(stale.fill(doors=[str(doors[1].id)]), status=422)
    assert "möchte niemand gefragt werden" in answered.text
    form = worker.get(f"{LIST}/{of.id}/tueren").form("form[action$='/zuteilen']")
    worker.send(form.fill(doors=[str(doors[0].id)], pair=str(to.id)), status=303)
    db.session.expire_all()
    assert db.session.get(Door, doors[1].id).pair_id is None


def test_the_database_itself_keeps_a_refused_door_off_every_route(of):
    door, to = house(of, count=1)[0], pair(of)
    ring(of, door, Outcome.REFUSED, "a")

    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.update(Door).where(Door.id == door.id).values(pair_id=to.id))
    db.session.rollback()


def test_a_talk_after_a_refusal_counts_and_the_refusal_stays(of):
    door = house(of, count=1)[0]
    for number, outcome in enumerate((Outcome.REFUSED, Outcome.CONVERSATION, Outcome.NOT_AT_HOME)):
        ring(of, door, outcome, str(number))

    assert (door.is_refused, door.is_reached) == (True, True)


def test_the_same_ring_is_kept_once(of):
    door, other = house(of, count=2)

    assert ring(of, door, Outcome.LATER, "a") is Taken.NEW
    assert ring(of, door, Outcome.LATER, "a") is Taken.KNOWN
    assert ring(of, door, Outcome.REFUSED, "a") is Taken.OTHER
    assert ring(of, other, Outcome.LATER, "a") is Taken.OTHER

    assert [(each.outcome, each.on) for each in attempts()] == [(Outcome.LATER, TODAY)]
    assert door.is_refused is False
    assert attempts()[0].client_hash != "a"


def test_a_ring_of_tomorrow_was_today(of):
    ring(of, house(of, count=1)[0], Outcome.LATER, "a", on=date(2027, 1, 1))

    assert attempts()[0].on == TODAY


def test_a_ring_at_a_door_of_another_campaign_or_none_leaves_nothing(of):
    theirs = house(making.campaign("anderswo"), count=1)[0]
    gone = house(of, count=1)[0]
    service.remove(campaign=of, door=gone, account_id=None)

    assert ring(of, theirs, Outcome.REFUSED, "a") is Taken.GONE
    assert ring(of, gone, Outcome.CONVERSATION, "b") is Taken.GONE
    assert (attempts(), theirs.is_refused) == ([], False)


def test_a_refusal_that_arrives_just_now_keeps_its_door(of):
    """The door is held and looked at anew: what a phone said meanwhile is not removed with it (A-13)."""
    door = house(of, count=1)[0]
    refused = sa.update(Door).values(is_refused=True).execution_options(synchronize_session=False)
    db.session.execute(refused)

    with pytest.raises(RuleBroken, match="schon geklingelt"):
        service.remove(campaign=of, door=door, account_id=None)


@pytest.mark.parametrize(("talks", "words"), [(9, "unter Richtwert"), (10, "Richtwert erreicht")])
def test_households_reached_are_shown_beside_the_rule_of_thumb(worker, of, talks, words):
    of.households = 100
    doors = house(of, count=12)
    for number in range(talks):
        for again in range(2):
            ring(of, doors[number], Outcome.CONVERSATION, f"{number}-{again}")
    ring(of, doors[11], Outcome.REFUSED, "nein")

    text = worker.get(f"{LIST}/{of.id}").text
    assert f"{talks} von 100 Haushalten" in text
    assert words in text
    assert f"Gespräch geführt {talks * 2}" in text
    assert "1 möchte nicht" in worker.get(f"{LIST}/{of.id}/tueren").text


def test_a_door_that_nobody_rang_at_can_be_taken_away(worker, of):
    first, second = house(of, count=2)
    ring(of, second, Outcome.NOT_AT_HOME, "a")

    page = worker.get(f"{LIST}/{of.id}/tueren/{first.id}")
    (form,) = page.select("form[action$='/entfernen']")
    token = page.form("form.form").values["form_token"]
    worker.post(form["action"], {"form_token": token}, status=303)
    refused = worker.post(f"{LIST}/{of.id}/tueren/{second.id}/entfernen", {"form_token": token}, status=422)

    assert "schon geklingelt" in refused.text
    assert [door.bell for door in queries.doors_of(of)] == ["Klingel 2"]
    house(of, "Nr. 1", 1)
    assert [each.name for each in queries.houses_of(of)] == ["Nr. 12", "Nr. 1"]


def test_when_the_main_survey_ends_only_a_number_stays(of):
    elsewhere = house(making.campaign("anderswo"), count=1)
    doors = house(of, count=3)
    for number, outcome in enumerate((Outcome.CONVERSATION, Outcome.CONVERSATION, Outcome.REFUSED)):
        ring(of, doors[number], outcome, str(number))

    phases.go_on(campaign=written(of), seen=5, account_id=None)

    assert (queries.doors_of(of), attempts(), of.households_reached) == ([], [], 2)
    assert [door.id for door in db.session.scalars(db.select(Door))] == [door.id for door in elsewhere]
    notes = db.session.scalars(db.select(LogEntry.note).where(LogEntry.subject == of.subject)).all()
    assert not any("Nr. 12" in note or "Klingel" in note for note in notes)
    with pytest.raises(RuleBroken, match="vorbei"):
        house(of)


def test_a_second_round_adds_to_the_number_of_the_first(of):
    ring(of, house(of, count=1)[0], Outcome.CONVERSATION, "a")
    phases.go_on(campaign=written(of), seen=5, account_id=None)
    phases.go_back(campaign=of, seen=6, reason="Es fehlen Stimmen.", account_id=None)
    ring(of, house(of, "Nr. 14", 1)[0], Outcome.CONVERSATION, "b")
    assert overview.reach_of(of).reached == 2

    phases.go_on(campaign=of, seen=5, account_id=None)

    assert (of.households_reached, overview.reach_of(of).reached) == (2, 2)


def test_a_stop_forgets_the_doors_too(of):
    ring(of, house(of, count=1)[0], Outcome.CONVERSATION, "a")

    phases.stop(campaign=of, reason="Genug.", is_public=False, account_id=None)

    assert (queries.doors_of(of), of.households_reached) == ([], 1)
    with pytest.raises(RuleBroken, match="beendet"):
        house(of)


@pytest.mark.parametrize(
    ("phase", "state", "is_forgotten"),
    [
        (Phase.MAIN_SURVEY, CampaignState.RUNNING, False),
        (Phase.EVALUATION, CampaignState.RUNNING, True),
        (Phase.MAIN_SURVEY, CampaignState.STOPPED, True),
    ],
)
def test_a_timed_look_forgets_doors_that_were_left(of, phase, state, is_forgotten):
    ring(of, house(of, count=2)[0], Outcome.CONVERSATION, "a")
    of.phase_number, of.state = int(phase), state
    db.session.flush()

    assert service.forget_leftovers() == (2 if is_forgotten else 0)
    assert (queries.doors_of(of) == []) is is_forgotten
    assert of.households_reached == (1 if is_forgotten else None)


def test_doors_of_another_campaign_are_not_there(worker, of):
    theirs, to = house(making.campaign("anderswo"), count=1)[0], pair(of)
    mine = house(of, count=1)[0]
    form = worker.get(f"{LIST}/{of.id}/tueren/{mine.id}").form("form.form")

    worker.get(f"{LIST}/{of.id}/tueren/{theirs.id}", status=404)
    for address in ("", "/verschieben", "/entfernen"):
        worker.post(f"{LIST}/{of.id}/tueren/{theirs.id}{address}", form.values, status=404)
    worker.send(form.fill(doors=[str(theirs.id)], pair=str(to.id)), status=422)
    db.session.expire_all()
    assert db.session.get(Door, theirs.id).pair_id is None
