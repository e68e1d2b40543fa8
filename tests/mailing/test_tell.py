"""Telling people: each in their own language, once, with a link that stops it."""

import pytest

from app.kernel.db import db
from app.mailing import service
from app.mailing.models import AddressStop
from app.mailing.rules import Purpose
from tests import factories
from tests.mailing import making

INVITATIONS, TASKS = Purpose.INVITATIONS, Purpose.TASKS


def _tell(dedupe="meeting:1", subject=making.SUBJECT, letter=making.letter) -> int:
    return service.tell(purpose=INVITATIONS, subject=subject, letter=letter, dedupe=dedupe)


def _task(account, dedupe="task:1") -> bool:
    return service.tell_account(account_id=account.id, purpose=TASKS, letter=making.letter, dedupe=dedupe)


def test_everybody_reads_their_own_language_and_it_is_written_once(app, forum, post):
    for language in ("de", "ar", "ar", "leicht", "en"):
        making.subscription(language=language)
    written = []

    def letter(language):
        written.append(language.code)
        return making.letter(language)

    assert _tell(letter=letter) == 5
    assert sorted(written) == ["ar", "de", "en", "leicht"]
    arrived = sorted((mail.message["Content-Language"], mail.message["Subject"]) for mail in post.come())
    assert arrived == [
        ("ar", "Treffen (ar)"),
        ("ar", "Treffen (ar)"),
        ("de", "Treffen (de)"),
        ("de-simple", "Treffen (leicht)"),
        ("en", "Treffen (en)"),
    ]


def test_while_a_letter_is_written_its_language_is_spoken(app, forum, post):
    from app.kernel import i18n
    from app.mailing.rules import Letter

    making.subscription(language="en")

    _tell(letter=lambda _language: Letter(subject=i18n.gettext("Absenden"), text=i18n.current_language().code))

    (mail,) = post.come()
    assert mail.message["Subject"] != "Absenden"
    assert mail.text.startswith("en\n")


def test_only_those_who_said_yes_for_this_subject_are_told(app, forum, post, clock):
    making.subscription(email="yes@example.org")
    making.subscription(confirmed_at=None, expires_on=None)
    making.subscription(subject="forum:other")
    making.subscription(purpose=TASKS)
    making.subscription(expires_on=clock.moment.date())

    assert _tell() == 1
    assert [mail.recipients for mail in post.come()] == [["yes@example.org"]]


def test_one_cause_is_told_once_even_over_two_subjects(app, forum, post):
    making.subscription(email="both@example.org")
    making.subscription(email="Both@example.org", subject="ortsteil:06")

    assert [_tell(), _tell(subject="ortsteil:06"), _tell(), _tell(dedupe="meeting:2")] == [1, 0, 0, 1]
    assert len(post.come()) == 2


def test_nobody_is_told_when_the_cause_is_rolled_back(app, forum, post):
    making.subscription()
    db.session.commit()
    _tell()
    db.session.rollback()

    assert post.come() == []


def test_the_calendar_goes_along(app, forum, post):
    from app.kernel.mail import Calendar, Method
    from app.mailing.rules import Letter

    making.subscription()
    calendar = Calendar(method=Method.REQUEST, text="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")

    _tell(letter=lambda _language: Letter(subject="Treffen", text="Kommen Sie?", calendar=calendar))

    (mail,) = post.come()
    assert [part.get_content_type() for part in mail.message.iter_parts()] == ["text/plain", "text/calendar"]


def _stop_link(mail) -> str:
    (link,) = [each for each in making.links(mail) if "/abmelden/" in each]
    assert mail.message["List-Unsubscribe"] == f"<http://127.0.0.1:5000{link}>"
    return link


def test_one_click_on_the_page_stops_and_deletes_the_address(app, reader, forum, post):
    making.subscription()
    _tell()
    link = _stop_link(post.come()[0])

    page = reader.get(link)
    assert len(making.everybody()) == 1, "opening the page changes nothing"
    reader.send(page.form())

    assert making.everybody() == []
    assert _tell("meeting:2") == 0
    assert "nichts mehr" in reader.get(link, status=404).text


