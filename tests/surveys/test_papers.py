"""Everything that a campaign needs on paper: in its order, tagged, large where it must be, in any language."""

import dataclasses
import re
import subprocess
from datetime import date

import pytest
import sqlalchemy as sa

from app.contacts.rules import Purpose
from app.kernel.db import db
from app.kernel.i18n import speaking
from app.kernel.languages import BY_CODE
from app.questionnaires import labels
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules.document import Choice, Document, Question, to_json
from app.questionnaires.rules.guide import activating_guide
from app.questionnaires.rules.kinds import AskedBy, Missing, QuestionType
from app.surveys.exports import badges, cards, codes, letter, questionnaire, slip
from app.surveys.models import Campaign, HouseholdCode
from app.surveys.rules.kinds import AccessMode, TeamRole
from tests import factories
from tests.support.papers import Paper
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

KINDS = Document(
    title={"de": "Alle Arten", "ar": "كل الأنواع"},
    introduction={"de": "Wir hören zu."},
    consent={"de": "Ich bin einverstanden."},
    languages=("de", "ar"),
    mixed=("ar",),
    questions=(
        Question(key="weg", type=QuestionType.GROUP, label={"de": "Ihr Weg"}),
        Question(
            key="wege",
            type=QuestionType.SELECT_MULTIPLE,
            group="weg",
            label={"de": "Wie kommen Sie her?", "ar": "كيف تصل إلى هنا؟"},
            may_refuse=True,
            choices=(Choice(code="bus", label={"de": "Mit dem Bus"}), Choice(code="other", label={"de": "Anders"})),
        ),
        Question(
            key="warum",
            type=QuestionType.TEXT_LONG,
            group="weg",
            label={"de": "Warum so?"},
            asked_by=AskedBy.WRITER,
            condition="selected(wege, 'bus')",
        ),
        Question(key="dank", type=QuestionType.NOTE, label={"de": "Jetzt noch etwas anderes."}),
        Question(
            key="note",
            type=QuestionType.SCALE,
            label={"de": "Welche Note?"},
            lowest=1,
            highest=5,
            low_label={"de": "schlecht"},
            high_label={"de": "gut"},
        ),
        Question(
            key="wichtig",
            type=QuestionType.RANK,
            label={"de": "Was ist wichtig?"},
            choices=(Choice(code="a", label={"de": "Ruhe"}), Choice(code="b", label={"de": "Licht"})),
        ),
        Question(key="seit", type=QuestionType.INTEGER, label={"de": "Seit welchem Jahr?"}, lowest=1900, highest=2026),
        Question(key="tag", type=QuestionType.DATE, label={"de": "Welcher Tag?"}),
        Question(key="uhr", type=QuestionType.TIME, label={"de": "Wann am Tag?"}),
        Question(key="ort", type=QuestionType.AREA, label={"de": "Wo wohnen Sie?"}),
        Question(key="name_der_haltestelle", type=QuestionType.TEXT_SHORT, label={"de": "Welche Haltestelle?"}),
    ),
)


@pytest.fixture
def campaign(app):
    made = making.campaign(
        document=activating_guide(),
        sponsor="Plattform e. V.",
        phone="0361 1234",
        summary="Wir fragen alle.",
        starts_on=date(2026, 11, 9),
        ends_on=date(2026, 12, 4),
    )
    making.member(made, None, name="Ann Meyer")
    making.member(made, None, TeamRole.EVALUATOR, name="Ben Stumm")
    return made


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def _paper(worker, campaign, name, query=""):
    page = worker.get(f"/arbeit/befragungen/{campaign.id}/papier/{name}.pdf{query}")
    assert page.headers["Content-Type"] == "application/pdf"
    return Paper(page.response.get_data())


def _ask(campaign, document):
    version = db.session.get(QuestionnaireVersion, campaign.version_id)
    version.document = to_json(document)


def _in_order(text, words):
    places = [text.find(each) for each in words]
    assert -1 not in places, words[places.index(-1)]
    assert places == sorted(places)


def test_the_questions_stand_in_their_order_with_number_and_key(worker, campaign):
    paper = _paper(worker, campaign, "fragebogen")
    asked = activating_guide().asked
    labels = [question.label["de"] for question in asked]

    _in_order(paper.text.replace("\n", " "), labels)
    _in_order(paper.text, [f"{number}\n{question.key}\n" for number, question in enumerate(asked, start=1)])


def test_the_guide_fits_on_one_page_of_questions_and_the_team_has_the_other(worker, campaign):
    paper = _paper(worker, campaign, "fragebogen")
    first = subprocess.run(["pdftotext", "-l", "1", "-", "-"], input=paper.content, capture_output=True, check=True).stdout

    assert len(paper.pdf.pages) == 2
    assert "Vielen Dank" in first.decode()
    assert "Vom Team" not in first.decode()


