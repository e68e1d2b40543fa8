"""Gremien and their members from CSV files, read into checked records. Nothing is stored here.

An empty cell says nothing: what is known stays. `seed_zeile` is the line of the source in which the fact stands.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from app.directory import rules
from app.directory.rules import Facts, Level, MemberKind
from app.kernel import rows
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.rows import Reading, Row

TEXTS = {
    "art": "kind",
    "seit": "since",
    "turnus": "rhythm",
    "koordination": "coordination",
    "raumbezug": "reach",
    "ort": "place",
}
"""The fields of a Gremium by the columns that hold them."""

GREMIUM_COLUMNS = ("name", "ebene", *TEXTS, "seed_zeile")
MEMBER_COLUMNS = ("gremium", "art", "institution", "seed_zeile")
LEVELS = {
    "planungsebene": Level.PLANNING,
    "vernetzungsebene": Level.NETWORKING,
    "sozialraumebene": Level.SOCIAL_SPACE,
}
MEMBER_KINDS = {"verwaltungsintern": MemberKind.INTERNAL, "verwaltungsextern": MemberKind.EXTERNAL}
WHOLE_CITY = "gesamtstädtisch"


@dataclass(frozen=True, kw_only=True)
class GremiumRecord:
    """One Gremium of a file: what the file states about it, and the Ortsteile that its place means."""

    name: str
    stated: Mapping[str, Any]
    ortsteil_keys: Collection[str]


@dataclass(frozen=True, kw_only=True)
class MemberRecord:
    """One institution of a file."""

    gremium_id: UUID
    name: str
    kind: MemberKind


def read_gremien(path: Path, *, source: str, keys_called: Callable[[str], Collection[str]]) -> Reading[GremiumRecord]:
    """Read a file of Gremien. `keys_called` gives the Ortsteile that a place means. Raises FileUnreadable."""
    seen: dict[str, int] = {}

    def record(row: Row) -> GremiumRecord:
        row.check_signs()
        stated = _stated(row, source)
        keys = keys_called(row["ort"]) if row["ort"] else ()
        rules.check_facts(Facts(**stated), keys)
        _check_is_first(seen, row["name"], row)
        return GremiumRecord(name=row["name"], stated=stated, ortsteil_keys=keys)

    return rows.read(path, GREMIUM_COLUMNS, record)


def read_members(path: Path, *, gremium_ids: Mapping[str, UUID]) -> Reading[MemberRecord]:
    """Read a file of members. `gremium_ids` are the Gremien by their names. Raises FileUnreadable."""
    seen: dict[str, int] = {}

    def record(row: Row) -> MemberRecord:
        row.check_signs()
        made = MemberRecord(
            gremium_id=row.known("gremium", gremium_ids.get(row["gremium"])),
            name=row.needed("institution"),
            kind=row.known("art", MEMBER_KINDS.get(row["art"].casefold())),
        )
        rules.check_institution(made.name, field="institution")
        _check_is_first(seen, f"{row['gremium']}: {made.name}", row)
        return made

    return rows.read(path, MEMBER_COLUMNS, record)


def _stated(row: Row, source: str) -> dict[str, Any]:
    """What a row says about a Gremium, by the names of `Facts`."""
    stated: dict[str, Any] = {field: row[column] for column, field in TEXTS.items() if row[column]}
    stated["name"] = row.needed("name")
    stated["level"] = row.known("ebene", LEVELS.get(row["ebene"].casefold()))
    stated["source"] = _source(row["seed_zeile"], source)
    if row["raumbezug"]:
        stated["is_city_wide"] = row["raumbezug"].casefold() == WHOLE_CITY
    return stated


def _source(line: str, source: str) -> str:
    """Where a fact stands, in German, for it is stored: several lines are separated by a bar."""
    return f"{source}, Zeile {line.replace('|', ', ')}" if line else source


def _check_is_first(seen: dict[str, int], name: str, row: Row) -> None:
    if (before := seen.setdefault(name, row.line)) != row.line:
        raise RuleBroken(_("„%(name)s“ steht schon in Zeile %(line)s.", name=name, line=before))
