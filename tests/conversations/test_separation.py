"""Somebody with the whole database tries to find out which slip belongs to which talk (A-30, A-33, B-40…B-44).

Twenty people lead a talk and leave a slip, one after the other, through the real services. The attacker knows in which order
the talks came, or reads both tables side by side. Each attack has a weak twin in which it succeeds: so we know it works.
"""

import json
import logging
import re
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.contacts import service as contacts
from app.contacts.models import ContactSlip, SlipIntake
from app.contacts.rules import Means, Purpose
from app.contacts.service import Slip
from app.conversations import service as conversations
from app.conversations.models import Conversation, Intake
from app.conversations.rules import Channel
from app.conversations.service import Talk
from app.kernel import backup, clock, jobs, shuffling
from app.kernel.codes import fresh_id
from app.kernel.db import Base, db, is_sqlite
from app.moderation.models import LogEntry
from app.surveys.rules.kinds import Setting
from tests.surveys import making

PAIRS = 20
DAYS = (16, 17)
"""Half of the people come on each day of November."""
COLUMNS_OF_BOTH = {"id", "client_hash", "payload_hash", "campaign_id", "language", "ortsteil_key"}
"""What both tables have. The hashes are of different ids and words; the others are the same for many people."""


@pytest.fixture
def campaign(app):
    made = making.campaign()
    db.session.commit()
    return made


