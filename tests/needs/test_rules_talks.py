"""Talks beside voices: counted by people, protected apart from each other, also from those who hold the results of campaigns."""

import pytest

from app.needs.rules import audit, protect
from tests.needs.talks import found_about_talks, found_about_voices, release_with, talks_in
from tests.needs.voices import city, schemes_of, voices_in

SMALL_CITY = city(ortsteile=4, topics=3, channels=("online", "paper"), directions=("strength", "problem"))
CAMPAIGNS = {"a": ("01", "02", "03"), "b": ("02",)}


def small_release(seed, *, voices=50, talks=50, public=0.7, shown=None):
    spoken = voices_in(SMALL_CITY, people=voices, seed=seed, public=public)
    passages = talks_in(SMALL_CITY, people=talks, seed=seed, campaigns=CAMPAIGNS)
    return release_with(spoken, passages, SMALL_CITY, shown=shown, schemes=schemes_of(SMALL_CITY, 2, seed=seed))


def everything_found(release, shown):
    return [*found_about_talks(release, shown), *found_about_voices(release, shown)]


@pytest.mark.parametrize("seed", range(3))
def test_attackers_who_know_all_voices_or_all_talks_find_nothing_of_the_others(seed):
    release = small_release(seed)

    shown = protect(release)

    assert any(cell.count for table in shown.tables for cell in table.cells.values())
    assert everything_found(release, shown) == []
    assert audit(release, shown).passed
