"""A mail is a row of its cause: it comes and goes with it, once, and nothing of it stays longer than needed."""

from datetime import timedelta

import pytest

from app.kernel import jobs, outbox
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.mail import Calendar, Method
from tests.kernel import mails
from tests.support import post


@pytest.fixture
def server(app):
    with mails.known_to(app) as server:
        yield server


@pytest.fixture
def worker(app, server):
    return mails.worker(app)


def test_a_cause_that_fails_leaves_no_mail(app, server, worker):
    mails.waiting()
    db.session.rollback()

    mails.sent_by(worker)

    assert (mails.rows(), server.letters) == ([], [])


def test_one_cause_makes_one_mail(app, server, worker):
    assert mails.waiting(dedupe="invitation:1")
    assert not mails.waiting(dedupe="invitation:1")
    mails.sent_by(worker)
    assert not mails.waiting(dedupe="invitation:1"), "it has been sent already"

    mails.sent_by(worker)

    assert len(server.letters) == 1


def test_mails_without_a_named_cause_are_mails_of_their_own(app):
    assert mails.waiting()
    assert mails.waiting()


def test_a_mail_goes_out_whole(app, server, worker):
    calendar = Calendar(method=Method.REQUEST, text="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    stop = "https://stimme.example.org/de/post/abmelden/abo.x"
    mails.waiting(
        recipient="anna@example.org",
        subject="Größe\nzählt",
        text="Kommen Sie?\nBitte.",
        language="de-simple",
        reply_to="team@example.org",
        unsubscribe=stop,
        calendar=calendar,
    )

    mails.sent_by(worker)

    said = server.letters[0].message
    assert (said["To"], said["From"], said["Reply-To"]) == ("anna@example.org", mails.SENDER, "team@example.org")
    assert (said["Subject"], said["Content-Language"]) == ("Größe zählt", "de-simple")
    assert (said["List-Unsubscribe"], said["List-Unsubscribe-Post"]) == (f"<{stop}>", "List-Unsubscribe=One-Click")
    assert said["Message-ID"].endswith("@127.0.0.1>")
    assert server.letters[0].text == "Kommen Sie?\nBitte.\n"
    assert [part.get_content_type() for part in said.iter_parts()] == ["text/plain", "text/calendar"]


def test_once_it_is_sent_nothing_tells_who_read_what(app, server, worker):
    mails.waiting(
        recipient="anna@example.org", subject="Geheim", text="Geheim", unsubscribe="https://x.example/geheim", reader="abo:1"
    )

    mails.sent_by(worker)

    (row,) = mails.rows()
    assert row.sent_at is not None
    assert (row.recipient, row.subject, row.body, row.headers, row.calendar, row.reader_key) == ("", "", "", {}, {}, "")


@pytest.mark.parametrize("no_address", ["", "anna", "a@b.de\nBcc: c@d.de", "a@b.de, c@d.de"])
def test_what_is_no_address_is_not_taken(app, no_address):
    with pytest.raises(ValueError):
        mails.waiting(recipient=no_address)


def test_a_mail_with_a_later_hour_waits_for_it(app, server, worker, clock):
    mails.waiting(due_at=clock.moment + timedelta(hours=2))
    mails.sent_by(worker)
    assert server.letters == []
    clock.advance(hours=2)

    mails.sent_by(worker)

    assert len(server.letters) == 1


def test_what_waits_for_a_reader_can_be_taken_back(app, server, worker):
    mails.waiting(reader="abo:1")
    mails.waiting(reader="abo:2", recipient="other@example.org")

    assert outbox.withdraw(reader="abo:1") == 1
    mails.sent_by(worker)

    assert [letter.recipients for letter in server.letters] == [["other@example.org"]]


def test_a_mail_waits_longer_after_each_refusal_and_then_it_failed(app, server, worker, clock):
    mails.waiting()
    waits = []
    for _ in range(7):
        server.orders.append("450 4.2.1 Mailbox of anna@example.org busy")
        mails.sent_by(worker)
        (row,) = mails.rows()
        waits.append(row.due_at - clock.moment)
        clock.set(row.due_at)

    assert waits[:-1] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)] + [
        timedelta(hours=hours) for hours in (2, 8, 24)
    ]
    assert row.failed_at is not None
    assert (row.attempts, row.last_error) == (7, "SMTPDataError 450")
    mails.sent_by(worker)
    assert server.letters == []


