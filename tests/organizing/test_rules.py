"""Phases, planning help, lifetimes and agreement (A-60…A-64)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.kernel.errors import RuleBroken
from app.organizing.rules import people, plan, research
from app.organizing.rules.kinds import ListeningPhase
from app.organizing.rules.people import Talk
from app.organizing.rules.plan import Facts, Hint, Stand

TODAY = date(2026, 11, 16)
TALK = Talk(name="Ada", day=TODAY, agreed_on=TODAY)
FACTS = Facts(title="Wir hören zu", ortsteil_keys=("06",), starts_on=TODAY)


def test_after_the_last_phase_the_loop_begins_again():
    stand, way = Stand(phase=ListeningPhase.LISTENING, round=1), []
    for _turn in range(5):
        way.append((stand.phase.value, stand.round))
        stand = plan.coming(stand)

    assert way == [("listening", 1), ("research", 1), ("action", 1), ("building", 1), ("listening", 2)]
    assert plan.former(Stand(phase=ListeningPhase.LISTENING, round=2)) == Stand(phase=ListeningPhase.BUILDING, round=1)
    assert plan.former(Stand(phase=ListeningPhase.LISTENING, round=1)) is None


@pytest.mark.parametrize(("days", "expected"), [(41, [Hint.TOO_SHORT]), (42, []), (56, []), (57, [Hint.TOO_LONG])], ids=str)
def test_listening_takes_six_to_eight_weeks(days, expected):
    stand, last = Stand(phase=ListeningPhase.LISTENING, round=1), TODAY + timedelta(days=days - 1)

    assert plan.hints(stand=stand, starts_on=TODAY, ends_on=last, listeners=1, today=TODAY) == expected


def test_each_listener_visits_ten_people_and_needs_up_to_twenty_names():
    assert plan.need(3) == plan.Need(talks=30, fewest_names=45, most_names=60)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"ortsteil_keys": ()}, "ortsteil_keys"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"ends_on": TODAY + timedelta(days=400)}, "ends_on"),
    ],
)
def test_what_no_listening_campaign_can_be(changed, field):
    with pytest.raises(RuleBroken) as broken:
        plan.check_facts(replace(FACTS, **changed))

    assert broken.value.field == field


@pytest.mark.parametrize(
    ("last", "until", "gone"),
    [
        (date(2026, 11, 16), None, date(2027, 11, 16)),
        (date(2028, 2, 29), None, date(2029, 2, 28)),
        (date(2026, 11, 16), date(2027, 1, 31), date(2027, 1, 31)),
        (date(2026, 11, 16), date(2030, 1, 1), date(2027, 11, 16)),
    ],
)
def test_notes_are_kept_twelve_months_and_never_longer_than_agreed(last, until, gone):
    assert people.delete_on(last_contact_on=last, agreed_until=until) == gone


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "–"}, "name"),
        ({"day": None}, "day"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"day": date(2025, 11, 16)}, "day"),
        ({"agreed_on": None}, "agreed_on"),
        ({"agreed_on": TODAY + timedelta(days=1)}, "agreed_on"),
        ({"agreed_until": TODAY}, "agreed_until"),
        ({"minutes": 0}, "minutes"),
        ({"themes": ("x" * 121,)}, "themes"),
        ({"next_contact_on": date(2027, 11, 16)}, "next_contact_on"),
        ({"last_contact_on": TODAY - timedelta(days=1)}, "last_contact_on"),
    ],
)
def test_what_may_not_be_kept(changed, field):
    people.check_talk(TALK, today=TODAY)

    with pytest.raises(RuleBroken) as broken:
        people.check_talk(replace(TALK, **changed), today=TODAY)

    assert broken.value.field == field


def test_longer_needs_a_new_agreement():
    before = {"until_before": date(2026, 12, 24), "agreed_before": date(2026, 11, 2), "today": TODAY}
    old = replace(TALK, agreed_on=date(2026, 11, 2))

    people.check_not_longer(replace(old, agreed_until=date(2026, 12, 1)), **before)
    people.check_not_longer(replace(TALK, agreed_until=None), **before)
    for until in (date(2026, 12, 25), None):
        with pytest.raises(RuleBroken):
            people.check_not_longer(replace(old, agreed_until=until), **before)


def test_a_name_to_visit_goes_four_weeks_after_the_listening_or_after_half_a_year():
    assert people.prospect_delete_on(noted_on=TODAY, listening_ends_on=date(2026, 12, 27)) == date(2027, 1, 24)
    assert people.prospect_delete_on(noted_on=TODAY, listening_ends_on=date(2027, 10, 1)) == date(2027, 5, 18)


def test_an_office_is_no_name():
    assert research.person_in("Herr Meyer, Tiefbauamt") == "Herr Meyer"
    assert research.person_in("Tiefbauamt, Abteilung Beleuchtung") is None
