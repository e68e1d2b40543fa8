"""Gremien are founded, changed, given members and checked; names are given once; everything stands in the log."""

import pytest

from app.directory import queries, service
from app.directory.models import Gremium, GremiumMember
from app.directory.rules import Level, MemberKind
from app.kernel import clock, stamps
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.moderation.models import LogEntry
from tests import factories
from tests.directory import making
from tests.directory.making import facts


def version() -> int:
    return db.session.scalar(db.select(stamps.Stamp.version).where(stamps.Stamp.scope == "directory")) or 0


def test_a_gremium_is_founded_with_an_address_of_its_own(app):
    factories.ortsteil("06")

    made = service.create(facts=facts(rhythm="alle zwei Monate"), ortsteil_keys=["06"])

    assert (made.slug, made.rhythm, [place.key for place in made.ortsteile]) == (
        "seniorenbeirat",
        "alle zwei Monate",
        ["06"],
    )
    assert (made.is_active, made.checked_on, made.since) == (True, None, "")


def test_a_name_is_given_once_and_nothing_has_changed_then(app):
    service.create(facts=facts())
    other = service.create(facts=facts(name="Ausländerbeirat"))

    with pytest.raises(RuleBroken) as broken:
        service.change(gremium=other, facts=facts(rhythm="oft"), ortsteil_keys=[])
    with pytest.raises(RuleBroken):
        service.create(facts=facts())

    assert broken.value.field == "name"
    assert [(gremium.name, gremium.rhythm) for gremium in making.every_gremium()] == [
        ("Ausländerbeirat", ""),
        ("Seniorenbeirat", ""),
    ]


def test_names_that_look_alike_in_an_address_get_two(app):
    slugs = [service.create(facts=facts(name=name)).slug for name in ("Beirat Süd", "Beirat Sued", "Beirat-Süd")]

    assert slugs == ["beirat-sued", "beirat-sued-2", "beirat-sued-3"]


def test_what_is_changed_keeps_its_address(app):
    made = service.create(facts=facts())

    service.change(gremium=made, facts=facts(name="Beirat 60+", level=Level.PLANNING), ortsteil_keys=[], is_active=False)

    found = making.only_gremium()
    assert (found.slug, found.name, found.level, found.is_active) == ("seniorenbeirat", "Beirat 60+", Level.PLANNING, False)


def test_members_keep_their_order_and_their_rows(app):
    made = service.create(facts=facts())
    service.set_members(gremium=made, internal=["Jugendamt", "Bauamt"], external=["Jobcenter"])
    before = {member.name: member.id for member in made.members}

    service.set_members(gremium=made, internal=["Bauamt", "Schulamt"], external=["Jugendamt"])

    members = making.only_gremium().members
    assert [(member.name, member.kind) for member in members] == [
        ("Bauamt", MemberKind.INTERNAL),
        ("Schulamt", MemberKind.INTERNAL),
        ("Jugendamt", MemberKind.EXTERNAL),
    ]
    assert {member.name: member.id for member in members if member.name in before} == {
        "Bauamt": before["Bauamt"],
        "Jugendamt": before["Jugendamt"],
    }
    assert db.session.scalar(db.select(db.func.count(GremiumMember.id))) == 3


def test_that_all_is_still_true_is_noted_with_its_day(app):
    made = service.create(facts=facts())

    service.note_checked(gremium=made)

    assert making.only_gremium().checked_on == clock.today()


def test_every_act_stands_in_the_log_and_changes_the_pages(app):
    made = service.create(facts=facts())
    versions = [version()]
    service.change(gremium=made, facts=facts(), ortsteil_keys=[])
    versions.append(version())
    service.set_members(gremium=made, internal=[], external=[])
    versions.append(version())
    service.note_checked(gremium=made)
    versions.append(version())

    acts = db.session.scalars(db.select(LogEntry.act).where(LogEntry.subject == "gremium:seniorenbeirat"))
    assert set(acts) == {"gremium.create", "gremium.change", "gremium.members", "gremium.check"}
    assert versions == sorted(set(versions))


def test_a_database_takes_no_nameless_gremium(app):
    db.session.add(Gremium(slug="leer", name="", level=Level.PLANNING))

    with pytest.raises(db.exc.IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_resting_gremium_is_found_by_staff_only(app):
    resting = factories.gremium("alt", ["06"], is_active=False)

    assert queries.active() == queries.of_ortsteil("06") == []
    assert queries.every_gremium() == [resting] == [queries.get_gremium(resting.id)]
    with pytest.raises(NotFound):
        queries.get_by_slug("alt")


def test_gremien_of_an_ortsteil_and_of_the_whole_city_are_kept_apart(app):
    here = factories.gremium("hier", ["05", "06"])
    factories.gremium("dort", ["07"])
    city = factories.gremium("stadt", is_city_wide=True)

    assert queries.of_ortsteil("06") == [here]
    assert queries.city_wide() == [city]
    assert queries.count_city_wide() == 1


def test_names_are_sorted_as_people_sort_them(app):
    for name in ("Zukunftsrat", "Ältestenrat", "beirat", "Ausschuss"):
        factories.gremium(name.casefold(), name=name)

    assert [gremium.name for gremium in queries.active()] == ["Ältestenrat", "Ausschuss", "beirat", "Zukunftsrat"]
