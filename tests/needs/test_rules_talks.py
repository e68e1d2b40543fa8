"""Talks beside voices are protected apart from each other, also from those who hold the results of campaigns."""

from collections import defaultdict
from dataclasses import replace

import pytest

from app.needs.rules import AreaScheme, Counted, Flag, Planungsraum, audit, may_publish_union, protect
from app.needs.rules.constraints import system_of
from app.needs.rules.counts import NOBODY
from app.needs.rules.tables import CellKey
from app.needs.rules.talks import people_by
from tests.needs.attacker import Attacker, complaints
from tests.needs.talks import found_about_talks, found_about_voices, passage, release_with, talks_in
from tests.needs.voices import Voice, city, schemes_of, truth_about, voices_in

SMALL_CITY = city(ortsteile=4, topics=3, channels=("online", "paper"), directions=("strength", "problem"))
CAMPAIGNS = {"a": ("01", "02", "03"), "b": ("02",)}
TABLE = "ortsteil_topic"


def five(_key):
    return 5


def small_release(seed, *, voices=50, talks=50):
    spoken = voices_in(SMALL_CITY, people=voices, seed=seed, public=0.7)
    passages = talks_in(SMALL_CITY, people=talks, seed=seed, campaigns=CAMPAIGNS)
    return release_with(spoken, passages, SMALL_CITY, schemes=schemes_of(SMALL_CITY, 2, seed=seed))


def everything_found(release, shown):
    """By those who know all voices, those who know all talks, and those who know neither but count the public pages.

    The last are only asked how many it may be at most: talks in two Ortsteile are two people, and they need not know.
    """
    small = {key for key in truth_about(as_one_population(release)).people if is_small(release, key)}
    counting, naive = Attacker(shown, seen=truth_about(release.populations[0]).seen), Attacker(shown, sees_zeros=False)
    counting.look_into_triples()
    return [
        *found_about_talks(release, shown),
        *found_about_voices(release, shown),
        *(found for found in complaints(counting, smallest=five, small=small) if " is at least " not in found),
        *complaints(naive, smallest=five, small=small),
    ]


def is_small(release, key):
    return max(truth_about(population).fewest[key] for population in release.populations) < 5


def as_one_population(release):
    """The same numbers, as if talks were voices like all others."""
    voices, talks = release.populations

    def added(one, other):
        return {key: _added(one.get(key, NOBODY), other.get(key, NOBODY)) for key in {*one, *other}}

    tables = [
        replace(one, cells=added(one.cells, other.cells)) for one, other in zip(voices.tables, talks.tables, strict=True)
    ]
    distinct = defaultdict(int, voices.distinct)
    for key, people in talks.distinct.items():
        distinct[key] = max(distinct[key], people)
    return replace(voices, tables=tuple(tables), people=added(voices.people, talks.people), distinct=distinct)


def _added(one, other):
    return Counted(people=one.people + other.people, fewest=max(one.fewest, other.fewest), unseen=one.unseen + other.unseen)


@pytest.mark.parametrize("seed", range(3))
def test_attackers_who_know_all_voices_or_all_talks_find_nothing_of_the_others(seed):
    release = small_release(seed)

    shown = protect(release)

    assert any(cell.count for table in shown.tables for cell in table.cells.values())
    assert everything_found(release, shown) == []
    assert audit(release, shown).passed


def test_the_same_attackers_break_a_release_that_takes_talks_for_voices():
    release = small_release(3)
    careless = protect(as_one_population(release))

    assert found_about_talks(release, careless)
    assert found_about_voices(release, careless)
    assert not audit(release, careless).passed


def test_the_same_attackers_break_a_release_that_forgot_the_results_of_the_campaigns():
    release = small_release(3)
    forgetful = replace(release, talks=replace(release.talks, campaigns=()))
    careless = protect(forgetful)

    assert audit(forgetful, careless).passed
    assert found_about_talks(release, careless)
    assert not audit(release, careless).passed


@pytest.mark.full
@pytest.mark.parametrize("seed", range(10, 22))
def test_many_small_cities_with_talks_give_nothing_away(seed):
    release = small_release(seed, voices=20 * (seed % 5), talks=10 * (seed % 7) + 8)

    assert everything_found(release, protect(release)) == []


def twelve_voices(topic="topic01", ortsteil="01", *, first=0, number=12):
    return [
        Voice(person=first + at, ortsteil=ortsteil, topic=topic, channel="online", direction="problem", public=True)
        for at in range(number)
    ]


