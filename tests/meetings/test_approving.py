"""Minutes find their way to everybody, step by step, and are corrected in sight of everybody."""

from datetime import date, timedelta

import pytest

from app.concerns.models import ProgressEntry
from app.concerns.rules import Progress
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.meetings.models import AgendaConcern, Correction, MinutesStep
from app.meetings.queries import agenda, records
from app.meetings.queries import minutes as queries
from app.meetings.rules.kinds import MinutesState, Part, PlainState
from app.meetings.rules.minutes import Gap
from app.meetings.service import approving, correcting, writing
from app.meetings.service.writing import Writer
from tests import factories
from tests.meetings import making

YESTERDAY = date(2026, 11, 15)


@pytest.fixture
def meeting(world):
    """Yesterday's meeting with one item and a result."""
    made = making.meeting(YESTERDAY)
    item = making.item(made, "Bänke am Platz")
    making.text(made, Part.RESULT, "Wir stellen zwei Bänke auf.", item)
    writing.save(meeting=made, slot="plain", text="Es gibt bald Bänke.", base=0, writer=Writer(account_id=None))
    made.attendance_total = 20
    return made


def _move(meeting, *states, **details):
    for state in states:
        clock.source.advance(minutes=1)  # each step has a time of its own.
        approving.move(meeting=meeting, to=state, account_id=None, **(details if state is MinutesState.APPROVED else {}))


def _gaps(meeting):
    return [each.gap for each in queries.missing(meeting, queries.sheet_of(meeting), agenda.items_of(meeting))]


def test_minutes_go_from_the_desk_to_everybody(meeting):
    _move(meeting, MinutesState.AGREED, MinutesState.APPROVED, MinutesState.PUBLISHED, approved_on=YESTERDAY)

    assert queries.find(meeting).published_at == clock.now()
    assert [(step.before, step.after) for step, _ in queries.steps_of(meeting)] == [
        (MinutesState.DRAFT, MinutesState.AGREED),
        (MinutesState.AGREED, MinutesState.APPROVED),
        (MinutesState.APPROVED, MinutesState.PUBLISHED),
    ]
    assert meeting.id in records.of([meeting])


def test_agreed_minutes_can_go_back_to_the_desk(meeting):
    _move(meeting, MinutesState.AGREED, MinutesState.DRAFT)

    assert queries.find(meeting).state is MinutesState.DRAFT


@pytest.mark.parametrize("to", [MinutesState.APPROVED, MinutesState.PUBLISHED])
def test_no_step_is_left_out(meeting, to):
    with pytest.raises(RuleBroken):
        _move(meeting, to, approved_on=YESTERDAY)
    assert db.session.scalars(db.select(MinutesStep)).all() == []


def test_minutes_are_approved_in_a_later_meeting(meeting):
    later = making.meeting(clock.today())
    _move(meeting, MinutesState.AGREED, MinutesState.APPROVED, approved_in=later)

    minutes = queries.find(meeting)
    assert (minutes.approved_in_id, minutes.approved_on) == (later.id, clock.today())


@pytest.mark.parametrize("day", [None, YESTERDAY - timedelta(days=1), YESTERDAY + timedelta(days=2)])
def test_nobody_approves_before_the_meeting_or_in_the_future(meeting, day):
    _move(meeting, MinutesState.AGREED)

    with pytest.raises(RuleBroken) as broken:
        _move(meeting, MinutesState.APPROVED, approved_on=day)
    assert broken.value.field == "approved_on"


def test_two_texts_in_one_place_are_settled_before_the_approval(meeting):
    writing.save(meeting=meeting, slot="plain", text="Anders", base=0, writer=Writer(account_id=None))
    _move(meeting, MinutesState.AGREED)

    with pytest.raises(RuleBroken):
        _move(meeting, MinutesState.APPROVED, approved_on=YESTERDAY)


def test_what_is_missing_is_named_and_stops_the_publishing(meeting):
    bare = making.meeting(YESTERDAY)
    making.item(bare, "Licht")
    making.item(bare, "Lärm", is_public=False)
    making.item(bare, "Schatten", is_left_out=True)
    _move(bare, MinutesState.AGREED, MinutesState.APPROVED, approved_on=YESTERDAY)

    assert _gaps(bare) == [Gap.ATTENDANCE, Gap.RESULT, Gap.PLAIN]
    assert _gaps(meeting) == []
    with pytest.raises(RuleBroken):
        _move(bare, MinutesState.PUBLISHED)


def test_a_decision_is_a_result_and_uncounted_people_are_said(meeting):
    bare = making.meeting(YESTERDAY)
    making.decision(making.item(bare, "Licht"))
    making.minutes(bare, is_uncounted=True)

    assert _gaps(bare) == [Gap.PLAIN]


def test_concerns_hear_of_it_once(meeting):
    concern = factories.concern()
    item = meeting.items[0]
    item.concerns.append(AgendaConcern(concern_id=concern.id, moves_to=Progress.PLANNED))
    db.session.flush()
    _move(meeting, MinutesState.AGREED, MinutesState.APPROVED, MinutesState.PUBLISHED, approved_on=YESTERDAY)

    (entry,) = db.session.scalars(db.select(ProgressEntry).where(ProgressEntry.concern_id == concern.id)).all()
    assert (entry.step, entry.text) == (Progress.PLANNED, "Wir stellen zwei Bänke auf.")


def test_somebody_has_checked_the_plain_summary(meeting):
    """C-03."""
    approving.check_plain(meeting=meeting, checked_by="Prüfgruppe der Lebenshilfe", account_id=None)

    minutes = queries.find(meeting)
    assert (minutes.plain_state, minutes.plain_checked_by) == (PlainState.CHECKED, "Prüfgruppe der Lebenshilfe")
    assert minutes.plain_checked_on == clock.today()


