"""Neighbours who listen write down their own one-to-ones, and see nothing of what others wrote."""

import pytest
import sqlalchemy as sa

from app.kernel.db import db
from app.organizing.models import Listener, OneToOne
from app.organizing.queries import people as queries
from tests.organizing import making

pytestmark = pytest.mark.full_on_postgresql

HOME = "/arbeit/organisieren"
OWN = {
    "organizing_work.listenings",
    "organizing_work.listening",
    "organizing_work.one_to_ones",
    "organizing_work.new_one_to_one",
    "organizing_work.new_one_to_one_submit",
    "organizing_work.one_to_one",
    "organizing_work.one_to_one_submit",
    "organizing_work.erase_one_to_one_submit",
}


@pytest.fixture
def lead(staff):
    return staff("quarter_worker", ortsteile=["06"], name="Leitung")


@pytest.fixture
def lea(staff):
    """A neighbour who listens. An Ortsteil at the account gives them nothing."""
    return staff("interviewer", ortsteile=["06"], name="Lea")


@pytest.fixture
def ole(staff):
    return staff("interviewer", ortsteile=["06"], name="Ole")


@pytest.fixture
def found(lead, lea, ole):
    made = making.listening(lead.account_id)
    making.listener(made, "Lea", lea.account_id)
    making.listener(made, "Ole", ole.account_id)
    return made


def _kept() -> list[OneToOne]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(OneToOne)))


def _as_whom(account_id) -> Listener:
    return db.session.scalars(sa.select(Listener).where(Listener.account_id == account_id)).one()


def test_a_neighbour_writes_reads_changes_and_deletes_their_own(found, lea):
    page = lea.get(HOME)
    assert page.select('nav a[href$="/arbeit/organisieren"]')
    assert not page.select('a[href$="/neu"], a[href$="/auskunft"]')
    page = lea.get(str(page.select_one(".card__link")["href"]))
    assert not page.select('a[href$="/namen"], a[href$="/zuhoerende"], a[href$="/recherche"], a[href$="/bearbeiten"]')
    assert not page.select('main form[action*="organisieren"]')
    talks = str(page.select_one('a[href$="/gespraeche"]')["href"])
    form = lea.get(f"{HOME}/{found.id}/gespraeche/neu").form("form.form")
    assert "listener" not in form.values, "nobody else led it"

    lea.send(form.fill(name="Ada", day="2026-11-16", agreed_on="2026-11-16"), status=422)
    lea.send(form.fill(is_agreed="y"), status=303)

    (kept,) = _kept()
    assert (kept.account_id, kept.listener_id) == (lea.account_id, _as_whom(lea.account_id).id)
    one = str(lea.get(talks).select_one("tbody a")["href"])
    lea.send(lea.get(one).form("form.form").fill(next_step="anrufen"), status=303)
    assert [(each.next_step, each.listener_id) for each in _kept()] == [("anrufen", _as_whom(lea.account_id).id)]
    lea.send(lea.get(one).form("form[action$=loeschen]"), status=303)
    assert _kept() == []


def test_nobody_reads_changes_or_deletes_what_another_listener_wrote(found, lead, lea, ole, monkeypatch):
    """And its twins: the lead reads it, and so does everybody where the own notes are not told apart."""
    kept = making.one_to_one(found, ole.account_id, notes="Mag Züge.")
    talks = f"{HOME}/{found.id}/gespraeche"
    one, sent = f"{talks}/{kept.id}", lea.get(f"{talks}/neu").form("form.form").values

    assert "Ada Lovelace" not in lea.get(talks).text
    lea.get(one, status=404)
    for address in (one, f"{one}/loeschen"):
        lea.post(address, sent, status=404)
    lea.post(f"{talks}/neu", {**sent, "listener": str(_as_whom(ole.account_id).id)}, status=422)

    assert len(_kept()) == 1
    for visitor in (lead, ole):
        assert "Mag Züge." in visitor.get(one).text
    monkeypatch.setattr(queries, "one_to_ones_seen_by", lambda _asker: sa.true())
    assert "Mag Züge." in lea.get(one).text


def test_a_neighbour_sees_only_where_they_listen_now(found, lead, lea, staff):
    kept = making.one_to_one(found, lea.account_id)
    elsewhere = making.listening(lead.account_id, title="Woanders")
    stranger = staff("interviewer", ortsteile=["06"])

    assert "Woanders" not in lea.get(HOME).text
    lea.get(f"{HOME}/{elsewhere.id}", status=404)
    lea.get(f"{HOME}/{elsewhere.id}/gespraeche/{kept.id}", status=404)
    assert "Sobald Sie bei einem zuhören" in stranger.get(HOME).text
    for address in ("", "/gespraeche", "/gespraeche/neu", f"/gespraeche/{kept.id}"):
        stranger.get(f"{HOME}/{found.id}{address}", status=404)
        lea.get(f"{HOME}/{found.id}{address}")
    lead.send(lead.get(f"{HOME}/{found.id}/zuhoerende").form(f"form[action*='{_as_whom(lea.account_id).id}']"), status=303)
    for address in ("", f"/gespraeche/{kept.id}"):
        lea.get(f"{HOME}/{found.id}{address}", status=404)


def test_everything_else_is_closed_to_them_even_if_they_should_lead(app, world, found, lea):
    found.lead_id = lea.account_id
    db.session.commit()
    adapter = app.url_map.bind("localhost")
    values = {"language": "de", "listening_id": found.id}
    open_to_lea = set()
    for rule in (each for each in app.url_map.iter_rules() if each.endpoint.startswith("organizing_work.")):
        address = adapter.build(rule.endpoint, {name: values.get(name, found.id) for name in rule.arguments})
        for method in rule.methods & {"GET", "POST"}:
            with world.outside():
                if lea._client.open(address, method=method).status_code != 403:
                    open_to_lea.add(rule.endpoint)

    assert open_to_lea == OWN
    kept = making.one_to_one(found, found.lead_id, "Eigenes")
    other = making.one_to_one(found, _as_whom_named("Ole").account_id, "Fremdes")
    lea.get(f"{HOME}/{found.id}/gespraeche/{kept.id}")
    lea.get(f"{HOME}/{found.id}/gespraeche/{other.id}", status=404)


def test_an_account_of_a_neighbour_may_listen_but_not_lead(found, lead, staff):
    ida = staff("interviewer", ortsteile=["06"], name="Ida")
    page = lead.get(f"{HOME}/{found.id}/zuhoerende")

    lead.send(page.form("form.form").fill(account=str(ida.account_id)), status=303)

    assert _as_whom(ida.account_id).name == "Ida"
    leading = [str(each["value"]) for each in lead.get(f"{HOME}/{found.id}").select("#lead option")]
    assert leading == ["", str(lead.account_id)]


def _as_whom_named(name: str) -> Listener:
    return db.session.scalars(sa.select(Listener).where(Listener.name == name)).one()
