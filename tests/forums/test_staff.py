"""Administrators found forums, change them and entrust them to people."""

import pytest

from app.forums import queries
from app.forums.models import Forum
from app.kernel.db import db
from app.moderation.models import LogEntry
from tests import factories
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def administrator(staff) -> Reader:
    factories.ortsteil("06", name="Rieth")
    factories.ortsteil("07", name="Berliner Platz")
    visitor: Reader = staff("administrator")
    return visitor


def found(reader: Reader, *, status: int = 303, **answers: object) -> Page:
    good = {"name": "Forum Rieth", "slug": "rieth", "ortsteil_keys": ["06"], "place": "Treff", **answers}
    return reader.send(reader.get("/arbeit/foren/neu").form("form.form").fill(**good), status=status)


def the_forum() -> Forum:
    db.session.expire_all()
    return db.session.scalars(db.select(Forum)).one()


def test_a_forum_is_founded_and_entrusted(administrator: Reader):
    worker = factories.account("quarter_worker", name="Quartiersarbeit")

    found(administrator, members=[str(worker.id)])

    forum = the_forum()
    assert (forum.slug, forum.place, [place.key for place in forum.ortsteile]) == ("rieth", "Treff", ["06"])
    assert [member.name for member in queries.members(forum.id)] == ["Quartiersarbeit"]
    assert "Forum Rieth" in administrator.get("/arbeit/foren").text


def test_a_forum_is_changed_and_put_to_rest(administrator: Reader):
    found(administrator)
    form = administrator.get(f"/arbeit/foren/{the_forum().id}").form("form.form")
    form.values.poplist("is_active")

    administrator.send(form.fill(name="Forum Nord", ortsteil_keys=["06", "07"]), status=303)

    forum = the_forum()
    assert (forum.name, forum.is_active, forum.slug) == ("Forum Nord", False, "rieth")
    assert {place.key for place in forum.ortsteile} == {"06", "07"}


def test_the_page_of_a_forum_shows_what_is_known(administrator: Reader):
    worker = factories.account("quarter_worker")
    worker_id = str(worker.id)
    found(administrator, members=[worker_id])

    values = administrator.get(f"/arbeit/foren/{the_forum().id}").form("form.form").values

    assert values["name"] == "Forum Rieth"
    assert values.getlist("ortsteil_keys") == ["06"]
    assert values.getlist("members") == [worker_id]
    assert "is_active" in values


@pytest.mark.parametrize("slug", ["", "Rieth", "a b", "a--b", "-a", "ä", "a/b", "x" * 41])
def test_a_short_address_must_be_easy_to_type(administrator: Reader, slug: str):
    page = found(administrator, status=422, slug=slug)

    assert page.select_one("#slug-error").get_text(strip=True)


def test_a_short_address_is_given_once(administrator: Reader):
    found(administrator)

    page = found(administrator, status=422, name="Ein anderes")

    assert "schon ein anderes Forum" in page.select_one("#slug-error").get_text()


@pytest.mark.parametrize(
    ("field", "wrong"), [("name", ""), ("ortsteil_keys", []), ("ortsteil_keys", ["99"]), ("members", ["x"])]
)
def test_what_is_missing_or_unknown_is_said_at_its_field(administrator: Reader, field: str, wrong: object):
    page = found(administrator, status=422, **{field: wrong})

    assert page.select_one(f"#{field}-error").get_text(strip=True)


def test_what_was_done_stands_in_the_log(administrator: Reader):
    found(administrator)

    acts = db.session.scalars(db.select(LogEntry.act).where(LogEntry.subject == "forum:rieth"))
    assert sorted(acts) == ["forum.create", "forum.entrust"]


def test_others_have_no_business_here(staff):
    staff("quarter_worker").get("/arbeit/foren", status=403)
