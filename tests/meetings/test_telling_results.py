"""Minutes that everybody can read reach the concerns they are about: once, in plain words, and nothing hidden goes out."""

from datetime import date

import pytest

from app.concerns.models import Concern, ConcernLink, ProgressEntry
from app.concerns.rules import LinkKind, Progress, Review
from app.concerns.service import merging, reporting
from app.kernel.db import db
from app.meetings.models import AgendaConcern, AgendaItem, Meeting
from app.meetings.rules import telling as rules
from app.meetings.rules.kinds import MinutesState, Part, TaskStatus
from app.meetings.service import tasks, telling
from app.moderation.models import LogEntry
from tests import factories
from tests.meetings import making

DAY = date(2026, 11, 10)


@pytest.fixture
def meeting(app) -> Meeting:
    made = making.meeting(DAY, title="Herbstforum")
    making.minutes(made, MinutesState.PUBLISHED)
    return made


@pytest.fixture
def concern(app) -> Concern:
    return factories.concern()


def point(meeting: Meeting, *concerns: Concern, moves_to: Progress = Progress.DISCUSSED, **changed: object) -> AgendaItem:
    """An item under which these concerns are talked about."""
    item = making.item(meeting, "Die Bank", **changed)
    item.concerns = [AgendaConcern(concern_id=each.id, moves_to=moves_to) for each in concerns]
    db.session.flush()
    return item


def publish(meeting: Meeting) -> int:
    return telling.publish(meeting=meeting, account_id=None)


def entries(concern: Concern) -> list[ProgressEntry]:
    db.session.flush()
    found = db.select(ProgressEntry).where(ProgressEntry.concern_id == concern.id)
    return list(db.session.scalars(found.order_by(ProgressEntry.happened_on, ProgressEntry.text)))


def links(concern: Concern) -> dict[LinkKind, ConcernLink]:
    db.session.expire_all()
    return {
        link.kind: link for link in db.session.scalars(db.select(ConcernLink).where(ConcernLink.concern_id == concern.id))
    }


def test_a_concern_hears_what_was_decided_and_how_far_it_is(meeting, concern):
    item = point(meeting, concern, moves_to=Progress.PLANNED)
    making.decision(item, "Das Forum beschließt zwei Bänke.", plain="Es kommen zwei Bänke.")

    assert publish(meeting) == 1

    (entry,) = entries(concern)
    assert (entry.step, entry.text, entry.happened_on) == (Progress.PLANNED, "Es kommen zwei Bänke.", DAY)
    assert entry.link == f"/treffen/{meeting.id}"
    assert concern.progress is Progress.PLANNED
    assert (links(concern)[LinkKind.DISCUSSED].day, links(concern)[LinkKind.DECISION].title) == (
        DAY,
        "Es kommen zwei Bänke.",
    )


@pytest.mark.parametrize(
    ("plain", "result", "said"),
    [
        (
            None,
            "## Ergebnis\n- Die Stadt prüft es\n- Im März wissen wir mehr",
            "Die Stadt prüft es. Im März wissen wir mehr.",
        ),
        (None, "", "Darüber wurde bei einem Treffen gesprochen."),
        ("", "Etwas anderes.", "Wir stellen zwei Bänke auf."),
    ],
)
def test_what_a_concern_hears_comes_from_the_best_there_is(meeting, concern, plain, result, said):
    item = point(meeting, concern)
    if plain is not None:
        making.decision(item, plain=plain)
    if result:
        making.text(meeting, Part.RESULT, result, item)

    publish(meeting)

    assert entries(concern)[0].text == said


def test_nobody_hears_it_twice(meeting, concern):
    point(meeting, concern)

    assert (publish(meeting), publish(meeting)) == (1, 0)

    assert len(entries(concern)) == 1


def test_without_the_note_that_it_was_told_it_would_be_told_again(meeting, concern):
    """The weak twin: somebody forgets the note."""
    item = point(meeting, concern)
    publish(meeting)
    item.concerns[0].told_at = None
    db.session.flush()

    publish(meeting)

    assert len(entries(concern)) == 2


@pytest.mark.parametrize("hidden", [{"is_public": False}, {"is_left_out": True}])
def test_what_is_not_for_all_or_was_not_talked_about_says_nothing(meeting, concern, hidden):
    making.decision(point(meeting, concern, **hidden), "Geheim.")

    assert publish(meeting) == 0

    assert (entries(concern), links(concern)) == ([], {})


