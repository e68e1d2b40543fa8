"""The agenda: items come from people, concerns, topics and schemes, find their order, and lose none on the way."""

from datetime import date
from typing import Any

import pytest

from app.concerns.rules import Progress, Review
from app.kernel.db import db
from app.meetings.models import AgendaItem, Meeting
from app.meetings.rules.agenda import Move, Scheme
from app.meetings.rules.kinds import ItemKind, MeetingState, Origin, Part, Phase
from app.meetings.service import agenda
from tests import factories
from tests.meetings import making
from tests.support import asking
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def meeting(worker) -> Meeting:
    return making.meeting(title="Winterforum")


def address(of: Meeting, more: str = "") -> str:
    return f"/arbeit/treffen/{of.id}/tagesordnung{more}"


def items() -> list[AgendaItem]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(AgendaItem).order_by(AgendaItem.position)))


def titles() -> list[str]:
    found = items()
    assert [each.position for each in found] == list(range(1, len(found) + 1))
    return [each.title for each in found]


def add(reader: Reader, of: Meeting, *, status: int = 303, **answers: Any) -> Page:
    form = reader.get(address(of)).form("form[action$=tagesordnung]")
    return reader.send(form.fill(**({"title": "Bänke am Platz", "kind": "advice"} | answers)), status=status)


def press(reader: Reader, page: Page, move: Move, item: AgendaItem, *, status: int = 303) -> Page:
    """Press the button that moves an item, as a browser does without a script."""
    form = page.form(f"form:has(#{move}-{item.id})")
    return reader.send(form.fill(move=move.value), status=status)


def test_an_item_is_typed(worker, meeting):
    add(worker, meeting, text="Zwei sind kaputt.", minutes_planned="20")

    (made,) = items()
    assert (made.title, made.text, made.kind, made.minutes_planned) == (
        "Bänke am Platz",
        "Zwei sind kaputt.",
        ItemKind.ADVICE,
        20,
    )
    assert (made.is_public, made.origin) == (True, Origin.TYPED)


def test_the_same_form_twice_adds_one_item(worker, meeting):
    form = worker.get(address(meeting)).form("form[action$=tagesordnung]").fill(title="Bänke")

    worker.send(form, status=303)
    worker.send(form, status=303)

    assert titles() == ["Bänke"]


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "x" * 301}),
        ("text", {"text": "x" * 5001}),
        ("kind", {"kind": "gossip"}),
        ("minutes_planned", {"minutes_planned": "lange"}),
        ("minutes_planned", {"minutes_planned": "0"}),
        ("minutes_planned", {"minutes_planned": "601"}),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(worker, meeting, field, answers):
    page = add(worker, meeting, status=422, **({"text": "Zwei sind kaputt."} | answers))

    assert page.select_one(f"#{field}-error").get_text(strip=True)
    if field != "text":
        assert page.select_one("textarea#text").get_text().strip() == "Zwei sind kaputt."
    assert items() == []


def test_an_item_is_changed_and_taken_off(worker, meeting):
    making.item(meeting, "Erstens")
    second = making.item(meeting, "Zweitens")
    making.item(meeting, "Drittens")
    page = worker.get(address(meeting, f"/{second.id}"))
    form = page.form("form.form").fill(title="Anders", kind="decision")
    form.values.poplist("is_public")

    worker.send(form, status=303)
    assert titles() == ["Erstens", "Anders", "Drittens"]
    assert (items()[1].kind, items()[1].is_public) == (ItemKind.DECISION, False)
    assert "nicht öffentlich" in worker.get(address(meeting)).text
    worker.send(page.form("form[action$=entfernen]"), status=303)

    assert titles() == ["Erstens", "Drittens"]


def test_an_item_with_a_result_stays(worker, meeting):
    item = making.item(meeting, "Bänke")
    making.text(meeting, Part.RESULT, "Wir kaufen zwei.", item)
    page = worker.get(address(meeting, f"/{item.id}"))

    refused = worker.send(page.form("form[action$=entfernen]"), status=422)

    assert "Protokoll" in refused.select_one(".error_summary").get_text()
    assert titles() == ["Bänke"]


def test_an_item_of_another_meeting_is_not_there(worker, meeting):
    other = making.item(making.meeting())

    worker.get(address(meeting, f"/{other.id}"), status=404)
    worker.get(address(making.meeting(ortsteile=[factories.ortsteil("07")])), status=404)


