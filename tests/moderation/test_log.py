"""The log of acts: complete, in order, and nobody changes it."""

import pytest
import sqlalchemy as sa

from app.kernel.db import db
from app.moderation import service
from app.moderation.models import LogEntry
from tests import factories


@pytest.mark.parametrize("statement", [sa.update(LogEntry).values(note="anders"), sa.delete(LogEntry)])
def test_the_database_refuses_to_change_the_log(app, statement):
    service.log(act="concern.publish", subject="concern:2026-00001")
    db.session.commit()

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        db.session.execute(statement)
    db.session.rollback()

    assert db.session.scalars(sa.select(LogEntry.note)).all() == [""]


def test_administrators_read_who_did_what(staff):
    administrator = staff("administrator")
    colleague = factories.account("quarter_worker", name="Quartiersarbeit Rieth")
    service.log(act="concern.publish", subject="concern:2026-00042", account=colleague.id)

    page = administrator.get("/arbeit/protokoll")

    cells = [cell.get_text(strip=True) for cell in page.select("tbody tr > *")]
    assert cells[1:4] == ["Quartiersarbeit Rieth", "Anliegen veröffentlicht", "2026-00042"]


def test_a_long_log_goes_on_page_by_page_without_a_gap(staff, clock):
    administrator = staff("administrator")
    for hour in range(3):
        service.log_many(act="concern.publish", subjects=[f"concern:2026-{hour}{number:04}" for number in range(70)])
        clock.advance(minutes=1)

    first = administrator.get("/arbeit/protokoll")
    second = administrator.get(first.select_one(".pager a[rel=next]")["href"])
    third = administrator.get(second.select_one(".pager a[rel=next]")["href"])

    read = [row.select("td")[2].get_text() for page in (first, second, third) for row in page.select("tbody tr")]
    assert len(read) == len(set(read)) == 210
    assert not third.select(".pager a[rel=next]")


def test_an_empty_log_says_so(staff):
    assert "Noch ist nichts geschehen" in staff("administrator").get("/arbeit/protokoll").text


@pytest.mark.parametrize("place", ["x", "1.x", "99999999999999999999999.00000000000000000000000000000000", "."])
def test_a_made_up_place_shows_the_beginning(staff, place):
    staff("administrator").get(f"/arbeit/protokoll?vor={place}")


@pytest.mark.parametrize("role", ["quarter_worker", "planning_coordinator", "evaluator"])
def test_others_do_not_read_the_log(staff, role):
    staff(role).get("/arbeit/protokoll", status=403)