def test_every_kind_of_question_has_room_for_its_answer(worker, campaign):
    _ask(campaign, KINDS)
    text = _paper(worker, campaign, "fragebogen").text.replace("\n", " ")

    _in_order(
        text,
        [
            "Ihr Weg",
            "Sie können mehrere Antworten ankreuzen. 1 Mit dem Bus 2 Anders",
            f"k {labels.WAYS_OUT[Missing.NO_ANSWER]}",
            "Nur wenn Sie bei Frage 1 „Mit dem Bus“ gesagt haben",
            "Warum so?",
            "Das fragt, wer mitschreibt.",
            "Jetzt noch etwas anderes.",
            "schlecht 1 2 3 4 5 gut",
            "1 ist Ihnen am wichtigsten",
            "von 1900 bis 2026",
            "Tag, Monat und Jahr",
            "Stunde und Minute",
            "1 Ortsteil 06",
            "Welche Haltestelle?",
        ],
    )


def test_the_paper_is_tagged(worker, campaign):
    _ask(campaign, KINDS)
    paper = _paper(worker, campaign, "fragebogen")
    kinds = paper.kinds()

    assert str(paper.root.Lang) == "de"
    assert bool(paper.root.MarkInfo.Marked)
    assert "pdfuaid:part" in paper.metadata()
    assert str(paper.pdf.docinfo.Title) == "Alle Arten"
    assert kinds.count("H1") == 1
    assert kinds.count("H2") + kinds.count("H3") == 1 + len(KINDS.asked) + 1
    assert {"L", "LI", "Lbl", "LBody"} <= set(kinds)
    assert all(paper.fonts.values())


def test_an_arabic_paper_reads_from_the_right_and_keeps_german_words_german(worker, campaign):
    _ask(campaign, KINDS)
    paper = _paper(worker, campaign, "fragebogen", "?sprache=ar")

    assert str(paper.root.Lang) == "ar"
    assert any("Arabic" in font for font in paper.fonts)
    assert "de" in {tag.lang for tag in paper.tags}
    assert "warum" in paper.text
    assert _is_right_of_the_middle(paper.content, "wege")


def _is_right_of_the_middle(content, word):
    drawn = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return float(re.search(rf'xMin="([\d.]+)"[^>]*>{word}<', drawn)[1]) > 300


def _from_left_to_right(content):
    """The words of a paper line by line as the eye meets them."""
    drawn = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', drawn)
    return [word.strip("\u200e") for x, y, word in sorted(found, key=lambda each: (round(float(each[1])), float(each[0])))]


