"""A listening campaign from its beginning to its end, as staff do it on the pages."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.kernel.db import db
from app.meetings.rules.kinds import MeetingKind
from app.organizing.models import Listener, ListeningCampaign, ListeningStep, OneToOne, Prospect, ResearchItem
from tests import factories
from tests.meetings import making as meetings
from tests.organizing import making
from tests.surveys import making as surveys

pytestmark = pytest.mark.full_on_postgresql

HOME = "/arbeit/organisieren"


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"], name="Leitung")


@pytest.fixture
def found(worker):
    return making.listening(worker.account_id)


def _all(model):
    db.session.expire_all()
    return db.session.scalars(sa.select(model)).all()


def test_a_listening_campaign_begins_once_with_eight_weeks(worker):
    survey = surveys.campaign()
    form = worker.get(f"{HOME}/neu").form("form.form").fill(title="Zuhören", starts_on="2026-11-16", campaign=str(survey.id))

    first, second = worker.send(form, status=303), worker.send(form, status=303)

    (made,) = _all(ListeningCampaign)
    assert first.headers["Location"] == second.headers["Location"]
    assert (made.ends_on, made.campaign_id, made.lead_id) == (date(2027, 1, 10), survey.id, worker.account_id)
    assert survey.title in worker.follow(first).text


def test_as_long_as_nobody_listens_that_comes_first(found, worker):
    def kinds() -> list[str]:
        page = worker.get(f"{HOME}/{found.id}")
        buttons = (page.select_one("a[href$=zuhoerende]"), page.select_one("button[value=weiter]"))
        return [each["class"][-1] for each in buttons if each]

    before = kinds()
    making.listener(found)

    assert (before, kinds()) == (["button--main", "button--quiet"], ["button--quiet", "button--main"])


def test_the_phases_go_round_and_two_pages_do_not_step_twice(found, worker):
    form = worker.get(f"{HOME}/{found.id}").form("form[action$=phase]").fill(way="weiter")

    worker.send(form, status=303)
    assert "Jemand war schneller" in worker.send(form, status=422).text
    for _turn in range(3):
        again = worker.get(f"{HOME}/{found.id}").form("form[action$=phase]").fill(way="weiter")
        worker.send(again, status=303)
    assert "2. Runde" in worker.get(f"{HOME}/{found.id}").text
    worker.send(worker.get(f"{HOME}/{found.id}").form("form[action$=phase]").fill(way="zurueck"), status=303)

    assert [each.phase for each in _all(ListeningCampaign)] == ["building"]
    assert len(_all(ListeningStep)) == 5
    worker.post(f"{HOME}/{found.id}/phase", {**again.values, "phase": "x"}, status=422)


def test_listeners_join_and_their_talks_and_names_are_counted(found, worker):
    page = worker.get(f"{HOME}/{found.id}/zuhoerende")
    worker.send(page.form("form.form").fill(name="Lea"), status=303)
    worker.send(page.form("form.form").fill(name="Other"), status=422)
    worker.send(worker.get(f"{HOME}/{found.id}/zuhoerende").form("form.form").fill(name=""), status=422)
    (lea,) = _all(Listener)
    making.one_to_one(found, worker.account_id, listener_id=lea.id)
    making.prospect(found, worker.account_id, listener=lea)

    page = worker.get(f"{HOME}/{found.id}/zuhoerende")

    assert "1 von 10 Gesprächen" in page.text
    assert "noch 1 Name" in page.text
    worker.send(page.form("form[action$=entfernen]"), status=303)
    assert (_all(Listener), _all(OneToOne)[0].listener_id, _all(Prospect)[0].listener_id) == ([], None, None)


def test_a_name_becomes_a_one_to_one_and_is_gone_from_the_list(found, worker):
    names = f"{HOME}/{found.id}/namen"
    worker.send(worker.get(names).form("form.form").fill(name="Ada Lovelace"), status=303)
    worker.send(worker.get(names).form("form[action$=gefragt]"), status=303)
    page = worker.get(names)
    link = next(str(each["href"]) for each in page.select("a") if "gespraeche/neu" in each["href"])
    assert "gefragt am" in page.text
    assert "Ada" not in link

    form = (
        worker.get(link)
        .form("form.form")
        .fill(day="2026-11-16", minutes="45", themes="Licht\nBus\nLicht", interest="yes", agreed_on="16.11.2026")
    )
    refused = worker.send(form, status=422)
    worker.send(form.fill(is_agreed="y"), status=303)
    worker.send(form, status=303)
    worker.send(form.fill(themes="Lärm", prospect="x\0"), status=422)

    (kept,) = _all(OneToOne)
    assert refused.select("#is_agreed-error")
    assert (kept.name, kept.minutes, kept.themes, kept.delete_on) == (
        "Ada Lovelace",
        45,
        ["Licht", "Bus"],
        date(2027, 11, 16),
    )
    assert _all(Prospect) == []


def test_notes_are_changed_but_not_kept_longer_without_agreement(found, worker):
    kept = making.one_to_one(found, worker.account_id, agreed_on=date(2026, 11, 10), agreed_until=date(2027, 1, 1))
    address = f"{HOME}/{found.id}/gespraeche/{kept.id}"
    form = worker.get(address).form("form.form")

    page = worker.send(form.fill(agreed_until="2027-02-01", next_step="anrufen"), status=422)
    assert "neu zugestimmt" in page.select_one("#agreed_until-error").get_text()
    assert page.select_one("#next_step")["value"] == "anrufen"
    worker.send(form.fill(agreed_on="2026-11-16"), status=303)

    assert _all(OneToOne)[0].delete_on == date(2027, 2, 1)
    worker.send(worker.get(address).form("form[action$=loeschen]"), status=303)
    assert _all(OneToOne) == []


def test_whom_to_call_next_is_on_top_and_a_long_list_goes_on(found, worker, monkeypatch):
    monkeypatch.setattr("app.organizing.staff_views.paging.PAGE", 2)
    making.one_to_one(found, worker.account_id, "Ada")
    making.one_to_one(found, worker.account_id, "Berta", next_contact_on=date(2026, 12, 1))
    making.one_to_one(found, worker.account_id, "Cleo", next_contact_on=date(2026, 11, 15))

    first = worker.get(f"{HOME}/{found.id}/gespraeche")
    second = worker.get(next(str(each["href"]) for each in first.select("a") if "ab=2" in each.get("href", "")))

    names = [[each.get_text() for each in page.select("tbody th")] for page in (first, second)]
    assert names == [["Cleo", "Berta"], ["Ada"]]
    assert "überfällig" in first.text
    worker.get(f"{HOME}/{found.id}/gespraeche?ab=-7")


def test_what_is_overdue_is_on_top_of_the_research_list(found, worker):
    new = f"{HOME}/{found.id}/recherche/neu"
    for request, due in (("Später", "2026-12-01"), ("Überfällig", "2026-11-01"), ("Irgendwann", "")):
        form = worker.get(new).form("form.form")
        worker.send(form.fill(theme="Licht", responsible="Tiefbauamt", request=request, due_on=due), status=303)
    page = worker.get(f"{HOME}/{found.id}/recherche")

    assert [each.get_text() for each in page.select(".card__link")] == ["Überfällig", "Später", "Irgendwann"]
    assert "überfällig seit" in page.text
    one = str(page.select(".card__link")[0]["href"])
    worker.send(worker.get(one).form("form.form").fill(answer="Im März kommen Lampen."), status=303)
    page = worker.get(f"{HOME}/{found.id}/recherche")
    assert [each.get_text() for each in page.select(".card__link")] == ["Später", "Irgendwann", "Überfällig"]
    assert [each.answered_on for each in _all(ResearchItem) if each.answer] == [making.TODAY]
    worker.send(worker.get(one).form("form[action$=entfernen]"), status=303)
    assert len(_all(ResearchItem)) == 2


def test_an_office_stands_in_the_research_list_or_somebody_says_it_is_no_name(found, worker):
    form = worker.get(f"{HOME}/{found.id}/recherche/neu").form("form.form")
    form.fill(theme="Licht", responsible="Frau Berg, Tiefbauamt", request="Lampen")

    page = worker.send(form, status=422)

    assert "Frau Berg" in page.select_one("#responsible-error").get_text()
    worker.send(page.form("form.form").fill(is_no_name="y"), status=303)


def test_house_meetings_are_taken_in_with_what_came_of_them(found, worker):
    numbers = {"invited_count": 12, "attendance_total": 8, "new_hosts": 2}
    made = meetings.meeting(
        making.TODAY, kind=MeetingKind.HOUSE_MEETING, ortsteile=[factories.ortsteil("06")], title="Bei Adas Tisch", **numbers
    )
    meetings.meeting(making.TODAY, kind=MeetingKind.FORUM, ortsteile=[factories.ortsteil("06")])
    address = f"{HOME}/{found.id}/hausversammlungen"
    page = worker.get(address)
    assert [str(each["value"]) for each in page.select("#meeting option")] == ["", str(made.id)]
    assert page.select("a[href$='/arbeit/treffen/neu?art=house_meeting']")

    worker.send(page.form("form.form").fill(meeting=str(made.id)), status=303)

    page = worker.get(address)
    assert [each.get_text(strip=True) for each in page.select("article dd")][1:] == ["12", "8", "2"]
    worker.send(page.form("form[action$=entfernen]"), status=303)
    assert "Noch gehört keine" in worker.get(address).text


def test_when_it_is_over_nobody_is_written_down_any_more(found, worker):
    making.prospect(found, worker.account_id)
    new = worker.get(f"{HOME}/{found.id}/gespraeche/neu").form("form.form")

    worker.send(worker.get(f"{HOME}/{found.id}").form("form[action$=abschliessen]"), status=303)

    new.fill(name="Ada", day="2026-11-16", agreed_on="2026-11-16", is_agreed="y")
    assert "abgeschlossen" in worker.send(new, status=422).text
    assert [each.delete_on for each in _all(Prospect)] == [date(2026, 12, 14)]
