"""Action groups: founded, looked after, reached at an address that is nobody's own, missed without a next date."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.meetings.models import ActionGroup, Meeting
from app.meetings.queries import groups as queries
from app.meetings.rules import groups as rules
from app.meetings.rules.groups import Facts
from app.meetings.rules.kinds import GroupStatus, MeetingKind, MeetingState
from app.meetings.service import groups as service
from app.moderation.models import LogEntry
from tests import factories
from tests.meetings import making
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

LIST = "/arbeit/aktionsgruppen"
FREE_WORDS = {"name": "Laternengruppe", "theme": "Damit alle abends sicher nach Hause kommen"}


@pytest.fixture
def forum(world):
    return factories.forum("rieth", ["06"])


@pytest.fixture
def worker(staff, forum) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


def groups() -> list[ActionGroup]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(ActionGroup).order_by(ActionGroup.slug)))


def names(page: Page) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(".card__link")]


def found(reader: Reader, address: str = f"{LIST}/neu", *, answered: int = 303, **answers: Any) -> Page:
    form = reader.get(address).form("form.form")
    return reader.send(form.fill(**{**FREE_WORDS, **answers}), status=answered)


def change(reader: Reader, group: ActionGroup, *, answered: int = 303, **answers: Any) -> Page:
    return reader.send(reader.get(f"{LIST}/{group.id}").form("form.form").fill(**answers), status=answered)


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def test_a_group_is_founded_for_ones_only_forum(worker, forum):
    page = worker.follow(found(worker))

    (group,) = groups()
    assert (group.name, group.slug, group.status) == ("Laternengruppe", "laternengruppe", GroupStatus.FOUNDED)
    assert (group.forum_id, group.founded_on, group.is_public) == (forum.id, clock.today(), True)
    assert "Die Gruppe ist gegründet." in page.text


def test_the_same_form_twice_founds_one_group(worker):
    form = worker.get(f"{LIST}/neu").form("form.form").fill(**FREE_WORDS)
    worker.send(form, status=303)
    worker.send(form, status=303)

    assert len(groups()) == 1


def test_a_group_grown_from_a_meeting_belongs_to_its_forum_and_its_day(worker, forum):
    of = making.meeting(ago(3), title="Herbstversammlung", forums=[forum])

    found(worker, f"{LIST}/neu?treffen={of.id}")

    (group,) = groups()
    assert (group.forum_id, group.founded_on) == (forum.id, ago(3))
    assert db.session.get(Meeting, of.id).groups == [group]


def test_two_groups_of_one_name_have_two_addresses(worker):
    found(worker)
    found(worker)

    first, second = (group.slug for group in groups())
    assert first == "laternengruppe"
    assert second.startswith("laternengruppe-")


def test_what_a_group_is_and_when_it_meets_can_be_said_anew(worker, forum, reader):
    group = making.action_group(forum_id=forum.id)

    page = worker.follow(
        change(
            worker,
            group,
            name="Licht an!",
            description="Wir zählen dunkle Laternen.",
            contact="licht@rieth.example",
            next_on="2026-12-01",
            next_note="18 Uhr im Saal",
            topic="wohnen",
            status="active",
        )
    )

    (kept,) = groups()
    assert (kept.name, kept.slug, kept.next_on) == ("Licht an!", "laternen", date(2026, 12, 1))
    assert (kept.topic_key, kept.status) == ("wohnen", GroupStatus.ACTIVE)
    assert "Ihre Änderungen sind gespeichert." in page.text
    public = reader.get("/aktionsgruppen/laternen").text
    assert "Licht an!" in public
    assert "18 Uhr im Saal" in public


def test_the_log_keeps_how_a_group_was_doing(worker, forum):
    group = making.action_group(forum_id=forum.id, status=GroupStatus.ACTIVE)

    change(worker, group, status="resting")

    logged = db.session.scalars(db.select(LogEntry).where(LogEntry.act == "group.status")).all()
    assert [(entry.note, entry.account_id) for entry in logged] == [("active → resting", worker.account_id)]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"name": " "}, "Geben Sie der Gruppe bitte einen Namen."),
        ({"name": "!!!"}, "Geben Sie der Gruppe bitte einen Namen."),
        ({"theme": "x" * 301}, "Diese Angabe ist zu lang."),
        ({"description": "x" * 5001}, "Der Text ist zu lang."),
        ({"next_on": "bald"}, "Schreiben Sie bitte einen Tag"),
        ({"next_on": "2026-11-15"}, "Dieser Tag ist schon vorbei."),
        ({"next_on": "0226-12-01"}, "Bitte prüfen Sie das Jahr."),
        ({"founded_on": "2026-11-17"}, "Dieser Tag liegt in der Zukunft."),
        ({"status": "x"}, "Wählen Sie bitte nur aus, was hier steht."),
        ({"topic": "x"}, "Wählen Sie bitte nur aus, was hier steht."),
        ({"forum": "x"}, "Wählen Sie bitte nur aus, was hier steht."),
        ({"contact": "ada.lovelace@gmail.com"}, "Das sieht nach der Adresse eines einzelnen Menschen aus."),
        ({"contact": "Ruft an: 0151 / 234 567 89"}, "Das sieht nach der Adresse eines einzelnen Menschen aus."),
    ],
)
def test_a_group_that_cannot_be_is_asked_about(worker, answers, words):
    page = found(worker, answered=422, **answers)

    assert words in page.text
    assert groups() == []


@pytest.mark.parametrize(
    ("contact", "is_private"),
    [
        ("ada@gmail.com", True),
        ("Ada <ada@WEB.DE>, dienstags", True),
        ("+49 (0) 170 1234567", True),
        ("0049 176 1234567", True),
        ("0171/1234567", True),
        ("brunnen@quartier.example", False),
        ("0361 655-0", False),
        ("Stadtteilzentrum, dienstags ab 15 Uhr", False),
        ("Zimmer 0151", False),
        ("", False),
    ],
)
def test_what_looks_like_ones_own_address_is_seen(contact, is_private):
    assert rules.looks_private(contact) is is_private


def test_a_group_may_have_a_mailbox_where_others_have_their_own(worker):
    asked = found(worker, answered=422, contact="brunnengruppe@web.de")

    worker.send(asked.form("form.form").fill(is_role_address="y"), status=303)

    assert groups()[0].contact == "brunnengruppe@web.de"


def test_an_address_that_is_known_is_not_asked_about_again(worker, forum):
    group = making.action_group(forum_id=forum.id, contact="brunnengruppe@web.de")

    change(worker, group, theme="Der Brunnen läuft")

    assert groups()[0].theme == "Der Brunnen läuft"


def test_a_next_date_that_has_passed_may_stay(worker, forum):
    group = making.action_group(forum_id=forum.id, next_on=ago(5))

    change(worker, group, theme="Der Brunnen läuft")

    assert groups()[0].next_on == ago(5)


def test_a_quarter_worker_cannot_found_a_group_that_nobody_looks_after(staff, worker):
    page = found(worker, forum="", answered=422)
    assert "Zu welchem Forum gehört die Gruppe?" in page.text
    assert groups() == []

    alone = staff("quarter_worker", ortsteile=["15"])
    assert "Zu welchem Forum gehört die Gruppe?" in found(alone, answered=422).text

    found(staff("planning_coordinator"), forum="")
    assert groups()[0].forum_id is None


def test_a_group_cannot_be_let_go_by_those_who_look_after_it(worker, forum):
    group = making.action_group(forum_id=forum.id)

    change(worker, group, forum="", answered=422)

    assert groups()[0].forum_id == forum.id


def test_a_forum_of_others_cannot_be_chosen(worker):
    theirs = factories.forum("herrenberg", ["15"])

    page = found(worker, forum=str(theirs.id), answered=422)

    assert "Wählen Sie bitte nur aus, was hier steht." in page.text


def test_groups_of_others_are_not_there(worker, staff, forum):
    mine = making.action_group("meine", forum_id=forum.id)
    theirs = making.action_group("ihre", forum_id=factories.forum("herrenberg", ["15"]).id)
    met = making.action_group("unsere")
    making.meeting(groups=[met])

    assert names(worker.get(LIST)) == [mine.name, met.name]
    worker.get(f"{LIST}/{theirs.id}", status=404)
    worker.get(f"{LIST}/{met.id}")
    assert len(names(staff("planning_coordinator").get(LIST))) == 3


def test_groups_without_a_next_date_stand_first_and_those_at_the_goal_last(worker, forum):
    for slug, status, next_on in (
        ("am-ziel", GroupStatus.DONE, None),
        ("ruht", GroupStatus.RESTING, None),
        ("verabredet", GroupStatus.ACTIVE, ago(-3)),
        ("wartet", GroupStatus.ACTIVE, None),
    ):
        making.action_group(slug, status=status, next_on=next_on, founded_on=ago(60), forum_id=forum.id)

    page = worker.get(LIST)

    assert names(page) == [f"Aktionsgruppe {slug}" for slug in ("wartet", "verabredet", "ruht", "am-ziel")]
    assert "Kein nächster Termin, zuletzt am" in page.text


@pytest.mark.parametrize(
    ("met", "meets", "is_restless"),
    [(None, None, True), (31, None, True), (30, None, False), (None, 5, False), (60, 5, False)],
)
def test_meetings_of_a_group_count_as_its_dates(world, met, meets, is_restless):
    group = making.action_group(founded_on=ago(90))
    for days in (met, -meets if meets else None):
        if days is not None:
            making.meeting(ago(days), kind=MeetingKind.ACTION_GROUP, groups=[group])
    making.meeting(ago(-2), groups=[group], state=MeetingState.CANCELLED)

    assert [each.group for each in queries.all_restless(today=clock.today())] == ([group] if is_restless else [])


def test_the_page_of_a_group_shows_what_it_has_to_do(worker, forum):
    group = making.action_group(forum_id=forum.id)
    making.task(group_id=group.id, what="Die Stadtwerke anrufen")
    making.task(what="Etwas anderes")

    page = worker.get(f"{LIST}/{group.id}")

    assert names(page) == ["Die Stadtwerke anrufen"]
    assert page.select(f"a[href*='aufgaben/neu?gruppe={group.id}']")


def test_a_meeting_of_a_group_is_planned_from_its_page(worker, forum):
    group = making.action_group(forum_id=forum.id)

    link = worker.get(f"{LIST}/{group.id}").select_one("a[href*='treffen/neu']")

    assert worker.get(link["href"]).select_one("#group_ids input[checked]")["value"] == str(group.id)


def test_a_hidden_group_is_for_staff_alone(worker, reader, forum):
    group = making.action_group(forum_id=forum.id)

    change(worker, group, is_public=[])

    reader.get("/aktionsgruppen/laternen", status=404)
    assert "nicht öffentlich" in worker.get(LIST).text


def test_a_forum_that_is_not_there_breaks_a_rule(world):
    facts = Facts(name="Laternen", founded_on=clock.today(), forum_id=making.meeting().id)

    with pytest.raises(RuleBroken, match="Wählen Sie bitte nur aus"):
        service.found(facts=facts, account_id=None)
