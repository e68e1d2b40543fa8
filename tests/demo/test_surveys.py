"""The demo city asks its neighbours: everything that was said is sorted, shown where it may be, and nobody is named."""

from collections import Counter, defaultdict
from datetime import date
from uuid import UUID, uuid5

import pytest
import sqlalchemy as sa

from app.coding import queries as coding
from app.coding.models import Coding, Quote, ReadAnswer
from app.coding.rules import passages
from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.contacts.service import Taken as SlipTaken
from app.conversations.models import Answer, Conversation
from app.conversations.service import Taken
from app.demo import minutes, people, reading, surveys, talks
from app.demo.voices import SPACE
from app.kernel.db import db
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MinutesState
from app.moderation.rules import HintKind, personal_data
from app.places import DATA
from app.places import service as places
from app.surveys.models import Campaign, ContactAttempt, Door, PhaseStep
from app.surveys.queries import overview
from app.surveys.rules.kinds import CampaignState, Phase, Setting
from tests.conftest import NOON, World
from tests.meetings import making
from tests.support.reader import Reader

TABLES = (Campaign, PhaseStep, Conversation, Answer, Coding, ReadAnswer, Quote, ContactSlip, Door, ContactAttempt)


@pytest.fixture(autouse=True)
def city(world: World) -> None:
    for name in ("erfurt_ortsteile.csv", "erfurt_area_schemes.csv"):
        places.import_places(DATA / name)
    people.move_in()
    row = assembly()
    met = making.meeting(date.fromisoformat(row["day"]), id=uuid5(SPACE, f"meeting {row['key']}"), title=row["title"])
    _hang_wall(met)
    surveys.ask()
    db.session.commit()


def _hang_wall(met: Meeting) -> None:
    """The cards of the assembly and the groups that grew from them, with minutes that everybody can read."""
    rows = reading.rows("meeting_dots")
    item = making.item(met)
    groups = {row["group"]: making.action_group(row["group"]) for row in rows if row["group"]}
    minutes.hang({(row["meeting"], row["item"]): item for row in rows}, groups)
    making.minutes(met, state=MinutesState.PUBLISHED)
    db.session.flush()


def assembly() -> dict[str, str]:
    """The assembly of the first survey, as it stands among the demo's meetings."""
    key = next(row["assembly"] for row in reading.rows("survey_campaigns") if row["assembly"])
    return next(row for row in reading.rows("meetings") if row["key"] == key)


def campaign(slug: str = "berliner-platz") -> Campaign:
    found = surveys.find(slug)
    assert found
    return found


def counts() -> dict[str, int]:
    return {table.__tablename__: db.session.scalars(sa.select(sa.func.count()).select_from(table)).one() for table in TABLES}


def test_three_surveys_stand_where_the_story_says():
    told, running, stopped = campaign(), campaign("rieth"), campaign("moskauer-platz")
    steps = [step for step, _name in overview.steps_of(told)]

    assert (told.phase, told.assembly_id is not None) == (Phase.ASSEMBLY, True)
    assert [step.after for step in reversed(steps)] == [2, 3, 4, 5, 6, 7]
    assert all(step.at < NOON for step in steps)
    assert (running.phase, running.access.value, counts()["door"]) == (Phase.MAIN_SURVEY, "open_link", 24)
    assert (stopped.state, stopped.phase, stopped.is_stop_public) == (CampaignState.STOPPED, Phase.DECISION, True)
    assert overview.reach_of(told).is_enough


def test_people_spoke_in_six_languages_and_in_many_places():
    mine = sa.select(Conversation).where(Conversation.campaign_id == campaign().id)
    said = db.session.scalars(mine).all()

    assert Counter(talk.language for talk in said) == {"de": 59, "ar": 16, "uk": 14, "ru": 14, "vi": 9, "en": 9}
    assert {talk.setting for talk in said} == set(Setting)
    assert sum(talk.people > 1 for talk in said) == 6
    assert {talk.day.isoformat()[:7] for talk in said} == {"2026-06"}
    translated = sa.select(Answer.german, Conversation.language).join(
        Conversation, Conversation.id == Answer.conversation_id
    )
    for german, language in db.session.execute(translated.where(Answer.campaign_id == campaign().id, Answer.is_text)):
        assert bool(german) is (language != "de")


def test_a_second_load_changes_nothing():
    before = counts()

    surveys.ask()
    again = [each for slug in ("berliner-platz", "rieth") for each in talks.take(campaign(slug))]
    slips = [each for slug in ("berliner-platz", "rieth") for each in talks.take_slips(campaign(slug))]

    assert set(again) == {Taken.KNOWN}
    assert set(slips) == {SlipTaken.KNOWN}
    assert counts() == before


