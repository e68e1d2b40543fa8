"""What a plan, an agenda and the way of a meeting must be: rules alone."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.kernel.errors import RuleBroken
from app.meetings.rules import agenda, path, plan, when
from app.meetings.rules.agenda import Move
from app.meetings.rules.kinds import Access, MeetingKind, MeetingState, MinutesState, Origin
from app.meetings.rules.path import Stage, Standing
from app.meetings.rules.plan import Plan

GOOD = {"kind": MeetingKind.FORUM, "title": "Winterforum"}
TODAY = date(2026, 11, 16)
FIVE = datetime(2026, 12, 1, 16, tzinfo=UTC)


def refused(**changed) -> str:
    with pytest.raises(RuleBroken) as broken:
        plan.check(Plan(**{**GOOD, **changed}))
    assert broken.value.field is not None
    return broken.value.field


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "–"),
        ("title", "x" * 301),
        ("place", "x" * 301),
        ("purpose", "x" * 5001),
        ("online_link", "http://example.org"),
        ("online_link", "https:///weg"),
        ("online_link", "https://[kaputt"),
        ("online_link", "javascript:alert(1)"),
        ("online_link", "https://example.org/zwei Wörter"),
        ("host", "Familie aus dem dritten Stock"),
        ("invited_count", 12),
        ("invited_count", -1),
        ("new_hosts", 10_001),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(field, value):
    assert refused(**{field: value}) == field


def test_a_good_plan_is_taken():
    plan.check(Plan(**GOOD, online_link="https://treffen.example.org/raum?nr=7"))
    plan.check(Plan(kind=MeetingKind.HOUSE_MEETING, title="Hausversammlung", host="Dritter Stock", invited_count=0))


def test_a_plan_comes_back_from_a_series_as_it_was():
    said = Plan(
        **GOOD,
        access=(Access.LIFT,),
        interpreting=("ar",),
        forum_ids=(UUID(int=1),),
        ortsteil_keys=("06",),
        invited_count=3,
    )

    assert plan.from_json(said.as_json()) == said


@pytest.mark.parametrize(("is_city_wide", "keys"), [(True, frozenset()), (False, frozenset({"06"}))])
def test_a_meeting_is_for_somebody(is_city_wide, keys):
    plan.check_area(is_city_wide=is_city_wide, ortsteil_keys=keys)


def test_a_meeting_for_nobody_is_refused():
    with pytest.raises(RuleBroken):
        plan.check_area(is_city_wide=False, ortsteil_keys=frozenset())


@pytest.mark.parametrize("day", [date(2016, 12, 1), date(2036, 12, 1)])
def test_a_day_far_away_is_asked_about_once(day):
    span = when.days(day, day)

    with pytest.raises(RuleBroken):
        plan.check_day(span, today=TODAY, is_meant=False)
    plan.check_day(span, today=TODAY, is_meant=True)


@pytest.mark.parametrize("day", [date(202, 12, 1), date(2202, 12, 1)])
def test_a_day_that_is_none_of_ours_is_refused_however_meant(day):
    with pytest.raises(RuleBroken):
        plan.check_day(when.days(day, day), today=TODAY, is_meant=True)


@pytest.mark.parametrize("day", [TODAY, date(2025, 11, 16), date(2028, 5, 1)])
def test_a_day_nearby_is_taken_without_asking(day):
    plan.check_day(when.days(day, day), today=TODAY, is_meant=False)


@pytest.mark.parametrize(
    ("state", "has_agenda", "is_over", "minutes", "expected"),
    [
        (MeetingState.DRAFT, False, False, None, Stage.PREPARE),
        (MeetingState.DRAFT, True, False, None, Stage.INVITE),
        (MeetingState.DRAFT, False, True, None, Stage.WRITE),
        (MeetingState.ANNOUNCED, True, False, None, Stage.WRITE),
        (MeetingState.ANNOUNCED, True, False, MinutesState.DRAFT, Stage.WRITE),
        (MeetingState.ANNOUNCED, True, True, MinutesState.DRAFT, Stage.AGREE),
        (MeetingState.ANNOUNCED, True, True, MinutesState.AGREED, Stage.APPROVE),
        (MeetingState.ANNOUNCED, True, True, MinutesState.APPROVED, Stage.PUBLISH),
        (MeetingState.ANNOUNCED, True, True, MinutesState.PUBLISHED, None),
        (MeetingState.CANCELLED, True, True, None, None),
    ],
)
def test_the_next_stage_follows_from_where_a_meeting_stands(state, has_agenda, is_over, minutes, expected):
    assert path.stage_now(Standing(state=state, has_agenda=has_agenda, is_over=is_over, minutes=minutes)) is expected


def test_stages_before_the_present_one_are_done():
    assert [stage for stage in Stage if path.is_done(stage, Stage.WRITE)] == [Stage.PREPARE, Stage.INVITE]
    assert all(path.is_done(stage, None) for stage in Stage)


@pytest.mark.parametrize(
    ("item", "move", "expected"),
    [("b", Move.UP, "bac"), ("b", Move.DOWN, "acb"), ("a", Move.UP, "abc"), ("c", Move.DOWN, "abc")],
)
def test_an_item_changes_places_with_its_neighbour(item, move, expected):
    assert agenda.moved("abc", item, move) == list(expected)


def test_items_begin_one_after_the_other_until_nobody_knows():
    begins = agenda.begins(FIVE, [10, 20, None, 5])

    assert [each and each.minute for each in begins] == [0, 10, 30, None]
    assert agenda.begins(None, [10, 20]) == [None, None]


@pytest.mark.parametrize(("minutes", "expected"), [([60, 60], 0), ([60, 61], 1), ([None, 130], 10), ([], 0)])
def test_an_agenda_longer_than_its_meeting_is_noticed(minutes, expected):
    seven = FIVE.replace(hour=18)

    assert agenda.too_long_by(minutes, FIVE, seven) == expected
    assert agenda.too_long_by(minutes, FIVE, None) == 0


@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("title", {"title": "…"}),
        ("title", {"title": "x" * 301}),
        ("minutes_planned", {"minutes_planned": 0}),
        ("minutes_planned", {"minutes_planned": 601}),
    ],
)
def test_an_item_that_cannot_be_is_refused_at_its_field(field, item):
    with pytest.raises(RuleBroken) as broken:
        agenda.check_item(**{"title": "Bänke", "text": "", "minutes_planned": None, **item})

    assert broken.value.field == field


def test_an_item_stays_while_something_hangs_on_it():
    with pytest.raises(RuleBroken):
        agenda.check_may_go(Origin.TYPED, has_record=True, has_open_tasks=False)
    with pytest.raises(RuleBroken):
        agenda.check_may_go(Origin.OPEN_TASKS, has_record=False, has_open_tasks=True)
    agenda.check_may_go(Origin.TYPED, has_record=False, has_open_tasks=True)
