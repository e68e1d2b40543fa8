"""What people read about the newest release, and that nothing withheld shines through."""

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from bs4 import Tag

from app.kernel.db import db
from app.moderation.models import LogEntry
from app.needs import queries, rules, service
from app.needs.models import Release
from tests import factories
from tests.needs import city
from tests.needs.city import SUMMER
from tests.support import asking
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

SAID_TO_PEOPLE = ("title", "alt", "aria-label", "value", "content", "placeholder", "data-text")
QUERIES = 6


@pytest.fixture
def places(app: object) -> None:
    city.build()


@pytest.fixture
def spoken(places: None) -> None:
    city.speak()


@pytest.fixture
def release(spoken: None) -> Release:
    return service.make_release(quarter=SUMMER)


def cells_of(page: Page) -> list[list[str]]:
    """The cells of the only table on a page, without their heads."""
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.select("table tbody tr")]


def numbers_said(page: Page) -> set[int]:
    """All whole numbers that a page says in any way: in texts, titles and descriptions."""
    return {int(found) for text in _texts(page) for found in re.findall(r"\d+", text)}


def _texts(page: Page) -> Iterator[str]:
    yield page.text
    for tag in page.select("*"):
        yield from (str(value) for name, value in tag.attrs.items() if name in SAID_TO_PEOPLE)


def addresses(release: Release) -> list[str]:
    """All pages of a release."""
    tables = [f"/bedarfe?tabelle={table.name}" for table in queries.tables_of(release)]
    return ["/bedarfe", *tables, *(f"/bedarfe?ortsteil={key}" for key in city.NAMES)]


def test_before_the_first_release_the_page_is_kind(reader: Reader):
    assert "Noch gibt es keine Zahlen" in reader.get("/bedarfe").text


def test_every_page_of_a_release_is_sound(reader: Reader, release: Release):
    for address in addresses(release):
        reader.get(address)


@pytest.mark.usefixtures("release")
def test_it_says_that_the_numbers_are_not_representative(reader: Reader):
    assert "nicht repräsentativ" in reader.get("/bedarfe").text


def test_the_pages_withhold_the_same_cells_as_the_release(reader: Reader, release: Release):
    wanted, tables = release.pattern_hash, queries.tables_of(release)

    found = {
        table.name: city.pattern_in_words(cells_of(reader.get(f"/bedarfe?tabelle={table.name}")), table) for table in tables
    }

    assert rules.pattern_hash(found) == wanted


def test_no_withheld_number_is_said_on_any_page(reader: Reader, release: Release):
    truth = city.truth()
    withheld, published = set(), set()
    for table in queries.tables_of(release):
        for place, cell in table.cells.items():
            if cell.count is not None:
                published.add(cell.count)
            elif cell == rules.WITHHELD and table.name in truth:
                withheld.add(truth[table.name][place])
    secret = {number for number in withheld - published if number >= 5}
    assert secret, "the city has no partner to keep secret"

    said = {number for address in addresses(release) for number in numbers_said(reader.get(address))}

    assert said & secret == set()


def test_a_withheld_ortsteil_looks_the_same_on_the_map_whatever_its_number(reader: Reader, spoken: None):
    city.speak({("09", "gruen"): 2})
    release = service.make_release(quarter=SUMMER)
    people = queries.table_of(release, rules.tables.PEOPLE_TABLE)
    assert people.cell("09", "people") == rules.WITHHELD

    title = next(tag for tag in reader.get("/bedarfe").select("svg title") if "Melchendorf" in tag.get_text())

    assert re.findall(r"\d", title.get_text()) == []
    assert "withheld" in " ".join(_shape_beside(title)["class"])


def _shape_beside(title: Tag) -> Tag:
    shape = title.find_next_sibling()
    assert isinstance(shape, Tag)
    return shape


@pytest.mark.usefixtures("release")
def test_a_profile_ranks_by_published_numbers_and_lists_the_withheld_by_alphabet(reader: Reader):
    page = reader.get("/bedarfe?ortsteil=06")

    ranked = [row[-1] for row in cells_of(page)]
    assert ranked == sorted(ranked, key=int, reverse=True)
    withheld = [item.get_text() for item in page.select("main section li")]
    assert "Verkehr und Mobilität" in withheld
    assert withheld == sorted(withheld)


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("query", ["tabelle=quatsch", "ortsteil=99", "tabelle=", "ortsteil=06'"])
def test_what_is_not_there_is_not_found(reader: Reader, query: str):
    reader.get(f"/bedarfe?{query}", status=404)


