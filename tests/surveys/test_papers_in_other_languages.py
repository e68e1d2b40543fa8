"""Papers in languages that Ortsstimme does not speak itself: in letters that can be read, and nothing twice."""

import dataclasses

import pytest

from app.surveys.exports import cards
from tests.support.papers import Paper
from tests.surveys import making

IN_CHINESE = dataclasses.replace(
    making.GUIDE,
    languages=("de", "zh", "tr", "vi"),
    consent={"de": "Ja.", "zh": "我同意。"},
    questions=tuple(
        dataclasses.replace(each, label={**each.label, "zh": "您喜欢这里的什么？"}) for each in making.GUIDE.questions
    ),
)
"""No machine of ours has a font for Chinese."""


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def papers(app):
    campaign = making.campaign(document=IN_CHINESE, phone="0361 1234")
    return f"/arbeit/befragungen/{campaign.id}/papier"


@pytest.mark.parametrize("name", ["fragebogen", "kontaktzettel"])
def test_without_letters_for_its_language_a_paper_says_so(worker, papers, name):
    page = worker.get(f"{papers}/{name}.pdf?sprache=zh")

    assert "fehlt eine Schrift für diese Sprache" in page.text
    assert page.select("main a[href*='papier/fragebogen'][href*='sprache=zh']")


def test_a_check_of_the_frame_alone_would_print_signs_that_nobody_can_read(worker, papers, monkeypatch):
    monkeypatch.setattr("app.surveys.staff_views.papers.IN_WORDS_OF_THEIR_OWN", frozenset())

    paper = Paper(worker.get(f"{papers}/fragebogen.pdf?sprache=zh").response.get_data())

    assert "Einige Zeichen lassen sich nicht drucken" in paper.text.replace("\n", " ")


def test_cards_in_languages_that_we_do_not_speak_say_it_in_german_once(worker, papers):
    paper = Paper(worker.get(f"{papers}/karten.pdf?sprache=de&sprache=tr&sprache=vi").response.get_data())

    assert paper.text.count("Wir möchten gern hören") == cards.CARDS