def test_items_move_without_a_script_and_the_button_keeps_the_focus(worker, meeting):
    making.item(meeting, "Erstens")
    second = making.item(meeting, "Zweitens")

    page = worker.follow(press(worker, worker.get(address(meeting)), Move.UP, second))

    assert titles() == ["Zweitens", "Erstens"]
    assert page.select_one("[autofocus]")["id"] == f"hoch-{second.id}"
    assert page.select_one("[data-reorder-status]").get_text(strip=True) == "„Zweitens“ steht jetzt an Stelle 1."


def test_the_ends_do_not_move_further(worker, meeting):
    first, last = making.item(meeting, "Erstens"), making.item(meeting, "Zweitens")
    page = worker.get(address(meeting))
    assert page.select_one(f"#hoch-{first.id}")["aria-disabled"] == "true"

    press(worker, page, Move.UP, first)
    press(worker, page, Move.DOWN, last)

    assert titles() == ["Erstens", "Zweitens"]


def test_a_direction_that_is_none_is_refused(worker, meeting):
    item = making.item(meeting)
    form = worker.get(address(meeting)).form(f"form:has(#hoch-{item.id})")

    worker.send(form.fill(move="seitwärts"), status=422)


def test_the_clock_runs_along_the_agenda(worker, meeting):
    for minutes in (10, 20, None, 5):
        making.item(meeting, minutes_planned=minutes)

    page = worker.get(address(meeting))

    shown = [item.get_text(" ", strip=True) for item in page.select(".movable")]
    assert ["17:00 Uhr" in shown[0], "17:10 Uhr" in shown[1], "17:30 Uhr" in shown[2]] == [True] * 3
    assert "Uhr" not in shown[3]
    assert "35 Minuten" in page.text


def test_an_agenda_longer_than_the_meeting_is_said(worker, meeting):
    making.item(meeting, minutes_planned=130)

    assert "10 Minuten mehr" in worker.get(address(meeting)).text


@pytest.mark.parametrize(("scheme", "count"), [(Scheme.ASSEMBLY, 5), (Scheme.FORUM_EVENING, 5)])
def test_a_ready_made_agenda_fits_into_two_hours(worker, meeting, scheme, count):
    form = worker.get(address(meeting)).form("form[action$=vorlage]")

    worker.send(form.fill(scheme=scheme.value), status=303)

    assert len(titles()) == count
    assert sum(each.minutes_planned for each in items()) == 120


def test_an_assembly_has_its_five_phases_in_order(worker, meeting):
    form = worker.get(address(meeting)).form("form[action$=vorlage]")

    worker.send(form.fill(scheme="versammlung"), status=303)

    assert [(each.phase, each.origin) for each in items()] == [(phase, Origin.PHASE) for phase in Phase]
    assert titles() == ["Einstieg", "Ermittlung", "Ideen", "Organisation", "Abschluss"]


def test_a_topic_becomes_an_item(worker, meeting):
    form = worker.get(address(meeting)).form("form[action$=thema]")

    worker.send(form.fill(topic="wohnumfeld"), status=303)

    (made,) = items()
    assert (made.origin, made.topic_key, made.title) == (
        Origin.TOPIC,
        "wohnumfeld",
        "Wohnumfeld und öffentlicher Raum",
    )


def offered(page: Page) -> list[str]:
    return [str(box["value"]) for box in page.select("input[name=numbers]")]


def test_concerns_are_offered_that_nobody_has_talked_about_the_most_supported_first(worker, meeting):
    few, many = factories.concern(supports=2), factories.concern(supports=9)
    imported = factories.concern(supports=1, imported_supports=5)
    factories.concern(progress=Progress.DISCUSSED)
    factories.concern(review=Review.WAITING)
    factories.concern(ortsteil_key="07")
    planned = factories.concern()
    agenda.add_concerns(meeting=making.meeting(), concerns=[planned], account_id=None)

    page = worker.get(address(meeting, "/anliegen"))

    assert offered(page) == [many.number, imported.number, few.number]


def test_a_cancelled_meeting_gives_its_concerns_free(worker, meeting):
    concern = factories.concern()
    other = making.meeting()
    agenda.add_concerns(meeting=other, concerns=[concern], account_id=None)
    assert offered(worker.get(address(meeting, "/anliegen"))) == []
    db.session.merge(other).state = MeetingState.CANCELLED

    assert offered(worker.get(address(meeting, "/anliegen"))) == [concern.number]


