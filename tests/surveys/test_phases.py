"""The eight phases: what must be written down, what stands against a step, back, stop, finish; each dated for ever."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.stamps import Stamp
from app.moderation.models import LogEntry
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.guide import activating_guide
from app.questionnaires.rules.kinds import Block, QuestionType
from app.surveys.models import Campaign, CampaignNote, PhaseStep, TeamMember
from app.surveys.rules import intake
from app.surveys.rules import phases as rules
from app.surveys.rules.kinds import CampaignState, Note, Phase
from app.surveys.rules.phases import Hint, Lack, Reach, Standing
from app.surveys.service import phases as service
from tests.surveys import making

FIRST = date(2026, 11, 16)
OPEN = Question(key="gut", type=QuestionType.TEXT_LONG, label={"de": "Was ist gut?"}, block=Block.ACTIVATING)
CLOSED = Question(key="ja", type=QuestionType.SELECT_ONE, block=Block.ACTIVATING, choices=(Choice(code="ja"),))


def steps(of: Campaign) -> list[PhaseStep]:
    return list(db.session.scalars(db.select(PhaseStep).where(PhaseStep.campaign_id == of.id).order_by(PhaseStep.at)))


def written(of: Campaign, *, besides: Note | None = None) -> Campaign:
    """Everything that this phase asks for is written down, perhaps one note left out."""
    for note in rules.NOTES[of.phase]:
        if note is not besides:
            db.session.add(CampaignNote(campaign_id=of.id, note=note, text="So ist es."))
    db.session.flush()
    return of


def trained(of: Campaign, on: date | None = FIRST) -> TeamMember:
    made = making.member(of, None)
    made.trained_on = on
    db.session.flush()
    return made


def go_on(of: Campaign, **said: Any) -> None:
    service.go_on(**{"campaign": of, "seen": int(of.phase), "account_id": None, **said})


def test_every_note_has_its_phase():
    assert sorted(note for notes in rules.NOTES.values() for note in notes) == sorted(Note)


@pytest.mark.parametrize(
    ("questions", "is_activating"),
    [
        ((OPEN,), True),
        ((OPEN, replace(CLOSED, block=Block.OTHER)), True),
        ((OPEN, CLOSED), False),
        ((CLOSED,), False),
        ((replace(OPEN, block=Block.OTHER),), False),
        ((), False),
    ],
)
def test_closed_questions_are_no_activating_survey(questions, is_activating):
    document = Document(questions=questions)
    hints = rules.hints(Standing(phase=Phase.TRAINING, document=document), today=FIRST)

    assert (Hint.NOT_ACTIVATING not in hints) is is_activating
    assert rules.is_activating(activating_guide())
    assert rules.is_activating(making.GUIDE)


def test_interviews_take_four_weeks_and_more_than_six_are_hinted_at():
    assert rules.usual_end(FIRST) == date(2026, 12, 13)
    assert not rules.is_too_long(FIRST, FIRST + timedelta(days=41))
    assert rules.is_too_long(FIRST, FIRST + timedelta(days=42))
    assert not rules.is_too_long(FIRST, None)


@pytest.mark.parametrize(
    ("reached", "total", "is_enough"), [(9, 100, False), (10, 100, True), (1, 11, False), (2, 11, True), (5, None, None)]
)
def test_reach_is_seen_beside_the_rule_of_thumb(reached, total, is_enough):
    reach = Reach(reached=reached, total=total)

    assert reach.is_enough is is_enough
    assert is_enough is None or (reached >= (reach.wanted or 0)) is is_enough


@pytest.mark.parametrize(
    ("standing", "hint", "is_there"),
    [
        (Standing(phase=Phase.MAIN_SURVEY, ends_on=FIRST - timedelta(days=1)), Hint.OVERDUE, True),
        (Standing(phase=Phase.MAIN_SURVEY, ends_on=FIRST), Hint.OVERDUE, False),
        (Standing(phase=Phase.EVALUATION, ends_on=FIRST - timedelta(days=1)), Hint.OVERDUE, False),
        (Standing(phase=Phase.EVALUATION, unread_talks=1), Hint.CODING, True),
        (Standing(phase=Phase.EVALUATION), Hint.CODING, False),
        (Standing(phase=Phase.MAIN_SURVEY, unread_talks=1), Hint.CODING, False),
        (Standing(phase=Phase.ASSEMBLY), Hint.NO_ASSEMBLY, True),
        (Standing(phase=Phase.ASSEMBLY, has_assembly=True), Hint.NO_ASSEMBLY, False),
        (Standing(phase=Phase.ASSEMBLY, state=CampaignState.STOPPED), Hint.NO_ASSEMBLY, False),
    ],
)
def test_hints_of_the_later_phases(standing, hint, is_there):
    assert (hint in rules.hints(standing, today=FIRST)) is is_there


def test_no_phase_is_left_while_a_note_is_missing(world):
    for phase in (each for each in Phase if rules.NOTES[each] and each is not Phase.FOLLOW_UP):
        of = written(making.campaign(f"phase-{phase.value}", phase=phase), besides=rules.NOTES[phase][-1])
        with pytest.raises(RuleBroken, match="was hier noch fehlt"):
            go_on(of, reason="Ja.")
        assert (of.phase, steps(of)) == (phase, [])


def test_a_campaign_goes_from_phase_to_phase_and_each_step_is_dated(world, clock):
    of = making.campaign(phase=Phase.PURPOSE)
    trained(of)
    before = db.session.get(Stamp, "surveys")
    for phase in list(Phase)[:-1]:
        assert of.phase is phase
        go_on(written(of), reason="Wir fragen.")
        clock.advance(days=1)

    taken = steps(of)
    assert [(each.before, each.after) for each in taken] == [(each, each + 1) for each in range(1, 8)]
    assert len({each.at for each in taken}) == 7
    logged = db.session.scalars(db.select(LogEntry.act).where(LogEntry.subject == of.subject)).all()
    assert logged == ["campaign.phase"] * 7
    assert before is None
    assert db.session.get(Stamp, "surveys").version == 7


def test_the_decision_to_ask_needs_a_reason(world):
    of = written(making.campaign(phase=Phase.DECISION))

    with pytest.raises(RuleBroken, match="warum"):
        go_on(of, reason=" - ")
    go_on(of, reason="Die Menschen wollen reden.")

    assert steps(of)[0].reason == "Die Menschen wollen reden."


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ("nothing published", Lack.QUESTIONNAIRE),
        ("no invitation", Lack.INVITATION),
        ("nobody trained", Lack.TRAINED),
        ("training tomorrow", Lack.TRAINED),
        ("nothing", None),
    ],
)
def test_the_main_survey_begins_with_a_guide_and_somebody_trained(world, change, lack):
    document = Document(title={"de": "Fragen"}, questions=(OPEN,)) if change == "no invitation" else making.GUIDE
    of = written(making.campaign(phase=Phase.TRAINING, document=document))
    if change == "nothing published":
        of.version_id = None
    if change != "nobody trained":
        trained(of, clock.today() + timedelta(days=1 if change == "training tomorrow" else 0))

    if lack is None:
        go_on(of)
        assert of.phase is Phase.MAIN_SURVEY
    else:
        with pytest.raises(RuleBroken, match="noch nicht beginnen"):
            go_on(of)
        assert of.phase is Phase.TRAINING


def test_a_second_press_of_the_same_button_takes_no_second_step(world):
    of = written(making.campaign(phase=Phase.EVALUATION))
    go_on(of, seen=6)
    go_on(written(of), seen=6)

    assert (of.phase, len(steps(of))) == (Phase.ASSEMBLY, 1)


@pytest.mark.parametrize("seen", [0, 3, 6, 8])
def test_a_page_of_another_phase_takes_no_step(world, seen):
    of = written(making.campaign(phase=Phase.MAIN_SURVEY))

    with pytest.raises(RuleBroken, match="inzwischen"):
        go_on(of, seen=seen)
    assert of.phase is Phase.MAIN_SURVEY


def test_a_step_back_needs_a_reason_and_is_dated(world):
    of = making.campaign(phase=Phase.TRAINING)

    with pytest.raises(RuleBroken, match="warum"):
        service.go_back(campaign=of, seen=4, reason="", account_id=None)
    for _each in range(2):
        service.go_back(campaign=of, seen=4, reason="Die Träger zögern.", account_id=None)

    assert [(step.before, step.after, step.reason) for step in steps(of)] == [(4, 3, "Die Träger zögern.")]
    with pytest.raises(RuleBroken, match="Davor"):
        service.go_back(campaign=making.campaign("neu", phase=Phase.PURPOSE), seen=1, reason="Ja.", account_id=None)


@pytest.mark.parametrize("is_public", [True, False])
def test_a_stopped_campaign_takes_nothing_in_and_shows_its_reason_if_wanted(world, is_public):
    of = making.campaign(phase=Phase.DECISION)
    of.is_public = False

    with pytest.raises(RuleBroken, match="warum"):
        service.stop(campaign=of, reason="", is_public=is_public, account_id=None)
    for _each in range(2):
        service.stop(campaign=of, reason="Danach hätte niemand Zeit.", is_public=is_public, account_id=None)

    assert (of.state, of.phase, of.is_public, of.is_stop_public) == (
        CampaignState.STOPPED,
        Phase.DECISION,
        is_public,
        is_public,
    )
    assert intake.why_closed(state=of.state, phase=of.phase, has_version=True) is intake.Closed.STOPPED
    assert [(step.state, step.reason) for step in steps(of)] == [(CampaignState.STOPPED, "Danach hätte niemand Zeit.")]
    for act in (lambda: go_on(of), lambda: service.go_back(campaign=of, seen=3, reason="Doch.", account_id=None)):
        with pytest.raises(RuleBroken, match="beendet"):
            act()


def test_a_campaign_is_finished_in_its_last_phase_alone(world):
    early = written(making.campaign("frueh", phase=Phase.ASSEMBLY))
    of = making.campaign(phase=Phase.FOLLOW_UP)

    with pytest.raises(RuleBroken, match="letzten Phase"):
        service.finish(campaign=early, account_id=None)
    with pytest.raises(RuleBroken, match="fehlt"):
        service.finish(campaign=of, account_id=None)
    written(of)
    with pytest.raises(RuleBroken, match="letzte Phase"):
        go_on(of)
    for _each in range(2):
        service.finish(campaign=of, account_id=None)

    assert [(step.after, step.state) for step in steps(of)] == [(8, CampaignState.FINISHED)]
    with pytest.raises(RuleBroken, match="abgeschlossen"):
        service.stop(campaign=of, reason="Nein.", is_public=False, account_id=None)