def test_a_mail_that_was_refused_arrives_later_under_the_same_id(app, server, worker, clock):
    mails.waiting()
    server.orders.append("451 Greylisted")
    mails.sent_by(worker)
    (row,) = mails.rows()
    clock.advance(seconds=59)
    mails.sent_by(worker)
    assert server.letters == []
    clock.advance(seconds=1)

    mails.sent_by(worker)

    assert server.ids == [row.message_id]


@pytest.mark.parametrize("where", ["recipient", "data"])
def test_a_final_refusal_fails_at_once_and_the_address_stands_in_no_reason(app, server, worker, where):
    mails.waiting(recipient="gone@example.org")
    mails.waiting(recipient="here@example.org")
    if where == "recipient":
        server.recipients_refused["gone@example.org"] = "550 5.1.1 No gone@example.org here"
    else:
        server.orders.append("554 5.7.1 gone@example.org refused")

    mails.sent_by(worker)

    gone, here = sorted(mails.rows(), key=lambda row: row.failed_at is None)
    assert gone.failed_at is not None
    assert gone.last_error in {"SMTPRecipientsRefused 550", "SMTPDataError 554"}
    assert here.sent_at is not None


def test_what_failed_can_be_sent_again_for_a_week(app, server, worker, clock):
    mails.waiting()
    server.orders.append("554 Spam")
    mails.sent_by(worker)
    (row,) = mails.rows()
    clock.advance(days=6)
    mails.sent_by(worker)

    outbox.try_again(row.id)
    mails.sent_by(worker)

    assert server.ids == [row.message_id]


def test_what_nobody_sent_again_is_emptied_after_a_week(app, server, worker, clock):
    mails.waiting()
    server.orders.append("554 Spam")
    mails.sent_by(worker)
    clock.advance(days=7, seconds=1)

    outbox.forget_old_mails()

    (row,) = mails.rows()
    assert (row.recipient, row.subject, row.body) == ("", "", "")
    with pytest.raises(NotFound):
        outbox.try_again(row.id)


def test_nothing_of_a_mail_is_left_after_a_month(app, server, worker, clock):
    mails.waiting()
    mails.sent_by(worker)
    mails.waiting()
    server.orders.append("554 Spam")
    mails.sent_by(worker)
    mails.waiting()
    db.session.commit()
    clock.advance(days=30, seconds=1)

    for job in jobs.due():
        jobs.do(job)

    assert mails.rows() == []


def test_the_overview_counts_what_waits(app, server, worker, clock):
    mails.waiting()
    mails.sent_by(worker)
    first = clock.moment + timedelta(minutes=1)
    for _ in range(2):
        clock.advance(minutes=1)
        mails.waiting()

    found = outbox.overview()

    assert (found.waiting, found.oldest, found.sent) == (2, first, 1)
    assert list(outbox.failed()) == []


@pytest.mark.parametrize("order", [post.HANG_UP, post.HANG_UP_LATE])
def test_a_line_that_breaks_loses_no_mail(app, server, worker, clock, order):
    """Whether the server had it nobody can know: it goes again, and the Message-ID tells that it is the same."""
    for _ in range(3):
        mails.waiting()
    server.orders.append(order)
    mails.sent_by(worker)
    clock.advance(minutes=1)

    mails.sent_by(worker)

    assert set(server.ids) == {row.message_id for row in mails.rows()}
    assert len(server.ids) == (4 if order == post.HANG_UP_LATE else 3)
