"""A mail arrives as it was meant, in every script, and nothing that comes in can add to its headers."""

from datetime import UTC, datetime

import pytest

from app.kernel import mail
from app.kernel.mail import Calendar, Mail, Method
from app.kernel.post_office import PostOffice, Secrecy
from tests.support import post

ARABIC = "اجتماع منتدى الحي يوم الثلاثاء القادم في الساعة السادسة مساءً في دار اللقاء، والدعوة عامة للجميع"
LONG_LINK = "https://stimme.beispielstadt-mit-einem-langen-namen.example/de/post/abmelden/abo." + "a1B2-_" * 10


def _mail(**changed):
    values = {
        "message_id": "<1@example.org>",
        "sender": "Forum Wörth <post@example.org>",
        "recipient": "anna@example.org",
        "subject": "Treffen",
        "text": "Guten Tag",
        "language": "de",
        "date": datetime(2026, 11, 16, 11, 0, tzinfo=UTC),
        "headers": {},
        "calendar": None,
    }
    return Mail(**{**values, **changed})


def _delivered(**changed) -> post.Delivered:
    with post.serving() as server:
        office = PostOffice(host="127.0.0.1", port=server.port, secrecy=Secrecy.NONE, sender="")
        with office.open() as counter:
            counter.hand_in(_mail(**changed))
        return server.letters[0]


@pytest.mark.parametrize("subject", ["Größere Änderung für Übermorgen", ARABIC, "Слава", "🎉 Fest", "x" * 300, "ä" * 300])
def test_a_subject_arrives_in_every_script(subject):
    arrived = _delivered(subject=subject)

    assert arrived.message["Subject"] == subject
    assert max(len(line) for line in arrived.raw.splitlines()) <= 320


@pytest.mark.parametrize(
    "text", ["Grüße\n\n.\nein Punkt allein", ARABIC * 30, "w" * 5000, "a =3D b\n-- \nFuß\n", "From hier\n.."]
)
def test_a_text_arrives_word_for_word(text):
    arrived = _delivered(text=text)

    assert arrived.text.rstrip("\n") == text.rstrip("\n")
    assert max(len(line) for line in arrived.raw.splitlines()) <= 78


def test_a_mail_says_what_it_is():
    headers = {"List-Unsubscribe": f"<{LONG_LINK}>", "List-Unsubscribe-Post": mail.ONE_CLICK, "Reply-To": "büro@example.org"}

    arrived = _delivered(headers={**headers, "Reply-To": "buero@example.org"}, language="ar")

    said = arrived.message
    assert said["From"].addresses[0].display_name == "Forum Wörth"
    assert (said["To"], said["Message-ID"], said["Reply-To"]) == ("anna@example.org", "<1@example.org>", "buero@example.org")
    assert (said["Content-Language"], said["Auto-Submitted"]) == ("ar", "auto-generated")
    assert said["Date"].datetime == datetime(2026, 11, 16, 11, 0, tzinfo=UTC)
    assert said.get_content_type() == "text/plain"
    assert arrived.recipients == ["anna@example.org"]


def test_the_link_to_stop_stands_whole_in_its_header():
    """Python would fold a long link by encoding it; no mail program reads that."""
    arrived = _delivered(headers={"List-Unsubscribe": f"<{LONG_LINK}>", "List-Unsubscribe-Post": mail.ONE_CLICK})

    assert f"\r\nList-Unsubscribe: <{LONG_LINK}>\r\n".encode() in arrived.raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in arrived.raw


def test_a_date_for_the_calendar_stands_beside_the_text():
    ics = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:Nachbarschaftstreffen für alle\r\nEND:VCALENDAR\r\n"

    arrived = _delivered(calendar=Calendar(method=Method.CANCEL, text=ics))

    assert arrived.message.get_content_type() == "multipart/alternative"
    plain, calendar = arrived.message.iter_parts()
    assert plain.get_content().strip() == "Guten Tag"
    assert calendar.get_content_type() == "text/calendar"
    assert calendar["Content-Type"].params["method"] == "CANCEL"
    assert calendar.get_payload(decode=True).decode() == ics


@pytest.mark.parametrize(
    "evil",
    ["Treffen\r\nBcc: all@example.org", "Treffen\nBcc: all@example.org", "Treffen\r\n\r\nText", "a\0b\x0bc\u2028Bcc: d"],
)
def test_a_subject_cannot_add_a_header(evil):
    arrived = _delivered(subject=evil)

    assert arrived.message["Bcc"] is None
    assert arrived.recipients == ["anna@example.org"]
    assert "\n" not in arrived.message["Subject"]
    assert arrived.text.strip() == "Guten Tag"


@pytest.mark.parametrize(
    "changed",
    [
        {"headers": {"Reply-To": "a@b.de\r\nBcc: c@d.de"}},
        {"sender": "x <a@b.de>\nBcc: c@d.de"},
        {"recipient": "a@b.de\nc@d.de"},
    ],
)
def test_a_header_that_would_break_out_stops_the_mail(changed):
    with pytest.raises(ValueError):
        mail.composed(_mail(**changed))


def test_a_domain_with_umlauts_goes_in_ascii():
    assert _delivered(recipient="anna@müller.example").recipients == ["anna@xn--mller-kva.example"]


@pytest.mark.parametrize("good", ["a@b.de", "anna.o'neil+forum@post.example.org", "x_1-2@müller.example"])
def test_an_address_is_taken(good):
    assert mail.is_address(good)


@pytest.mark.parametrize(
    "bad",
    [
        *(
            "",
            "a",
            "@",
            "a@",
            "@b.de",
            "a@b",
            "a b@c.de",
            "a@b.de,c@d.de",
            "a@b.de c@d.de",
            "Anna <a@b.de>",
            "a@b@c.de",
            "a,b@c.de",
        ),
        *(
            "a@b.de\nBcc: c@d.de",
            "a@b.de\r",
            "a\0@b.de",
            '"a b"@c.de',
            "ä@b.de",
            "a@b..de",
            ".a@b.de",
            "a@b.de.",
            "a(x)@b.de",
            "a;b@c.de",
        ),
        *("a@" + "b" * 64 + ".de", "a" * 250 + "@b.de", "a@b.de\u2028", "a:b@c.de;", "a@[127.0.0.1]", "a@-.de,", "<a@b.de>"),
    ],
)
def test_what_is_no_plain_address_is_refused(bad):
    assert not mail.is_address(bad)


def test_a_masked_address_shows_where_and_hides_who():
    assert mail.masked("anna.schmidt@example.org") == "a…@example.org"
    assert mail.masked("") == ""
