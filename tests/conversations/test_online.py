"""Answering online: page by page, without account, cookie or script; once, and with nothing but the day kept of it."""

from itertools import product

import pytest

from app.conversations.models import Answer, Conversation, Intake
from app.kernel import backup
from app.kernel.db import Moment, db
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.kinds import QuestionType as Type
from app.surveys.models import Campaign, HouseholdCode
from app.surveys.rules.kinds import AccessMode, CampaignState, Phase
from app.surveys.service import codes
from tests import factories
from tests.support.reader import Page, Reader
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

PATH = "/umfragen/berliner-platz/antworten"
PARTS = Document(
    title={"de": "Wohnen hier", "ar": "السكن هنا"},
    thanks={"de": "Schön, dass Sie da sind."},
    languages=("de", "ar"),
    mixed=("ar",),
    questions=(
        Question(
            key="hund",
            type=Type.SELECT_ONE,
            label={"de": "Haben Sie einen Hund?", "ar": "هل لديك كلب؟"},
            is_required=True,
            choices=(
                Choice(code="ja", label={"de": "Ja", "ar": "نعم"}),
                Choice(code="nein", label={"de": "Nein", "ar": "لا"}),
            ),
        ),
        Question(key="name", type=Type.TEXT_SHORT, label={"de": "Wie heißt er?"}, condition="hund = 'ja'"),
        Question(
            key="wege",
            type=Type.SELECT_MULTIPLE,
            label={"de": "Wie kommen Sie zur Arbeit?"},
            may_refuse=True,
            choices=(Choice(code="bus", label={"de": "Bus"}), Choice(code="other", label={"de": "Anders"})),
        ),
    ),
)


@pytest.fixture
def campaign(app):
    return making.campaign(document=PARTS)


def _go(reader: Reader, page: Page, go: str = "weiter", *, status: int = 200, **answers: object) -> Page:
    return reader.send(page.form().fill(go=go, **answers), status=status)


def _answered(reader: Reader, *, hund: str = "nein", clock=None) -> Page:
    """The last page, with everything answered."""
    page = _go(reader, reader.get(PATH), **{"f-hund": hund})
    if hund == "ja":
        page = _go(reader, page, **{"f-name": "Bello"})
    page = _go(reader, page, **{"f-wege": ["bus"], "f-wege_other": "zu Fuß"})
    page = _go(reader, page, age_band="27_44", gender="")
    if clock:
        clock.advance(seconds=5)
    return page


def _kept() -> dict[str, str]:
    db.session.expire_all()
    return {answer.key: answer.value for answer in db.session.scalars(db.select(Answer))}


def _change(**values: object) -> None:
    """Change the campaign between two pages."""
    db.session.execute(db.update(Campaign).values(values))


def _stored() -> list[Conversation]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Conversation)))


def test_answers_travel_in_the_form_and_are_kept_once_at_the_end(reader: Reader, campaign, clock):
    page = _answered(reader, hund="ja", clock=clock)
    assert "Bello" in page.text
    assert "zu Fuß" in page.text
    assert _stored() == []

    done = _go(reader, page, "absenden", status=201)

    one = _stored()[0]
    assert "Schön, dass Sie da sind." in done.text
    assert (one.channel, one.setting, one.language, one.ortsteil_key) == ("online", "online", "de", "06")
    assert (one.age_band, one.gender, one.tenure) == ("27_44", None, None)
    assert _kept() == {"hund": "ja", "name": "Bello", "wege": "bus other", "wege_other": "zu Fuß"}


def test_nothing_is_chosen_beforehand_and_no_page_gives_a_cookie_or_is_kept(reader: Reader, campaign, clock):
    first = reader.get(PATH)
    pages = [first, _answered(reader, clock=clock)]
    pages.append(_go(reader, pages[-1], "absenden", status=201))

    assert not first.select("input[checked]")
    assert not _go(reader, first, "alle").select("input[checked]")
    for page in pages:
        assert page.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in page.headers


def test_what_a_condition_hides_is_dropped_and_comes_back(reader: Reader, campaign, clock):
    """B-03: answered, gone back, answered otherwise: it was not asked. Until it is sent, nothing is lost."""
    page = _answered(reader, hund="ja", clock=clock)
    page = _go(reader, page, "zu:f-hund")
    page = _go(reader, page, "fertig", **{"f-hund": "nein"})
    assert "Bello" not in page.text
    again = _go(reader, _go(reader, page, "zu:f-hund"), "weiter", **{"f-hund": "ja"})
    assert again.select_one("#f-name")["value"] == "Bello"

    _go(reader, page, "absenden", status=201)

    assert _kept()["name"] == "-97"


