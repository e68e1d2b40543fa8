"""Whole releases against the attacker: all tables, overlapping schemes, public pages, three quarters in a row."""

from dataclasses import replace

import pytest

from app.needs.rules import Counted, Flag, SmallestGroup, audit, protect, suppression
from app.needs.rules.constraints import system_of
from app.needs.rules.proof import audit_pattern
from app.needs.rules.publishing import published
from tests.needs.attacker import Attacker, complaints
from tests.needs.voices import city, release_of, schemes_of, truth_about, voices_in

SMALL_CITY = city(ortsteile=6, topics=4, channels=("online", "paper", "meeting"), directions=("strength", "problem"))
SENSITIVE = SmallestGroup(usual=5, by_topic={"topic02": 10})


def five(_key):
    return 5


def five_or_ten(key):
    return 10 if "topic02" in key else 5


def small_release(seed, *, people=60, public=0.0, uncertain=0.0, smallest_group=None, schemes=(3, 2)):
    voices = voices_in(SMALL_CITY, people=people, seed=seed, public=public, uncertain=uncertain)
    cuts = schemes_of(SMALL_CITY, *schemes, seed=seed)
    return release_of(voices, SMALL_CITY, schemes=cuts, smallest_group=smallest_group)


def everything_wrong_with(release, protected, smallest=five):
    """What attackers with little and with much knowledge hold against a release."""
    truth = truth_about(release)
    small, beside = truth.small(smallest), truth.beside(smallest)
    naive, knowing = Attacker(protected, sees_zeros=False), Attacker(protected, seen=truth.seen)
    knowing.look_into_triples()
    shown = {key: naive.cell(key).count for key in naive.at if key[0] != "hidden"}
    return [
        *(f"{key} shows {count}" for key, count in shown.items() if count is not None and key in small | beside),
        *complaints(naive, smallest=smallest, small=small),
        *complaints(knowing, smallest=smallest, small=small, beside=beside),
    ]


def weakly(release):
    """Primary cells withheld, and nothing else: what a first idea of protection would do."""
    system = system_of(release)
    return published(release, system, system.primary)


@pytest.mark.parametrize("seed", range(3))
def test_attackers_learn_nothing_from_a_release(seed):
    release = small_release(seed)

    assert everything_wrong_with(release, protect(release)) == []


def test_attackers_learn_nothing_about_sensitive_topics_and_uncertain_people():
    release = small_release(5, people=150, uncertain=0.3, smallest_group=SENSITIVE)

    assert everything_wrong_with(release, protect(release), five_or_ten) == []


@pytest.mark.parametrize("seed", range(2))
def test_attackers_who_count_the_public_pages_learn_nothing_of_the_others(seed):
    release = small_release(seed, people=110, public=0.6)

    assert everything_wrong_with(release, protect(release)) == []


def test_the_same_attackers_break_a_release_without_partners():
    release = small_release(1)

    assert not audit(release, weakly(release)).passed
    assert Attacker(weakly(release)).found_out()


def test_the_same_attackers_break_tables_that_were_protected_one_by_one():
    release = small_release(2, people=150)
    alone = [protect(replace(release, tables=(table,), people={}, schemes=())) for table in release.tables]
    of_people = weakly(replace(release, schemes=()))
    system = system_of(release)
    hidden = {
        (table.name, *place)
        for protected in (*alone, of_people)
        for table in protected.tables
        for place, cell in table.cells.items()
        if cell.flag is Flag.WITHHELD
    }
    joined = published(release, system, system.positions(hidden) | system.primary)

    assert not audit(release, joined).passed
    assert everything_wrong_with(release, joined)


def test_the_same_attackers_break_a_release_that_forgot_the_public_pages():
    release = small_release(0, people=110, public=0.6)

    def unaware(cell):
        return replace(cell, unseen=cell.people)

    forgetful = replace(
        release,
        tables=tuple(replace(one, cells={at: unaware(cell) for at, cell in one.cells.items()}) for one in release.tables),
        people={ortsteil: unaware(cell) for ortsteil, cell in release.people.items()},
    )

    assert everything_wrong_with(release, protect(forgetful))


