"""Every theme that was shown says what became of it: on the wall, as a concern, in a group, or nothing yet."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.coding import queries
from app.coding.models import Theme
from app.coding.service import becoming, codebook, marking, releasing
from app.coding.service.marking import Mark
from app.concerns.models import Concern, Voice
from app.concerns.queries import voices
from app.concerns.queries.voices import Cell
from app.concerns.rules import Channel, Direction, Review
from app.concerns.service import echoing, reviewing
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.page_store import raise_stamp
from app.meetings.models import ActionGroup, DotOption, DotPoll, Meeting
from app.meetings.rules.kinds import MeetingKind, MinutesState
from app.meetings.service import groups
from app.surveys.models import Campaign
from app.surveys.rules.kinds import Phase
from tests import factories
from tests.coding import making
from tests.meetings import making as meetings
from tests.support.reader import Reader
from tests.surveys import making as surveys

PUBLIC = "/umfragen/berliner-platz/ergebnisse"
TODAY = date(2026, 11, 16)
GREEN, LIGHT = "Grün vor der Tür", "Dunkle Wege"


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def campaign(app) -> Campaign:
    """Results are shown: seven spoke of green, six of dark ways, two of a neighbour."""
    of = surveys.campaign(phase=Phase.EVALUATION, sponsor="Plattform e. V.", phone="0361 12345")
    for label, direction, people in ((GREEN, "strength", 7), (LIGHT, "problem", 6), ("Ein Nachbar", "problem", 2)):
        theme = making.theme(of, label, definition=f"Alles über: {label}.")
        for _each in range(people):
            making.talk(of, gut="Das sage ich.")
        mark = Mark(start=0, end=3, theme_id=theme.id, direction=Direction(direction))
        for text in queries.page(of, unread=True):
            marking.read(campaign=of, text=text, marks=[mark], turn=1, account_id=None)
    releasing.publish(campaign=of, account_id=None)
    of.phase_number = int(Phase.ASSEMBLY)
    db.session.flush()
    return of


def here() -> Campaign:
    """The campaign as it is now: a request runs in a session of its own."""
    return db.session.scalars(db.select(Campaign)).one()


def theme(label: str = GREEN) -> Theme:
    return db.session.scalars(db.select(Theme).where(Theme.label == label)).one()


def assembly(day: date = TODAY + timedelta(days=7)) -> Meeting:
    held = meetings.meeting(day, kind=MeetingKind.RESIDENTS_ASSEMBLY, title="Versammlung am Platz")
    here().assembly_id = held.id
    db.session.flush()
    return held


def concern_of(label: str = GREEN, *, published: bool = True) -> Concern:
    account = factories.account("quarter_worker")
    made = becoming.to_concern(
        campaign=here(),
        theme=theme(label),
        text=f"{label}\n\nDas ist vielen wichtig.",
        direction=Direction.STRENGTH,
        ortsteil_key="06",
        account_id=account.id,
    )
    if published:
        publish(made, account.id)
        db.session.refresh(made)
    return made


def publish(concern: Concern, account_id: UUID) -> None:
    reviewing.publish(wanted=db.select(Concern.id).where(Concern.id == concern.id), account=account_id)


def hang(held: Meeting, *labels: str) -> DotPoll:
    ids = [theme(label).id for label in labels]
    said = {"question": "Womit fangen wir an?", "dots_per_person": 3, "account_id": None}
    return becoming.hang(campaign=here(), meeting=held, theme_ids=ids, **said)


def on_the_wall() -> list[tuple[str, str | None]]:
    """The cards on the only wall there is, with the numbers of their concerns."""
    poll = db.session.scalars(db.select(DotPoll).execution_options(populate_existing=True)).one()
    concerns = [db.session.get(Concern, each.concern_id) if each.concern_id else None for each in poll.options]
    return [(each.title, concern.number if concern else None) for each, concern in zip(poll.options, concerns, strict=True)]


def told(reader: Reader, label: str = GREEN) -> str:
    """What the public page says of one theme."""
    page = reader.get(PUBLIC)
    places = [*page.select("section section"), *page.select("section li")]
    return next(text for place in places if label in (text := " ".join(place.get_text(" ").split())))


def test_nothing_yet_is_said_with_those_who_answer_for_it(reader, campaign):
    for label in (GREEN, "Ein Nachbar"):
        assert told(reader, label).endswith(
            "Was daraus wurde Noch nichts. Fragen Sie gern nach: Plattform e. V., 0361 12345"
        )

    page = reader.get("/umfragen/berliner-platz")
    assert page.select_one('a[href="/de/umfragen/berliner-platz/ergebnisse"]')


def test_a_campaign_without_results_leads_to_none(reader, app):
    surveys.campaign(phase=Phase.EVALUATION)

    assert not reader.get("/umfragen/berliner-platz").select('a[href$="ergebnisse"]')


def test_a_theme_becomes_a_concern_in_one_step_and_both_pages_lead_to_each_other(worker, reader, campaign):
    page = worker.get(f"/arbeit/befragungen/{campaign.id}/themen")
    assert "7 Menschen" in page.text
    assert "2 Menschen" not in page.text
    link = page.select(f'a[href$="/themen/{theme().id}/anliegen"]')[0]
    form = worker.get(str(link["href"])).form()
    assert form.values["text"].strip() == f"{GREEN}\n\nAlles über: {GREEN}."
    assert form.values["direction"] == "strength"
    worker.send(form.fill(text=" "), status=422)
    form.fill(text=f"{GREEN}\n\nDie Linden sollen bleiben.")
    for _twice in range(2):
        worker.send(form, status=303)

    concern = db.session.scalars(db.select(Concern)).one()
    assert (concern.channel, concern.people, concern.review) == (Channel.DOORSTEP, 1, Review.WAITING)
    assert theme().concern_id == concern.id
    number = concern.number
    assert "Wir lesen es noch einmal" in told(reader)
    assert number not in told(reader)

    publish(concern, worker.account_id)
    assert f"Anliegen {number} Noch offen" in told(reader)
    there = reader.get(f"/anliegen/{number}")
    assert there.select_one('a[href="/de/umfragen/berliner-platz/ergebnisse"]')
    assert "Aus einer Befragung, Stand 16. November 2026: Wie lebt es sich" in there.text
    assert "Anliegen" not in told(reader, LIGHT)


@pytest.mark.parametrize("is_protected", [True, False])
def test_nobody_who_spoke_of_a_theme_is_counted_again_with_its_concern(campaign, monkeypatch, is_protected):
    if not is_protected:
        monkeypatch.setattr(echoing, "count_nobody", lambda **_all: None)
    concern = concern_of()

    counted = [count.people for count in voices.people_by(Cell.ORTSTEIL, until="2026-Q4")]

    assert (counted == []) is is_protected
    factories.voice(concern)
    assert sum(count.people for count in voices.people_by(Cell.ORTSTEIL, until="2026-Q4")) == (1 if is_protected else 2)
    assert db.session.scalar(db.select(db.func.count(Voice.id))) == (1 if is_protected else 2)


def test_only_what_everybody_can_read_becomes_a_concern(campaign, worker):
    unseen = making.theme(campaign, "Noch nicht gezeigt")
    worker.get(f"/arbeit/befragungen/{campaign.id}/themen/{unseen.id}/anliegen", status=404)

    here().is_public = False
    with pytest.raises(RuleBroken, match="nicht öffentlich"):
        concern_of()
    db.session.rollback()
    here().is_public = False
    assert "Zum Anliegen machen" not in worker.get(f"/arbeit/befragungen/{campaign.id}/themen").text


def test_themes_hang_on_one_wall_each_once_and_know_their_concern(worker, campaign):
    assembly()
    number = concern_of(LIGHT).number
    address = f"/arbeit/befragungen/{campaign.id}/themen"
    form = worker.get(address).form("form[action$=wand]")
    assert "mindestens ein Thema" in worker.send(form, status=422).text
    for _twice in range(2):
        worker.send(form.fill(themes=[str(theme(LIGHT).id)]), status=303)
    form = worker.get(address).form("form[action$=wand]")
    assert "question" not in form.values
    worker.send(form.fill(themes=[str(theme(GREEN).id)]), status=303)

    assert on_the_wall() == [(LIGHT, number), (GREEN, None)]
    green = concern_of(GREEN).number
    assert on_the_wall() == [(LIGHT, number), (GREEN, green)]
    assert worker.get(address).text.count("Hängt an der Wand") == 2


def test_without_an_assembly_nothing_hangs(worker, campaign):
    address = f"/arbeit/befragungen/{campaign.id}/themen"
    sent = {"themes": [str(theme().id)], "client_id": "f" * 32, "question": "Was zuerst?", "dots_per_person": "3"}

    page = worker.get(address)
    assert not page.select("form[action$=wand]")
    token = page.form("form").values["form_token"]
    page = worker.post(f"{address}/wand", {**sent, "form_token": token}, status=422)
    assert "Wählen Sie zuerst eine Versammlung" in page.text
    assert not db.session.scalars(db.select(DotPoll)).all()


def test_more_than_four_chosen_themes_are_warned_of(worker, campaign):
    held = assembly()
    walls = [hang(held, GREEN, LIGHT, "Ein Nachbar"), *(meetings.dots(held, GREEN, question=each) for each in "AB")]
    address, warning = f"/arbeit/befragungen/{campaign.id}/themen", "mehr als vier Themen"
    options = [option for wall in walls for option in wall.options]
    for option in options[:4]:
        option.is_chosen = True
    assert warning not in worker.get(address).text
    db.session.execute(db.update(DotOption).values(is_chosen=True))
    assert warning in worker.get(address).text


def test_dots_are_told_with_the_minutes_and_the_group_that_grew_from_them(reader, campaign, clock):
    poll = hang(assembly(), GREEN, LIGHT)
    poll.voters, poll.options[0].dots, poll.options[0].is_chosen = 5, 9, True
    assert "hängt es an der Wand" in told(reader)

    clock.advance(days=8)
    assert "Was dort herauskam, steht bald hier." in told(reader)
    assert "9 Punkte" not in told(reader)

    held, green = db.session.scalars(db.select(Meeting)).one(), db.session.get(DotOption, poll.options[0].id)
    meetings.minutes(held, MinutesState.PUBLISHED)
    groups.found_from(option=green, meeting=held, account_id=None).next_on = TODAY + timedelta(days=20)
    assert "9 Punkte, von höchstens 5 Menschen gewählt" in told(reader)
    assert "Das gehen wir an" in told(reader)
    assert f"Diese Gruppe arbeitet daran: {GREEN} gegründet Nächster Termin: 6. Dezember 2026" in told(reader)
    assert "Diese Gruppe" not in told(reader, LIGHT)
    db.session.execute(db.update(ActionGroup).values(is_public=False))
    raise_stamp("meetings")
    assert "Diese Gruppe" not in told(reader)


def test_a_hidden_item_hides_its_wall(reader, campaign):
    held = assembly()
    poll = hang(held, GREEN)
    poll.item_id = meetings.item(held, "Nicht öffentlich", is_public=False).id

    assert "Noch nichts." in told(reader)


def test_what_became_of_a_theme_stays_when_it_is_merged_into_another(worker, reader, campaign):
    number = concern_of(LIGHT).number
    campaign = here()
    codebook.merge(campaign=campaign, themes=[theme(LIGHT)], into=theme(GREEN), account_id=None)
    campaign.phase_number = int(Phase.EVALUATION)
    for _each in range(10):
        making.talk(campaign, gut="Noch jemand.")
    releasing.publish(campaign=campaign, account_id=None)

    assert LIGHT not in reader.get(PUBLIC).text
    assert number in told(reader, GREEN)
    page = worker.get(f"/arbeit/befragungen/{campaign.id}/themen")
    assert not page.select(f'a[href$="/themen/{theme(GREEN).id}/anliegen"]')


def test_who_leads_no_campaign_there_sees_no_themes(staff, campaign):
    staff("quarter_worker", ortsteile=["07"]).get(f"/arbeit/befragungen/{campaign.id}/themen", status=404)
    staff("evaluator").get(f"/arbeit/befragungen/{campaign.id}/themen", status=403)
