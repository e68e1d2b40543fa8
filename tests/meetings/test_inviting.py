"""Inviting: pages and calendars at once, mails in each person's language, and nobody hears the same twice."""

from datetime import date, time, timedelta

import icalendar
import pytest

from app.kernel import clock as kernel_clock
from app.kernel.db import db
from app.meetings.models import Meeting
from app.meetings.rules import when
from app.meetings.rules.kinds import Access, InvitationChannel, MeetingState, Precision
from app.meetings.service import inviting, planning
from tests import factories
from tests.kernel import mails
from tests.mailing import making as mailing
from tests.meetings import making
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def forum(app):
    return factories.forum("rieth", ["06"], name="Forum Rieth")


@pytest.fixture
def meeting(forum) -> Meeting:
    return making.meeting(
        date(2026, 12, 1),
        title="Winterforum",
        purpose="Wir reden über den Platz.",
        forums=[forum],
        state=MeetingState.DRAFT,
        access=[Access.LIFT.value],
        access_note="Der Eingang ist hinten.",
        interpreting=["ar"],
        address="Am Platz 1",
        online_link="https://treffen.example.org/raum",
    )


@pytest.fixture
def worker(staff, meeting) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def post(app):
    """The mail server. `post.come()` lets a worker send all that waits, and gives the mails of this round by recipient."""
    with mails.known_to(app) as server:
        sender = mails.worker(app)
        seen = 0

        def come():
            nonlocal seen
            mails.sent_by(sender)
            new, seen = server.letters[seen:], len(server.letters)
            return {mail.recipients[0]: mail for mail in new}

        server.come = come
        yield server


def invite(reader: Reader, of: Meeting, **answers: object) -> Page:
    form = reader.get(f"/arbeit/treffen/{of.id}/einladen").form("form.form")
    if "with_mail" in answers and not answers["with_mail"]:
        form.values.poplist("with_mail")
        answers.pop("with_mail")
    return reader.follow(reader.send(form.fill(**answers), status=303))


def fresh(of: Meeting) -> Meeting:
    db.session.flush()
    db.session.expire_all()
    found = db.session.get(Meeting, of.id)
    assert found is not None
    return found


def invited(of: Meeting) -> Meeting:
    """The meeting, announced and with its invitations sent."""
    found = fresh(of)
    planning.announce(meeting=found, account_id=None)
    inviting.invite(meeting=found, channels=[InvitationChannel.MAIL], account_id=None)
    return found


def test_inviting_announces_and_notes_the_ways(worker, meeting):
    page = invite(worker, meeting, channels=["poster", "doorstep"])

    found = fresh(meeting)
    assert (found.state, found.invited_on, found.announced_at) == (
        MeetingState.ANNOUNCED,
        date(2026, 11, 16),
        kernel_clock.now(),
    )
    assert found.invitation_channels == ["page", "mail", "poster", "doorstep"]
    assert "mit Plakaten" in page.text


def test_an_invitation_says_all_that_one_has_to_know(worker, meeting, post):
    mailing.subscription(email="ada@example.org")
    making.item(meeting, "Bänke am Platz")
    making.item(meeting, "Personalsachen", is_public=False)

    page = invite(worker, meeting)

    assert "1 E-Mail geht jetzt auf die Reise." in page.text
    mail = post.come()["ada@example.org"]
    assert mail.message["Subject"] == "Einladung für 1. Dezember 2026: Winterforum"
    for words in (
        "Guten Tag,",
        "Wir reden über den Platz.",
        "Dienstag, 1. Dezember 2026, 17:00 bis 19:00 Uhr",
        "Stadtteilzentrum, Am Platz 1",
        "https://treffen.example.org/raum",
        "Aufzug",
        "Der Eingang ist hinten.",
        "Arabisch",
        "- Bänke am Platz",
        f"/de/treffen/{meeting.id}",
    ):
        assert words in mail.text, words
    assert "Personalsachen" not in mail.text


def test_an_invitation_brings_a_date_for_the_calendar(worker, meeting, post):
    mailing.subscription(email="ada@example.org")

    invite(worker, meeting)

    calendar = date_in(post.come()["ada@example.org"])
    assert (str(calendar["METHOD"]), str(calendar.events[0]["SUMMARY"])) == ("PUBLISH", "Winterforum")


def date_in(mail) -> icalendar.Calendar:
    (part,) = [each for each in mail.message.walk() if each.get_content_type() == "text/calendar"][:1]
    return icalendar.Calendar.from_ical(part.get_content())


@pytest.mark.parametrize(
    ("language", "weekday"), [("de", "Dienstag"), ("ar", "الثلاثاء"), ("en", "Tuesday"), ("leicht", "Dienstag")]
)
def test_everybody_reads_their_own_language(worker, meeting, post, language, weekday):
    mailing.subscription(email="ada@example.org", language=language)

    invite(worker, meeting)

    mail = post.come()["ada@example.org"]
    assert weekday in mail.text
    assert f"/{language}/treffen/{meeting.id}" in mail.text


