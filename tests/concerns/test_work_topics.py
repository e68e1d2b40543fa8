"""The topics are data that staff look after."""

import pytest

from app.concerns.models import Topic
from app.kernel.db import db

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def planner(staff):
    return staff("planning_coordinator")


def test_a_topic_gets_another_name_place_and_care(planner):
    form = planner.get("/arbeit/themen/gruen").form("main form")

    planner.send(form.fill(label="Grün und Spiel", position="30", is_sensitive="y"), status=303)

    topic = db.session.get(Topic, "gruen")
    assert (topic.label, topic.position, topic.is_sensitive, topic.is_active) == ("Grün und Spiel", 30, True, True)


def test_a_resting_topic_is_not_offered_any_more(planner, reader):
    form = planner.get("/arbeit/themen/gruen").form("main form")
    del form.values["is_active"]

    planner.send(form, status=303)

    offered = [choice["value"] for choice in reader.get("/anliegen/neu").select("input[name=topic_key]")]
    assert "gruen" not in offered
    assert "wohnen" in offered


def test_a_topic_without_a_name_is_refused(planner):
    form = planner.get("/arbeit/themen/gruen").form("main form")

    assert planner.send(form.fill(label=""), status=422).select("#label-error")


def test_an_unknown_topic_is_not_found(planner):
    planner.get("/arbeit/themen/nope", status=404)


def test_all_topics_stand_in_their_order(planner):
    page = planner.get("/arbeit/themen")

    assert page.select("tbody tr")[0].select_one("th").get_text(strip=True) == "Wohnen"
