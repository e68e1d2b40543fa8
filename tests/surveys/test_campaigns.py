"""The pages of campaigns: begun once, described, written down phase by phase, led on, and hidden from everybody else."""

from datetime import date
from typing import Any

import pytest

from app.kernel.db import db
from app.questionnaires.queries import draft_of, get
from app.questionnaires.rules.guide import activating_guide
from app.surveys.models import Campaign, CampaignNote, Door, PhaseStep
from app.surveys.queries import campaigns, overview
from app.surveys.rules.kinds import AccessMode, CampaignState, Note, Phase
from tests import factories
from tests.support.asking import overheard
from tests.support.reader import Page, Reader
from tests.surveys import making
from tests.surveys.test_phases import trained, written

pytestmark = pytest.mark.full_on_postgresql

LIST = "/arbeit/befragungen"


@pytest.fixture
def worker(staff, world) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


def only() -> Campaign:
    db.session.expire_all()
    return db.session.scalars(db.select(Campaign)).one()


def begun(worker: Reader, *, answered: int = 303, **answers: Any) -> Page:
    form = worker.get(f"{LIST}/neu").form("form.form")
    return worker.send(form.fill(**{"title": "Wie lebt es sich hier?", **answers}), status=answered)


def edited(worker: Reader, of: Campaign, *, answered: int = 303, **answers: Any) -> Page:
    return worker.send(worker.get(f"{LIST}/{of.id}/bearbeiten").form("form.form").fill(**answers), status=answered)


def test_a_campaign_begins_with_the_guide_and_its_reason(worker):
    page = worker.follow(begun(worker, reason="Viele sind neu hier."))

    made = only()
    assert (made.slug, made.phase, made.is_public) == ("wie-lebt-es-sich-hier", Phase.PURPOSE, False)
    assert [each.key for each in made.ortsteile] == ["06"]
    assert draft_of(get(made.questionnaire_id)) == activating_guide()
    assert overview.notes_of(made) == {Note.REASON: "Viele sind neu hier."}
    assert "Die Befragung ist angelegt." in page.text
    assert page.select_one("[aria-current=step] .path__text").get_text() == "Vorhaben"


def test_the_same_form_twice_begins_one_campaign(worker):
    form = worker.get(f"{LIST}/neu").form("form.form").fill(title="Wie lebt es sich hier?")
    first, second = (worker.send(form, status=303) for _each in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert only().title == "Wie lebt es sich hier?"


def test_all_that_is_missing_is_said_at_once(worker):
    said = begun(worker, answered=422, title=" ", ortsteil_keys=[]).text

    assert "Schreiben Sie bitte, wie die Befragung heißt." in said
    assert "Wählen Sie bitte mindestens einen Ortsteil." in said


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"title": "?"}, "Wie heißt die Befragung?"),
        ({"title": "x" * 301}, "Diese Angabe ist zu lang."),
        ({"ortsteil_keys": []}, "Wählen Sie bitte mindestens einen Ortsteil."),
        ({"ortsteil_keys": ["15"]}, "Wählen Sie bitte nur aus, was hier steht."),
        ({"forum": "x"}, "Wählen Sie bitte nur aus, was hier steht."),
        ({"reason": "x" * 5001}, "Der Text ist zu lang."),
    ],
)
def test_a_campaign_that_cannot_be_is_asked_about(worker, answers, words):
    factories.ortsteil("15")

    assert words in begun(worker, answered=422, **answers).text
    assert db.session.scalars(db.select(Campaign)).all() == []


def test_everything_about_a_campaign_can_be_said(worker):
    of = making.campaign(phase=Phase.TRAINING)

    edited(
        worker,
        of,
        summary="Wir fragen, was Sie bewegt.",
        area_note="Vilniuser Straße",
        sponsor="Stadtteilzentrum",
        phone="0361 655-0",
        starts_on="2026-12-01",
        households="100",
        is_in_pairs=[],
        access="household_code",
        is_public="y",
    )

    kept = only()
    assert (kept.starts_on, kept.ends_on) == (date(2026, 12, 1), date(2026, 12, 28))
    assert (kept.households, kept.is_in_pairs, kept.access) == (100, False, AccessMode.HOUSEHOLD_CODE)
    assert (kept.summary, kept.phone) == ("Wir fragen, was Sie bewegt.", "0361 655-0")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"ends_on": "2026-12-01"}, "Wann beginnen die Gespräche?"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "Das Ende liegt vor dem Anfang."),
        ({"starts_on": "0226-12-02"}, "Bitte prüfen Sie das Jahr."),
        ({"starts_on": "bald"}, "Schreiben Sie bitte einen Tag"),
        ({"households": "0"}, "Zahl ab 1"),
        ({"households": "viele"}, "Schreiben Sie bitte eine Zahl."),
        ({"households": "9" * 30}, "Zahl ab 1"),
        ({"is_public": [], "access": "open_link"}, "die Seite der Befragung auch sehen"),
        ({"summary": ""}, "ein oder zwei Sätze"),
        ({"access": "x"}, "Wählen Sie bitte nur aus, was hier steht."),
        ({"ortsteil_keys": []}, "mindestens einen Ortsteil"),
    ],
)
def test_what_cannot_be_is_asked_about_and_nothing_changes(worker, answers, words):
    of = making.campaign(phase=Phase.TRAINING, summary="Wir fragen.")

    page = edited(worker, of, answered=422, title="Anders", **answers)

    assert words in page.text
    assert page.select_one("#title")["value"] == "Anders"
    assert only().title == of.title