def test_plain_words_are_large_but_for_the_signs_of_those_who_type(worker, campaign, tmp_path):
    paper = _paper(worker, campaign, "fragebogen", "?sprache=de-simple")
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper.content)
    command = ["pdftohtml", "-xml", "-zoom", "1", "-i", "-stdout", file]
    drawn = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    sizes = {int(number): int(size) for number, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', drawn)}
    pieces = re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', drawn)
    small = {re.sub("<.*?>", "", words).strip() for font, words in pieces if sizes[int(font)] < 14}

    assert pieces
    assert small - {question.key for question in activating_guide().asked} <= {*"1234567kw", ""}


def test_a_draft_says_that_it_is_one(worker, campaign):
    campaign.version_id = None

    assert "Entwurf" in _paper(worker, campaign, "fragebogen").text


def test_the_page_to_print_says_the_same(worker, campaign):
    _ask(campaign, KINDS)
    words = _paper(worker, campaign, "fragebogen").text.replace("\u00ad\n", "").split()
    page = worker.get(f"/arbeit/befragungen/{campaign.id}/papier/fragebogen")
    arabic = worker.get(f"/arbeit/befragungen/{campaign.id}/papier/fragebogen?sprache=ar")

    assert [word for word in words if word.strip(".:") not in page.text and not re.match(r"Seite|von|\d", word)] == []
    assert (arabic.select_one("html")["lang"], arabic.select_one("html")["dir"]) == ("ar", "rtl")
    assert arabic.select("bdi[lang=de]")


def test_the_slip_is_a_sheet_of_its_own_that_nothing_joins_to_the_answers(worker, campaign):
    slip_text = _paper(worker, campaign, "kontaktzettel").text
    answers = _paper(worker, campaign, "fragebogen").text

    _in_order(
        slip_text.replace("\n", " "), ["Kontaktzettel", *map(str, slip.PURPOSES.values()), "Name", "Ich bin einverstanden"]
    )
    assert "Fassung" not in slip_text
    assert "Unterschrift" not in answers
    assert [str(purpose) for purpose in Purpose] == list(slip.PURPOSES)


def test_the_letter_says_who_comes_when_for_whom_and_what_becomes_of_it(worker, campaign):
    text = _paper(worker, campaign, "brief", "?fotos=ja").text.replace("\n", " ")

    assert "Ann Meyer" in text
    assert "Ben Stumm" not in text
    assert "zwischen dem 9. November 2026 und dem 4. Dezember 2026" in text
    assert "Plattform e. V." in text
    assert "0361 1234" in text
    assert "ohne Ihren Namen" in text
    assert re.search(rf"[^ ]+/b/{campaign.slug} ", text)
    assert "/de/umfragen/" not in text


def test_each_who_asks_has_a_badge(worker, campaign):
    text = _paper(worker, campaign, "ausweise").text.replace("\u00a0", " ")

    assert "Ann Meyer" in text
    assert "Gültig bis: 4. Dezember 2026" in text
    assert "0361 1234" in text


def test_a_card_says_it_in_several_languages_at_once(worker, campaign):
    paper = _paper(worker, campaign, "karten", "?sprache=de&sprache=ar&sprache=en")

    assert len(paper.pdf.pages) == 1
    assert paper.text.count("0361 1234") == cards.CARDS
    assert paper.text.count(f"/b/{campaign.slug}\n") == cards.CARDS
    assert {"ar", "en"} <= {tag.lang for tag in paper.tags}
    assert [tag.alt for tag in paper.tags if tag.kind == "Figure"] == ["QR-Code zu dieser Befragung"] * cards.CARDS


def test_german_and_plain_german_share_the_heading_of_a_card(worker, campaign):
    paper = _paper(worker, campaign, "karten", "?sprache=de&sprache=de-simple&sprache=ar")

    assert paper.text.count("Wir waren heute bei Ihnen") == cards.CARDS
    assert paper.text.count("Wir möchten gern hören") == 2 * cards.CARDS


def test_on_arabic_paper_no_number_and_no_name_is_turned_round(worker, campaign):
    campaign.phone, campaign.sponsor = "+49 361 12-34", "Plattform e. V."
    making.member(campaign, None, name="Herr M.")
    with speaking(BY_CODE["ar"]):
        drawn = {
            "letter": letter.paper(campaign, ["Herr M."], has_photos=False),
            "slip": slip.paper(campaign, KINDS, "ar"),
            "badges": badges.paper(campaign, ["Herr M."]),
            "codes": codes.paper(campaign, ["1234 5678 9012"]),
        }
    for name, content in drawn.items():
        words = _from_left_to_right(content)
        assert words[(at := words.index("+49")) : at + 3] == ["+49", "361", "12-34"], name
    for name in ("letter", "badges"):
        words = _from_left_to_right(drawn[name])
        assert words[(at := words.index("Herr")) : at + 2] == ["Herr", "M."], name
        assert words[(at := words.index("Plattform")) : at + 3] == ["Plattform", "e.", "V."], name


def test_codes_are_printed_once_one_sheet_for_each_household(worker, campaign):
    campaign.access = AccessMode.HOUSEHOLD_CODE
    db.session.flush()
    form = worker.get(f"/arbeit/befragungen/{campaign.id}/papier").form("main form[action$=codes]")
    paper = Paper(worker.send(form.fill(number="3"), status=200).response.get_data())

    assert len(paper.pdf.pages) == 3
    assert len(set(re.findall(r"\d{4} \d{4} \d{4}", paper.text))) == 3
    assert len(db.session.scalars(sa.select(HouseholdCode)).all()) == 3


def test_without_letters_no_code_is_made(worker, campaign, app, monkeypatch, tmp_path):
    db.session.get(Campaign, campaign.id).access = AccessMode.HOUSEHOLD_CODE
    form = worker.get(f"/arbeit/befragungen/{campaign.id}/papier").form("main form[action$=codes]").fill(number="3")
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], font_dirs=(tmp_path,)))
    worker.send(form, status=422)
    page = worker.get(f"/arbeit/befragungen/{campaign.id}/papier/fragebogen.pdf")

    assert db.session.scalars(sa.select(HouseholdCode)).all() == []
    assert page.select("main a[href*='papier/fragebogen']")


@pytest.mark.parametrize("words", ["#set page()\n$ x $ *fett*", "\U0001fae0 中文 \x01", "x" * 400, ""])
def test_whatever_was_typed_becomes_a_paper(campaign, words):
    campaign.sponsor = campaign.phone = campaign.area_note = campaign.summary = words
    texts = {"de": words}
    document = dataclasses.replace(
        KINDS,
        title=texts,
        consent=texts,
        questions=tuple(dataclasses.replace(each, label=texts) for each in KINDS.questions),
    )
    with speaking(BY_CODE["leicht"]):
        made = [
            questionnaire.paper(document, "de-simple", version=1, areas=[words]),
            slip.paper(campaign, document, "de-simple"),
            letter.paper(campaign, [words], has_photos=True),
            badges.paper(campaign, [words]),
            cards.paper(campaign, list(BY_CODE.values())),
        ]

    assert all(len(Paper(each).pdf.pages) for each in made)


def test_papers_of_other_ortsteile_are_not_there(staff, campaign):
    factories.ortsteil("07")
    other = staff("quarter_worker", ortsteile=["07"])

    other.get(f"/arbeit/befragungen/{campaign.id}/papier", status=404)
    other.get(f"/arbeit/befragungen/{campaign.id}/papier/brief.pdf", status=404)


def test_there_is_no_other_paper(worker, campaign):
    worker.get(f"/arbeit/befragungen/{campaign.id}/papier/gibtesnicht.pdf", status=404)
