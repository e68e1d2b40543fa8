"""Somebody asks what is stored about them: all of it is shown, given as a file, or deleted, and the log knows no name."""

import json

import pytest
import sqlalchemy as sa

from app.kernel.db import db
from app.moderation.models import LogEntry
from app.organizing.models import Listener, OneToOne, Prospect
from app.organizing.rules.kinds import Interest
from tests.organizing import making

pytestmark = pytest.mark.full_on_postgresql

PAGE = "/arbeit/organisieren/auskunft"


@pytest.fixture
def lead(staff):
    return staff("quarter_worker", ortsteile=["06"], name="Leitung")


@pytest.fixture
def found(lead):
    made = making.listening(lead.account_id)
    making.one_to_one(
        made,
        lead.account_id,
        "Züleyha Çelik",
        reach="0361 123",
        minutes=45,
        themes=("Licht", "Bus"),
        interest=Interest.YES,
        next_step="zur Versammlung einladen",
        notes="Kennt den Hausmeister.",
    )
    making.one_to_one(made, lead.account_id, "Anna Berg", notes="Ist die Freundin von Celik.")
    making.prospect(made, lead.account_id, "Herr Celik")
    making.listener(made, "Çelik")
    return made


def _search(visitor, name: str):
    return visitor.send(visitor.get(PAGE).form("form.form").fill(name=name), status=200)


def _log() -> list[tuple[str, str, str]]:
    db.session.expire_all()
    acts = sa.select(LogEntry).where(LogEntry.act.like("organizing.%"))
    return [(each.act, each.subject, each.note) for each in db.session.scalars(acts)]


def test_everything_under_a_name_is_shown_and_where_it_stands_among_others(found, lead):
    page = _search(lead, "celik")

    assert "3 Einträge" in page.text
    for said in ("0361 123", "45", "Licht, Bus", "möchte mitmachen", "zur Versammlung einladen", "Kennt den Hausmeister."):
        assert said in page.text
    assert "16.11.2027" in page.text
    assert "Freundin" not in page.text
    assert "Der Name steht auch hier" in page.text
    assert "Unter diesem Namen finden wir nichts" in _search(lead, "Niemand").text
    assert lead.send(lead.get(PAGE).form("form.form").fill(name=" "), status=422).select("#name-error")


@pytest.mark.parametrize("kind", ["txt", "json"])
def test_the_file_holds_all_that_was_ticked_and_is_logged_without_words(found, lead, kind):
    form = _search(lead, "Züleyha").form("form[action$=datei]").fill(format=kind)

    answer = lead.send(form, status=200)

    content = answer.response.get_data(as_text=True)
    for said in ("Züleyha Çelik", "0361 123", "Licht, Bus", "Kennt den Hausmeister.", "16.11.2027", "Leitung"):
        assert said in content
    assert "Anna" not in content
    if kind == "json":
        assert json.loads(content)["gespeichert"][0]["angaben"]["Name"] == "Züleyha Çelik"
    assert answer.headers["Cache-Control"] == "no-store"
    assert _log() == [("organizing.tell", found.subject, "1")]


def test_what_is_ticked_is_gone_at_once_and_the_log_has_no_words(found, lead):
    page = _search(lead, "Celik")
    form = page.form("form[action$=loeschen]")
    assert "gone" not in form.values, "nothing is ticked beforehand"
    lead.send(form, status=422)
    keys = [str(box["value"]) for box in page.select("input[name=gone]")]

    told = lead.send(form.fill(gone=keys), status=200)

    assert "3 Einträge sind gelöscht" in told.text
    assert [_count(each) for each in (OneToOne, Prospect, Listener)] == [1, 0, 0]
    assert _log() == [("organizing.erase", found.subject, "3")]


def test_nobody_finds_or_deletes_what_they_may_not_see(found, lead, staff):
    """And its twin: the lead does."""
    other = staff("quarter_worker", ortsteile=["06"])
    keys = [str(box["value"]) for box in _search(lead, "Celik").select("input[name=gone]")]
    page = _search(other, "Celik")

    form = page.form("form[action$=loeschen]").fill(gone=keys)

    assert "1 Eintrag" in page.text, "who listens is known to everybody who looks after the Ortsteil"
    other.send(form, status=422)
    assert _count(OneToOne) == 2


def _count(model) -> int:
    db.session.expire_all()
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))
