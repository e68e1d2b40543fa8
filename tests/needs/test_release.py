"""A release is made once, counts each voice once, and never changes."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.concerns.models import Concern, Topic
from app.concerns.rules import VoiceKind
from app.concerns.service import merging, reporting, reviewing
from app.kernel import page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.moderation.models import LogEntry
from app.needs import queries, rules, service
from app.needs.models import CountedVoice, Release, ReleaseTable
from app.needs.rules import ProtectionFailed
from app.needs.rules.documents import checksum
from app.places.models import AreaScheme
from tests import factories
from tests.needs import city
from tests.needs.city import SPRING, SUMMER

pytestmark = pytest.mark.usefixtures("city_that_speaks")


@pytest.fixture
def city_that_speaks(app: object) -> None:
    city.build()
    city.speak()
    city.noise()


def make(quarter=SUMMER, account_id: UUID | None = None) -> Release:
    return service.make_release(quarter=quarter, account_id=account_id)


def numbers(release: Release) -> dict[tuple[str, str | None, str | None], int]:
    """All published numbers of a release."""
    return {
        (table.name, row, column): cell.count
        for table in queries.tables_of(release)
        for (row, column), cell in table.cells.items()
        if cell.count is not None
    }


def test_what_is_published_is_what_people_said():
    release = make()

    truth = city.truth()
    published = {key: count for key, count in numbers(release).items() if key[0] in truth}
    assert published
    assert published == {(name, row, column): truth[name][row, column] for name, row, column in published}


def test_few_people_are_withheld_and_nobody_is_said_to_be_nobody():
    table = queries.table_of(make(), queries.ORTSTEIL_TOPIC)

    assert table.cells[city.ALONE] == rules.WITHHELD
    assert all(table.cell("09", topic) == rules.ZERO for topic in table.columns)


def test_the_audit_finds_nothing():
    counted = queries.counted(SUMMER)
    release = make()

    protected = rules.ProtectedRelease(
        period=release.quarter,
        tables=tuple(queries.tables_of(release)),
        schemes=counted.schemes,
        smallest_group=counted.smallest_group,
    )
    assert rules.audit(counted, protected).passed


def test_a_planungsraum_with_part_of_an_ortsteil_gets_no_number():
    release = make()

    key = next(key for key, name in release.names["scheme"].items() if name == "Quartiere")
    table = queries.table_of(release, key)
    assert {table.cell("Mitte", topic) for topic in table.columns} == {rules.NOT_MEANINGFUL}


def test_people_on_a_sensitive_topic_need_a_larger_group():
    db.session.get(Topic, "kinder").is_sensitive = True
    city.speak({("06", "kinder"): 9, ("07", "kinder"): 40})

    table = queries.table_of(make(), queries.ORTSTEIL_TOPIC)

    assert table.cell("06", "kinder") == rules.WITHHELD


def test_a_second_time_is_refused_and_changes_nothing():
    first = make()

    with pytest.raises(RuleBroken, match="schon veröffentlicht"):
        make()

    assert list(db.session.scalars(sa.select(Release.id))) == [first.id]


def test_an_open_quarter_is_refused():
    with pytest.raises(RuleBroken, match="noch nicht zu Ende"):
        make(SUMMER.following)


def test_a_quarter_in_which_nobody_spoke_is_refused():
    with pytest.raises(RuleBroken, match="keine Stimme"):
        make(SPRING)

    assert queries.all_releases() == []


def test_nothing_is_written_when_the_numbers_cannot_be_protected(monkeypatch: pytest.MonkeyPatch):
    def fail(_counted: object) -> None:
        raise ProtectionFailed

    monkeypatch.setattr(rules, "protect", fail)
    with pytest.raises(RuleBroken, match="nicht schützen"):
        make()

    for model in (Release, ReleaseTable, CountedVoice):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(model)) == 0


def test_late_arrivals_count_in_the_next_release_and_nobody_counts_twice(clock):
    make()
    city.speak({("09", "gruen"): 8})
    city.speak({("09", "gruen"): 12}, on=SUMMER.following.first_day)
    clock.advance(days=60)

    later = queries.table_of(make(SUMMER.following), queries.ORTSTEIL_TOPIC)

    assert later.cell("09", "gruen").count == 20
    assert all(later.cell("08", topic) == rules.ZERO for topic in later.columns)


def test_new_supporters_of_a_counted_concern_count_in_their_own_quarter(clock):
    make()
    concern = db.session.scalars(sa.select(Concern).where(Concern.ortsteil_key == "08", Concern.topic_key == "gruen")).one()
    for _ in range(6):
        factories.voice(concern, VoiceKind.SUPPORT, quarter=str(SUMMER.following))
    clock.advance(days=60)

    later = queries.table_of(make(SUMMER.following), queries.ORTSTEIL_TOPIC)

    assert later.cell("08", "gruen").count == 6


def test_who_was_counted_is_not_counted_again_behind_another_concern(clock):
    make()
    counted_one = db.session.scalars(
        sa.select(Concern).where(Concern.ortsteil_key == "08", Concern.topic_key == "gruen")
    ).one()
    later = factories.concern(ortsteil_key="08", topic_key="gruen", reported_on=SUMMER.following.first_day)
    merging.merge(concern=counted_one, into=later, account=factories.account("quarter_worker").id)
    city.speak({("06", "gruen"): 9}, on=SUMMER.following.first_day)
    clock.advance(days=60)

    counted = queries.counted(SUMMER.following)

    assert counted.people["08"].people == 1


def test_what_was_decided_while_it_was_prepared_stops_a_release():
    prepared = service.prepare(quarter=SUMMER)
    concern = db.session.scalars(sa.select(Concern).where(Concern.ortsteil_key == "08", Concern.topic_key == "gruen")).one()
    reporting.withdraw(concern=concern)

    with pytest.raises(RuleBroken, match="noch einmal"):
        service.publish(prepared=prepared)

    assert queries.all_releases() == []


def test_what_is_decided_while_it_is_written_stops_a_release(monkeypatch: pytest.MonkeyPatch):
    """On PostgreSQL others go on deciding meanwhile."""
    concern = db.session.scalars(sa.select(Concern).where(Concern.ortsteil_key == "08", Concern.topic_key == "gruen")).one()
    freeze = service._frozen

    def decided_meanwhile(*prepared: object) -> Release:
        reporting.withdraw(concern=concern)
        return freeze(*prepared)

    monkeypatch.setattr(service, "_frozen", decided_meanwhile)
    with pytest.raises(RuleBroken, match="noch einmal"):
        make()


def test_three_quarters_in_a_row_count_everybody_once(clock):
    city.speak({("07", "gruen"): 12, ("08", "gruen"): 6}, on=SPRING.first_day)
    city.speak({("07", "gruen"): 14}, on=SUMMER.following.first_day)
    spring, summer = make(SPRING), make(SUMMER)
    clock.advance(days=60)

    counts = [
        queries.table_of(release, queries.ORTSTEIL_TOPIC).cell("07", "gruen").count
        for release in (spring, summer, make(SUMMER.following))
    ]

    assert counts == [12, city.SPOKEN["07", "gruen"], 14]


def test_a_moved_concern_counts_where_it_stands_on_the_day_of_the_release_and_never_again(clock):
    city.speak({("08", "kultur"): 12})
    concern = db.session.scalars(sa.select(Concern).where(Concern.topic_key == "kultur")).one()
    worker = factories.account("quarter_worker").id
    moved = sa.select(Concern.id).where(Concern.id == concern.id)
    reviewing.move(wanted=moved, ortsteil_key="09", account=worker)
    before = queries.table_of(make(), queries.ORTSTEIL_TOPIC)
    reviewing.move(wanted=moved, ortsteil_key="07", account=worker)
    city.speak({("06", "gruen"): 9}, on=SUMMER.following.first_day)
    clock.advance(days=60)

    after = queries.table_of(make(SUMMER.following), queries.ORTSTEIL_TOPIC)

    assert [before.cell(key, "kultur").count for key in ("08", "09")] == [None, 12]
    assert {after.cell(key, "kultur") for key in city.NAMES} == {rules.ZERO}


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_published"),
    [
        (None, None, True),
        (SUMMER.last_day, None, True),
        (SUMMER.following.first_day, None, False),
        (None, SUMMER.last_day, True),
        (None, SUMMER.last_day - timedelta(days=1), False),
    ],
)
def test_a_scheme_is_published_if_it_holds_on_the_last_day(valid_from: date, valid_to: date, is_published: bool):
    scheme = db.session.scalars(sa.select(AreaScheme).where(AreaScheme.name == "Sozialräume")).one()
    scheme.valid_from, scheme.valid_to = valid_from, valid_to
    db.session.flush()

    assert ("Sozialräume" in make().names["scheme"].values()) == is_published


@pytest.mark.parametrize("model", [Release, ReleaseTable, CountedVoice])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_release(model: type, act: str):
    make()
    changed = sa.delete(model)
    if act == "update":
        key = sa.inspect(model).primary_key[0]
        changed = sa.update(model).values({key: uuid4()})

    with pytest.raises(DBAPIError, match="never changes"), db.session.begin_nested():
        db.session.execute(changed)


def test_hash_and_checksum_are_those_of_the_stored_cells():
    release = make()

    tables = queries.tables_of(release)
    assert rules.pattern_hash(city.pattern_of(tables)) == release.pattern_hash
    assert checksum(tables) == release.checksum
    assert release.constraints["pattern_hash"] == release.pattern_hash


def test_names_stay_as_they_were():
    release = make()
    factories.ortsteil("06").name = "Rieth-Nord"
    db.session.flush()

    assert queries.get_release(release.id).names["ortsteil"]["06"] == "Rieth"


def test_a_release_is_logged_and_pages_are_made_anew():
    worker = factories.account("planning_coordinator")
    make(account_id=worker.id)
    db.session.commit()

    entry = db.session.scalars(sa.select(LogEntry).where(LogEntry.act == "needs.release")).one()
    assert (entry.account_id, entry.subject) == (worker.id, "release:2026-Q3")
    assert page_store.versions(("needs",)) == (1,)
