"""Each purpose of a slip is stopped by itself: the page says which, and a slip without any purpose left is deleted."""

import pytest
import sqlalchemy as sa

from app.contacts import service
from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.contacts.service import Slip
from app.kernel.codes import fresh_id
from app.kernel.db import db
from app.kernel.outbox import OutgoingMail
from tests.mailing.making import do_jobs
from tests.meetings import making as meetings
from tests.surveys import making

RESULTS, INVITED = Purpose.RESULTS, Purpose.ASSEMBLY_INVITATION
WORDS = {RESULTS: "Ergebnisse von Befragungen", INVITED: "Einladungen zu Treffen"}


@pytest.fixture
def campaign(app):
    made = making.campaign(phone="0361 1234")
    made.assembly_id = meetings.meeting().id
    slip = Slip(
        means=Means.EMAIL,
        purposes=[RESULTS, INVITED],
        language="de",
        ortsteil_key="06",
        consent="Ja.",
        email="ada@example.org",
    )
    service.take(campaign=made, client_id=fresh_id(), slip=slip)
    return made


def _tell(campaign) -> dict[Purpose, OutgoingMail]:
    """Both mails to the one slip there is."""
    service.tell_results(campaign)
    (first,) = db.session.scalars(sa.select(OutgoingMail)).all()
    service.invite(campaign)
    (second,) = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.id != first.id)).all()
    return {RESULTS: first, INVITED: second}


def _link(mail: OutgoingMail) -> str:
    return "/" + mail.headers["List-Unsubscribe"].strip("<>").split("/de/")[1]


def _purposes() -> list[list[str]]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(ContactSlip.purposes)))


@pytest.mark.parametrize(("stopped", "kept"), [(RESULTS, INVITED), (INVITED, RESULTS)])
def test_who_stops_one_purpose_keeps_the_other(campaign, reader, stopped, kept):
    mails = _tell(campaign)
    links, ids = ({purpose: of(mail) for purpose, mail in mails.items()} for of in (_link, lambda mail: mail.id))
    page = reader.get(links[stopped])
    assert WORDS[stopped] in page.text
    assert WORDS[kept] not in page.text

    done = reader.send(page.form())
    do_jobs()

    assert WORDS[stopped] in done.text
    assert db.session.scalars(sa.select(OutgoingMail.id)).all() == [ids[kept]], "the other mail still waits"
    assert _purposes() == [[kept.value]]
    reader.send(reader.get(links[kept]).form())
    do_jobs()
    assert _purposes() == []


def test_the_mail_says_what_becomes_of_the_slip_and_whom_to_call(campaign):
    for mail in _tell(campaign).values():
        assert "streichen wir von Ihrem Kontaktzettel" in mail.body
        assert "0361 1234" in mail.body


def test_what_was_stopped_is_not_told_again(campaign, reader):
    reader.send(reader.get(_link(_tell(campaign)[RESULTS])).form())
    slip = db.session.scalars(sa.select(ContactSlip)).one()
    slip.told = [word for word in slip.told if word != "results"]
    db.session.flush()

    assert service.tell_results(db.session.merge(campaign)) == 0


def test_staff_and_people_with_a_subscription_are_not_offered_results(staff, reader):
    page = staff("quarter_worker").get("/arbeit/post")

    assert WORDS[INVITED] in page.text
    assert WORDS[RESULTS] not in page.text
    reader.get("/post/ergebnisse/ortsteil:06", status=404)
