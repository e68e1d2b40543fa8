"""The team: who does what with which account, who was trained, who declares an office, and who goes with whom."""

from datetime import date
from typing import Any

import pytest

from app.accounts.rules import Role
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.surveys.models import Campaign, Door, Pair, TeamMember
from app.surveys.rules import team as rules
from app.surveys.rules.kinds import Setting, TeamRole
from tests import factories
from tests.support.reader import Page, Reader
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

LIST = "/arbeit/befragungen"


@pytest.fixture
def worker(staff, world) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def of(worker) -> Campaign:
    return making.campaign()


def joined(worker: Reader, of: Campaign, *, answered: int = 303, **answers: Any) -> Page:
    form = worker.get(f"{LIST}/{of.id}/team").form("form[action$='/team']")
    return worker.send(form.fill(**{"name": "Ann", **answers}), status=answered)


def team() -> list[TeamMember]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(TeamMember).order_by(TeamMember.name)))


def test_somebody_joins_with_everything_that_matters(worker, of):
    account = factories.account("interviewer")

    page = worker.follow(
        joined(
            worker,
            of,
            account=str(account.id),
            languages=["ar", "de"],
            trained_on="2026-11-16",
            trained_in="Gesprächsführung",
            declared="Polizei",
        )
    )

    (member,) = team()
    assert (member.role, member.account_id, member.trained_on) == (TeamRole.INTERVIEWER, account.id, date(2026, 11, 16))
    assert (member.languages, member.declared) == (["ar", "de"], "Polizei")
    assert "geschult am 16. November 2026" in page.text
    assert "Amt: Polizei" in page.text
    assert "Arabisch" in page.text


def test_the_same_form_twice_lets_one_person_join(worker, of):
    form = worker.get(f"{LIST}/{of.id}/team").form("form[action$='/team']").fill(name="Ann")
    for _each in range(2):
        worker.send(form, status=303)

    assert len(team()) == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"name": " "}, "Wie heißt die Person?"),
        ({"name": "x" * 121}, "zu lang"),
        ({"role": "x"}, "Wählen Sie bitte nur aus"),
        ({"account": "x"}, "Wählen Sie bitte nur aus"),
        ({"languages": ["xx"]}, "Wählen Sie bitte nur aus"),
        ({"trained_on": "2026-11-17"}, "erst ein, wenn sie war"),
        ({"trained_on": "0226-11-17"}, "Bitte prüfen Sie das Jahr."),
    ],
)
def test_somebody_who_cannot_join_is_asked_about(worker, of, answers, words):
    page = joined(worker, of, answered=422, **answers)

    assert words in page.text
    assert team() == []


@pytest.mark.parametrize("role", list(TeamRole))
def test_a_role_needs_an_account_with_the_right_that_goes_with_it(role):
    for held in Role:
        if held in rules.FITTING[role]:
            rules.check_account(role, held=frozenset({held}), others=())
        else:
            with pytest.raises(RuleBroken, match="passende Recht"):
                rules.check_account(role, held=frozenset({held}), others=())


def test_accounts_that_fit_nothing_or_rest_are_not_offered(worker, of):
    fits = factories.account("evaluator")
    for account in (factories.account("department_contact"), factories.account("interviewer", is_active=False)):
        joined(worker, of, account=str(account.id), answered=422)

    offered = [option["value"] for option in worker.get(f"{LIST}/{of.id}/team").select("#account option")]
    assert str(fits.id) in offered
    assert len(offered) == 3


@pytest.mark.parametrize(
    ("first", "second"), [(TeamRole.EVALUATOR, TeamRole.CONTACT_KEEPER), (TeamRole.CONTACT_KEEPER, TeamRole.EVALUATOR)]
)
def test_nobody_evaluates_and_keeps_contacts_of_one_campaign(worker, of, first, second):
    account = factories.account("evaluator", "contact_keeper")
    elsewhere = making.campaign("anderswo")
    making.member(of, account.id, first)

    page = joined(worker, of, answered=422, role=second.value, account=str(account.id))
    joined(worker, elsewhere, role=second.value, account=str(account.id))

    assert "keine Kontaktzettel" in page.text
    assert [each.campaign_id for each in team()].count(of.id) == 1


def test_nobody_becomes_both_by_a_change_and_may_stay_what_they_are(worker, of):
    account = factories.account("evaluator", "contact_keeper")
    making.member(of, account.id, TeamRole.EVALUATOR, "Ann")
    other = making.member(of, None, TeamRole.CONTACT_KEEPER, "Bo")

    form = worker.get(f"{LIST}/{of.id}/team/{other.id}").form("form.form")
    worker.send(form.fill(account=str(account.id)), status=422)
    worker.send(form.fill(account="", name="Bob"), status=303)

    assert [(each.name, each.account_id) for each in team()] == [("Ann", account.id), ("Bob", None)]


def test_an_account_has_a_role_once(worker, of):
    account = factories.account("interviewer")
    making.member(of, account.id)

    assert "im Team schon" in joined(worker, of, answered=422, account=str(account.id)).text