def talks_about(theme, number, *, first, topic="topic01", ortsteil="01"):
    return [passage(first + at, theme, topic, ortsteil=ortsteil) for at in range(number)]


def everywhere(passages):
    """A release in which many also speak of all else, so that there is something to withhold few people with."""
    voices = [
        voice
        for at, (ortsteil, topic) in enumerate((one, other) for one in SMALL_CITY.ortsteile for other in SMALL_CITY.topics)
        for voice in twelve_voices(topic, ortsteil, first=1000 * (at + 1))
    ]
    more = [
        each
        for at, (ortsteil, topic) in enumerate((one, other) for one in ("01", "02") for other in ("topic02", "topic03"))
        for each in talks_about(f"more {topic}", 9, first=1000 * (at + 1), topic=topic, ortsteil=ortsteil)
    ]
    return release_with(voices, [*passages, *more], SMALL_CITY)


@pytest.mark.parametrize(("number", "is_shown"), [(4, False), (5, True), (0, True)])
def test_few_in_talks_are_withheld_beside_many_voices_that_anybody_can_count(number, is_shown):
    release = everywhere(talks_about("swings", number, first=0))

    cell = protect(release).table(TABLE).cell("01", "topic01")

    assert cell.count == (12 + number if is_shown else None)


def test_few_voices_on_public_pages_do_not_hide_many_in_talks():
    release = release_with(twelve_voices(number=3), talks_about("swings", 9, first=0), SMALL_CITY)
    system = system_of(release)

    assert system.primary.isdisjoint(system.positions([CellKey(TABLE, "01", "topic01")]))
    assert system.positions([CellKey("ortsteil_channel", "01", "online")]) <= system.primary


def test_what_results_say_of_one_theme_does_not_give_away_the_other():
    """Nine spoke of swings, as results say, and few of slides. Nobody may find how many those were by subtracting."""
    swings, slides = talks_about("swings", 9, first=0), talks_about("slides", 4, first=20)
    release = everywhere([*swings, *slides])
    blind = replace(release, talks=replace(release.talks, campaigns=()))

    assert protect(blind).table(TABLE).cell("01", "topic01").count == 25
    assert protect(release).table(TABLE).cell("01", "topic01").flag is Flag.WITHHELD
    assert found_about_talks(release, protect(blind))
    assert found_about_talks(release, protect(release)) == []


@pytest.mark.parametrize(("shown", "is_shown"), [({9}, True), ({11}, False), ({7}, False), ({11, 9}, True), ({14}, True)])
def test_a_number_that_differs_by_few_from_published_results_is_withheld(shown, is_shown):
    release = everywhere(talks_about("swings", 9, first=0))
    (campaign,) = release.talks.campaigns
    known = {("swings", None): frozenset(shown), ("swings", "problem"): frozenset(shown)}
    release = replace(release, talks=replace(release.talks, campaigns=(replace(campaign, shown=known),)))

    cell = protect(release).table(TABLE).cell("01", "topic01")

    assert cell.count == (21 if is_shown else None)


def test_results_that_leave_no_doubt_do_not_stop_a_release():
    """Results show five in two Ortsteile, so in each there are one to four: no release can make that any less sure."""
    swings = [*talks_about("swings", 4, first=0), *talks_about("swings", 1, first=9, ortsteil="02")]
    release = everywhere(swings)

    shown = protect(release)

    assert audit(release, shown).passed
    assert found_about_talks(release, shown) == []


@pytest.mark.parametrize(("number", "may_be"), [(3, False), (9, True)])
def test_an_area_union_must_not_give_away_talks(number, may_be):
    release = everywhere(talks_about("swings", number, first=0))
    shown = protect(release)
    union = AreaScheme(key="union", planungsraeume=(Planungsraum(key="all", whole=SMALL_CITY.ortsteile),))

    assert may_publish_union(release, shown, union) == may_be


def test_a_talk_counts_its_people_once_by_every_key():
    said = [passage(0, "swings", people=6), passage(0, "slides", people=6), passage(1, "swings")]

    assert people_by(said, lambda each: each.topic) == {"topic01": 7}
    assert people_by(said, lambda each: each.theme) == {"swings": 7, "slides": 6}


def test_numbers_of_both_populations_are_one_number():
    release = everywhere(talks_about("swings", 9, first=0))

    positions = system_of(release).positions([CellKey(TABLE, "01", "topic01")])

    assert len(positions) == 3, "voices, talks, and talks for those who hold the results"