@pytest.mark.usefixtures("release")
def test_the_newest_quarter_is_shown(reader: Reader, clock):
    city.speak({("06", "gruen"): 40}, on=SUMMER.following.first_day)
    clock.advance(days=60)
    service.make_release(quarter=SUMMER.following)

    assert "2026-Q4" in reader.get("/bedarfe").text


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("language", ["de", "leicht", "en", "ar"])
def test_the_pages_speak_every_language(new_reader, language: str):
    assert new_reader(language).get("/bedarfe").select("table")


@pytest.mark.usefixtures("release")
def test_reading_asks_the_database_a_fixed_number_of_times(reader: Reader, app):
    with asking.overheard() as asked:
        reader.get("/bedarfe")

    assert len(asked) <= QUERIES, asked


@pytest.mark.usefixtures("spoken")
def test_planning_makes_a_release_on_the_page(staff):
    planner = staff("planning_coordinator")

    form = planner.get("/arbeit/bedarfe").form('form[action$="veroeffentlichen"]')
    planner.send(form, status=303)

    assert queries.newest_release().quarter == "2026-Q3"
    assert "2026-Q3" in planner.get("/arbeit/bedarfe").text


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("quarter", ["2026-Q3", "2026-Q4", "2025-Q4", "quatsch", ""])
def test_a_quarter_that_cannot_be_released_is_refused_at_its_question(staff, quarter: str):
    planner = staff("planning_coordinator")
    factories.concern(reported_on=SUMMER.previous.previous.first_day)
    token = planner.get("/arbeit/bedarfe").select_one("[name=form_token]")["value"]

    page = planner.post("/arbeit/bedarfe/veroeffentlichen", {"form_token": token, "quarter": quarter}, status=422)

    assert page.select("#quarter-error")
    assert len(queries.all_releases()) == 1


@pytest.mark.usefixtures("release")
def test_an_earlier_quarter_that_was_left_out_can_still_be_released(staff):
    city.speak({("06", "gruen"): 9}, on=SUMMER.previous.first_day)
    planner = staff("planning_coordinator")

    form = planner.get("/arbeit/bedarfe").form('form[action$="veroeffentlichen"]')
    planner.send(form, status=303)

    assert [each.quarter for each in queries.all_releases()] == ["2026-Q3", "2026-Q2"]
    assert "2026-Q3" in planner.get("/bedarfe").text


@pytest.mark.usefixtures("release")
def test_quarter_workers_see_live_numbers_of_their_own_area_only(staff):
    today = SUMMER.following.first_day
    city.speak({("06", "gruen"): 2, ("07", "gruen"): 4}, on=today)

    page = staff("quarter_worker", ortsteile=["06"]).get("/arbeit/bedarfe")

    assert "Intern – nicht weitergeben" in page.text
    live = page.select("table tbody tr")
    assert [row.get_text(" ", strip=True) for row in live] == ["Rieth Grün, Spiel, Sport 2"]
    assert not page.select("form[action*=herunterladen]")
    assert not page.select("form[action*=veroeffentlichen]")


def test_planning_sees_the_live_numbers_of_the_whole_city(staff, places: None):
    city.speak({("06", "gruen"): 2, ("07", "gruen"): 4}, on=SUMMER.following.first_day)

    page = staff("planning_coordinator").get("/arbeit/bedarfe")

    assert len(page.select("table tbody tr")) == 2


def test_live_numbers_cannot_be_taken_away(staff, places: None):
    city.speak({("06", "gruen"): 2}, on=SUMMER.following.first_day)

    page = staff("planning_coordinator").get("/arbeit/bedarfe")

    assert not page.select("form[action*=herunterladen]")


@pytest.mark.parametrize(
    ("role", "status"), [("planning_coordinator", 200), ("quarter_worker", 403), ("administrator", 403)]
)
def test_only_planning_takes_the_files_and_it_is_written_down(staff, release: Release, role: str, status: int):
    address, visitor = f"/arbeit/bedarfe/{release.id}/herunterladen", staff(role)
    token = visitor.get("/arbeit/konto").select_one("[name=form_token]")["value"]

    visitor.post(address, {"form_token": token, "format": "xlsx"}, status=status)

    logged = db.session.scalars(sa.select(LogEntry).where(LogEntry.act == "needs.download")).all()
    taken = [(entry.account_id, entry.subject, entry.note) for entry in logged]
    note = f"bedarfe-2026-Q3.xlsx, {release.method['cells']} Felder"
    assert taken == ([(visitor.account_id, "release:2026-Q3", note)] if status == 200 else [])