def test_more_than_six_weeks_are_hinted_at(worker):
    of = making.campaign(starts_on=date(2026, 12, 1), ends_on=date(2027, 1, 11))
    assert "länger als sechs Wochen" not in worker.get(f"{LIST}/{of.id}/bearbeiten").text

    db.session.get(Campaign, of.id).ends_on = date(2027, 1, 12)
    assert "länger als sechs Wochen" in worker.get(f"{LIST}/{of.id}/bearbeiten").text
    assert "länger als sechs Wochen" in worker.get(f"{LIST}/{of.id}").text


def test_where_people_are_asked_already_no_ortsteil_goes(staff):
    both = staff("quarter_worker", ortsteile=["06", "15"])
    of = making.campaign(phase=Phase.MAIN_SURVEY, summary="Wir fragen.")

    assert "nur noch dazukommen" in edited(both, of, answered=422, ortsteil_keys=["15"]).text
    edited(both, of, ortsteil_keys=["06", "15"])

    assert [each.key for each in only().ortsteile] == ["06", "15"]


def test_nobody_gives_away_a_campaign_by_a_slip(worker):
    of = making.campaign(phase=Phase.TRAINING, summary="Wir fragen.")
    of.ortsteile = [*of.ortsteile, factories.ortsteil("15")]

    assert "zu Ihrem Gebiet" in edited(worker, of, answered=422, ortsteil_keys=["15"]).text


def test_notes_are_kept_and_taken_away_again(worker):
    of = making.campaign(phase=Phase.PRE_STUDY)
    form = worker.get(f"{LIST}/{of.id}").form("form.form")
    worker.send(form.fill(observations="Viele leere Bänke", statistics="Kinder: 21 %"), status=303)
    worker.send(worker.get(f"{LIST}/{of.id}").form("form.form").fill(statistics=""), status=303)

    assert overview.notes_of(of) == {Note.OBSERVATIONS: "Viele leere Bänke"}


def test_notes_of_an_earlier_phase_can_be_changed_and_those_of_a_later_one_not_yet(worker):
    of = making.campaign(phase=Phase.PRE_STUDY)
    db.session.add(CampaignNote(campaign_id=of.id, note=Note.REASON, text="Weil."))

    page = worker.get(f"{LIST}/{of.id}?notizen=1")
    worker.send(page.form("form.form").fill(reason="Viele sind neu hier.", area_cut="Überall"), status=303)

    assert overview.notes_of(of) == {Note.REASON: "Viele sind neu hier."}
    for wrong in ("3", "0", "-1", "x", "99999999999999999999"):
        assert worker.get(f"{LIST}/{of.id}?notizen={wrong}").select("#observations")


def test_a_stale_page_of_notes_loses_no_text(worker):
    of = making.campaign(phase=Phase.PURPOSE)
    stale = worker.get(f"{LIST}/{of.id}").form("form.form")
    db.session.get(Campaign, of.id).phase_number = 2

    worker.send(stale.fill(commissioner="Das Quartiersmanagement"), status=303)

    assert overview.notes_of(of) == {Note.COMMISSIONER: "Das Quartiersmanagement"}


def test_the_page_says_what_is_missing_and_leads_on(worker):
    of = making.campaign(phase=Phase.TRAINING)
    page = worker.get(f"{LIST}/{of.id}/phase")
    assert "Wie haben wir geübt?" in page.text
    assert "niemand geschult" in page.text
    worker.send(page.form("form.form"), status=422)

    trained(written(of))
    form = worker.get(f"{LIST}/{of.id}/phase").form("form.form")
    for _each in range(2):
        page = worker.follow(worker.send(form, status=303))

    assert "Die nächste Phase hat begonnen." in page.text
    assert only().phase is Phase.MAIN_SURVEY
    assert len(db.session.scalars(db.select(PhaseStep)).all()) == 1