def test_nobody_is_invited_twice(worker, meeting, post):
    mailing.subscription(email="ada@example.org")
    mailing.subscription(email="ada@example.org", subject="ortsteil:06")
    invite(worker, meeting)
    assert list(post.come()) == ["ada@example.org"]
    mailing.subscription(email="ben@example.org", confirmed_at=kernel_clock.now() + timedelta(seconds=1))

    invite(worker, meeting)

    assert list(post.come()) == ["ben@example.org"]


def test_not_even_when_the_outbox_has_forgotten(worker, meeting, post, clock):
    meeting.first_day = meeting.last_day = date(2027, 3, 1)
    meeting.starts_at = meeting.ends_at = None
    mailing.subscription(email="ada@example.org")
    invite(worker, meeting)
    post.come()
    clock.advance(days=40)
    mailing.do_jobs()
    assert mails.rows() == []

    inviting.invite(meeting=fresh(meeting), channels=[InvitationChannel.MAIL], account_id=None)

    assert post.come() == {}


def test_people_are_counted_once_and_never_named(worker, meeting):
    mailing.subscription(email="ada@example.org")
    mailing.subscription(email="ada@example.org", subject="ortsteil:06")
    mailing.subscription(email="ben@example.org", subject="ortsteil:06")
    mailing.subscription(email="eva@example.org", subject="ortsteil:07")
    mailing.subscription(email="udo@example.org", confirmed_at=None, expires_on=None)

    page = worker.get(f"/arbeit/treffen/{meeting.id}/einladen")

    assert "2 Menschen bekommen Einladungen" in page.text
    assert "@example.org" not in page.html


def test_the_letter_is_seen_before_it_goes(worker, meeting):
    german = worker.get(f"/arbeit/treffen/{meeting.id}/einladen").select_one(".letter")
    arabic = worker.get(f"/arbeit/treffen/{meeting.id}/einladen?sprache=ar").select_one(".letter")

    assert "Dienstag, 1. Dezember 2026" in german.get_text()
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    assert "الثلاثاء" in arabic.get_text()
    worker.get(f"/arbeit/treffen/{meeting.id}/einladen?sprache=klingonisch")
    assert fresh(meeting).state is MeetingState.DRAFT


def test_people_of_the_whole_city_are_invited_by_their_ortsteile(app, post):
    factories.ortsteil("06")
    mailing.subscription(email="ada@example.org", subject="ortsteil:06")
    everywhere = making.meeting(is_city_wide=True)

    assert inviting.invite(meeting=everywhere, channels=[InvitationChannel.MAIL], account_id=None) == 1


def test_without_mail_nobody_gets_one(worker, meeting, post):
    mailing.subscription()

    invite(worker, meeting, with_mail=False, channels=["poster"])

    assert post.come() == {}
    assert fresh(meeting).invitation_channels == ["page", "poster"]


def test_a_meeting_that_is_over_invites_nobody_by_mail(worker, forum, post):
    over = making.meeting(date(2026, 11, 2), forums=[forum])
    mailing.subscription()
    form = worker.get(f"/arbeit/treffen/{over.id}/einladen").form("form.form")

    worker.send(form.fill(channels=["spoken"]), status=303)
    worker.send(form.fill(with_mail="y"), status=422)

    assert post.come() == {}
    assert fresh(over).invitation_channels == ["page", "spoken"]


def test_a_cancelled_meeting_invites_nobody(worker, forum):
    cancelled = making.meeting(forums=[forum], state=MeetingState.CANCELLED)
    form = worker.get(f"/arbeit/treffen/{cancelled.id}/einladen").form("form.form")

    worker.send(form, status=422)


def change(reader: Reader, of: Meeting, **answers: object) -> None:
    form = reader.get(f"/arbeit/treffen/{of.id}/bearbeiten").form("form.form")
    reader.send(form.fill(**answers), status=303)


def test_those_invited_hear_of_another_time(worker, meeting, post):
    mailing.subscription(email="ada@example.org")
    invited(meeting)
    post.come()

    change(worker, meeting, starts="18:00", ends="20:00")

    mail = post.come()["ada@example.org"]
    assert mail.message["Subject"] == "Geändert: Winterforum, jetzt am 1. Dezember 2026"
    assert "18:00 bis 20:00 Uhr" in mail.text
    assert int(date_in(mail).events[0]["SEQUENCE"]) == 1


@pytest.mark.parametrize("answers", [{"place": "Anderswo"}, {"address": "Neue Straße 2"}, {"first_day": "2026-12-02"}])
def test_those_invited_hear_of_another_place_or_day(worker, meeting, post, answers):
    mailing.subscription()
    invited(meeting)
    post.come()

    change(worker, meeting, **answers)

    assert len(post.come()) == 1


