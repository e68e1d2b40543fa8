"""Staff see what is theirs, hide at once, decide with reasons, and everybody concerned is told."""

import pytest

from app.accounts.queries import find_asker
from app.concerns.queries import statements
from app.concerns.rules import Ground, Review
from app.kernel.db import db
from app.kernel.outbox import OutgoingMail
from app.moderation.models import LogEntry
from app.notices import queries
from app.notices.rules import Outcome
from tests import factories
from tests.concerns import known
from tests.notices import making

REMOVED = {
    "outcome": "removed",
    "answer": "Sie haben recht: Das ist eine Beleidigung.",
    "ground": "insult",
    "sentence": "Im zweiten Satz steht ein Schimpfwort.",
}


@pytest.fixture
def concern(app):
    return known.concern(ortsteil_key="06")


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"], is_city_wide=False)


def hide(worker, notice, *, status=303):
    form = worker.get(f"/arbeit/meldungen/{notice.id}").form("form[action$='/verbergen']")
    return worker.send(form, status=status)


def answer(worker, notice_id, *, status=303, **said):
    form = worker.get(f"/arbeit/meldungen/{notice_id}").form("form[action$='/antworten']")
    return worker.send(form.fill(**said), status=status)


def acts():
    return sorted(db.session.scalars(db.select(LogEntry.act)))


def test_everybody_sees_what_is_theirs_and_administrators_see_all(staff, concern):
    foreign = factories.concern(ortsteil_key="07")
    factories.forum("dort", ["07"])
    mine = making.notice(concern_id=concern.row.id, address="x").id
    theirs = making.notice(concern_id=foreign.id, address="x").id
    barrier, other = making.notice().id, making.notice(address="/de/regeln").id
    seen = {}
    for name, login in (
        ("near", staff("quarter_worker", ortsteile=["06"], is_city_wide=False)),
        ("city", staff("quarter_worker", ortsteile=["06"], is_city_wide=True)),
        ("all", staff("administrator")),
    ):
        all_ids = (mine, theirs, barrier, other)
        seen[name] = [each for each in all_ids if login.get("/arbeit/meldungen").select(f"a[href$='{each}']")]
        for each in set(all_ids) - set(seen[name]):
            login.get(f"/arbeit/meldungen/{each}", status=404)

    assert seen == {"near": [mine], "city": [mine, barrier, other], "all": [mine, theirs, barrier, other]}


def test_a_reported_text_is_hidden_with_one_tap_and_its_author_reads_why(worker, reader, concern):
    notice = making.notice(concern_id=concern.row.id, address="x")
    number = concern.number

    page = worker.follow(hide(worker, notice))

    assert "nicht mehr öffentlich" in page.text
    assert concern.row.review is Review.RETURNED
    reader.get(f"/anliegen/{number}", status=404)
    said = statements.statement_of(concern.row)
    assert (said.ground, said.was_public, said.on_notice) == (Ground.INSULT, True, True)
    assert "prüfen ihn jetzt" in said.reason
    assert acts() == ["concern.give_back", "notice.hide"]


def test_hiding_twice_is_said_not_done(worker, concern):
    notice = making.notice(concern_id=concern.row.id, address="x")
    form = worker.get(f"/arbeit/meldungen/{notice.id}").form("form[action$='/verbergen']")
    worker.send(form, status=303)

    worker.send(form, status=422)

    assert acts() == ["concern.give_back", "notice.hide"]


@pytest.mark.parametrize("was_hidden", [True, False])
def test_removing_tells_author_and_notifier_each_in_own_words(worker, concern, clock, was_hidden: bool):
    notice = making.notice(concern_id=concern.row.id, address="x", email="ada@example.org", language="en")
    if was_hidden:
        hide(worker, notice)
    clock.advance(minutes=1)

    answer(worker, notice.id, **REMOVED)

    assert concern.row.review is Review.RETURNED
    said = statements.statement_of(concern.row)
    assert (said.reason, said.was_public, said.on_notice) == (REMOVED["sentence"], True, True)
    (mail,) = db.session.scalars(db.select(OutgoingMail))
    assert REMOVED["answer"] in mail.body
    assert "/en/regeln#widerspruch" in mail.body
    assert "ada" not in said.reason
    assert REMOVED["sentence"] not in mail.body
    assert making.only_one().outcome is Outcome.REMOVED


def test_a_text_that_may_stay_comes_back(worker, reader, concern, clock):
    notice = making.notice(concern_id=concern.row.id, address="x")
    hide(worker, notice)
    clock.advance(minutes=1)

    answer(worker, notice.id, outcome="kept", answer="Das ist eine Meinung.")

    assert concern.row.review is Review.PUBLISHED
    reader.get(f"/anliegen/{concern.number}")


def test_all_who_reported_the_same_text_are_answered_at_once(worker, concern):
    first, _second = (
        making.notice(concern_id=concern.row.id, address="x", email=f"{who}@example.org") for who in ("ada", "bo")
    )
    other = factories.concern(ortsteil_key="06")
    making.notice(concern_id=other.id, address="x")

    answer(worker, first.id, **REMOVED, and_others="y")

    assert sorted(str(each.outcome) for each in making.stored()) == ["None", "removed", "removed"]
    assert {mail.recipient for mail in db.session.scalars(db.select(OutgoingMail))} == {"ada@example.org", "bo@example.org"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"outcome": []}, "outcome"), ({"answer": ""}, "answer"), ({"ground": ""}, "ground"), ({"sentence": ""}, "sentence")],
)
def test_a_decision_without_a_reason_is_none(worker, concern, changed, field: str):
    notice = making.notice(concern_id=concern.row.id, address="x")

    page = answer(worker, notice.id, status=422, **{**REMOVED, **changed})

    assert page.select_one(f"#{field}-error")
    assert concern.row.review is Review.PUBLISHED
    assert making.only_one().outcome is None


def test_a_decision_is_made_once(worker, concern):
    notice = making.notice(concern_id=concern.row.id, address="x")
    form = worker.get(f"/arbeit/meldungen/{notice.id}").form("form[action$='/antworten']").fill(**REMOVED)
    worker.send(form, status=303)

    worker.send(form, status=422)

    assert acts().count("notice.answer") == 1


def test_a_barrier_is_answered_by_mail_and_leads_to_the_office_that_helps(staff, reader, app):
    code = making.code_on(making.tell(reader, "barriere", {**making.BARRIER, "email": "ada@example.org"}))
    notice = making.only_one()

    answer(staff("administrator"), notice.id, outcome="planned", answer="Wir ändern es im Dezember.")

    sent = {mail.subject: mail for mail in db.session.scalars(db.select(OutgoingMail))}
    assert "/de/barrierefreiheit" in sent["Antwort auf Ihre Meldung"].body
    page = reader.post("/melden/nachsehen", {"code": code}, status=200)
    assert "Wir ändern es im Dezember." in page.text
    assert "Durchsetzungsstelle" in page.text


def test_the_desk_says_what_waits_and_until_when(staff, app):
    making.notice()
    worker = staff("administrator")

    page = worker.get("/arbeit")

    assert "1 Meldung wartet auf Ihre Antwort" in page.text
    assert page.select("a[href$='/arbeit/meldungen']")


def test_people_who_look_after_no_area_count_nothing(app):
    account = factories.account("quarter_worker", ortsteile=["06"], is_city_wide=False)
    making.notice()

    assert queries.count_open(_asker(account)).count == 0


def _asker(account):
    from app.kernel import codes

    secret = factories.session_of(account)
    db.session.commit()
    return find_asker(codes.digest(secret))