@pytest.fixture
def people(campaign, clock):
    """Numbers 0 to 19 as they came, each in a transaction of its own, some minutes after the one before."""
    for number in range(PAIRS):
        clock.set(datetime(2026, 11, DAYS[number >= PAIRS // 2], 9, number, tzinfo=UTC))
        _talk(campaign, number)
        db.session.commit()
        _slip(campaign, number)
        db.session.commit()
    db.session.remove()
    return range(PAIRS)


def _talk(campaign, number: int) -> None:
    talk = Talk(
        version_id=campaign.version_id,
        answers={"gut": f"Antwort {number}"},
        channel=Channel.DOOR,
        setting=Setting.DOORSTEP,
        language="de",
        ortsteil_key="06",
    )
    conversations.take(campaign=campaign, client_id=fresh_id(), talk=talk)


def _slip(campaign, number: int) -> None:
    slip = Slip(
        means=Means.PHONE,
        purposes=[Purpose.RESULTS],
        language="de",
        ortsteil_key="06",
        consent="Ja.",
        name=f"Person {number}",
        phone=f"0361 {number}",
    )
    contacts.take(campaign=campaign, client_id=fresh_id(), slip=slip)


TALKS = (
    "SELECT conversation.id, answer.value FROM conversation JOIN answer ON answer.conversation_id = conversation.id"
    " ORDER BY conversation.{}"
)
SLIPS = "SELECT id, name FROM contact_slip ORDER BY {}"


def _numbers(statement: str) -> list[int]:
    """The people in the order in which a statement gives them."""
    with db.engine.connect() as connection:
        return [int(re.search(r"\d+", row[1])[0]) for row in connection.execute(sa.text(statement))]


def _ids(table: str, order: str) -> list[str]:
    with db.engine.connect() as connection:
        return [UUID(str(found)).hex for found in connection.scalars(sa.text(f"SELECT id FROM {table} ORDER BY {order}"))]


def _joined(talks: list[int], slips: list[int]) -> int:
    """How many pairs an attacker finds who lays both lists side by side."""
    return sum(talk == slip for talk, slip in zip(talks, slips, strict=True))


def _weak_twin() -> None:
    """The same people in tables as one usually makes them: numbered, in the order in which they came, with a time."""
    with db.engine.begin() as connection:
        for table in ("weak_talk", "weak_slip"):
            connection.execute(sa.text(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, words TEXT, at TEXT, key TEXT)"))
            for number in range(PAIRS):
                values = {
                    "id": number + 1,
                    "words": f"Person {number}",
                    "at": f"2026-11-16 09:{number:02}",
                    "key": fresh_id(),
                }
                connection.execute(sa.text(f"INSERT INTO {table} VALUES (:id, :words, :at, :key)"), values)


@pytest.fixture
def weak(app):
    _weak_twin()
    yield
    with db.engine.begin() as connection:
        for table in ("weak_talk", "weak_slip"):
            connection.execute(sa.text(f"DROP TABLE {table}"))


@pytest.mark.parametrize("order", ["id", "at", "physical"])
def test_tables_as_one_usually_makes_them_give_every_pair_away(weak, order):
    """The weak twin of all attacks by order."""
    column = ("rowid" if is_sqlite() else "ctid") if order == "physical" else order
    talks, slips = (_numbers(f"SELECT id, words FROM {table} ORDER BY {column}") for table in ("weak_talk", "weak_slip"))

    assert _joined(talks, slips) == PAIRS


def test_ids_are_random_and_lie_in_their_own_order(people):
    """Order of ids and physical order are the same list, and ids are drawn: so the physical order is a drawn one."""
    shuffling.rewrite()
    physical = "id" if is_sqlite() else "ctid"

    for table in ("conversation", "contact_slip"):
        ids = _ids(table, physical)
        assert ids == sorted(ids)
        assert {UUID(found).version for found in ids} == {4}
    if not is_sqlite():
        answers = _ids_of_answers()
        assert answers == sorted(answers)


def _ids_of_answers() -> list[str]:
    with db.engine.connect() as connection:
        return [found.hex for found in connection.scalars(sa.text("SELECT conversation_id FROM answer ORDER BY ctid"))]


def test_neighbours_in_time_are_no_neighbours_in_the_tables(people):
    """Laying both tables side by side finds as many pairs as drawing lots does: one of 20 on average.

    Twelve by chance happen less than once in a thousand million times (e⁻¹ · Σ 1/k!, from k = 12 on); the twin finds twenty.
    """
    shuffling.rewrite()
    column = "id" if is_sqlite() else "ctid"

    assert _joined(_numbers(TALKS.format(column)), _numbers(SLIPS.format(column))) < 12


def test_no_column_but_coarse_ones_stands_in_both_tables(people):
    talk, slip = (set(model.__table__.columns.keys()) for model in (Conversation, ContactSlip))
    with db.engine.connect() as connection:
        rows = {
            model.__tablename__: connection.execute(sa.select(model.__table__)).mappings().all()
            for model in (Conversation, ContactSlip)
        }

    assert talk & slip == COLUMNS_OF_BOTH
    values = [
        {str(row[column]) for row in found for column in ("id", "client_hash", "payload_hash")} for found in rows.values()
    ]
    assert not values[0] & values[1]
    assert {(row["campaign_id"], row["language"], row["ortsteil_key"]) for row in rows["conversation"]} == {
        (row["campaign_id"], row["language"], row["ortsteil_key"]) for row in rows["contact_slip"]
    }


def test_neither_table_leads_to_the_other_or_to_an_account(app):
    """Following foreign keys from a slip, one never comes to an answer, nor the other way round, nor to who was there."""

    def reached(start: str) -> set[str]:
        found, waiting = set(), [start]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [key.column.table.name for key in Base.metadata.tables[name].foreign_keys]
        return found

    own = {name: {key.column.table.name for key in Base.metadata.tables[name].foreign_keys} for name in Base.metadata.tables}
    assert not {"contact_slip", "door", "contact_attempt", "household_code", "campaign_member"} & reached("conversation")
    assert not {"conversation", "answer", "door", "contact_attempt", "household_code"} & reached("contact_slip")
    assert own["conversation"] == {"campaign", "questionnaire_version", "ortsteil"}
    assert own["contact_slip"] == {"campaign", "ortsteil"}
    assert {name for name, leads in own.items() if {"conversation", "contact_slip"} <= leads} == set()


def test_rowids_and_transactions_tell_nothing(people):
    """What a database keeps about a row besides its columns: SQLite's rowid, PostgreSQL's xmin and cmin."""
    shuffling.rewrite()
    with db.engine.connect() as connection:
        for table in ("conversation", "answer", "contact_slip"):
            if is_sqlite():
                with pytest.raises(sa.exc.OperationalError, match="rowid"):
                    connection.execute(sa.text(f"SELECT rowid FROM {table}"))
            else:
                kept = connection.execute(sa.text(f"SELECT DISTINCT xmin::text, xmax::text, cmin::text FROM {table}")).all()
                assert len(kept) == 1, table


@pytest.mark.only_on("postgresql")  # SQLite keeps these rows in the order of their ids from the first moment
def test_before_the_rewriting_postgresql_gives_the_pairs_away(people):
    """The weak twin: the rows as they came. This is what a stolen disk shows of the current day."""
    assert _joined(_numbers(TALKS.format("ctid")), _numbers(SLIPS.format("ctid"))) == PAIRS
    assert _joined(_numbers(TALKS.format("xmin::text::bigint")), _numbers(SLIPS.format("xmin::text::bigint"))) == PAIRS


def test_day_counts_say_how_many_came_and_nothing_else(people):
    half = PAIRS // 2
    with db.engine.connect() as connection:
        for model in (Intake, SlipIntake):
            assert set(model.__table__.columns.keys()) == {"campaign_id", "day", "count"}
            rows = connection.execute(sa.select(model.__table__.c.day, model.__table__.c.count)).all()
            assert sorted((day.day, count) for day, count in rows) == [(DAYS[0], half), (DAYS[1], half)]


def test_a_day_hides_as_many_pairs_as_came_on_it(people):
    """The day is in both tables, so it narrows the search down to those who came on it: here to ten, on a lonely day to one.

    This is what day-granular dates cannot hide, and docs/decisions/0018-answers-apart.md says so.
    """
    with db.engine.connect() as connection:
        talks = connection.execute(sa.select(Conversation.day, sa.func.count()).group_by(Conversation.day)).all()
        slips = connection.execute(
            sa.select(ContactSlip.consented_on, sa.func.count()).group_by(ContactSlip.consented_on)
        ).all()

    assert sorted(talks) == sorted(slips)
    assert {count for _day, count in talks} == {PAIRS // 2}


def test_taking_in_writes_into_no_other_table_and_into_no_log(app, campaign, caplog):
    """Neither the log of acts, nor the outbox, nor stamps, counters or lines of the log know that somebody came (B-44)."""
    before = _everything()

    with caplog.at_level(logging.DEBUG):
        _talk(campaign, 7)
        _slip(campaign, 7)
        db.session.commit()

    changed = {name for name, rows in _everything().items() if rows != before[name]}
    assert changed == {"conversation", "answer", "conversation_intake", "contact_slip", "contact_slip_intake"}
    assert caplog.records == []


def test_the_log_is_listened_to(app, caplog):
    """The weak twin: a careless line, and an act in the log of acts that names what came."""
    from app.moderation import service as moderation

    before = _everything()
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("app.conversations").info("talk taken in: %s", fresh_id())
        moderation.log(act="talk.take", subject="conversation:7")

    assert len(caplog.records) == 1
    assert _everything()["log_entry"] != before["log_entry"]
    assert "at" in LogEntry.__table__.columns


def _everything() -> dict[str, list[dict[str, object]]]:
    db.session.flush()
    return {
        table.name: sorted((dict(row) for row in db.session.execute(table.select()).mappings()), key=repr)
        for table in Base.metadata.sorted_tables
    }


FINE = re.compile(r"\d{1,2}:\d{2}|T\d{2}\d{2}|\b1[67]\d{8}\b")
"""A time of day, or seconds since 1970."""


def test_a_dump_after_five_anonymous_answers_knows_the_day_and_nothing_finer(app, campaign, clock):
    """B-40: no time, no address, no program, nobody who was there, in any table that the answers touched."""
    before = _everything()
    clock.set(datetime(2026, 11, 17, 14, 37, 21, tzinfo=UTC))
    browser = {"User-Agent": "Telltale/1.0", "Referer": "https://example.org/x", "X-Request-Id": "f00ba4f00ba4"}
    with app.test_request_context(
        "/de/umfragen/x", method="POST", headers=browser, environ_base={"REMOTE_ADDR": "203.0.113.9"}
    ):
        for number in range(5):
            talk = Talk(
                version_id=campaign.version_id,
                answers={"gut": f"Antwort {number}"},
                channel=Channel.ONLINE,
                setting=Setting.ONLINE,
                language="de",
                ortsteil_key="06",
            )
            conversations.take(campaign=campaign, client_id=fresh_id(), talk=talk)

    fresh = [row for name, rows in _everything().items() for row in rows if row not in before[name]]
    said = json.dumps(fresh, default=str)
    assert len(fresh) == 5 + 5 + 1
    assert {row["day"].isoformat() for row in fresh if "day" in row} == {"2026-11-17"}
    assert not [value for row in fresh for value in row.values() if isinstance(value, datetime)]
    assert not FINE.search(said)
    assert not [word for word in ("Telltale", "203.0.113.9", "example.org", "f00ba4") if word in said]
    assert FINE.search(json.dumps(datetime(2026, 11, 17, 14, 37, tzinfo=UTC), default=str)), "the search finds times"
    assert FINE.search(str(int(clock.moment.timestamp()))), "the search finds seconds"


@pytest.fixture
def archive(people, tmp_path) -> Path:
    return _archive(tmp_path / "one")


def _archive(folder: Path) -> Path:
    """The database of a backup."""
    db.session.remove()
    (folder / "work").mkdir(parents=True)
    backup.create(folder / "work", folder / "backup.tar")
    with tarfile.open(folder / "backup.tar") as tar:
        tar.extract(backup.DATABASE, folder, filter="data")
    return folder / backup.DATABASE


def _in_dump(file: Path, table: str) -> list[list[str]]:
    """The rows of a table as pg_dump wrote them, one after the other."""
    program = next(str(place / "pg_restore") for place in backup.PROGRAMS if (place / "pg_restore").exists())
    said = subprocess.run(
        [program, "--data-only", "-t", table, "-f", "-", str(file)], check=True, capture_output=True, text=True
    )
    lines = said.stdout.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("COPY"))
    return [line.split("\t") for line in lines[start + 1 : lines.index("\\.", start)]]


@pytest.mark.only_on("postgresql")  # the next test looks at SQLite's
def test_a_backup_of_postgresql_lists_rows_in_the_order_of_their_ids(archive):
    for table in ("conversation", "answer", "contact_slip"):
        ids = [row[0] for row in _in_dump(archive, table)]
        assert ids == sorted(ids)
        assert len(ids) == PAIRS


@pytest.mark.only_on("postgresql")  # VACUUM INTO has no such twin: see the next test
def test_a_backup_without_rewriting_lists_rows_as_they_came(people, tmp_path, monkeypatch, capsys):
    """The weak twin: pg_dump alone gives every pair away. The operator is told when that could not be helped."""
    monkeypatch.setattr(shuffling, "rewrite", lambda: 0)

    file = _archive(tmp_path / "weak")

    talks = [int(row[4].removeprefix("Antwort ")) for row in _in_dump(file, "answer")]
    slips = [int(row[4].removeprefix("Person ")) for row in _in_dump(file, "contact_slip")]
    assert _joined(talks, slips) == PAIRS
    assert "Achtung" in capsys.readouterr().err


@pytest.mark.only_on("postgresql")  # only PostgreSQL rewrites
def test_a_row_that_comes_between_rewriting_and_snapshot_is_laid_down_too(people, campaign, tmp_path, monkeypatch):
    rewrite, late = shuffling.rewrite, []

    def rewrite_and_then_some_come() -> int:
        """The first time twenty more come just behind us: all of them last by chance and in order is beyond belief."""
        done = rewrite()
        while len(late) < PAIRS:
            late.append(PAIRS + len(late))
            _slip(campaign, late[-1])
            db.session.commit()
        return done

    monkeypatch.setattr(shuffling, "rewrite", rewrite_and_then_some_come)
    ids = [row[0] for row in _in_dump(_archive(tmp_path / "late"), "contact_slip")]

    assert ids == sorted(ids)
    assert len(ids) == 2 * PAIRS


def _content(file: Path) -> bytes:
    """A file of SQLite without the counters in its header, which only count writes."""
    data = bytearray(file.read_bytes())
    for start, length in ((24, 4), (40, 4), (92, 8)):
        data[start : start + length] = bytes(length)
    return bytes(data)


def _rows_anew(tables: Iterable[str], *, backwards: bool) -> None:
    """Delete the rows of these tables and write the very same ones again, one by one."""
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        for table in tables:
            rows = sorted(cursor.execute(f"SELECT * FROM {table}").fetchall(), reverse=backwards)
            cursor.execute(f"DELETE FROM {table}")
            for row in rows:
                cursor.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        cursor.execute("PRAGMA foreign_keys=ON")
    finally:
        raw.close()


def _two_backups(tmp_path: Path, *tables: str) -> list[bytes]:
    """The same rows twice, once come in one order and once in the other."""
    found = []
    for name, backwards in (("up", False), ("down", True)):
        _rows_anew(tables, backwards=backwards)
        found.append(_content(_archive(tmp_path / name)))
    return found


@pytest.mark.only_on("sqlite")  # PostgreSQL's is looked at above
def test_a_backup_of_sqlite_is_the_same_bytes_whatever_order_rows_came_in(people, tmp_path):
    """The strongest thing there is to say: the file is a function of the rows, not of their order."""
    one, other = _two_backups(tmp_path, "conversation", "answer", "contact_slip")

    assert one == other


@pytest.mark.only_on("sqlite")  # PostgreSQL rewrites its living tables
def test_the_living_file_of_sqlite_shows_the_order_until_it_is_backed_up(people, tmp_path):
    """The weak twin, and a gap we know: within a page SQLite puts what comes later before what came earlier.

    `VACUUM INTO` lays everything down anew. A plain copy of the file does not (docs/decisions/0018-answers-apart.md).
    """
    with db.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT client_hash, id, name FROM contact_slip")).all()
    jobs.LAST.run()

    living, copied = (file.read_bytes() for file in (Path(db.engine.url.database), _archive(tmp_path / "one")))

    came = sorted(rows, key=lambda row: -living.index(f"{row[0]}{row[1]}".encode()))
    laid = sorted(rows, key=lambda row: -copied.index(f"{row[0]}{row[1]}".encode()))
    assert [row[2] for row in came] == [f"Person {number}" for number in people]
    assert laid in (sorted(rows), sorted(rows, reverse=True))


@pytest.mark.only_on("sqlite")  # PostgreSQL's twin is above
def test_a_backup_of_a_usual_table_shows_in_which_order_rows_came(weak, tmp_path):
    """The weak twin: the rows of a table that numbers them lie in the order of these numbers."""
    data = _archive(tmp_path / "weak").read_bytes()
    with sqlite3.connect(tmp_path / "weak" / backup.DATABASE) as connection:
        keys = [row[0].encode() for row in connection.execute("SELECT key FROM weak_slip ORDER BY id")]
    connection.close()

    places = [data.index(key) for key in keys]

    assert all(one > other for one, other in pairwise(places)) or all(one < other for one, other in pairwise(places))


def test_lists_and_files_come_by_name_or_by_random_id(people, campaign):
    """No page and no file of ours gives more away than the tables do."""
    from app.contacts import queries
    from app.contacts.staff_views import _rows

    names = [slip.name for slip in queries.of(campaign)]

    assert names == sorted(names) != [f"Person {number}" for number in people]
    assert [row[0] for row in _rows(queries.of(campaign))] == names
    db.session.rollback()
    assert clock.today().day in DAYS
