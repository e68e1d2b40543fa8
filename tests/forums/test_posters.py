"""Posters of forums: for those who look after them, in the languages in which a forum is told."""

import pytest

from tests import factories

pytestmark = pytest.mark.full_on_postgresql


def test_only_who_looks_after_a_forum_prints_for_it(staff):
    mine, other = factories.forum("rieth", ["06"]), factories.forum("berliner-platz", ["07"])
    resting = factories.forum("alt", ["06"], is_active=False)
    worker = staff("quarter_worker", ortsteile=["06"])

    listed = [link["href"] for link in worker.get("/arbeit/plakate").select("main section a")]

    assert listed == [f"/de/arbeit/foren/{mine.id}/plakate"]
    worker.get(f"/arbeit/foren/{mine.id}/plakate")
    worker.get(f"/arbeit/foren/{other.id}/plakate", status=404)
    worker.get(f"/arbeit/foren/{resting.id}/plakate", status=404)


def test_the_administration_prints_for_all_and_finds_the_way_from_the_forum(staff):
    forum = factories.forum("rieth", ["06"])
    administrator = staff("administrator")

    links = {link["href"] for link in administrator.get(f"/arbeit/foren/{forum.id}").select("main a")}

    assert f"/de/arbeit/foren/{forum.id}/plakate" in links
    administrator.get(f"/arbeit/foren/{forum.id}/plakate")
    staff("interviewer").get(f"/arbeit/foren/{forum.id}/plakate", status=403)


def test_a_list_without_forums_says_why(staff):
    assert "Sie betreuen noch kein Forum." in staff("quarter_worker").get("/arbeit/plakate").text


def test_the_code_of_a_forum_asks_in_the_language_of_the_phone(staff, reader):
    forum = factories.forum("rieth", ["06"])
    worker = staff("quarter_worker", ortsteile=["06"])

    page = worker.get(f"/arbeit/foren/{forum.id}/plakate?papier=a6&sprache=de&als=seite")

    assert page.select_one(".poster__address").get_text().strip().endswith("/q/rieth")
    opened = reader.get("/q/rieth", status=302, headers={"Accept-Language": "uk"})
    assert opened.headers["Location"].startswith("/uk/anliegen/neu")