def test_the_button_of_a_mail_program_stops_without_a_form_of_ours(app, new_reader, forum, post):
    """RFC 8058: a POST from the provider, without cookie, Origin or token."""
    making.subscription()
    _tell()
    mail = post.come()[0]
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    new_reader().post(_stop_link(mail), {"List-Unsubscribe": "One-Click"})

    assert making.everybody() == []


def test_stopping_twice_is_as_good_as_once(app, reader, forum, post):
    making.subscription()
    _tell()
    link = _stop_link(post.come()[0])

    reader.post(link)
    reader.post(link)

    assert making.everybody() == []


def test_what_still_waits_for_somebody_who_stops_is_taken_back(app, reader, forum, post):
    making.subscription()
    _tell()
    link = _stop_link(post.come()[0])
    _tell("meeting:2")

    reader.post(link)

    assert len(post.come()) == 1


@pytest.mark.parametrize("token", ["x", "abo.einladungen." + "0" * 64, "konto.aufgaben." + "f" * 64])
def test_a_made_up_link_stops_nobody(app, reader, forum, token):
    making.subscription()

    reader.get(f"/post/abmelden/{token}", status=404)
    reader.post(f"/post/abmelden/{token}", status=404)

    assert len(making.everybody()) == 1


def test_the_signature_is_what_keeps_strangers_out(app, reader, forum, post, monkeypatch):
    """The weak twin: a link without a signature lets everybody stop everybody."""
    from app.mailing.service import links

    row = making.subscription()
    forged = f"abo.einladungen.{row.id.hex}{'0' * 32}"
    reader.post(f"/post/abmelden/{forged}", status=404)
    monkeypatch.setattr(links, "_signature", lambda _act, _name: "0" * 32)

    reader.post(f"/post/abmelden/{forged}", status=201)

    assert making.everybody() == []


def test_staff_are_told_in_the_language_of_their_account(app, post):
    account = factories.account("quarter_worker", language="en")

    assert _task(account)
    assert post.come()[0].message["Subject"] == "Treffen (en)"


def test_staff_who_stopped_or_left_are_not_told(app, reader, post):
    account, gone = factories.account("quarter_worker"), factories.account("quarter_worker", is_active=False)
    assert not _task(gone)
    _task(account)
    link = _stop_link(post.come()[0])

    reader.send(reader.get(link).form())

    assert not _task(account, "task:2")
    assert service.tell_account(account_id=account.id, purpose=INVITATIONS, letter=making.letter, dedupe="x"), "others go on"
    reader.get(link, status=404)


def _tell_address(dedupe="task:1", subject="task:1") -> bool:
    return service.tell_address(
        email="owner@example.org", language="leicht", purpose=TASKS, subject=subject, letter=making.letter, dedupe=dedupe
    )


def test_a_named_contact_is_told_until_they_stop_and_nothing_but_a_hash_is_kept(app, reader, post):
    assert _tell_address()
    (mail,) = post.come()
    assert mail.message["Subject"] == "Treffen (leicht)"

    reader.send(reader.get(_stop_link(mail)).form())

    assert not _tell_address("task:2")
    assert _tell_address("task:3", subject="task:9"), "about other things they were not asked"
    (stop,) = db.session.scalars(db.select(AddressStop)).all()
    assert "owner" not in stop.key


def test_no_link_and_no_cause_holds_an_address(app, forum):
    from app.kernel.outbox import OutgoingMail

    making.subscription(email="anna@example.org")
    _tell()
    _tell_address()

    for row in db.session.scalars(db.select(OutgoingMail)):
        kept = f"{row.dedupe_key} {row.reader_key} {row.headers} {row.message_id}"
        assert "anna" not in kept
        assert "owner" not in kept
