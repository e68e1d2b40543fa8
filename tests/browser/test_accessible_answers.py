"""Every form sent wrong, and every page that answers a form: fit for everybody, and it says what is wrong."""

import pytest

from app.kernel.languages import FOR_STAFF, OFFERED
from tests.browser import announced, answers, fitness, matrix

pytestmark = pytest.mark.browser

SAID_BY_A_PAGE = {
    "/anliegen/orte-in-der-naehe",
    "/arbeit/konto/zweiter-faktor/bestaetigen",
    "/arbeit/kontakte/{campaign}/datei",
    "/arbeit/tuer/{campaign}/sicherung",
    "/arbeit/treffen/{planned_id}/protokoll/text",
}
"""The form cannot come back, so a page of its own says in its heading what is wrong; minutes say it beside their text."""
NOT_ASKED = {
    answers.REFUSED_STAFF[name].path
    for name in (
        "coding_work.hang_submit",
        "coding_work.to_concern_submit",
        "contacts_work.reach_submit",
        "door_work.attempt_submit",
        "door_work.talk_submit",
        "meetings_work.carry_submit",
        "meetings_work.concerns_submit",
        "meetings_work.lead_on_submit",
        "meetings_work.move_submit",
        "meetings_work.plain_checked_submit",
        "needs_work.release_submit",
        "organizing_work.house_meetings_submit",
        "organizing_work.prospects_submit",
        "surveys_work.move_house_submit",
        "surveys_work.move_question_submit",
    )
}
"""What is sent here nobody can send from the page: the small town has nothing to choose from, so there is no question."""


def _unsaid(visitor, sent):
    """Faults in how a form says that it was refused. A 404 has no form to say it in."""
    if sent.status != 422 or sent.path in SAID_BY_A_PAGE:
        return []
    return [fault for fault in announced.faults(visitor) if not (sent.path in NOT_ASKED and "leads nowhere" in fault)]


every_language = pytest.mark.parametrize(("language", "width"), matrix.languages(OFFERED, {"ar"}))
every_staff_language = pytest.mark.parametrize(("language", "width"), matrix.languages(FOR_STAFF, {"de"}))


def test_every_route_that_takes_a_form_is_listed(city):
    taken = {rule.endpoint for rule in city.app.url_map.iter_rules() if "POST" in rule.methods}

    assert taken == {*answers.REFUSED_PUBLIC, *answers.REFUSED_STAFF, *answers.NEVER_REFUSED}


@pytest.mark.parametrize("sent", answers.REFUSED_PUBLIC.values(), ids=answers.REFUSED_PUBLIC)
@every_language
def test_a_form_of_residents_sent_wrong(small, visit, sent, language, width):
    visitor = visit(small, language, width)

    visitor.send(sent.path, sent.filled(small), status=sent.status)

    assert _unsaid(visitor, sent) == []
    assert fitness.faults(visitor.page) == []


@pytest.mark.parametrize("sent", matrix.sampled(answers.REFUSED_STAFF))
@every_staff_language
def test_a_form_of_staff_sent_wrong(small, visit, sent, language, width):
    visitor = visit(small, language, width, cookie=small.login_for(sent.path))

    visitor.send(sent.path, sent.filled(small), status=sent.status, start="/arbeit")

    assert _unsaid(visitor, sent) == []
    assert fitness.faults(visitor.page) == []


@pytest.mark.parametrize("sent", answers.TAKEN_PUBLIC, ids=lambda sent: f"{sent.status}{sent.path}")
@every_language
def test_an_answer_to_residents(small, visit, sent, language, width):
    visitor = visit(small, language, width)

    visitor.send(sent.path, sent.filled(small), status=sent.status)

    assert fitness.faults(visitor.page) == []


@pytest.mark.parametrize("sent", answers.TAKEN_STAFF, ids=lambda sent: f"{sent.status}{sent.path}")
@every_staff_language
def test_an_answer_to_staff(small, visit, sent, language, width):
    visitor = visit(small, language, width, cookie=small.login_for(sent.path))

    visitor.send(sent.path, sent.filled(small), status=sent.status, start="/arbeit")

    assert fitness.faults(visitor.page) == []
