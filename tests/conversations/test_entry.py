"""Papers are typed in: by the keyboard alone, twice for control, or many at once from a spreadsheet."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from app.conversations import entering, sheet
from app.conversations.models import Answer, Conversation, PaperEntry
from app.conversations.rules import AgeBand, Channel, Gender, Tenure
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.guide import activating_guide
from app.questionnaires.rules.kinds import QuestionType
from app.surveys.exports import attributes, questionnaire
from app.surveys.models import Campaign
from app.surveys.rules.kinds import CampaignState
from tests import factories
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

CLOSED = Document(
    title={"de": "Wege"},
    languages=("de", "uk"),
    questions=(
        Question(
            key="wege",
            type=QuestionType.SELECT_MULTIPLE,
            label={"de": "Wie kommen Sie her?"},
            may_refuse=True,
            choices=(
                Choice(code="fuss", label={"de": "Zu Fuß"}),
                Choice(code="bus", label={"de": "Mit dem Bus"}),
                Choice(code="other", label={"de": "Anders"}),
            ),
        ),
        Question(
            key="warum",
            type=QuestionType.TEXT_LONG,
            label={"de": "Warum?"},
            condition="selected(wege, 'bus')",
        ),
        Question(
            key="wichtig",
            type=QuestionType.RANK,
            label={"de": "Was ist wichtig?"},
            choices=tuple(Choice(code=code, label={"de": code}) for code in ("ruhe", "licht", "baum")),
        ),
        Question(key="seit", type=QuestionType.INTEGER, label={"de": "Seit wann?"}, lowest=1900, highest=2026),
        Question(key="note", type=QuestionType.SCALE, label={"de": "Welche Note?"}, lowest=1, highest=5, is_required=True),
    ),
)
TYPED = {"a-wege": "1 2", "a-warum": "Er ist nah.", "a-wichtig": "2 - 1", "a-seit": "1999", "a-note": "4", "setting": "home"}


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def campaign(app):
    return making.campaign(document=CLOSED)


def _address(campaign, more=""):
    return f"/arbeit/befragungen/{campaign.id}/eingabe{more}"


def _answers():
    return {row.key: row.value for row in db.session.scalars(sa.select(Answer))}


def _send(reader, address, **typed):
    return reader.send(reader.get(address).form("main form[method=post]").fill(**typed), status=303)


def test_the_signs_beside_the_boxes_become_answers(campaign, worker):
    done = _send(worker, _address(campaign), **TYPED, age_band="27_44")
    talk = db.session.scalars(sa.select(Conversation)).one()
    page = worker.follow(done)

    assert _answers() == {
        "wege": "fuss bus",
        "warum": "Er ist nah.",
        "wichtig": "baum ruhe",
        "seit": "1999",
        "note": "4",
    }
    assert (talk.channel, talk.setting, talk.age_band) == (Channel.PAPER, "home", AgeBand.MIDDLE)
    assert "Heute ist es das erste Gespräch" in page.text
    assert page.form("main form[method=post]").values["setting"] == "home"
    assert page.select_one("[autofocus]")["name"] == "a-wege"


def test_a_letter_says_no_answer_and_what_is_empty_on_paper_stays_empty(campaign, worker):
    _send(worker, _address(campaign), setting="home", **{"a-wege": "k"})

    assert _answers() == {"wege": "-99", "warum": "-97"}


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("a-wege", "7", "Wählen Sie"),
        ("a-wichtig", "1 1", "nur einmal"),
        ("a-seit", "früher", "ganze Zahl"),
        ("setting", "", "wo das"),
    ],
)
def test_what_cannot_be_read_says_so_and_stays_typed(campaign, worker, name, typed, said):
    form = worker.get(_address(campaign)).form("main form[method=post]").fill(**TYPED | {name: typed})
    page = worker.send(form, status=422)

    assert said in page.select_one(f"#{name}-error").get_text()
    assert page.form("main form[method=post]").values["a-warum"].strip() == "Er ist nah."
    assert db.session.scalars(sa.select(Conversation)).all() == []


def test_a_hint_at_personal_data_is_shown_once_and_never_refuses(campaign, worker):
    form = worker.get(_address(campaign)).form("main form[method=post]")
    typed = TYPED | {"a-warum": "Frau Yıldız weiß es.", "free_notes": "Ruf an: 0361 5551234"}
    hinted = worker.send(form.fill(**typed), status=200)

    assert "(Name einer Person)" in hinted.select_one("#a-warum-hint").get_text()
    assert "(Telefonnummer)" in hinted.select_one("#free_notes-hint").get_text()
    assert hinted.select_one("[autofocus]")["href"] == "#a-warum"
    assert db.session.scalars(sa.select(Conversation)).all() == []

    again = hinted.form("main form[method=post]")
    more = worker.send(again.fill(free_notes="Ruf an: 0361 5559999"), status=200)
    worker.send(more.form("main form[method=post]").fill(free_notes="Ruf an."), status=303)

    assert _answers()["warum"] == "Frau Yıldız weiß es."


def test_whoever_decides_between_two_entries_sees_hints_at_what_they_type_themselves(campaign, worker, staff):
    named = TYPED | {"a-warum": "Frau Yıldız weiß es."}
    first = worker.send(
        worker.get(_address(campaign, "?kontrolle=ja")).form("main form[method=post]").fill(**named), status=200
    )
    worker.send(first.form("main form[method=post]"), status=303)
    entry_id = db.session.scalars(sa.select(PaperEntry.id)).one()
    other = staff("quarter_worker", ortsteile=["06"])
    second = _send(other, _address(campaign, f"/kontrolle/{entry_id}"), **TYPED | {"a-warum": "Nah.", "a-seit": "1989"})
    form = other.follow(second).form("main form[method=post]")
    typed = {"w-a-warum": "neither", "a-warum": "Herr Kowalski weiß es.", "w-a-seit": "second"}
    hinted = other.send(form.fill(**typed), status=200)

    assert "Herr Kowalski" in hinted.select_one("#a-warum-hint").get_text()
    other.send(hinted.form("main form[method=post]"), status=303)
    assert _answers()["warum"] == "Herr Kowalski weiß es."


def test_the_same_form_twice_is_one_paper_and_other_answers_are_refused(campaign, worker):
    form = worker.get(_address(campaign)).form("main form[method=post]").fill(**TYPED)
    worker.send(form, status=303)
    worker.send(form, status=303)
    page = worker.send(form.fill(**{"a-seit": "2000"}), status=422)

    assert "schon gespeichert" in page.text
    assert len(db.session.scalars(sa.select(Conversation)).all()) == 1


def test_answers_in_another_language_keep_their_words_and_a_german_version(campaign, worker):
    _send(worker, _address(campaign, "?sprache=uk"), **TYPED | {"a-warum": "Близько.", "g-warum": "Er ist nah."})
    answer = db.session.get(Answer, (db.session.scalars(sa.select(Conversation.id)).one(), "warum"))

    assert (answer.value, answer.german) == ("Близько.", "Er ist nah.")


def test_a_stopped_campaign_takes_no_paper(campaign, worker):
    form = worker.get(_address(campaign)).form("main form[method=post]").fill(**TYPED)
    db.session.get(Campaign, campaign.id).state = CampaignState.STOPPED

    assert "beendet" in worker.send(form, status=422).text


def test_two_people_who_type_the_same_agree_and_leave_no_draft(campaign, worker, staff):
    page = worker.follow(_send(worker, _address(campaign, "?kontrolle=ja"), **TYPED))
    entry = db.session.scalars(sa.select(PaperEntry)).one()
    other = staff("quarter_worker", ortsteile=["06"])

    assert entry.mark in page.text
    assert db.session.scalars(sa.select(Conversation)).all() == []

    _send(other, _address(campaign, f"/kontrolle/{entry.id}"), **TYPED | {"a-wege": "2, 1"})

    assert _answers()["wege"] == "fuss bus"
    assert db.session.scalars(sa.select(PaperEntry)).all() == []


def test_where_two_entries_differ_somebody_decides(campaign, worker, staff):
    _send(worker, _address(campaign, "?kontrolle=ja"), **TYPED)
    entry_id = db.session.scalars(sa.select(PaperEntry.id)).one()
    other = staff("quarter_worker", ortsteile=["06"])
    page = other.follow(
        _send(
            other,
            _address(campaign, f"/kontrolle/{entry_id}"),
            **TYPED | {"a-seit": "1989", "a-note": "5", "a-warum": "Nah."},
        )
    )

    assert [box["id"] for box in page.select("fieldset.choices")] == ["w-a-warum", "w-a-seit", "w-a-note"]
    assert "Erste Eingabe: 1999" in page.text

    form = page.form("main form[method=post]")
    other.send(form, status=422)
    chosen = {"w-a-warum": "first", "w-a-seit": "second", "w-a-note": "neither", "a-note": "3"}
    other.send(form.fill(**chosen), status=303)

    assert _answers() == {"wege": "fuss bus", "warum": "Er ist nah.", "wichtig": "baum ruhe", "seit": "1989", "note": "3"}
    assert db.session.scalars(sa.select(PaperEntry)).all() == []


def test_what_others_have_done_with_a_paper_meanwhile_is_seen(campaign, worker):
    """Two second typists at once: the row is held and looked at anew, so the later one overwrites nothing."""
    _send(worker, _address(campaign, "?kontrolle=ja"), **TYPED)
    entry, accounts = db.session.scalars(sa.select(PaperEntry)).one(), [factories.account("evaluator").id for _each in "ab"]
    version = db.session.get_one(QuestionnaireVersion, entry.version_id)
    paper = {"campaign": db.session.get_one(Campaign, campaign.id), "version": version, "entry": entry, "areas": {}}
    others = sa.update(PaperEntry).values(second={"a-seit": "1989"}, second_by=accounts[0])
    db.session.execute(others.execution_options(synchronize_session=False))

    with pytest.raises(RuleBroken, match="schon jemand zum zweiten Mal"):
        entering.keep_second(**paper, typed={"a-seit": "1977"}, account_id=accounts[1])
    db.session.execute(sa.delete(PaperEntry).execution_options(synchronize_session=False))
    with pytest.raises(NotFound):
        entering.decide(**paper, typed=TYPED | {"ortsteil_key": "06"})
    assert db.session.scalars(sa.select(Conversation)).all() == []


def test_somebody_alone_at_a_dwelling_is_reminded_to_go_in_twos(campaign, worker):
    """A hint and no more (A-11)."""
    said = [worker.follow(_send(worker, _address(campaign), **TYPED, interviewers=number)).text for number in ("1", "2")]

    assert ["besser zu zweit" in each for each in said] == [True, False]


def test_nobody_checks_their_own_entry(campaign, worker):
    _send(worker, _address(campaign, "?kontrolle=ja"), **TYPED)
    entry_id = db.session.scalars(sa.select(PaperEntry.id)).one()
    page = worker.get(_address(campaign, f"/kontrolle/{entry_id}"))

    assert page.select("main form[action$=kontrolle]") == []
    token = page.select_one("input[name=form_token]")["value"]
    worker.post(
        _address(campaign, f"/kontrolle/{entry_id}"), {**TYPED, "form_token": token, "ortsteil_key": "06"}, status=422
    )


def test_entries_that_nobody_checks_are_gone_after_a_month(campaign, worker, clock):
    _send(worker, _address(campaign, "?kontrolle=ja"), **TYPED)
    clock.advance(days=30)
    assert entering.forget_old() == 0
    clock.advance(days=1)

    assert entering.forget_old() == 1


def test_the_papers_of_other_ortsteile_are_not_there(campaign, staff):
    factories.ortsteil("07")
    staff("quarter_worker", ortsteile=["07"]).get(_address(campaign), status=404)


def test_paper_and_entry_use_the_same_signs():
    assert {questionnaire.REFUSED[missing]: missing for missing in questionnaire.REFUSED} == sheet.LETTERS
    assert list(attributes.AGE_BANDS) == list(AgeBand)
    assert list(attributes.GENDERS) == list(Gender)
    assert list(attributes.TENURES) == list(Tenure)


HEADER = (
    "wege_fuss,wege_bus,wege_other_chosen,wege_other,warum,wichtig_ruhe,wichtig_licht,wichtig_baum,seit,note,"
    "_alter,_tag,fremd"
)
GOOD = "1,1,0,,Nah,1,,2,1999,4,18_26,16.11.2026,x"


def _upload(reader, campaign, content, name="papier.csv", status=201):
    form = reader.get(_address(campaign, "/tabelle")).form("main form[method=post]")
    data = {**form.values, "file": (BytesIO(content), name)}
    return reader.post(_address(campaign, "/tabelle"), data, status=status, content_type="multipart/form-data")


def test_rows_of_a_table_come_in_and_bad_ones_are_named(campaign, worker):
    rows = [HEADER, GOOD, GOOD, "1,vielleicht,0,,,,,,,,,,", ",,,,,,,,1800,,,,", ",,,,,,,,1990,,uralt,,"]
    page = _upload(worker, campaign, "\n".join(rows).encode())
    reasons = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]

    assert "2 Gespräche sind dazugekommen" in page.text
    assert [reason.split()[0] for reason in reasons] == ["4", "5", "6"]
    assert "wege_bus" in reasons[0]
    assert "mindestens 1.900" in reasons[1]
    assert "uralt" in reasons[2]
    assert "fremd" in page.text
    assert _answers()["wichtig"] == "ruhe baum"


def test_the_same_file_again_changes_nothing_and_a_corrected_one_brings_what_was_missing(campaign, worker):
    bad = "\n".join([HEADER, GOOD, "1,nie,0,,,,,,,,,,"])
    _upload(worker, campaign, bad.encode())
    again = _upload(worker, campaign, bad.encode())
    corrected = _upload(worker, campaign, bad.replace("nie", "0").replace(",", ";").encode())

    assert "0 Gespräche sind dazugekommen" in again.text
    assert "1 Zeile war schon da" in again.text
    assert "1 Gespräch ist dazugekommen" in corrected.text
    assert len(db.session.scalars(sa.select(Conversation)).all()) == 2


def test_without_the_place_of_a_row_two_people_who_say_the_same_would_be_one(campaign, worker, monkeypatch):
    """The weak twin."""
    monkeypatch.setattr("app.conversations.importing.Counter", _Forgetful)
    _upload(worker, campaign, "\n".join([HEADER, GOOD, GOOD]).encode())

    assert len(db.session.scalars(sa.select(Conversation)).all()) == 1


class _Forgetful(dict):
    def __missing__(self, key):
        return 0

    def __setitem__(self, key, value):
        pass


def test_a_workbook_is_the_same_table(campaign, worker):
    workbook = Workbook()
    workbook.active.append(["wege_bus", "seit", "note", "_tag"])
    workbook.active.append([1, 1999.0, 4, clock.today()])
    file = BytesIO()
    workbook.save(file)
    _upload(worker, campaign, file.getvalue(), "papier.xlsx")

    assert _answers() == {"wege": "bus", "seit": "1999", "note": "4"}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04kaputt", b"\xff\xfe\x00", b"name,strasse\nx,y", b'a,"b', b"wege_bus,wege_bus\n1,1"]
)
def test_what_is_no_table_of_this_questionnaire_says_so(campaign, worker, content):
    page = _upload(worker, campaign, content, status=422)

    assert page.select_one(".error_summary, [class*=error]")
    assert db.session.scalars(sa.select(Conversation)).all() == []


@pytest.mark.browser
def test_eight_answers_need_no_mouse(live, tab: Page):
    campaign = making.campaign(document=activating_guide())
    account = factories.account("quarter_worker", ortsteile=["06"])
    address, cookie = f"/de{_address(campaign)}", factories.session_of(account)
    live.leave()
    tab.context.add_cookies([{"name": "staff", "value": cookie, "url": live.address}])
    tab.goto(address)
    keys = ["leben", "gut", "stoert", "konkret", "idee", "beitrag", "faehigkeit"]

    for key in keys:
        expect(tab.locator(":focus")).to_have_attribute("name", f"a-{key}")
        tab.keyboard.type(f"Antwort {key}")
        tab.keyboard.press("Tab")
    tab.keyboard.type("2")
    _press_tab_until(tab, "document.activeElement.name == 'setting'")
    tab.keyboard.type("1")
    _press_tab_until(tab, "document.activeElement.type == 'submit'")
    tab.keyboard.press("Enter")

    expect(tab.locator("main")).to_contain_text("Heute ist es das erste Gespräch")
    expect(tab.locator(":focus")).to_have_attribute("name", "a-leben")
    live.enter()
    answers = _answers()
    assert [answers[key] for key in keys] == [f"Antwort {key}" for key in keys]
    assert answers["einladung"] == "nein"


def _press_tab_until(tab: Page, is_there: str) -> None:
    for _press in range(30):
        if tab.evaluate(is_there):
            return
        tab.keyboard.press("Tab")
    raise AssertionError(is_there)