def test_who_left_the_team_no_longer_belongs_to_the_campaign(worker, of):
    account = factories.account("interviewer")
    joined(worker, of, account=str(account.id))
    is_member = db.select(Campaign.id).join(TeamMember).where(TeamMember.account_id == account.id)
    assert db.session.scalars(is_member).all() == [of.id]

    page = worker.get(f"{LIST}/{of.id}/team/{team()[0].id}")
    worker.send(page.form("form[action$='/entfernen']"), status=303)

    assert db.session.scalars(is_member).all() == []


def paired(worker: Reader, of: Campaign, *, answered: int = 303, **answers: Any) -> Page:
    form = worker.get(f"{LIST}/{of.id}/team").form("form[action$='/paare']")
    return worker.send(form.fill(**answers), status=answered)


def test_two_go_together_and_one_alone_is_hinted_at(worker, of):
    ann, bo = making.member(of, None, name="Ann"), making.member(of, None, TeamRole.LEAD, "Bo")
    making.member(of, None, TeamRole.EVALUATOR, "Eva")

    for _each in range(2):
        page = worker.follow(paired(worker, of, asker=str(ann.id), writer=str(bo.id)))
    assert "Ann + Bo" in page.text
    assert "zu zweit ist besser" not in page.text
    page = worker.follow(paired(worker, of, asker=str(bo.id)))

    assert "zu zweit ist besser" in page.text
    assert len(db.session.scalars(db.select(Pair)).all()) == 2
    assert "Eva" not in str(page.select_one("#asker"))


def test_nobody_asks_and_writes_at_once(worker, of):
    ann = making.member(of, None)

    assert "zwei Personen" in paired(worker, of, answered=422, asker=str(ann.id), writer=str(ann.id)).text
    paired(worker, of, answered=422, asker="")


@pytest.mark.parametrize(
    ("asker", "writer"), [(TeamRole.EVALUATOR, TeamRole.INTERVIEWER), (TeamRole.INTERVIEWER, TeamRole.CONTACT_KEEPER)]
)
def test_only_those_who_lead_talks_go(asker, writer):
    with pytest.raises(RuleBroken, match="keine Gespräche"):
        rules.check_pair(asker, writer, are_same=False)


@pytest.mark.parametrize(
    ("setting", "interviewers", "is_alone"),
    [
        (Setting.HOME, 1, True),
        (Setting.DOORSTEP, 1, True),
        (Setting.HOME, 2, False),
        (Setting.PUBLIC_SPACE, 1, False),
        (Setting.HOME, 0, False),
    ],
)
def test_one_alone_at_a_dwelling_is_seen(setting, interviewers, is_alone):
    assert rules.goes_alone(setting, interviewers) is is_alone


def test_doors_wait_when_their_pair_parts_or_somebody_leaves(worker, of):
    ann, bo = making.member(of, None, name="Ann"), making.member(of, None, name="Bo")
    for house, (asker, writer) in {"Nr. 1": (ann, bo), "Nr. 2": (bo, None)}.items():
        pair = Pair(campaign_id=of.id, asker_id=asker.id, writer_id=writer.id if writer else None)
        db.session.add(pair)
        db.session.flush()
        db.session.add(Door(campaign_id=of.id, house=house, bell="Klingel 1", pair_id=pair.id))

    page = worker.get(f"{LIST}/{of.id}/team")
    worker.send(page.form("form[action$='/aufloesen']"), status=303)
    bo_leaves = worker.get(f"{LIST}/{of.id}/team/{bo.id}").form("form[action$='/entfernen']")
    worker.send(bo_leaves, status=303)

    db.session.expire_all()
    assert [door.pair_id for door in db.session.scalars(db.select(Door))] == [None, None]
    assert db.session.scalars(db.select(Pair)).all() == []


def test_who_no_longer_leads_talks_leaves_their_pair(worker, of):
    ann = making.member(of, None)
    db.session.add(Pair(campaign_id=of.id, asker_id=ann.id))

    form = worker.get(f"{LIST}/{of.id}/team/{ann.id}").form("form.form")
    worker.send(form.fill(role="evaluator"), status=303)

    assert db.session.scalars(db.select(Pair)).all() == []


def test_members_and_pairs_of_another_campaign_are_not_there(worker, of):
    other = making.campaign("anderswo")
    ann = making.member(other, None)
    pair = Pair(campaign_id=other.id, asker_id=ann.id)
    db.session.add(pair)
    token = worker.get(f"{LIST}/{of.id}/team").form("form[action$='/team']").values["form_token"]

    worker.get(f"{LIST}/{of.id}/team/{ann.id}", status=404)
    for address in (f"{ann.id}", f"{ann.id}/entfernen", f"paare/{pair.id}/aufloesen"):
        worker.post(f"{LIST}/{of.id}/team/{address}", {"form_token": token}, status=404)
    assert len(team()) == 1