def _read_in(turn: int) -> sa.Select[tuple[UUID, str]]:
    return sa.select(ReadAnswer.conversation_id, ReadAnswer.key).where(ReadAnswer.turn == turn)


def test_every_answer_has_a_theme_and_two_who_read_differ_a_little():
    told = campaign()
    now, valid = coding.successors(told), {theme.id for theme in coding.themes(told)}
    texts = {text.place: text for text in coding.page(told, most=1000)}
    marks = db.session.scalars(sa.select(Coding).where(Coding.turn == 1)).all()
    progress = coding.progress(told)

    assert {(mark.conversation_id, mark.key) for mark in marks} == set(texts)
    assert len(texts) == progress.texts == progress.read > 480
    assert {now[mark.theme_id] for mark in marks} == valid
    assert len(valid) == 16
    for mark in marks:
        words = texts[mark.conversation_id, mark.key].to_read
        span = passages.within(words, mark.start, mark.end)
        assert span
        assert (span.start, span.end) == (mark.start, mark.end)
        assert span in (*passages.sentences(words), passages.whole(words))

    read = {turn: {tuple(row) for row in db.session.execute(_read_in(turn))} for turn in (1, 2)}
    both = read[1] & read[2]
    given = {turn: defaultdict(set) for turn in (1, 2)}
    for mark in db.session.scalars(sa.select(Coding)):
        given[mark.turn][mark.conversation_id, mark.key].add(now[mark.theme_id])
    different = [place for place in both if given[1][place] != given[2][place]]

    assert 25 <= len(both) <= 35
    assert 3 <= len(different) <= 8
    readers = dict(db.session.execute(sa.select(ReadAnswer.turn, ReadAnswer.account_id).distinct()).all())
    assert len(set(readers.values())) == 2


def test_everybody_can_read_what_came_out(reader: Reader, new_reader):
    page = reader.get("/umfragen/berliner-platz/ergebnisse").text
    shown = {row["text"]: bool(row["cleared"]) for row in reading.rows("survey_quotes")}
    results = coding.newest_results(campaign())

    assert Counter(shown.values()) == {True: 6, False: 2}
    assert all((text in page) is is_cleared for text, is_cleared in shown.items())
    assert results
    assert len(results.shown) >= 10
    assert results.few, "some themes were named by few"
    assert sum(bool(theme.directions) for theme in results.shown) >= 5
    assert reader.get("/umfragen/rieth").select_one("a[href$='/antworten']")
    assert "منذ متى تسكنون هنا؟" in new_reader("ar").get("/umfragen/rieth/antworten").text
    assert "Wohnungsgesellschaft" in reader.get("/umfragen/moskauer-platz").text


def test_everybody_can_read_what_became_of_it(reader: Reader):
    page = reader.get("/umfragen/berliner-platz/ergebnisse")
    themes = {str(part.h3.text): part for part in page.select("section[aria-labelledby^=thema-]")}
    fountain, shade = themes["Der Brunnen und der Platz"], themes["Schatten und Grün"]
    concern = reader.get(shade.select_one("a[href*='/anliegen/']")["href"].removeprefix("/de"))

    assert sum("Noch nichts" not in part.text for part in themes.values()) == len(reading.rows("meeting_dots"))
    assert "41 Punkte" in fountain.text
    assert fountain.select_one("a[href$='/brunnen']")
    assert "12 Punkte" in shade.text
    assert concern.select_one("a[href$='/umfragen/berliner-platz/ergebnisse']")
    assert "Bäume gepflanzt" in concern.text


def test_no_talk_says_who_spoke_and_slips_are_fiction():
    told = {HintKind.NAME, HintKind.PHONE, HintKind.EMAIL, HintKind.ADDRESS, HintKind.IBAN, HintKind.PLATE}
    for value, german in db.session.execute(sa.select(Answer.value, Answer.german).where(Answer.is_text)):
        found = [hint for text in (value, german) for hint in personal_data(text) if hint.kind in told]
        assert not found, (value, german)
    slips = db.session.scalars(sa.select(ContactSlip)).all()
    assert len(slips) == 20
    assert {each for slip in slips for each in slip.purposes} == {each.value for each in Purpose}
    assert {slip.means for slip in slips} == {Means.PHONE, Means.EMAIL, Means.MESSAGE}
    for slip in slips:
        assert slip.email.endswith("@example.org") or slip.phone.startswith(("0171 39200", "0176 040690"))
        assert any(word in slip.name for word in ("Muster", "Beispiel", "Probe"))
