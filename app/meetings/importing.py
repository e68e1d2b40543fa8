"""Meetings of the past from a CSV file, read into checked records. Nothing is stored here.

`gremium` names a Gremium or a forum. Where there is none, `anlass` says what it was. Of a date as much is given as is known:
`2023-06-19`, `2023-06` or `2023`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from app.directory.models import Gremium
from app.forums.models import Forum
from app.kernel import rows
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.rows import Reading, Row
from app.meetings.rules import agenda, plan, when
from app.meetings.rules.kinds import MeetingKind, Precision
from app.meetings.rules.when import Span

COLUMNS = ("gremium", "nr", "datum_von", "datum_bis", "thema", "seed_zeile")
ROUGHNESS = (Precision.DAY, Precision.MONTH, Precision.YEAR)
CITY = "stadt"
"""Stands for the host of a meeting that no Gremium and no forum held."""
Host: TypeAlias = Gremium | Forum


@dataclass(frozen=True, kw_only=True)
class MeetingRecord:
    """One meeting of a file. `external_id` is its name in the file, the same each time."""

    external_id: str
    kind: MeetingKind
    title: str
    topic: str
    span: Span
    source: str
    host: Host | None


def read_meetings(path: Path, *, source: str, hosts: Mapping[str, Host], today: date) -> Reading[MeetingRecord]:
    """Read a file of meetings. `hosts` are Gremien and forums by their names. Raises FileUnreadable."""
    seen: dict[str, int] = {}

    def record(row: Row) -> MeetingRecord:
        row.check_signs()
        made = _record(row, source, hosts, today)
        if (before := seen.setdefault(made.external_id, row.line)) != row.line:
            raise RuleBroken(_("Dieses Treffen steht schon in Zeile %(line)s.", line=before))
        return made

    return rows.read(path, COLUMNS, record)


def _record(row: Row, source: str, hosts: Mapping[str, Host], today: date) -> MeetingRecord:
    host = _host(row, hosts)
    topic, occasion = row.needed("thema"), row.get("anlass")
    span = _span(row)
    plan.check_day(span, today=today, is_meant=True)
    for words in (topic, occasion or topic):
        agenda.check_item(title=words, text="", minutes_planned=None)
    line = row["seed_zeile"]
    return MeetingRecord(
        external_id=f"{host.slug if host else CITY}:{row.needed('nr')}",
        kind=_kind(host),
        title=occasion or (host.name if host else topic),
        topic=topic,
        span=span,
        source=f"{source}, Zeile {line}" if line else source,
        host=host,
    )


def _host(row: Row, hosts: Mapping[str, Host]) -> Host | None:
    """Who held a meeting. Only where the file says what it was, it may have been nobody of ours."""
    name = row["gremium"] if row.get("anlass") else row.needed("gremium")
    host = hosts.get(name)
    if name:
        row.known("gremium", host)
    return host


def _kind(host: Host | None) -> MeetingKind:
    match host:
        case Gremium():
            return MeetingKind.ADVISORY_BOARD
        case Forum():
            return MeetingKind.FORUM
    return MeetingKind.OTHER


def _span(row: Row) -> Span:
    first, _last, begin = _partial(row, "datum_von")
    if not row["datum_bis"]:
        return when.days(first, _last, begin)
    _first, last, end = _partial(row, "datum_bis")
    return when.days(first, last, max(begin, end, key=ROUGHNESS.index))


def _partial(row: Row, column: str) -> tuple[date, date, Precision]:
    try:
        return when.partial(row.needed(column))
    except ValueError:
        raise RuleBroken(
            _("In der Spalte %(column)s steht kein Datum wie 2023-06-19, 2023-06 oder 2023.", column=column)
        ) from None