def test_the_same_attackers_break_a_release_that_forgot_how_three_tables_hang_together():
    release = small_release(6, people=40)
    system = system_of(release)
    quick = suppression.pattern_for(system.without_triples())

    assert audit_pattern(system.without_triples(), quick).passed
    assert not audit_pattern(system, quick).passed
    assert everything_wrong_with(release, published(release, system, quick))


def test_three_quarters_in_a_row_give_nothing_away():
    """Each voice counts in one quarter only. The public pages grow; who watches them knows what came when."""
    voices = voices_in(SMALL_CITY, people=180, seed=7, public=0.5)
    cuts = schemes_of(SMALL_CITY, 3, 2, seed=7)
    quarters = ("2026-Q1", "2026-Q2", "2026-Q3")
    watched_before = dict.fromkeys(truth_about(release_of(voices, SMALL_CITY, schemes=cuts)).seen, 0)

    for number, quarter in enumerate(quarters):
        mine = [voice for voice in voices if voice.person % len(quarters) == number]
        release = release_of(mine, SMALL_CITY, schemes=cuts, period=quarter)
        earlier = [voice for voice in voices if voice.person % len(quarters) <= number]
        watched = truth_about(release_of(earlier, SMALL_CITY, schemes=cuts)).seen
        new_on_pages = {key: count - watched_before.get(key, 0) for key, count in watched.items()}
        watched_before = watched

        assert new_on_pages == {**dict.fromkeys(watched, 0), **truth_about(release).seen}
        assert everything_wrong_with(release, protect(release)) == []


def test_a_number_is_withheld_when_few_stand_beside_those_on_public_pages():
    table = small_release(0).tables[0]
    place = (table.rows[0], table.columns[0])
    plenty = {(row, column): Counted(people=40, fewest=40, unseen=10) for row in table.rows for column in table.columns}
    release = replace(
        small_release(0),
        tables=(replace(table, cells={**plenty, place: Counted(people=40, fewest=40, unseen=2)}),),
        people={},
        distinct={},
        schemes=(),
    )

    protected = protect(release)

    assert protected.table(table.name).cell(*place).flag is Flag.WITHHELD
    assert everything_wrong_with(release, protected) == []


def test_a_number_is_shown_when_everybody_is_on_public_pages_anyway():
    table = small_release(0).tables[0]
    shown = {(row, column): Counted(people=40, fewest=40, unseen=0) for row in table.rows for column in table.columns}
    release = replace(small_release(0), tables=(replace(table, cells=shown),), people={}, distinct={}, schemes=())

    assert {cell.flag for cell in protect(release).table(table.name).cells.values()} == {None}


def test_most_people_can_still_be_read_from_the_tables():
    release = release_of(voices_in(city(20, 8), people=1500, seed=3), city(20, 8))
    table = protect(release).table("ortsteil_topic")
    shown = sum(table.cell(row, column).count or 0 for row in table.rows for column in table.columns)

    assert shown > 0.85 * sum(cell.people for cell in release.tables[0].cells.values())


@pytest.mark.full
@pytest.mark.parametrize("seed", range(12))
def test_many_small_cities_give_nothing_away(seed):
    release = small_release(100 + seed, people=40 + 20 * seed, public=0.1 * (seed % 4), uncertain=0.1 * (seed % 3))

    assert everything_wrong_with(release, protect(release)) == []


@pytest.mark.full
@pytest.mark.parametrize("people", [300, 1500])
def test_a_whole_city_with_three_schemes_is_protected(people):
    erfurt = city()
    voices = voices_in(erfurt, people=people, seed=people)
    release = release_of(voices, erfurt, schemes=schemes_of(erfurt, 8, 12, 20), smallest_group=SENSITIVE)

    protected = protect(release)

    attacker = Attacker(protected)
    small = truth_about(release).small(five_or_ten)
    for key in attacker.withheld[::25]:
        low, high = attacker.interval(key)
        assert low < high
        assert key not in small or high >= five_or_ten(key)
