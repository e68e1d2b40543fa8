"""The screen on which minutes are written, without script: each part is a form, and nothing is overwritten."""

import pytest

from app.kernel.db import db
from app.meetings.models import Decision, Meeting
from app.meetings.queries import minutes as queries
from app.meetings.rules.kinds import Dimension, MinutesState
from app.meetings.rules.results import LONGEST_TEXT
from tests.meetings import making

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def meeting(world):
    """A meeting with two items, today."""
    made = making.meeting()
    making.item(made, "Bänke am Platz", text="Es sind zu wenige.")
    making.item(made, "Licht im Park", is_public=False)
    db.session.commit()
    return made


@pytest.fixture
def first(meeting) -> str:
    """The id of the first item, as it stands in names."""
    return meeting.items[0].id.hex


@pytest.fixture
def writer(meeting, first, staff):
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def screen(meeting):
    return f"/arbeit/treffen/{meeting.id}/protokoll"


def _part(page, slot):
    return page.form(f"[data-part='{slot}'] form")


def test_the_screen_shows_every_item_with_its_texts(writer, screen, meeting):
    page = writer.get(screen)

    assert [title.get_text(" ", strip=True) for title in page.select(".point h2")] == [
        "Wer war da?",
        "Auftakt",
        "1 Bänke am Platz",
        "2 Licht im Park",
        "Abschluss",
        "Themenspeicher",
        "Kurz und einfach",
    ]
    assert len(page.select("textarea[name=text]")) == 3 + 2 * 2
    assert queries.find(meeting) is None, "looking begins nothing"


def test_a_part_is_saved_and_leads_back_to_its_place(writer, screen, meeting, first):
    slot = f"result:{first}"
    page = writer.send(_part(writer.get(screen), slot).fill(text="Zwei neue Bänke."), status=303)

    assert page.headers["Location"].endswith(f"/protokoll#top-{first}")
    assert "Zwei neue Bänke." in writer.get(screen).select_one(f"[data-part='{slot}'] textarea").get_text()


def test_without_script_a_text_that_meets_another_one_is_kept_and_shown_beside_it(writer, staff, screen, meeting):
    other = staff("quarter_worker", ortsteile=["06"])
    mine, theirs = _part(writer.get(screen), "opening"), _part(other.get(screen), "opening")
    other.send(theirs.fill(text="Ihrer"), status=303)
    page = writer.send(mine.fill(text="Meiner"), status=409)

    assert "Meiner" in page.text
    assert "Ihrer" in page.text
    assert [version.text for version in queries.conflicts_of(meeting)["opening"]] == ["Meiner"]


@pytest.mark.parametrize(("choice", "text"), [("meinen", "Meiner"), ("anderen", "Ihrer"), ("beide", "Ihrer\n\nMeiner")])
def test_somebody_chooses_what_stays(writer, staff, screen, meeting, choice, text):
    other = staff("quarter_worker", ortsteile=["06"])
    mine, theirs = _part(writer.get(screen), "opening"), _part(other.get(screen), "opening")
    other.send(theirs.fill(text="Ihrer"), status=303)
    writer.send(mine.fill(text="Meiner"), status=409)

    writer.send(writer.get(screen).form("form[data-settle]").fill(choice=choice), status=303)

    assert queries.find_part(meeting, "opening").text == text
    assert queries.conflicts_of(meeting) == {}


def test_a_text_that_is_too_long_stays_in_its_field(writer, screen, meeting):
    long = "ä" * (LONGEST_TEXT + 1)
    page = writer.send(_part(writer.get(screen), "opening").fill(text=long), status=422)

    assert "100001" in page.text
    assert page.select_one("[data-part=opening] textarea").get_text().strip() == long
    assert queries.find_part(meeting, "opening") is None


def test_a_hundred_kilobytes_of_word_are_taken_as_plain_text(writer, screen, meeting):
    pasted = ("•\tBa\u0308nke <b>fett</b>\r\n" * 5_000).strip()[:LONGEST_TEXT]
    writer.send(_part(writer.get(screen), "opening").fill(text=pasted), status=303)

    kept = queries.find_part(meeting, "opening").text
    assert kept.startswith("- Bänke <b>fett</b>\n- Bänke")
    assert writer.get(screen).select("b") == []