def test_a_concern_that_is_gone_is_noted_and_breaks_nothing(meeting, concern):
    gone, returned = factories.concern(), factories.concern()
    point(meeting, concern, gone, returned)
    reporting.withdraw(concern=gone)
    returned.review = Review.RETURNED

    assert publish(meeting) == 1

    notes = {row.note for row in db.session.scalars(db.select(LogEntry).where(LogEntry.act == "meeting.untold"))}
    assert notes == {gone.subject, returned.subject}
    assert (entries(gone), entries(returned)) == ([], [])


def test_a_concern_that_lives_on_in_another_one_is_told_there_once(meeting, concern):
    target = factories.concern()
    point(meeting, concern, target)
    merging.merge(concern=concern, into=target, account=factories.account("quarter_worker").id)

    assert publish(meeting) == 1

    assert (len(entries(concern)), len(entries(target))) == (0, 1)


def test_a_concern_under_two_items_hears_of_both(meeting, concern):
    for words in ("Erstens.", "Zweitens."):
        making.decision(point(meeting, concern), words)

    publish(meeting)

    assert [entry.text for entry in entries(concern)] == ["Erstens.", "Zweitens."]


def test_being_talked_about_again_takes_no_answer_back(meeting, concern):
    point(meeting, concern, moves_to=Progress.DONE)
    publish(meeting)
    later = making.meeting(date(2026, 11, 14))
    point(later, concern)

    publish(later)

    assert concern.progress is Progress.DONE


def test_a_task_stands_at_the_concerns_of_its_item_until_it_ends(meeting, concern):
    item = point(meeting, concern)
    task = making.task(meeting, item_id=item.id, what="Holz kaufen", due_on=date(2026, 12, 1))

    publish(meeting)
    assert (links(concern)[LinkKind.TASK].title, links(concern)[LinkKind.TASK].day) == ("Holz kaufen", date(2026, 12, 1))
    tasks.step(task=task, status=TaskStatus.DONE, outcome="Liegt bereit.", account_id=None)
    assert links(concern)[LinkKind.TASK_DONE].day == date(2026, 11, 16)
    tasks.step(task=task, status=TaskStatus.DROPPED, outcome="Doch nicht.", account_id=None)

    assert set(links(concern)) == {LinkKind.DISCUSSED}


def test_nobody_reads_of_tasks_before_the_minutes_are_out(app, concern):
    draft = making.meeting(DAY)
    making.minutes(draft)
    item = point(draft, concern)
    tasks.create(
        what="Holz kaufen", owner="Ada", due_on=date(2026, 12, 1), meeting=draft, item=item, concern=concern, account_id=None
    )

    assert LinkKind.TASK not in links(concern)


def test_a_task_at_a_concern_alone_and_one_of_a_group_can_be_read(app, concern):
    group, hidden = making.action_group("a"), making.action_group("b", is_public=False)
    for words, of in (("Allein", None), ("Gruppe", group), ("Versteckt", hidden)):
        tasks.create(what=words, owner="Ada", due_on=date(2026, 12, 1), concern=concern, group=of, account_id=None)

    db.session.expire_all()
    found = {link.title: link.path for link in db.session.scalars(db.select(ConcernLink))}
    assert found == {"Allein": "", "Gruppe": "/aktionsgruppen/a"}


@pytest.mark.parametrize("step", [Progress.OPEN, Progress.REFERRED, Progress.ANSWERED])
def test_a_meeting_can_neither_answer_for_a_department_nor_ask_one(step):
    with pytest.raises(Exception, match="Wählen Sie bitte"):
        rules.check_step(step)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Eins. Zwei. Drei.", 12, "Eins. Zwei."),
        ("Eins! Zwei? Drei.", 100, "Eins! Zwei? Drei."),
        ("## Nur eine Überschrift", 100, ""),
        ("ein ganz langer Satz ohne Ende", 15, "ein ganz …"),
        ("- eins\n- zwei", 100, "eins. zwei."),
        ("", 100, ""),
    ],
)
def test_a_long_result_is_told_in_whole_sentences(text, most, short):
    assert rules.in_short(text, most=most) == short
