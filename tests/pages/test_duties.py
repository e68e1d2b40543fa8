"""What a public site owes: rules that can be pointed at, an easy explanation, a video in sign language if there is one."""

import re

import pytest

from app.concerns.rules import Ground, anchor_of
from app.kernel.languages import OFFERED
from app.pages import rules, service
from app.pages.rules import Detail
from tests.support.plain import LONGEST_SENTENCE, LONGEST_WORD

pytestmark = pytest.mark.full_on_postgresql

VIDEO = "https://video.stadt.example/gebaerden"


@pytest.mark.parametrize("language", [language.code for language in OFFERED])
def test_every_ground_stands_on_the_page_of_rules_in_every_language(reader, language: str):
    page = reader.get(f"/{language}/regeln")

    missing = [ground for ground in Ground if not page.select(f"#{anchor_of(ground)}")]
    assert missing == []
    assert page.select("#widerspruch")
    assert page.select("main a[href$='/melden/inhalt']")
    for slug in ("barrierefreiheit", "impressum"):
        assert reader.get(f"/{language}/{slug}").select("main a[href*='/melden/barriere']")


def test_the_start_page_leads_to_an_easy_explanation(reader):
    easy = reader.get("/de/").select_one("main a[href='/leicht/erklaerung']")

    page = reader.get(str(easy["href"]))

    assert reader.get("/ar/erklaerung", status=302).headers["Location"].endswith("/leicht/erklaerung")
    lines = [line.strip() for each in page.select("main p, main li, main h2") for line in each.get_text().splitlines()]
    for sentence in (part for line in lines for part in re.split(r"[.!?:]\s", line)):
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", sentence)
        assert len(words) <= LONGEST_SENTENCE, sentence
        assert max((len(part) for word in words for part in word.split("-")), default=0) <= LONGEST_WORD, sentence


def test_a_video_in_sign_language_is_shown_only_when_there_is_one(reader, staff):
    assert "Gebärdensprache" not in reader.get("/de/").text
    assert "Gebärdensprache" in reader.get("/barrierefreiheit").text
    administrator = staff("administrator")
    form = administrator.get("/arbeit/betreiber").form("main form")

    administrator.send(form.fill(sign_video=VIDEO), status=303)

    link = reader.get("/de/").select_one(f"main a[href='{VIDEO}']")
    assert "video.stadt.example" in link.get_text()
    assert "Gebärdensprache" not in reader.get("/barrierefreiheit").text


@pytest.mark.parametrize(
    "wrong", ["javascript:alert(1)", "//video.example", "video.mp4", "https://a@b.example/", "https://"]
)
def test_a_video_has_an_address_on_the_web(staff, wrong: str):
    administrator = staff("administrator")
    form = administrator.get("/arbeit/betreiber").form("main form")

    page = administrator.send(form.fill(sign_video=wrong, city="Erfurt"), status=422)

    assert page.select_one("#sign_video-error")
    assert page.select_one("#city")["value"] == "Erfurt"


def test_an_installation_starts_without_a_video(app):
    service.describe_operator(details=dict.fromkeys(set(Detail) - rules.OPTIONAL, "da"))

    assert rules.missing(dict.fromkeys(set(Detail) - rules.OPTIONAL, "da")) == []
    assert Detail.CITY in rules.missing({})
