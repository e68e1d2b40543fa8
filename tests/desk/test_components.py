"""The page of components: every component stands there, in all its states, and nothing of it is behind the sources."""

import re

import pytest

from app.desk import showcase
from config import ROOT

pytestmark = pytest.mark.full_on_postgresql

ADDRESS = "/arbeit/bausteine"
COMPONENTS = sorted(path.stem for path in (ROOT / "templates" / "components").glob("*.html"))
OF_WORDS = (
    *("breadcrumb", "card", "choices", "definition", "dots", "due_card", "empty_state", "field", "fieldrow", "fold"),
    *("navigation", "notice", "numbered", "path", "table", "tag", "timeline", "told", "waiting"),
)
SHEET = ROOT / "static" / "css" / "showcase" / "showcase.css"


@pytest.fixture
def page(staff):
    return staff("interviewer").get(ADDRESS)


def test_every_component_stands_on_the_page_with_an_example_or_a_word_why_not(page):
    shown = {part["id"].removeprefix("baustein-"): part for part in page.select("[id^=baustein-]")}

    assert sorted(shown) == COMPONENTS
    assert [name for name, part in shown.items() if not part.select(".showcase__frame, .soft")] == []


@pytest.mark.parametrize("name", OF_WORDS)
def test_what_holds_words_of_people_shows_an_endless_one_and_arabic(page, name):
    frame = page.select_one(f"#baustein-{name} .showcase__frame")

    assert any(len(word) > 40 for word in frame.get_text(" ").split())
    assert frame.select("[lang=ar]")


def test_each_says_what_its_own_file_says_and_shows_what_it_draws(page):
    tag = page.select_one("#baustein-tag")

    assert "A short state in words." in tag.get_text(" ")
    assert 'tag(text, kind="plain", icon=None)' in tag.get_text(" ")
    assert {name for each in tag.select(".tag") for name in each["class"]} >= {"tag--plain", "tag--good", "tag--error"}


def test_every_value_of_the_sheet_stands_there(page):
    declared = set(re.findall(r"^\s*(--[\w-]+):", showcase.TOKENS.read_text(encoding="utf-8"), re.MULTILINE))

    assert {name for name in declared if name not in page.text} == set()
    assert {size.name for size in showcase.measures()["type"]} == set(re.findall(r"__type--([\w-]+)", SHEET.read_text()))


def test_on_request_every_question_is_wrong(staff):
    page = staff("administrator").get(f"{ADDRESS}?falsch")

    questions = page.select("main .field, main .choices, main .tally, main .fieldrow__part")
    right = [each for each in questions if not each.select("[aria-invalid]") and not each.find_parent(class_="choices")]
    assert len(questions) > 40
    assert right == []
    assert [link["href"] for link in page.select(".error_summary a") if not page.select(f"[id='{link['href'][1:]}']")] == []
    assert page.select(".error_summary a")


def test_a_specimen_that_is_sent_shows_its_errors_and_stores_nothing(staff):
    worker = staff("quarter_worker")
    page = worker.get(ADDRESS)

    answer = worker.send(page.form("#baustein-staff_token form"), status=422)

    assert answer.select(".error_summary")


def test_the_desk_leads_there(staff):
    assert staff("evaluator").get("/arbeit").select("main a[href$='/arbeit/bausteine']")
