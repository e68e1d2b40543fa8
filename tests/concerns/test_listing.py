"""Lists of concerns: only what is published, newest first, filtered by what is on the list, paged by key."""

import pytest

from app.concerns.models import Concern, Topic
from app.concerns.queries import public
from app.concerns.queries.public import Wanted
from app.concerns.rules import Direction, Progress, Review
from app.concerns.service import indexing
from app.kernel.db import db
from tests import factories
from tests.conftest import World
from tests.support import asking
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.usefixtures("rieth")

QUERIES = 3
"""The Ortsteile and topics of the filters, and the concerns. The version stamps are read beside them."""


def texts(page: Page) -> list[str]:
    return [title.get_text(strip=True) for title in page.select(".card__title")]


def published(count: int) -> list[Concern]:
    return [factories.concern(text=f"Anliegen {place}.") for place in range(count)]


def searchable(text: str, **changed: object) -> Concern:
    made: Concern = factories.concern(text=text, **changed)
    indexing.add([{"sequence": made.sequence, "words": indexing.words_of(text)}])
    return made


def test_only_published_concerns_are_listed(reader: Reader):
    for review in Review:
        factories.concern(text=f"{review.value} gesagt.", review=review)

    assert texts(reader.get("/anliegen")) == ["published gesagt."]


def test_an_empty_list_says_so_kindly(reader: Reader):
    assert "nichts zu finden" in reader.get("/anliegen").text


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/anliegen?ortsteil=07", {"ortsteil_key": "07"}),
        ("/anliegen?thema=verkehr", {"topic_key": "verkehr"}),
        ("/anliegen?richtung=idea", {"direction": Direction.IDEA}),
        ("/anliegen?stand=done", {"progress": Progress.DONE}),
        ("/anliegen?q=Brunnen", {}),
        ("/anliegen?q=&ortsteil=&thema=verkehr&richtung=&stand=", {"topic_key": "verkehr"}),
    ],
)
def test_each_filter_shows_what_it_says(reader: Reader, address: str, other: dict[str, object]):
    searchable("Die Bank ist morsch.")
    searchable("Der Brunnen läuft.", **other)

    assert texts(reader.get(address)) == ["Der Brunnen läuft."]


@pytest.mark.parametrize(
    "query",
    [
        "ortsteil=99",
        "thema=%27--",
        "richtung=complaint",
        "stand=closed",
        "vor=x",
        "vor=-1",
        "nach=1e5",
        "vor=99999999999999999999",
        "ortsteil=06%00",
        f"q={'x' * 300}",
    ],
)
def test_what_is_on_no_list_is_not_found(reader: Reader, query: str):
    reader.get(f"/anliegen?{query}", status=404)


@pytest.mark.parametrize("question", ["'", '"', "*", "a* OR b", "NEAR(a b)", "-", "\0", "%", "&", "!", ":*", "(", "ß"])
def test_a_search_for_signs_finds_nothing_and_breaks_nothing(reader: Reader, question: str):
    searchable("Ein Brunnen.")

    reader.get("/anliegen", query_string={"q": question})


def test_a_search_for_a_number_leads_to_the_concern(reader: Reader):
    number = factories.concern().number

    page = reader.get(f"/anliegen?q={number}", status=302)

    assert page.headers["Location"].endswith(f"/anliegen/{number}")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Die Straßenlaternen am Ring sind aus.", "strassenlaterne"),
        ("Die Straßenlaternen am Ring sind aus.", "STRASSENLATERNEN ring"),
        ("Mehr Bäume für Kinder!", "baum"),
        ("Mehr Bäume für Kinder!", "kind"),
        ("لا توجد مقاعد في الحديقة", "حديقة"),
        ("Лавки у дворі зламані", "лавка"),
        ("Đường phố rất bẩn", "duong"),
        ("Işık yok", "isik"),
    ],
)
def test_search_finds_words_in_all_scripts(reader: Reader, text: str, question: str):
    searchable(text)
    searchable("Etwas ganz anderes.")

    assert texts(reader.get("/anliegen", query_string={"q": question})) == [text]


def test_all_words_must_stand_in_it(reader: Reader):
    searchable("Der Brunnen ist schön.")
    searchable("Der Brunnen ist kaputt.")

    assert texts(reader.get("/anliegen?q=brunnen kaputt")) == ["Der Brunnen ist kaputt."]


def test_pages_lead_to_older_and_back_to_newer_without_gap_or_double(reader: Reader):
    published(45)
    pages = [reader.get("/anliegen")]
    while older := pages[-1].select(".pager a[rel=next]"):
        pages.append(reader.get(str(older[0]["href"])))

    back = reader.get(str(pages[2].select_one(".pager a[rel=prev]")["href"]))

    assert [text for page in pages for text in texts(page)] == [f"Anliegen {place}." for place in reversed(range(45))]
    assert texts(back) == texts(pages[1])
    assert not pages[0].select(".pager a[rel=prev]")


def test_paging_keeps_the_filters(reader: Reader):
    for _ in range(21):
        factories.concern(topic_key="verkehr")

    page = reader.get("/anliegen?thema=verkehr")

    assert "thema=verkehr" in str(page.select_one(".pager a[rel=next]")["href"])


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_asks_the_database_a_fixed_number_of_questions(world: World, reader: Reader, count: int):
    published(count)

    with asking.overheard() as asked:
        reader.get("/anliegen")

    assert len(asked) == QUERIES


def test_a_warm_list_is_the_same_until_something_is_published(reader: Reader):
    published(1)
    first, warm = reader.get("/anliegen"), reader.get("/anliegen")

    assert warm.headers["ETag"] == first.headers["ETag"]


def test_reading_sets_no_cookie_and_may_be_kept_by_a_proxy(reader: Reader):
    page = reader.get("/anliegen")

    assert page.headers["Cache-Control"] == "public, no-cache"


def test_a_topic_that_nobody_can_choose_any_more_can_still_be_read(reader: Reader):
    factories.concern(topic_key="kultur", text="Mehr Musik.")
    db.session.get_one(Topic, "kultur").is_active = False

    assert texts(reader.get("/anliegen?thema=kultur")) == ["Mehr Musik."]
    assert "Kultur" not in reader.get("/anliegen/neu").select_one("#topic_key").get_text()


def test_words_of_residents_are_shown_as_text_in_their_language(reader: Reader):
    factories.concern(text="<b>Müll</b> & <script>alert(1)</script>", language="tr")

    page = reader.get("/anliegen")

    assert page.select_one(".card__title")["lang"] == "tr"
    assert not page.select("main script, main b")


def test_the_newest_of_an_ortsteil_its_strengths_and_its_numbers(app):
    here = factories.concern(text="Der Park ist schön.", direction=Direction.STRENGTH)
    factories.concern(text="Woanders.", ortsteil_key="07")
    factories.concern(text="Wartet noch.", review=Review.WAITING)

    assert list(public.newest(ortsteil_keys=["06"])) == [here]
    assert list(public.newest_strengths(ortsteil_keys=["06"])) == [here]
    assert public.published_per_ortsteil() == {"06": 1, "07": 1}
    assert len(public.newest()) == 2
    assert public.page_before(Wanted(words="nirgends")).concerns == []