def test_the_decision_is_made_with_a_reason_or_against_asking(worker):
    of = written(making.campaign(phase=Phase.DECISION))
    page = worker.get(f"{LIST}/{of.id}/phase")
    assert "Schreiben Sie bitte dazu, warum." in worker.send(page.form("form.form"), status=422).text
    stop = worker.get(page.select_one("main a[href$=beenden]")["href"]).form("form.form")

    worker.send(stop, status=422)
    stopped = worker.follow(worker.send(stop.fill(reason="Danach hätte niemand Zeit.", is_public="y"), status=303))

    assert (only().state, only().is_stop_public) == (CampaignState.STOPPED, True)
    assert "Danach hätte niemand Zeit." in stopped.text
    assert stopped.select("form.form") == []
    edited_at = worker.get(f"{LIST}/{of.id}/bearbeiten").form("form.form")
    assert "wurde beendet" in worker.send(edited_at, status=422).text


def test_one_step_back_and_a_page_that_is_too_old(worker):
    of = making.campaign(phase=Phase.EVALUATION)
    back = worker.get(f"{LIST}/{of.id}/phase").form(".fold form")
    assert "warum" in worker.send(back, status=422).text
    worker.send(back.fill(why="Es fehlen Stimmen."), status=303)
    db.session.get(Campaign, of.id).phase_number = 3

    assert "inzwischen" in worker.send(back, status=422).text
    assert only().phase is Phase.DECISION


def test_a_campaign_is_finished_from_its_page(worker):
    of = making.campaign(phase=Phase.FOLLOW_UP)
    form = worker.get(f"{LIST}/{of.id}/phase").form("main form")
    worker.send(form, status=422)

    written(of)
    assert "Danke" in worker.follow(worker.send(form, status=303)).text
    assert only().state is CampaignState.FINISHED


@pytest.mark.parametrize("address", ["", "/bearbeiten", "/phase", "/beenden", "/team", "/tueren"])
def test_campaigns_of_others_are_not_there(worker, address):
    theirs = making.campaign("ihre", ortsteil="15")

    worker.get(f"{LIST}/{theirs.id}{address}", status=404)
    assert "am Berliner Platz" not in worker.get(LIST).text


@pytest.mark.parametrize(
    "address",
    ["/notizen", "/bearbeiten", "/phase", "/phase/zurueck", "/beenden", "/abschliessen", "/team", "/team/paare", "/tueren"],
)
def test_nobody_changes_campaigns_of_others(worker, address):
    mine, theirs = making.campaign(), making.campaign("ihre", ortsteil="15")
    token = worker.get(f"{LIST}/{mine.id}/bearbeiten").form("form.form").values["form_token"]

    worker.post(f"{LIST}/{theirs.id}{address}", {"form_token": token}, status=404)


def test_the_list_says_what_waits(worker):
    making.campaign("eins", phase=Phase.PURPOSE)
    making.campaign("zwei", phase=Phase.MAIN_SURVEY, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 15))
    written(making.campaign("drei", phase=Phase.FOLLOW_UP))

    text = worker.get(LIST).text

    assert "6 Sachen sind noch aufzuschreiben." in text
    assert "Der letzte Tag der Gespräche ist vorbei." in text
    assert "kann abgeschlossen werden" in text


def test_the_list_needs_as_many_questions_for_many_campaigns_as_for_one(worker):
    making.campaign("eins")
    with overheard() as one:
        worker.get(LIST)
    for number in range(5):
        making.campaign(f"mehr-{number}")
    with overheard() as many:
        worker.get(LIST)

    assert len(many) == len(one)


def test_a_lookup_past_the_own_area_would_be_noticed(worker, monkeypatch):
    theirs = making.campaign("ihre", ortsteil="15")
    monkeypatch.setattr(campaigns, "get_for", lambda _asker, campaign_id: campaigns.get(campaign_id))

    with pytest.raises(AssertionError, match="200 instead of 404"):
        worker.get(f"{LIST}/{theirs.id}", status=404)


@pytest.mark.parametrize(
    "address",
    [
        *("neu", "{of}/bearbeiten", "{of}/phase", "{of}/phase/zurueck", "{of}/beenden", "{of}/abschliessen", "{of}/team"),
        *("{of}/team/paare", "{of}/team/{member}", "{of}/tueren", "{of}/tueren/zuteilen", "{of}/tueren/{door}"),
        "{of}/tueren/{door}/verschieben",
    ],
)
def test_an_empty_form_gets_a_page_that_says_what_is_missing(worker, address):
    of = making.campaign(phase=Phase.MAIN_SURVEY)
    door = Door(campaign_id=of.id, house="Nr. 12", bell="Klingel 1")
    db.session.add(door)
    db.session.flush()
    path = address.format(of=of.id, member=making.member(of, None).id, door=door.id)
    token = worker.get(f"{LIST}/{of.id}/bearbeiten").form("form.form").values["form_token"]

    page = worker.post(f"{LIST}/{path}", {"form_token": token}, status=422)

    assert page.select(".error_summary li")
