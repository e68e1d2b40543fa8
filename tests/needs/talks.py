"""Invented talks beside invented voices, and what is left to find for somebody who knows all of one of the two."""

import random
from dataclasses import dataclass, replace
from types import SimpleNamespace
from uuid import UUID

from app.needs.rules import Axis, ProtectedTable
from app.needs.rules.tables import WITHHELD, ZERO, Flag
from app.needs.rules.talks import Passage, counted
from tests.needs.attacker import Attacker, complaints
from tests.needs.voices import release_of, truth_about


def talks_in(city, *, people, seed, campaigns, themes=2):
    """People of campaigns speak of a few themes, most of them of the same. `campaigns` say who asks in which Ortsteile."""
    dice = random.Random(seed)
    passages = []
    for number in range(people):
        campaign = dice.choice(tuple(campaigns))
        ortsteil = dice.choices(campaigns[campaign], [5, 2, 1][: len(campaigns[campaign])])[0]
        group = dice.choices((1, 4), (12, 1))[0]
        for _ in range(dice.choice((1, 1, 2, 3))):
            topic = dice.choices(city.topics, [1 / (at + 1) for at in range(len(city.topics))])[0]
            theme = f"{campaign}:{topic}:{dice.choices(range(themes), [3, 1, 1][:themes])[0]}"
            direction = dice.choice(city.directions)
            passages.append(passage(number, theme, topic, direction, ortsteil=ortsteil, campaign=campaign, people=group))
    return passages


def passage(talk, theme, topic="topic01", direction="problem", *, ortsteil="01", campaign="a", people=1):
    return Passage(
        talk=UUID(int=talk + 1),
        people=people,
        campaign=campaign,
        ortsteil=ortsteil,
        theme=theme,
        topic=topic,
        direction=direction,
    )


def release_with(voices, passages, city, *, shown=None, **others):
    """A release of both: its tables have the channel of talks, too."""
    release = release_of(voices, city, **others)
    tables = tuple(
        replace(table, columns=(*table.columns, "survey")) if table.column_axis is Axis.CHANNEL else table
        for table in release.tables
    )
    return replace(release, tables=tables, talks=counted(passages, tables, shown))


@dataclass(frozen=True, kw_only=True)
class Results:
    """What stands on the page of a campaign, and what follows from it at once: nobody is left out, few are few."""

    name: str
    places: frozenset
    topics: dict
    """The topic of each theme."""
    bounds: dict
    """Between which numbers the people of a theme are, and of a theme and a direction."""


def results_of(release, smallest=5):
    """Pages that show all they might."""

    def bounds(people, most):
        return (people, people) if people >= smallest else (1, most)

    return [
        Results(
            name=f"results:{campaign.key}",
            places=campaign.places,
            topics={theme: topic for topic, theme in campaign.themes},
            bounds={(theme, None): bounds(people, smallest - 1) for (_topic, theme), people in campaign.themes.items()}
            | {(theme, at): bounds(people, None) for (_topic, theme, at), people in campaign.theme_directions.items()},
        )
        for campaign in release.talks.campaigns
    ]


def without(published, known, left):
    """The tables of a release for somebody who knows so many people in each cell, and where nobody is left."""

    def seen(key, cell):
        if cell.flag is Flag.NOT_MEANINGFUL:
            return cell
        if not left.get(key):
            return ZERO
        return cell if cell.count is None else replace(cell, count=cell.count - known.get(key, 0))

    return _changed(published, seen)


def all_withheld(published):
    """The same release if it told nothing but where nobody is."""
    return _changed(published, lambda _key, cell: cell if cell.count is None else WITHHELD)


def _changed(published, change):
    tables = tuple(
        ProtectedTable(
            **{name: getattr(table, name) for name in ("name", "row_axis", "column_axis", "rows", "columns", "scheme")},
            cells={place: change((table.name, *place), cell) for place, cell in table.cells.items()},
        )
        for table in published.tables
    )
    return SimpleNamespace(tables=tables, schemes=published.schemes)


def found_about_talks(release, published, smallest=5):
    """What somebody who knows all voices and the results of campaigns finds about talks, beyond what results alone say."""
    voices, talks = (truth_about(population) for population in release.populations)
    view = without(published, voices.people, talks.people)
    attacker, alone = Attacker(view), Attacker(all_withheld(view))
    for each in (attacker, alone):
        each.look_at_talks()
        each.look_at_results(results_of(release))
    untold = [
        (page.name, *key) for page in results_of(release) for key, (least, most) in page.bounds.items() if least != most
    ]
    return [
        f"{key} is {low} to {high}, though results say {least} to {most}"
        for key in (*attacker.withheld, *untold)
        for low, high in [attacker.interval(key)]
        for least, most in [alone.interval(key)]
        if talks.people.get(key, 1) < smallest
        if high < min(most, smallest) or (None not in key[:2] and low > max(1, least))
    ]


def found_about_voices(release, published):
    """What somebody finds about voices who knows all talks and can count the public pages."""
    voices, talks = release.populations
    truth, known = truth_about(voices), truth_about(talks)
    attacker = Attacker(without(published, known.people, truth.people), seen=truth.seen)
    attacker.look_into_triples()
    small = {key for key, fewest in truth.fewest.items() if 0 < max(fewest, known.fewest[key]) < 5}
    beside = truth.beside(lambda _key: 5)
    return complaints(attacker, smallest=lambda _key: 5, small=small, beside=beside, among=small | beside)