def test_a_decision_is_written_down_once(writer, screen, meeting, first):
    form = writer.get(screen).form("form[action$='/beschluss']")
    prefix = f"beschluss-{first}"
    form.fill(**{f"{prefix}-wording": "Wir stellen zwei Bänke auf.", f"{prefix}-mode": "majority", f"{prefix}-yes": "12"})
    for _ in range(2):
        writer.send(form, status=303)

    (decision,) = db.session.scalars(db.select(Decision)).all()
    assert (decision.yes, decision.no, decision.abstained) == (12, None, None)


def test_a_decision_without_wording_is_asked_for_again(writer, screen, meeting, first):
    form = writer.get(screen).form("form[action$='/beschluss']")
    prefix = f"beschluss-{first}"
    page = writer.send(form.fill(**{f"{prefix}-plain": "Es gibt Bänke."}), status=422)

    assert "den genauen Wortlaut" in page.text
    assert page.select_one(f"#{prefix}-plain")["value"] == "Es gibt Bänke."


def test_more_votes_than_people_are_told_with_both_numbers(writer, screen, meeting, first):
    writer.send(writer.get(screen).form("form[action$='/anwesenheit']").fill(total="20"), status=303)
    prefix = f"beschluss-{first}"
    form = writer.get(screen).form("form[action$='/beschluss']")
    form.fill(**{f"{prefix}-wording": "Ja.", f"{prefix}-mode": "majority", f"{prefix}-yes": "19", f"{prefix}-no": "2"})

    assert "21 Stimmen aufgeschrieben, aber nur 20 Menschen" in writer.send(form, status=422).text


def test_a_decision_is_changed_and_struck_out(writer, screen, meeting, first):
    prefix = f"beschluss-{first}"
    form = writer.get(screen).form("form[action$='/beschluss']").fill(**{f"{prefix}-wording": "Ja."})
    writer.send(form, status=303)
    link = writer.get(screen).select_one(".record a")["href"]
    writer.send(writer.get(link).form("main form").fill(wording="Ja, zwei."), status=303)
    changed = db.session.scalars(db.select(Decision.wording)).all()
    writer.send(writer.get(link).form("form[action$='/streichen']"), status=303)

    assert changed == ["Ja, zwei."]
    assert db.session.scalars(db.select(Decision.wording)).all() == []


def test_two_who_change_one_decision_do_not_overwrite_each_other(writer, screen, meeting, first):
    prefix = f"beschluss-{first}"
    writer.send(writer.get(screen).form("form[action$='/beschluss']").fill(**{f"{prefix}-wording": "Ja."}), status=303)
    link = writer.get(screen).select_one(".record a")["href"]
    one, other = (writer.get(link).form("main form") for _ in range(2))
    writer.send(one.fill(wording="Ja, zwei."), status=303)
    page = writer.send(other.fill(wording="Ja, drei."), status=422)

    assert "Ja, zwei." in page.text
    assert "Ja, drei." in page.html


def test_who_was_there_is_counted_by_groups(writer, screen, meeting):
    """C-10: 23 people, 15 + 2 + 3 of them in groups, leave 3 without one."""
    form = writer.get(screen).form("form[action$='/anwesenheit']")
    form.fill(total="23", role_residents="15", role_quarter_work="2", role_politics="3", first_time_yes="0")
    writer.send(form, status=303)

    assert "nicht zugeordnet: 3" in writer.get(screen).text
    groups = queries.groups_of(meeting)
    assert groups[Dimension.FIRST_TIME] == {"yes": 0}, "zero is known"
    assert set(groups[Dimension.ROLE]) == {"residents", "quarter_work", "politics"}, "the others are unknown"


def test_groups_that_are_more_than_all_are_refused(writer, screen, meeting):
    form = writer.get(screen).form("form[action$='/anwesenheit']")

    assert "mehr Menschen" in writer.send(form.fill(total="23", role_residents="25"), status=422).text


def test_nobody_counted_can_be_said(writer, screen, meeting):
    form = writer.get(screen).form("form[action$='/anwesenheit']")
    writer.send(form.fill(is_uncounted="y"), status=303)

    assert "Niemand hat gezählt" in writer.get(screen).select_one("[data-fragment=counted]").get_text()
    assert queries.find(meeting).is_uncounted


def test_numbers_that_somebody_else_has_just_written_are_not_overwritten(writer, screen, meeting):
    one, other = (writer.get(screen).form("form[action$='/anwesenheit']") for _ in range(2))
    writer.send(one.fill(total="23"), status=303)
    page = writer.send(other.fill(total="32"), status=422)
    again = writer.send(page.form("form[action$='/anwesenheit']"), status=303)

    assert "gerade 23 Menschen" in page.text
    assert again.status == 303
    assert db.session.get_one(Meeting, meeting.id).attendance_total == 32


