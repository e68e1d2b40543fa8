"""Staff choose their mails; administrators see what waits and what failed, and no address."""

import pytest

from app.accounts.models import Account
from app.kernel import outbox
from app.kernel.db import db
from app.mailing import queries
from app.mailing.rules import Purpose
from app.moderation.models import LogEntry
from tests.kernel import mails

pytestmark = pytest.mark.full_on_postgresql


def test_staff_switch_their_mails_off_and_on(staff):
    worker = staff("quarter_worker")
    form = worker.get("/arbeit/post").form(".form")
    assert form.values.getlist("wanted") == ["invitations", "tasks"]

    worker.send(form.fill(wanted=["tasks"]), status=303)
    assert queries.stopped_by(worker.account_id) == {Purpose.INVITATIONS}
    form = worker.get("/arbeit/post").form(".form")
    assert form.values.getlist("wanted") == ["tasks"]

    worker.send(form.fill(wanted=["invitations", "tasks"]), status=303)
    assert queries.stopped_by(worker.account_id) == set()


def test_a_choice_that_is_none_is_refused(staff):
    worker = staff("quarter_worker")
    form = worker.get("/arbeit/post").form(".form").fill(wanted=["everything"])

    worker.send(form, status=422)

    assert queries.stopped_by(worker.account_id) == set()


@pytest.mark.parametrize(("language", "status"), [("en", 303), ("ar", 422), ("", 422)])
def test_staff_choose_the_language_of_their_mails(staff, language, status):
    worker = staff("quarter_worker")
    form = worker.get("/arbeit/konto").form("form[action$='/sprache']")
    assert form.values["language"] == "de"

    worker.send(form.fill(language=language), status=status)

    assert db.session.get(Account, worker.account_id).language == ("en" if status == 303 else "de")


@pytest.fixture
def failed(app, post):
    """A mail that the server refused for good."""
    mails.waiting(recipient="anna.schmidt@example.org", subject="Treffen am Dienstag")
    post.orders.append("554 5.7.1 No")
    (row,) = (post.come(), mails.rows())[1]
    return row


def test_an_empty_outbox_says_that_all_has_arrived(staff, post):
    page = staff("administrator").get("/arbeit/ausgang")

    assert "Alles ist angekommen" in page.text


def test_the_outbox_shows_what_failed_and_hides_who(staff, failed):
    page = staff("administrator").get("/arbeit/ausgang")

    assert "a…@example.org" in page.text
    assert "anna.schmidt" not in page.html
    assert "SMTPDataError 554" in page.text
    assert "Treffen am Dienstag" in page.text


def test_an_administrator_lets_a_mail_try_again_and_that_is_written_down(staff, failed, post):
    administrator = staff("administrator")
    form = administrator.get("/arbeit/ausgang").form("form[action*='noch-einmal']")

    administrator.follow(administrator.send(form, status=303))

    assert [letter.recipients for letter in post.come()] == [["anna.schmidt@example.org"]]
    assert db.session.scalars(db.select(LogEntry.act)).all() == ["mail.retry"]
    administrator.send(form, status=404)


def test_a_mail_that_failed_long_ago_shows_its_reason_only(staff, failed, clock):
    clock.advance(days=8)
    outbox.forget_old_mails()

    page = staff("administrator").get("/arbeit/ausgang")

    assert "SMTPDataError 554" in page.text
    assert page.select("form[action*='noch-einmal']") == []


def test_a_mail_that_waits_too_long_is_pointed_out(staff, post, clock):
    mails.waiting()
    administrator = staff("administrator")
    assert administrator.get("/arbeit/ausgang").select(".notice") == []
    clock.advance(hours=1, seconds=1)

    page = administrator.get("/arbeit/ausgang")

    assert "flask worker" in page.select_one(".notice").get_text()


def test_without_a_mail_server_the_outbox_says_so(staff):
    page = staff("administrator").get("/arbeit/ausgang")

    assert "MAIL_URL" in page.select_one(".notice").get_text()
