"""Asking for mails: twice yes before anything is sent, and nobody learns who has asked before."""

from datetime import date, timedelta

import pytest

from app.kernel.languages import OFFERED
from app.mailing.models import Subscription
from app.mailing.rules import MOST_A_DAY
from tests.mailing import making
from tests.support.reader import Page

pytestmark = pytest.mark.full_on_postgresql

PAGE = "/post/einladungen/forum:rieth"
ANNA = "anna@example.org"


@pytest.fixture
def ask(reader, forum, clock):
    """Fill the form in and send it, in the time that people need."""

    def send(email=ANNA, *, status=201, visitor=reader, page=PAGE, **answers) -> Page:
        form = visitor.get(page).form()
        clock.advance(seconds=10)
        return visitor.send(form.fill(email=email, **answers), status=status, address=page)

    return send


def test_the_way_from_the_form_to_the_first_mail(ask, reader, post, clock):
    page = ask()
    assert "Postfach" in page.text
    (asked,) = post.come()
    assert making.everybody()[0].confirmed_at is None

    (link,) = making.links(asked)
    confirmed = reader.send(reader.get(link).form())

    assert "16. November 2028" in confirmed.text
    (row,) = making.everybody()
    assert (row.email, row.language, row.expires_on) == (ANNA, "de", date(2028, 11, 16))
    assert row.confirmed_at == clock.moment


@pytest.mark.parametrize("language", [language.code for language in OFFERED])
def test_the_form_and_the_mail_speak_the_readers_language(new_reader, forum, post, ask, language):
    visitor = new_reader(language)

    ask(visitor=visitor)

    (asked,) = post.come()
    (link,) = making.links(asked)
    assert link.startswith(f"/{language}/post/bestaetigen/")
    assert asked.message["Content-Language"] == next(each.tag for each in OFFERED if each.code == language)
    visitor.get(link)


def test_opening_the_link_changes_nothing(ask, reader, post):
    """Mail programs open links to look for viruses."""
    ask()
    (asked,) = post.come()

    reader.get(making.links(asked)[0])

    assert making.everybody()[0].confirmed_at is None


def test_a_second_click_keeps_what_was_said(ask, reader, post, clock):
    ask()
    (asked,) = post.come()
    form = reader.get(making.links(asked)[0]).form()
    reader.send(form)
    clock.advance(days=3)

    reader.send(form)

    assert making.everybody()[0].expires_on == date(2028, 11, 16)


def test_the_page_is_the_same_whether_the_address_is_known_or_not(ask, post):
    fresh = ask()
    making.subscription(email="known@example.org")

    known = ask("known@example.org")

    assert known.html == fresh.html
    first, second = post.come()
    assert "bestätigen" in first.message["Subject"]
    assert "schon" in second.message["Subject"]
    assert len(making.everybody()) == 2


def test_asking_again_the_same_day_sends_no_second_mail(ask, post):
    ask()
    ask("ANNA@example.org")

    assert len(post.come()) == 1
    assert len(making.everybody()) == 1


def test_asking_again_the_next_day_sends_another_and_begins_anew(ask, post, clock):
    ask()
    clock.advance(days=1)

    ask()

    assert len(post.come()) == 2
    assert making.everybody()[0].created_on == date(2026, 11, 17)


def test_nobody_else_can_change_the_language_of_a_subscription(new_reader, forum, ask, post):
    making.subscription(email=ANNA, language="leicht")

    ask(visitor=new_reader("ar"))

    assert making.everybody()[0].language == "leicht"
    assert post.come()[0].message["Content-Language"] == "de-simple"


@pytest.mark.parametrize("wrong", ["", "anna", "anna@", "a@b.de, c@d.de", "Anna <a@b.de>", "a@b", "x" * 300 + "@b.de"])
def test_what_is_no_address_is_asked_again(ask, wrong):
    page = ask(wrong, status=422)

    assert page.select_one("#email-error")
    assert making.everybody() == []


@pytest.mark.parametrize("evil", ["a@b.de\nBcc: c@d.de", "a@b.de\r\nBcc:c@d.de", "a@b.de%0aBcc:c@d.de", "a@b.de\0"])
def test_an_address_cannot_bring_a_header(ask, post, evil):
    ask(evil, status=201 if evil.endswith("\0") else 422)

    for mail in post.come():
        assert mail.message["Bcc"] is None
        assert mail.recipients == ["a@b.de"]


@pytest.mark.parametrize(
    "page",
    ["/post/einladungen/forum:nirgends", "/post/einladungen/forum", "/post/einladungen/x:y", "/post/aufgaben/forum:rieth"],
)
def test_there_is_no_form_for_what_does_not_exist(reader, forum, page):
    reader.get(page, status=404)
    reader.post(page, {"email": ANNA}, status=404)