def test_going_back_asks_nothing_and_loses_nothing(reader: Reader, campaign):
    page = _go(reader, reader.get(PATH), **{"f-hund": "ja"})
    page = _go(reader, page, "zurueck", **{"f-name": "x" * 400})

    assert page.select_one("#f-hund-0").has_attr("checked")
    page = _go(reader, page)
    assert page.select_one("#f-name")["value"] == "x" * 400


def test_what_may_tell_who_somebody_is_gets_a_hint_and_is_taken(reader: Reader, campaign, clock):
    page = _go(reader, _answered(reader), "zu:f-wege")
    page = _go(reader, page, "fertig", **{"f-wege_other": "zu Fuß, Sie erreichen mich unter 0361 1234567"})

    (hint,) = page.select("dd .notice--warning")
    assert "0361 1234567" in hint.get_text()
    clock.advance(minutes=1)
    _go(reader, page, "absenden", status=201)


def test_a_wrong_answer_is_said_at_its_question(reader: Reader, campaign):
    page = _go(reader, reader.get(PATH), status=422)

    assert "Bitte beantworten Sie diese Frage." in page.select_one("#f-hund-error").get_text()
    assert page.select_one(".error_summary a")["href"] == "#f-hund"


def test_all_questions_stand_on_one_page_with_their_conditions_in_words(reader: Reader, campaign, clock):
    page = _go(reader, reader.get(PATH), "alle", **{"f-hund": "ja"})
    assert "Nur wenn Sie bei Frage 1 „Ja“ gesagt haben" in page.text
    assert page.select_one("#f-hund-0").has_attr("checked")

    wrong = _go(reader, page, status=422, **{"f-name": "x" * 400})
    page = _go(reader, wrong, **{"f-name": "Bello", "f-wege": ["-99"], "tenure": "tenant"})
    clock.advance(seconds=5)
    _go(reader, page, "absenden", status=201)

    assert _kept() == {"hund": "ja", "name": "Bello", "wege": "-99"}


def test_the_same_again_is_the_same_and_other_words_are_not_taken(reader: Reader, campaign, clock):
    page = _answered(reader, clock=clock)
    form = page.form()
    _go(reader, page, "absenden", status=201)
    _change(phase_number=int(Phase.EVALUATION))

    again = reader.send(form.fill(go="absenden"), status=200)
    _change(phase_number=int(Phase.MAIN_SURVEY))
    other = reader.send(form.fill(**{"f-wege_other": "mit dem Rad"}), status=409)

    assert "Danke" in again.text
    assert "mit dem Rad" in other.text
    assert _kept()["wege_other"] == "zu Fuß"
    clock.advance(seconds=5)
    reader.send(other.form().fill(go="absenden"))
    assert len(_stored()) == 2


@pytest.mark.parametrize("weak", [{"website": "https://spam.example"}, {"token": "1.2"}])
def test_programs_are_asked_again_and_people_only_press_the_button_once_more(reader: Reader, campaign, clock, weak):
    page = _answered(reader, clock=clock)

    page = _go(reader, page, "absenden", status=422, **weak)
    assert _stored() == []
    clock.advance(seconds=5)
    _go(reader, page, "absenden", status=201)

    assert len(_stored()) == 1


def test_who_is_too_quick_is_asked_again(reader: Reader, campaign, clock):
    page = _go(reader, _answered(reader), "absenden", status=422)

    assert "schnell" in page.text
    clock.advance(seconds=5)
    _go(reader, page, "absenden", status=201)


def test_answers_that_lay_open_too_long_come_back_whole(reader: Reader, campaign, clock):
    page = _answered(reader)
    clock.advance(hours=30)

    page = _go(reader, page, "absenden", status=422)
    clock.advance(seconds=5)
    _go(reader, page, "absenden", status=201)

    assert _kept()["wege_other"] == "zu Fuß"


