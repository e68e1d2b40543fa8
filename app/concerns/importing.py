"""Concerns from a CSV file, read into checked records with a report of what was refused. Nothing is stored here.

The format is fixed (product.md 5): `COLUMNS`; `richtung` may be there too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.concerns import rules
from app.concerns.rules import Channel, Direction
from app.kernel import rows
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.rows import Reading, Row

COLUMNS = ("externe_id", "ortsteil_nr", "titel", "text", "thema", "datum", "kanal", "sprache", "unterstuetzungen")
DIRECTION = "richtung"
CHANNELS = {
    "online": Channel.ONLINE,
    "papier": Channel.PAPER,
    "haustuer": Channel.DOORSTEP,
    "schalter": Channel.COUNTER,
    "treffen": Channel.MEETING,
    "telefon": Channel.PHONE,
}
DIRECTIONS = {
    "": Direction.PROBLEM,
    "staerke": Direction.STRENGTH,
    "problem": Direction.PROBLEM,
    "idee": Direction.IDEA,
    "beitrag": Direction.CONTRIBUTION,
}
LONGEST_TITLE = 500
"""Titles come from elsewhere, where they may be as long as a sentence."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_NUMBER = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What rows may refer to. `find_ortsteil` gives the key that is meant by what people and spreadsheets write."""

    find_ortsteil: Callable[[str], str | None]
    topics: Mapping[str, str]
    """The keys of the topics by their keys and by their labels, in small letters."""
    today: date


@dataclass(frozen=True, kw_only=True)
class Record:
    """One concern of a file."""

    external_id: str
    ortsteil_key: str
    title: str
    text: str
    topic_key: str
    direction: Direction
    channel: Channel
    language: str
    reported_on: date
    supports: int


def read(path: Path, known: Known) -> Reading[Record]:
    """Read a whole file. Raises FileUnreadable."""
    seen: dict[str, int] = {}

    def record(row: Row) -> Record:
        made = _record(row, known)
        if (before := seen.setdefault(made.external_id, row.line)) != row.line:
            raise RuleBroken(_("Die externe_id %(id)s steht schon in Zeile %(line)s.", id=made.external_id, line=before))
        return made

    return rows.read(path, COLUMNS, record)


def _record(row: Row, known: Known) -> Record:
    text, title = row["text"], row["titel"]
    if not text:
        raise RuleBroken(_("Der Text fehlt."))
    rules.check_text(text)
    rules.check_signs(title, field="titel")
    if len(title) > LONGEST_TITLE:
        raise RuleBroken(_("Der Titel ist länger als 500 Zeichen."))
    external_id = row.needed("externe_id")
    rules.check_line(external_id, field="externe_id")
    return Record(
        external_id=external_id,
        ortsteil_key=row.known("ortsteil_nr", known.find_ortsteil(row["ortsteil_nr"])),
        title=title,
        text=text,
        topic_key=row.known("thema", known.topics.get(row["thema"].casefold())),
        direction=row.known(DIRECTION, DIRECTIONS.get(row.get(DIRECTION))),
        channel=row.known("kanal", CHANNELS.get(row["kanal"])),
        language=_language(row),
        reported_on=_day(row, known.today),
        supports=_supports(row),
    )


def _language(row: Row) -> str:
    language = row["sprache"] or "de"
    return row.known("sprache", language if _LANGUAGE.fullmatch(language) else None)


def _day(row: Row, today: date) -> date:
    try:
        given = date.fromisoformat(row["datum"]) if _DAY.fullmatch(row["datum"]) else None
    except ValueError:
        given = None
    day = row.known("datum", given)
    if day > today:
        raise RuleBroken(_("Das Datum %(day)s liegt in der Zukunft.", day=row["datum"]))
    return day


def _supports(row: Row) -> int:
    given = row["unterstuetzungen"] or "0"
    return row.known("unterstuetzungen", int(given) if _NUMBER.fullmatch(given) else None)
