"""Notes and names are read by whoever wrote them and by the lead: by nobody else, on no page."""

import pytest
import sqlalchemy as sa

from app.kernel.db import db
from app.organizing.models import Listener, OneToOne
from tests import factories
from tests.organizing import making

pytestmark = pytest.mark.full_on_postgresql

HOME = "/arbeit/organisieren"


@pytest.fixture
def lead(staff):
    return staff("quarter_worker", ortsteile=["06"], name="Leitung")


@pytest.fixture
def listener(staff):
    """Somebody from another Ortsteil who listens here."""
    return staff("quarter_worker", ortsteile=["07"], name="Lea")


@pytest.fixture
def neighbour(staff):
    """A colleague who looks after the same Ortsteil, and is not the lead."""
    return staff("quarter_worker", ortsteile=["06"], name="Nele")


@pytest.fixture
def found(lead, listener):
    made = making.listening(lead.account_id)
    making.listener(made, "Lea", listener.account_id)
    return made


def test_notes_are_seen_by_their_writer_and_by_the_lead(found, lead, listener, neighbour):
    kept = making.one_to_one(found, listener.account_id, notes="Mag Züge.")
    talks = f"{HOME}/{found.id}/gespraeche"
    one = f"{talks}/{kept.id}"

    for visitor in (listener, lead):
        assert "Ada Lovelace" in visitor.get(talks).text
        assert "Mag Züge." in visitor.get(one).text
    assert "Ada Lovelace" not in neighbour.get(talks).text
    neighbour.get(one, status=404)
    form = neighbour.get(f"{talks}/neu").form("form.form")
    for address in (one, f"{one}/loeschen"):
        neighbour.post(address, form.values, status=404)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OneToOne)) == 1


def test_the_lead_sees_others_notes_only_as_long_as_they_look_after_the_ortsteil(found, lead, listener):
    kept = making.one_to_one(found, listener.account_id)
    own = making.one_to_one(found, lead.account_id, "Grace")
    db.session.execute(sa.text("UPDATE account_ortsteil SET ortsteil_key = '07' WHERE ortsteil_key = '06'"))

    lead.get(f"{HOME}/{found.id}/gespraeche/{own.id}")
    lead.get(f"{HOME}/{found.id}/gespraeche/{kept.id}", status=404)


def test_names_to_visit_are_seen_by_who_asks_who_wrote_and_the_lead(found, lead, listener, neighbour):
    asking = db.session.scalars(sa.select(Listener).where(Listener.name == "Lea")).one()
    making.prospect(found, lead.account_id, "Grace Hopper", asking)
    names = f"{HOME}/{found.id}/namen"

    assert "Grace Hopper" in listener.get(names).text
    assert "Grace Hopper" in lead.get(names).text
    assert "Grace Hopper" not in neighbour.get(names).text
    assert "noch 1 Name" in neighbour.get(f"{HOME}/{found.id}/zuhoerende").text


def test_nobody_becomes_the_lead_by_taking_away_the_leads_ortsteile(lead, staff):
    factories.ortsteil("07")
    found = making.listening(lead.account_id, ortsteile=("06", "07"))
    other = staff("quarter_worker", ortsteile=["07"])

    form = other.get(f"{HOME}/{found.id}/bearbeiten").form("form.form").fill(ortsteil_keys=["07"])
    page = other.send(form, status=422)
    assert "Leitung" in page.select_one("#ortsteil_keys-error").get_text()
    taking = other.get(f"{HOME}/{found.id}/bearbeiten").form("form.form").fill(lead=str(other.account_id))
    taking.action = f"{HOME}/{found.id}/leitung"
    other.send(taking, status=403)

    db.session.expire_all()
    assert found.lead_id == lead.account_id


def test_a_lead_who_is_gone_can_be_followed_and_a_lead_can_hand_over(found, lead, neighbour, listener):
    kept = making.one_to_one(found, listener.account_id)
    address = f"{HOME}/{found.id}"

    lead.send(lead.get(address).form("form[action$=leitung]").fill(lead=str(neighbour.account_id)), status=303)
    neighbour.get(f"{address}/gespraeche/{kept.id}")
    lead.get(f"{address}/gespraeche/{kept.id}", status=404)
    db.session.execute(sa.text("UPDATE account SET is_active = :no WHERE name = 'Nele'"), {"no": False})
    lead.send(lead.get(address).form("form[action$=leitung]").fill(lead=str(lead.account_id)), status=303)

    lead.get(f"{address}/gespraeche/{kept.id}")


@pytest.mark.parametrize("role", ["evaluator", "contact_keeper", "planning_coordinator", "administrator"])
def test_other_roles_see_nothing_of_it(app, world, found, lead, staff, role):
    visitor = staff(role, ortsteile=["06"])
    adapter = app.url_map.bind("localhost")
    values = {"language": "de", "listening_id": found.id}
    got = set()
    for rule in (each for each in app.url_map.iter_rules() if each.endpoint.startswith("organizing_work.")):
        address = adapter.build(rule.endpoint, {name: values.get(name, found.id) for name in rule.arguments})
        for method in rule.methods & {"GET", "POST"}:
            with world.outside():
                got.add(visitor._client.open(address, method=method).status_code)

    assert got == {403}
    lead.get(f"{HOME}/{found.id}")


def test_a_foreign_listening_campaign_is_not_there(found, staff):
    foreign = staff("quarter_worker", ortsteile=["08"])

    foreign.get(f"{HOME}/{found.id}", status=404)
    assert found.title not in foreign.get(HOME).text