def test_the_day_is_all_that_is_known_of_an_answer(reader: Reader, campaign, clock):
    """B-40: everything that the database holds more after an answer is counted here."""
    page = _answered(reader, clock=clock)
    db.session.commit()
    before = backup._present()
    _go(reader, page, "absenden", status=201)

    after = backup._present()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"conversation", "answer", "conversation_intake"}
    assert db.session.scalars(db.select(Intake.count)).one() == 1
    assert _stored()[0].day.isoformat() == "2026-11-16"
    assert not [column.name for column in Conversation.__table__.columns if isinstance(column.type, Moment)]


def test_somebody_who_began_with_an_older_version_ends_with_it(reader: Reader, campaign, clock):
    page = _answered(reader, clock=clock)
    newer = making.QuestionnaireVersion(
        questionnaire_id=campaign.questionnaire_id, number=2, document=making.to_json(making.GUIDE)
    )
    begun = campaign.version_id
    db.session.add(newer)
    db.session.flush()
    _change(version_id=newer.id)

    _go(reader, page, "absenden", status=201)

    assert _stored()[0].version_id == begun


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": CampaignState.STOPPED}, "beendet"),
        ({"phase_number": 4}, "noch nicht begonnen"),
        ({"phase_number": 6}, "vorbei"),
        ({"access": AccessMode.CLOSED}, "nicht im Internet"),
        ({"version_id": None}, "noch nicht begonnen"),
    ],
)
def test_a_closed_campaign_says_why_and_takes_nothing(reader: Reader, campaign, clock, change, why):
    page = _answered(reader, clock=clock)
    _change(**change)

    assert why in reader.get(PATH).text
    assert why in _go(reader, page, "absenden", status=409).text
    assert _stored() == []


def test_a_campaign_that_is_not_public_is_not_there(reader: Reader, campaign):
    campaign.is_public = False

    reader.get(PATH, status=404)
    reader.post(PATH, {}, status=404)


def test_a_language_is_offered_only_if_the_questionnaire_speaks_it(new_reader, campaign):
    page = new_reader("en").get(PATH)

    assert [link["hreflang"] for link in page.select("main li a")] == ["de", "ar"]


def test_words_in_another_language_say_which(new_reader, campaign, clock):
    reader = new_reader("ar")
    first = reader.get(PATH)
    page = _go(reader, first, **{"f-hund": "nein"})

    assert first.select_one("legend").get("lang") is None
    assert page.select_one("legend")["lang"] == "de"
    page = _go(reader, _go(reader, page))
    clock.advance(seconds=5)
    _go(reader, page, "absenden", status=201)
    assert _stored()[0].language == "ar"


def test_several_ortsteile_are_asked_for(reader: Reader, campaign, clock):
    campaign.ortsteile = [factories.ortsteil("06"), factories.ortsteil("07")]

    page = reader.get(PATH)
    wrong = _go(reader, page, status=422, ortsteil_key="99")
    assert wrong.select_one("#ortsteil_key-error").get_text(strip=True)
    page = _go(reader, _go(reader, wrong, ortsteil_key="07"), **{"f-hund": "nein"})
    page = _go(reader, _go(reader, page))
    clock.advance(seconds=5)
    _go(reader, page, "absenden", status=201)

    assert _stored()[0].ortsteil_key == "07"


class TestHouseholdCodes:
    @pytest.fixture
    def code(self, campaign) -> str:
        campaign.access = AccessMode.HOUSEHOLD_CODE
        return codes.make(campaign, 3)[0]

    def _begun(self, reader: Reader, code: str, clock) -> Page:
        page = _go(reader, _go(reader, reader.get(PATH), code=code), **{"f-hund": "nein"})
        page = _go(reader, _go(reader, page))
        clock.advance(seconds=5)
        return page

    def test_a_code_opens_the_questionnaire_once(self, reader: Reader, code, clock):
        page, slower = self._begun(reader, code, clock), self._begun(reader, code.replace(" ", ""), clock)
        form = page.form()
        _go(reader, page, "absenden", status=201)

        _go(reader, slower, "absenden", status=422)
        _go(reader, reader.get(PATH), status=422, code=code)
        reader.send(form.fill(go="absenden"), status=200)

        assert len(_stored()) == 1
        assert sorted(db.session.scalars(db.select(HouseholdCode.is_used))) == [False, False, True]

    def test_without_a_proof_nothing_is_taken(self, reader: Reader, code, clock):
        """The weak twin of the limit: the last page alone would let codes be tried out."""
        page = self._begun(reader, code, clock)

        _go(reader, page, "absenden", status=422, code="1234 5678 9012")
        _go(reader, page, "absenden", status=422, code=code, proof="")

        assert _stored() == []

    @pytest.mark.usefixtures("code")
    def test_codes_cannot_be_tried_out(self, reader: Reader):
        page = reader.get(PATH)
        for _each in range(20):
            page = _go(reader, page, status=422, code="1" * 12)

        _go(reader, page, status=429, code="1" * 12)

    def test_only_hashes_are_kept(self, code):
        kept = list(db.session.scalars(db.select(HouseholdCode.code_hash)))

        assert len(kept) == 3
        assert not any(code.replace(" ", "") in each for each in kept)