def test_concerns_are_found_by_their_words(worker, meeting):
    from app.concerns.service import reporting
    from app.concerns.service.reporting import Words
    from app.kernel.person import Person

    words = {"direction": "problem", "topic_key": "wohnumfeld", "ortsteil_key": "06"}
    author = Person(token="somebody", network=None, at_counter=False)
    lamp = reporting.report(client_id="a" * 32, words=Words(**words, text="Die Laterne ist dunkel."), person=author).concern
    bank = reporting.report(client_id="b" * 32, words=Words(**words, text="Die Bank ist kaputt."), person=author).concern
    lamp.review = bank.review = Review.PUBLISHED

    assert offered(worker.get(address(meeting, "/anliegen?q=Latern"))) == [lamp.number]
    assert "kein Anliegen" in worker.get(address(meeting, "/anliegen?q=Schwimmbad")).text


def test_several_concerns_become_items_of_their_own(worker, meeting):
    lamp, bank = factories.concern(text="Die Laterne ist dunkel."), factories.concern(text="Die Bank ist kaputt.")
    form = worker.get(address(meeting, "/anliegen")).form("form[method=post].form")

    page = worker.follow(worker.send(form.fill(numbers=[lamp.number, bank.number]), status=303))

    assert titles() == ["Die Laterne ist dunkel.", "Die Bank ist kaputt."]
    assert [[link.concern_id for link in each.concerns] for each in items()] == [[lamp.id], [bank.id]]
    assert {each.origin for each in items()} == {Origin.CONCERN}
    assert lamp.number in page.text


def test_several_concerns_become_one_item_under_a_name(worker, meeting):
    lamp, bank = factories.concern(), factories.concern()
    form = worker.get(address(meeting, "/anliegen")).form("form[method=post].form")

    worker.send(form.fill(numbers=[lamp.number, bank.number], together_as="Der Platz"), status=303)

    (made,) = items()
    assert (made.title, {link.concern_id for link in made.concerns}) == ("Der Platz", {lamp.id, bank.id})


@pytest.mark.parametrize("numbers", [[], ["2026-99999"], ["x"], ["foreign"], ["waiting"]])
def test_concerns_that_are_not_offered_do_not_get_on_the_agenda(worker, meeting, numbers):
    factories.concern()
    others = {
        "foreign": factories.concern(ortsteil_key="07").number,
        "waiting": factories.concern(review=Review.WAITING).number,
    }
    form = worker.get(address(meeting, "/anliegen")).form("form[method=post].form")

    page = worker.send(form.fill(numbers=[others.get(each, each) for each in numbers]), status=422)

    assert page.select_one("#numbers-error")
    assert items() == []


def test_a_cancelled_meeting_keeps_its_agenda(worker):
    meeting = making.meeting(state=MeetingState.CANCELLED)
    item = making.item(meeting, "Bänke")
    page = worker.get(address(meeting))
    assert not page.select(".movable__acts")
    token = page.form(".navigation form").values["form_token"]

    for more in ("", "/vorlage", f"/{item.id}", f"/{item.id}/verschieben", f"/{item.id}/entfernen"):
        sent = {"form_token": token, "title": "Neu", "kind": "info", "scheme": "versammlung", "move": "hoch"}
        worker.post(address(meeting, more), sent, status=422)

    assert titles() == ["Bänke"]


def test_an_agenda_does_not_become_endless(worker, meeting):
    for _ in range(100):
        making.item(meeting)

    page = add(worker, meeting, status=422)

    assert "100 Punkte" in page.select_one(".error_summary").get_text()


@pytest.mark.parametrize("many", [2, 20])
def test_the_page_needs_as_many_queries_for_few_items_as_for_many(worker, many):
    forum = factories.forum("rieth", ["06"])
    before = making.meeting(date(2026, 11, 1), forums=[forum])
    meeting = making.meeting(forums=[forum])
    for _ in range(many):
        making.item(before)
        making.parked(before)
        agenda.add_concerns(meeting=meeting, concerns=[factories.concern()], account_id=None)

    with asking.overheard() as asked:
        worker.get(address(meeting))

    assert len(asked) <= 25, "\n".join(asked)
