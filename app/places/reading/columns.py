"""Which column of a file means which fact. Files of cities call the same things by different names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.places.reading import values
from app.places.reading.values import Parser


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact: its name in the tables, how its value is read, and the names that columns have for it."""

    name: str
    parse: Parser
    columns: tuple[str, ...]


ORTSTEIL = (
    Fact(name="key", parse=values.text, columns=("key", "nr", "schluessel", "id")),
    Fact(name="name", parse=values.text, columns=("name", "ortsteil")),
    Fact(name="type", parse=values.ortsteil_type, columns=("type", "typ")),
    Fact(name="lat", parse=values.decimal_number, columns=("lat", "breite")),
    Fact(name="lon", parse=values.decimal_number, columns=("lon", "laenge")),
    Fact(name="area_km2", parse=values.positive_area, columns=("area_km2", "flaeche_km2")),
    Fact(name="area_km2", parse=values.square_metres, columns=("area_m2", "flaeche_amtlich_m2")),
    Fact(name="population", parse=values.whole_number, columns=("population", "einwohner")),
    Fact(name="population_date", parse=values.day, columns=("population_date", "einwohner_stand")),
    Fact(name="population_source", parse=values.text, columns=("population_source", "einwohner_beleg")),
    Fact(name="social_index", parse=values.index_value, columns=("social_index", "sozialindex")),
    Fact(name="social_index_class", parse=values.index_class, columns=("social_index_class", "sozialindex_klasse")),
    Fact(name="social_index_year", parse=values.year, columns=("social_index_year", "sozialindex_jahr")),
    Fact(name="social_index_source", parse=values.text, columns=("social_index_source", "sozialindex_beleg")),
    Fact(name="source", parse=values.text, columns=("source", "punkt_beleg", "quelle")),
)

MEMBERSHIP = (
    Fact(name="scheme", parse=values.text, columns=("scheme", "zuschnitt")),
    Fact(name="office", parse=values.text, columns=("office", "verwendet_von")),
    Fact(name="valid_from", parse=values.day, columns=("valid_from", "gueltig_ab")),
    Fact(name="valid_to", parse=values.day, columns=("valid_to", "gueltig_bis")),
    Fact(name="planungsraum_key", parse=values.text, columns=("planungsraum_key", "raum_nr")),
    Fact(name="planungsraum", parse=values.text, columns=("planungsraum", "raum")),
    Fact(name="ortsteil_key", parse=values.text, columns=("ortsteil_key", "nr")),
    Fact(name="coverage", parse=values.coverage, columns=("coverage", "abdeckung")),
    Fact(name="source", parse=values.text, columns=("source", "beleg")),
)

NEEDED_FOR_MEMBERSHIPS = frozenset({"scheme", "planungsraum", "ortsteil_key", "coverage"})

_WITH_YEAR = re.compile(r"(?P<column>sozialindex(?:_klasse)?)_(?P<year>\d{4})")


def facts_in(header: Iterable[str], facts: tuple[Fact, ...]) -> dict[str, Fact]:
    """The columns of this header that are understood; the first column wins that names a fact."""
    found: dict[str, Fact] = {}
    names: set[str] = set()
    by_column = {column: fact for fact in facts for column in fact.columns}
    for column in header:
        fact = by_column.get(_without_year(column.strip().casefold()))
        if fact is not None and fact.name not in names:
            found[column] = fact
            names.add(fact.name)
    return found


def parsed(row: Mapping[str, str], known: Mapping[str, Fact]) -> dict[str, object]:
    """The facts that a row states; an empty cell states nothing. Raises RowRefused."""
    stated: dict[str, object] = {}
    for column, fact in known.items():
        if cell := row[column].strip():
            stated[fact.name] = fact.parse(cell, column)
            if year := _year_in(column):
                stated.setdefault("social_index_year", year)
    return stated


def _without_year(column: str) -> str:
    found = _WITH_YEAR.fullmatch(column)
    return found["column"] if found else column


def _year_in(column: str) -> int | None:
    found = _WITH_YEAR.fullmatch(column.strip().casefold())
    return int(found["year"]) if found else None
