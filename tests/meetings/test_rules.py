"""What a meeting and its results must be, without database and clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import RuleBroken
from app.meetings.rules import attendance, minutes, results, when
from app.meetings.rules.kinds import GroupStatus, MinutesState, Mode, Part, Precision, Rhythm, TaskStatus

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 17)


def broken_field(act) -> str | None:
    with pytest.raises(RuleBroken) as broken:
        act()
    return broken.value.field


def test_a_meeting_is_kept_in_utc_as_the_clock_on_the_wall_shows_it():
    made = when.span(day=DAY, starts=time(17), ends=time(19), zone=BERLIN)

    assert (made.starts_at, made.ends_at) == (datetime(2026, 11, 17, 16, tzinfo=UTC), datetime(2026, 11, 17, 18, tzinfo=UTC))


def test_an_end_before_the_beginning_is_said_at_the_end():
    assert broken_field(lambda: when.span(day=DAY, starts=time(19), ends=time(17), zone=BERLIN)) == "ends"
    assert broken_field(lambda: when.span(day=DAY, starts=time(19), ends=time(19), zone=BERLIN)) == "ends"


def test_a_meeting_over_the_change_to_summer_time_lasts_an_hour():
    made = when.span(day=date(2025, 3, 30), starts=time(1, 30), ends=time(3, 30), zone=BERLIN)

    assert made.ends_at - made.starts_at == timedelta(hours=1)


@pytest.mark.parametrize(("starts", "ends", "field"), [(time(2, 30), time(4), "starts"), (time(1), time(2, 15), "ends")])
def test_the_hour_that_is_left_out_in_march_is_refused_at_its_field(starts: time, ends: time, field: str):
    assert broken_field(lambda: when.span(day=date(2026, 3, 29), starts=starts, ends=ends, zone=BERLIN)) == field


def test_in_the_hour_that_comes_twice_the_first_one_is_meant():
    assert when.moment(date(2026, 10, 25), time(2, 30), BERLIN, field="starts") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2023-06-19", (date(2023, 6, 19), date(2023, 6, 19), Precision.DAY)),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH)),
        ("2021", (date(2021, 1, 1), date(2021, 12, 31), Precision.YEAR)),
    ],
)
def test_a_date_may_be_known_in_part(text: str, span: tuple[date, date, Precision]):
    assert when.partial(text) == span


@pytest.mark.parametrize("text", ["", "gestern", "2023-13", "2023-02-30", "1-2-3-4", "0000"])
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(ValueError):
        when.partial(text)


def test_a_series_meets_every_first_tuesday():
    found = list(when.series_days(Rhythm.MONTHLY, first=date(2026, 11, 3), nth=1, until=date(2027, 3, 1)))

    assert found == [date(2026, 11, 3), date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 2)]


@given(
    first=st.dates(date(2000, 1, 1), date(2090, 1, 1)), nth=st.sampled_from([1, 2, 3, 4, -1]), rhythm=st.sampled_from(Rhythm)
)
def test_a_series_keeps_its_weekday_and_its_bounds(first: date, nth: int, rhythm: Rhythm):
    until = first + when.LONGEST_SERIES

    found = list(when.series_days(rhythm, first=first, nth=nth, until=until))

    assert all(day.weekday() == first.weekday() and first <= day <= until for day in found)
    assert found == sorted(set(found))
    assert len(found) >= 17


def test_what_no_group_claims_is_left_over():
    assert attendance.unassigned(23, {"residents": 15, "quarter_work": 2, "politics": 3}) == 3


def test_groups_cannot_be_more_than_all():
    assert broken_field(lambda: attendance.check(23, {"residents": 20, "politics": 5})) == "total"


def test_unknown_is_not_zero():
    attendance.check(None, {"residents": 12})

    assert not attendance.may_be_shown(None, {"first_time": 12})
    assert attendance.may_be_shown(0, {})


@pytest.mark.parametrize(
    ("total", "groups", "shown"),
    [
        (30, {"ar": 10, "de": 20}, True),
        (30, {"ar": 4, "de": 26}, False),
        (30, {"ar": 10, "de": 17}, False),
        (30, {"ar": 0, "de": 30}, True),
    ],
)
def test_a_breakdown_is_shown_as_a_whole_or_not_at_all(total: int, groups: dict[str, int], shown: bool):
    assert attendance.may_be_shown(total, groups) is shown


def test_a_weaker_rule_for_small_groups_would_give_somebody_away():
    """The control: looking at the groups alone shows 27 of 30, and the three others are found by subtraction."""
    groups = {"ar": 10, "de": 17}

    assert all(count >= attendance.SMALLEST_GROUP for count in groups.values())
    assert attendance.unassigned(30, groups) == 3
    assert not attendance.may_be_shown(30, groups)


def test_a_decision_needs_its_exact_words():
    check = results.check_decision

    assert broken_field(lambda: check(wording=" – ", mode=Mode.CONSENSUS, votes=(None,) * 3, attendance=None)) == "wording"


def test_votes_cannot_be_more_than_people():
    check = results.check_decision

    assert broken_field(lambda: check(wording="Ja.", mode=Mode.MAJORITY, votes=(10, 3, 1), attendance=13)) == "yes"
    check(wording="Ja.", mode=Mode.MAJORITY, votes=(10, 3, None), attendance=13)
    check(wording="Ja.", mode=Mode.MAJORITY, votes=(10, 3, 1), attendance=None)


def test_a_majority_needs_its_count_and_a_consensus_does_not():
    check = results.check_decision

    assert broken_field(lambda: check(wording="Ja.", mode=Mode.MAJORITY, votes=(None,) * 3, attendance=None)) == "yes"
    check(wording="Ja.", mode=Mode.CONSENSUS, votes=(None,) * 3, attendance=None)


@pytest.mark.parametrize(
    ("task", "field"),
    [
        ({"what": "", "owner": "Verein", "due_on": DAY}, "what"),
        ({"what": "Anrufen", "owner": "", "due_on": DAY}, "owner"),
        ({"what": "Anrufen", "owner": "Verein", "due_on": None}, "due_on"),
    ],
)
def test_a_task_says_what_who_and_until_when(task: dict, field: str):
    assert broken_field(lambda: results.check_task(**task)) == field


def test_a_task_ends_with_a_word():
    assert broken_field(lambda: results.check_task_step(status=TaskStatus.DONE, outcome="")) == "outcome"
    results.check_task_step(status=TaskStatus.IN_PROGRESS, outcome="")


def test_a_task_is_overdue_from_the_day_after():
    on_the_day = results.is_overdue(status=TaskStatus.OPEN, due_on=DAY, today=DAY)
    the_day_after = results.is_overdue(status=TaskStatus.OPEN, due_on=DAY, today=DAY + timedelta(days=1))

    assert (on_the_day, the_day_after) == (False, True)
    assert not results.is_overdue(status=TaskStatus.DONE, due_on=DAY, today=DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("status", "next_on", "days", "restless"),
    [
        (GroupStatus.ACTIVE, None, 31, True),
        (GroupStatus.ACTIVE, None, 30, False),
        (GroupStatus.ACTIVE, DAY, 31, False),
        (GroupStatus.ACTIVE, DAY - timedelta(days=31), 31, True),
        (GroupStatus.RESTING, None, 90, False),
    ],
)
def test_a_group_without_a_next_date_is_looked_after(status: GroupStatus, next_on: date | None, days: int, restless: bool):
    since = DAY - timedelta(days=days)

    assert results.is_restless(status=status, next_on=next_on, since=since, today=DAY) is restless


def test_there_are_only_so_many_dots():
    assert broken_field(lambda: results.check_dots(dots=[20, 11], per_person=3, voters=10)) == "voters"
    results.check_dots(dots=[20, 10], per_person=3, voters=10)
    results.check_dots(dots=[20, 11], per_person=3, voters=None)


def test_a_theme_was_chosen_by_at_most_as_many_as_were_there():
    assert results.most_voters_for(14, 10) == 10
    assert results.most_voters_for(7, 10) == 7


def test_the_way_of_the_minutes_goes_forward_and_back_to_the_desk_only_before_approval():
    ways = {(now, wanted) for now in MinutesState for wanted in MinutesState if minutes.may_move(now, wanted)}

    assert ways == {
        (MinutesState.DRAFT, MinutesState.AGREED),
        (MinutesState.AGREED, MinutesState.DRAFT),
        (MinutesState.AGREED, MinutesState.APPROVED),
        (MinutesState.APPROVED, MinutesState.PUBLISHED),
    }


def test_every_text_of_the_minutes_has_a_name_of_its_own():
    assert minutes.slot(Part.OPENING) == "opening"
    assert minutes.slot(Part.RESULT, "ab12") == "result:ab12"