def test_an_ortsteil_can_be_followed_as_well(ask, post, forum):
    ask(page="/post/einladungen/ortsteil:06")

    assert "Ortsteil 06" in post.come()[0].message["Subject"]


def test_a_program_that_fills_every_field_is_thanked_and_not_heard(ask, post):
    page = ask(website="https://spam.example")

    assert "Postfach" in page.text
    assert (post.come(), making.everybody()) == ([], [])


def test_a_form_that_comes_back_at_once_or_was_made_up_is_shown_again(reader, forum, clock):
    form = reader.get(PAGE).form().fill(email=ANNA)
    hasty = reader.send(form, status=422, address=PAGE)
    clock.advance(seconds=10)
    reader.post(PAGE, {"email": ANNA, "token": "1.x"}, status=422)
    clock.advance(days=2)
    late = reader.send(form, status=422, address=PAGE)

    assert ANNA in hasty.html
    assert ANNA in late.html
    assert making.everybody() == []
    form = late.form()
    clock.advance(seconds=10)
    reader.send(form, address=PAGE)


def test_strangers_cannot_fill_a_letter_box(ask, post, forum):
    """One address gets a few mails a day, however many things somebody orders for it."""
    from tests import factories

    for key in range(10, 20):
        factories.ortsteil(str(key))
        page = ask(page=f"/post/einladungen/ortsteil:{key}")
        assert "Postfach" in page.text

    assert len(post.come()) == MOST_A_DAY


def test_one_network_cannot_ask_without_end(ask):
    for number in range(20):
        ask(f"someone{number}@example.org")

    ask("one.more@example.org", status=429)


def test_an_address_that_nobody_confirms_is_gone_after_a_week(ask, reader, post, clock, app):
    ask()
    (asked,) = post.come()
    clock.advance(days=8)
    making.do_jobs()

    assert making.everybody() == []
    page = reader.get(making.links(asked)[0], status=404)
    assert "gilt nicht mehr" in page.text


def test_without_a_mail_server_the_page_says_so(reader, forum):
    assert "keine E-Mails" in reader.get(PAGE).select_one(".notice").get_text()


@pytest.mark.parametrize("path", ["bestaetigen", "bleiben"])
@pytest.mark.parametrize("token", ["x", "abo.einladungen." + "0" * 64, "ä" * 90, "abo.einladungen." + "0" * 32])
def test_a_made_up_link_leads_to_a_kind_page(reader, path, token):
    reader.get(f"/post/{path}/{token}", status=404)
    reader.post(f"/post/{path}/{token}", status=404)


def test_a_link_for_one_act_is_worth_nothing_for_another(ask, reader, post):
    ask()
    (asked,) = post.come()
    token = making.links(asked)[0].rpartition("/")[2]

    reader.get(f"/post/abmelden/{token}", status=404)
    reader.get(f"/post/bleiben/{token}", status=404)
    reader.post(f"/post/abmelden/{token}", status=404)

    assert len(making.everybody()) == 1


def test_two_forms_at_once_make_one_subscription(app, forum):
    from app.kernel.db import db
    from app.kernel.languages import GERMAN
    from app.mailing import service
    from app.mailing.rules import Purpose

    for email in (ANNA, "Anna@Example.org"):
        service.subscribe(purpose=Purpose.INVITATIONS, subject=making.SUBJECT, email=email, language=GERMAN)

    assert db.session.scalar(db.select(db.func.count()).select_from(Subscription)) == 1


def test_before_the_end_we_ask_once_and_one_click_keeps_the_mails(app, reader, forum, post, clock):
    row = making.subscription(email=ANNA)
    clock.set(clock.moment.replace(year=2028, month=10, day=17))
    for _ in range(3):
        making.do_jobs()
        clock.advance(days=1)

    (mail,) = post.come()
    assert "16. November 2028" in mail.text
    link = making.links(mail)[0]
    reader.get(link)
    assert making.everybody()[0].expires_on == row.expires_on
    reader.send(reader.get(link).form())
    assert making.everybody()[0].expires_on == date(2030, 10, 20)


def test_whoever_does_not_stay_is_deleted_on_the_day(app, forum, post, clock):
    making.subscription(email=ANNA)
    clock.set(clock.moment.replace(year=2028, month=11, day=15))
    for _ in range(2):
        making.do_jobs()
        assert len(making.everybody()) == (1 if clock.moment.day == 15 else 0)
        clock.advance(days=1)
    assert post.come() == [], "what still waited for this reader is taken back"


def test_what_no_longer_exists_ends_unasked(app, post, clock):
    from app.mailing import service

    making.subscription(subject="forum:weg", expires_on=clock.moment.date() + timedelta(days=10))

    assert service.ask_before_end() == 0