def test_senseless_forms_get_a_page(reader: Reader, campaign):
    """Whatever somebody makes up: a page with a question, never a fault of ours."""
    steps, buttons = (
        ("f-name", "f-x", "pruefen", "", "\0"),
        ("weiter", "zurueck", "fertig", "zu:f-name", "zu:x", "alle", "absenden", ""),
    )
    with reader._outside():
        for step, go in product(steps, buttons):
            nonsense = {
                "go": go,
                "step": step,
                "version": "x",
                "f-hund": ["ja", "\0"],
                "age_band": "x",
                "art": "y",
                "f-": "z",
            }
            status = reader._client.post(f"/de{PATH}", data=nonsense).status_code
            assert status in {200, 422}, (step, go)


def test_every_kind_of_question_is_answered(reader: Reader, app, clock):
    pair = (Choice(code="a", label={"de": "Erstes"}), Choice(code="b", label={"de": "Zweites"}))
    kinds = Document(
        title={"de": "Alles"},
        languages=("de", "de-simple"),
        mixed=("de-simple",),
        one_per_page=False,
        questions=(
            Question(key="teil", type=Type.GROUP, label={"de": "Ein Teil"}),
            Question(key="satz", type=Type.NOTE, label={"de": "Ein Satz davor"}),
            Question(key="lang", type=Type.TEXT_LONG, label={"de": "Lang?"}, may_not_know=True, group="teil"),
            Question(key="punkte", type=Type.SCALE, label={"de": "Wie gut?"}, lowest=1, highest=5, may_refuse=True,
                     low_label={"de": "schlecht"}, high_label={"de": "gut"}),
            Question(key="platz", type=Type.RANK, label={"de": "Was zuerst?"}, choices=pair),
            Question(key="zahl", type=Type.INTEGER, label={"de": "Wie viele?"}, lowest=1, highest=9),
            Question(key="tag", type=Type.DATE, label={"de": "Wann?"}),
            Question(key="zeit", type=Type.TIME, label={"de": "Um wie viel Uhr?"}),
            Question(key="ort", type=Type.AREA, label={"de": "In welchem Ortsteil?"}),
        ),
    )  # fmt: skip
    making.campaign(document=kinds)
    answers = {
        "f-lang": "-98", "f-punkte": "4", "f-platz__a": "2", "f-platz__b": "1",
        "f-zahl": "12", "f-tag": "1.2.2026", "f-zeit": "18:30", "f-ort": "06",
    }  # fmt: skip

    wrong = _go(reader, reader.get(PATH), status=422, **answers)
    assert "höchstens 9" in wrong.select_one("#f-zahl-error").get_text()
    page = _go(reader, wrong, **{"f-zahl": "٣"})
    assert "1. Februar 2026" in page.text
    clock.advance(seconds=5)
    _go(reader, page, "absenden", status=201)

    assert _kept() == {
        "lang": "-98", "punkte": "4", "platz": "b a", "zahl": "3", "tag": "2026-02-01", "zeit": "18:30", "ort": "06",
    }  # fmt: skip


def test_plain_scales_have_faces_with_words(new_reader, app):
    scale = Question(key="p", type=Type.SCALE, label={"de-simple": "Wie gut?"}, lowest=0, highest=2, may_refuse=True,
                     low_label={"de-simple": "schlecht"}, high_label={"de-simple": "gut"})  # fmt: skip
    making.campaign(document=Document(title={"de-simple": "Gut?"}, languages=("de-simple",), questions=(scale,)))

    tiles = new_reader("leicht").get(PATH).select(".choices__tile")

    assert [" ".join(tile.get_text(" ").split())[:10] for tile in tiles][::2] == ["0 schlecht", "2 gut"]
    assert all(tile.select("svg[aria-hidden=true]") for tile in tiles)