def test_an_item_without_time_needs_no_result(writer, screen, meeting):
    form = writer.get(screen).form("form[action$='/ausgelassen']").fill(ausgelassen="ja")
    writer.send(form, status=303)

    assert "Nicht behandelt" in writer.get(screen).text


def test_older_versions_can_be_read_and_brought_back(writer, staff, screen, meeting):
    other = staff("quarter_worker", ortsteile=["06"])
    writer.send(_part(writer.get(screen), "opening").fill(text="Guten Abend alle"), status=303)
    other.send(_part(other.get(screen), "opening").fill(text="Guten Morgen alle"), status=303)
    page = writer.get(f"{screen}/fassungen?text=opening")
    writer.send(page.form("form[action$='/zurueckholen']"), status=303)

    assert [change.get_text() for change in page.select("li:first-child :is(ins, del)")] == ["Abend", "Morgen"]
    assert queries.find_part(meeting, "opening").text == "Guten Abend alle"


@pytest.mark.parametrize("name", ["", "nichts", "result:x", "opening"])
def test_versions_of_nothing_are_not_found(writer, screen, name):
    writer.get(f"{screen}/fassungen?text={name}", status=404)


@pytest.mark.parametrize(
    "fields", [{}, {"slot": "opening"}, {"slot": "x", "base": "0"}, {"slot": "opening", "base": "0", "stroke": "9" * 20}]
)
def test_a_save_that_no_screen_sends_is_not_found(writer, screen, fields):
    form = _part(writer.get(screen), "opening")
    token = form.values["form_token"]

    writer.post(f"{screen}/text", {"form_token": token, "text": "x", **fields}, status=404)


def test_approved_minutes_cannot_be_written_but_late_texts_are_kept(writer, screen, meeting):
    form = _part(writer.get(screen), "opening").fill(text="Zu spät")
    making.minutes(meeting, MinutesState.APPROVED)
    db.session.commit()
    page = writer.send(form, status=409)

    assert "erst nach der Genehmigung" in page.text
    screen_now = writer.get(screen)
    assert screen_now.select("textarea[name=text]:not([readonly])") == []
    writer.send(screen_now.form("form[action$='/weglegen']"), status=303)
    assert queries.conflicts_of(meeting) == {}


def test_somebody_of_another_ortsteil_sees_no_minutes(staff, screen):
    stranger = staff("quarter_worker", ortsteile=["07"])

    for page in ("", "/stand", "/fassungen?text=opening", "/vorschau"):
        stranger.get(f"{screen}{page}", status=404)


def test_the_script_is_told_what_has_changed(world, writer, staff, screen, meeting, first):
    other = staff("quarter_worker", ortsteile=["06"])
    other.send(_part(other.get(screen), "opening").fill(text="Willkommen"), status=303)
    answer = writer.get(f"{screen}/stand").response
    now = answer.json
    known = [f"opening~{now['texts']['opening']['version']}"]

    again = writer.get(f"{screen}/stand", query_string={"kennt": known}).response.json

    assert now["texts"]["opening"]["text"] == "Willkommen"
    assert again["texts"] == {}
    assert set(now["fragments"]) >= {"counted", "parked", "conflict:opening", f"record:{first}"}
    with world.outside():
        seen = {"If-None-Match": answer.headers["ETag"]}
        assert writer._client.get(f"/de{screen}/stand", headers=seen).status_code == 304


def test_the_script_is_told_of_both_texts(writer, staff, screen, meeting):
    other = staff("quarter_worker", ortsteile=["06"])
    other.send(_part(other.get(screen), "opening").fill(text="Ihrer"), status=303)
    form = _part(writer.get(screen), "opening").fill(text="Meiner", base="0", pen="ab", stroke="1")
    answer = writer.send(form, status=409, headers={"Accept": "application/json"}).response.json

    assert (answer["slot"], answer["version"], answer["theirs"]) == ("opening", 1, "Ihrer")
    assert "Meiner" in answer["html"]
    assert [version.id.hex for version in queries.conflicts_of(meeting)["opening"]] == [answer["conflict"]]


def test_the_script_is_told_what_is_wrong_in_a_small_form(writer, screen, meeting, first):
    form = writer.get(screen).form("form[action$='/beschluss']")
    answer = writer.send(form, status=422, headers={"Accept": "application/json"}).response.json

    assert list(answer["errors"]) == [f"beschluss-{first}-wording"]