def test_nobody_checks_a_text_that_is_not_there(world):
    with pytest.raises(RuleBroken):
        approving.check_plain(meeting=making.meeting(), checked_by="Prüfgruppe", account_id=None)


@pytest.fixture
def approved(meeting):
    _move(meeting, MinutesState.AGREED, MinutesState.APPROVED, approved_on=YESTERDAY)
    return meeting


def _correct(meeting, text, *, reason="Es waren drei.", has_seen=True, slot=None):
    part = queries.get_part(meeting, slot or f"result:{meeting.items[0].id.hex}")
    return correcting.correct_text(meeting=meeting, part=part, text=text, has_seen=has_seen, reason=reason, account_id=None)


def test_a_correction_shows_before_after_and_why(approved):
    """C-02: changes after approval create a visible correction entry."""
    correction = _correct(approved, "Wir stellen drei Bänke auf.")

    assert (correction.before, correction.after) == ("Wir stellen zwei Bänke auf.", "Wir stellen drei Bänke auf.")
    approving.move(meeting=approved, to=MinutesState.PUBLISHED, account_id=None)
    record = records.of([approved])[approved.id]
    assert [each.reason for each in record.corrections] == ["Es waren drei."]
    assert record.text(Part.RESULT, approved.items[0]) == "Wir stellen drei Bänke auf."


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": "Wir stellen zwei Bänke auf."}, "text"),
        ({"text": "x", "reason": " – "}, "reason"),
        ({"text": "x", "has_seen": False}, "text"),
    ],
)
def test_a_correction_changes_something_and_says_why(approved, changed, field):
    with pytest.raises(RuleBroken) as broken:
        _correct(approved, **changed)
    assert broken.value.field == field


def test_a_corrected_plain_summary_must_be_checked_again(approved):
    approving.check_plain(meeting=approved, checked_by="Prüfgruppe", account_id=None)
    _correct(approved, "Es gibt bald drei Bänke.", slot="plain")

    assert queries.find(approved).plain_state is PlainState.DRAFT


def test_the_wording_of_a_decision_is_corrected(approved):
    decision = making.decision(approved.items[0])
    correcting.correct_decision(
        meeting=approved, decision=decision, text="Drei Bänke.", has_seen=True, reason="Verschrieben", account_id=None
    )

    (correction,) = db.session.scalars(db.select(Correction)).all()
    assert (decision.wording, correction.item_id) == ("Drei Bänke.", approved.items[0].id)


def test_drafts_need_no_correction(meeting):
    with pytest.raises(RuleBroken):
        _correct(meeting, "Drei.")


@pytest.fixture
def keeper(meeting, staff):
    db.session.commit()
    return staff("quarter_worker", ortsteile=["06"])


def test_the_way_can_be_gone_on_its_page(keeper, meeting):
    address, item = f"/arbeit/treffen/{meeting.id}/freigabe", meeting.items[0].id.hex
    keeper.send(keeper.get(address).form("form[action$='/abgestimmt']"), status=303)
    page = keeper.send(keeper.get(address).form("form[action$='/genehmigt']"), status=422)
    keeper.send(page.form("form[action$='/genehmigt']").fill(approved_on="16.11.2026"), status=303)
    keeper.send(
        keeper.get(address).form("form[action$='/einfach']").fill(**{"einfach-checked_by": "Prüfgruppe"}), status=303
    )
    keeper.send(keeper.get(address).form("form[action$='/verteiler']").fill(**{"verteiler-distribution": "Amt"}), status=303)
    link = next(link["href"] for link in keeper.get(address).select("a[href*=berichtigen]") if item in link["href"])
    keeper.send(keeper.get(link).form("main form").fill(text="Drei Bänke.", reason="Es waren drei."), status=303)
    page = keeper.follow(keeper.send(keeper.get(address).form("form[action$='/veroeffentlicht']"), status=303))

    assert "Alle können es lesen" in page.text
    assert "Es waren drei." in page.text
    assert "Drei Bänke." in keeper.get(f"/treffen/{meeting.id}").text


def test_what_is_missing_leads_to_its_place(keeper, world):
    bare = making.meeting(YESTERDAY)
    item = making.item(bare, "Licht im Park")
    db.session.commit()
    page = keeper.get(f"/arbeit/treffen/{bare.id}/freigabe")

    links = {link.get_text(): link["href"] for link in page.select("#fehlt ~ ul a")}
    assert links["Ein Ergebnis fehlt: Licht im Park"].endswith(f"/protokoll#top-{item.id.hex}")
    assert len(links) == 3


def test_the_preview_is_what_everybody_will_read(keeper, meeting):
    making.item(meeting, "Geheimes", is_public=False)
    db.session.commit()
    page = keeper.get(f"/arbeit/treffen/{meeting.id}/protokoll/vorschau")

    assert "Wir stellen zwei Bänke auf." in page.text
    assert "Geheimes" not in page.text


def test_there_is_no_preview_of_nothing(keeper, world):
    bare = making.meeting()
    db.session.commit()

    keeper.get(f"/arbeit/treffen/{bare.id}/protokoll/vorschau", status=303)


def test_a_step_that_does_not_exist_is_not_found(keeper, meeting):
    form = keeper.get(f"/arbeit/treffen/{meeting.id}/freigabe").form("form[action$='/abgestimmt']")
    form.action = form.action.replace("abgestimmt", "gibtesnicht")

    keeper.send(form, status=404)
