"""Reasons for giving something back: seven to begin with, all of them data."""

import pytest

from app.moderation import queries


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def test_every_house_begins_with_seven(app):
    assert len(queries.active_reasons()) == 7


def test_a_reason_gets_other_words(worker):
    form = worker.get("/arbeit/gruende/insult").form("main form")

    worker.send(form.fill(text="Bitte bleiben Sie freundlich."), status=303)

    assert queries.get_reason("insult").text == "Bitte bleiben Sie freundlich."
    assert len(queries.reasons()) == 7


def test_a_reason_can_rest(worker):
    form = worker.get("/arbeit/gruende/insult").form("main form")
    del form.values["is_active"]

    worker.send(form, status=303)

    assert "insult" not in [reason.key for reason in queries.active_reasons()]


def test_a_reason_can_be_added_twice_under_the_same_name(worker):
    for _ in range(2):
        form = worker.get("/arbeit/gruende/neu").form("main form")
        worker.send(form.fill(label="Schon erledigt", text="Das ist schon erledigt. Danke!"), status=303)

    assert {"schon-erledigt", "schon-erledigt-2"} <= {reason.key for reason in queries.reasons()}


def test_a_reason_without_a_text_is_refused(worker):
    form = worker.get("/arbeit/gruende/neu").form("main form")

    assert worker.send(form.fill(label="Leer"), status=422).select("#text-error")


def test_an_unknown_reason_is_not_found(worker):
    worker.get("/arbeit/gruende/nope", status=404)


def test_all_reasons_are_listed(worker):
    assert "Beleidigung" in worker.get("/arbeit/gruende").text