def test_two_changes_are_two_mails(worker, meeting, post):
    mailing.subscription()
    invited(meeting)
    post.come()
    for hour in ("18:00", "18:30"):
        change(worker, meeting, starts=hour, ends="20:00")
        assert len(post.come()) == 1


@pytest.mark.parametrize("answers", [{"purpose": "Neu."}, {"title": "Frühjahrsforum"}, {"facilitator": "Büro"}])
def test_nobody_is_bothered_with_smaller_changes(worker, meeting, post, answers):
    mailing.subscription()
    invited(meeting)
    post.come()

    change(worker, meeting, **answers)

    assert post.come() == {}


def test_who_was_not_invited_hears_of_no_change(worker, meeting, post):
    mailing.subscription()
    invite(worker, meeting, with_mail=False)

    change(worker, meeting, place="Anderswo")

    assert post.come() == {}


def test_who_was_invited_hears_of_a_cancellation_even_if_the_meeting_went_to_others(worker, meeting, post):
    mailing.subscription(email="ada@example.org", subject="forum:rieth")
    invited(meeting)
    post.come()
    form = worker.get(f"/arbeit/treffen/{meeting.id}/bearbeiten").form("form.form")
    form.values.poplist("forum_ids")
    worker.send(form, status=303)

    form = worker.get(f"/arbeit/treffen/{meeting.id}/absagen").form("form.form")
    page = worker.follow(worker.send(form.fill(reason="Der Saal ist nass."), status=303))

    assert "1 E-Mail geht jetzt auf die Reise." in page.text
    mail = post.come()["ada@example.org"]
    assert mail.message["Subject"] == "Abgesagt: Winterforum am 1. Dezember 2026"
    assert "Der Saal ist nass." in mail.text
    calendar = date_in(mail)
    assert (str(calendar["METHOD"]), str(calendar.events[0]["STATUS"])) == ("CANCEL", "CANCELLED")


def test_a_meeting_called_again_is_told_and_cancelled_again_is_told_again(meeting, post, app):
    mailing.subscription()
    invited(meeting)
    post.come()
    found = fresh(meeting)

    assert planning.cancel(meeting=found, reason="Regen.", account_id=None) == 1
    assert planning.reopen(meeting=found, account_id=None) == 1
    assert planning.cancel(meeting=found, reason="Schnee.", account_id=None) == 1
    assert planning.cancel(meeting=found, reason="Schnee.", account_id=None) == 0

    subjects = sorted(row.subject.split(":")[0] for row in mails.rows() if row.subject)
    assert subjects == ["Abgesagt", "Abgesagt", "Findet doch statt"]


def test_people_are_reminded_two_days_before_and_once(meeting, post, clock):
    mailing.subscription(email="ada@example.org")
    invited(meeting)
    post.come()

    assert inviting.remind_due() == 0
    clock.advance(days=13)
    assert inviting.remind_due() == 1
    assert inviting.remind_due() == 0
    clock.advance(days=1)
    assert inviting.remind_due() == 0

    assert post.come()["ada@example.org"].message["Subject"].startswith("Bald ist es so weit")


def test_a_moved_meeting_reminds_on_its_new_day(meeting, post, clock):
    mailing.subscription()
    invited(meeting)
    clock.advance(days=13)
    assert inviting.remind_due() == 1

    found = fresh(meeting)
    later = when.span(day=date(2026, 12, 8), starts=time(17), ends=None, zone=kernel_clock.LOCAL)
    planning.change(meeting=found, said=planning.plan_of(found), span=later, account_id=None)
    clock.advance(days=7)

    assert inviting.remind_due() == 1


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.DRAFT])
def test_nobody_is_reminded_of_what_does_not_take_place(meeting, post, clock, state):
    mailing.subscription()
    invited(meeting).state = state
    clock.advance(days=13)

    assert inviting.remind_due() == 0


def test_who_was_invited_only_now_is_not_reminded_at_once(meeting, post, clock):
    mailing.subscription()
    clock.advance(days=14)
    invited(meeting)

    assert inviting.remind_due() == 0


def test_a_meeting_of_which_only_the_month_is_known_brings_no_date(meeting, post):
    mailing.subscription(email="ada@example.org")
    meeting.precision, meeting.starts_at, meeting.ends_at = Precision.MONTH, None, None
    meeting.first_day, meeting.last_day = date(2026, 12, 1), date(2026, 12, 31)

    invited(meeting)

    mail = post.come()["ada@example.org"]
    assert "im Dezember 2026" in mail.text
    assert [each for each in mail.message.walk() if each.get_content_type() == "text/calendar"] == []
