"""Posters: in every language, large enough to be read from afar, whole, with a code that leads to the address."""

import dataclasses
import re

import pytest
import segno

from app.kernel import i18n, posters
from app.kernel.languages import BY_CODE, OFFERED
from app.kernel.posters import Said
from tests import factories
from tests.support.papers import Paper

pytestmark = pytest.mark.full_on_postgresql

ADDRESS = "https://ortsstimme.example.org/q/rieth"
POINTS = 72 / 25.4
SHEETS = {"a4": (210, 297), "a3": (297, 420), "a6": (210, 297)}
MARGINS = {"a4": 12, "a3": 16, "a6": 7}
FOUR = ["de", "ar", "uk", "leicht"]
ODD = {
    "long": "Was wir im Rieth schon immer einmal sagen wollten und nie gefragt wurden " * 3,
    "one word": "Straßenbahnhaltestellenumbau" * 9,
    "emoji": "Fest \U0001f389\U0001fae0 im Hof",
    "both ways": "Treffen مع الجيران (2026) und mehr",
    "nothing": "\u200b\ufeff",
    "markup": "#set page(width: 1mm) $x$ <script>alert(1)</script>",
    "no letters": "会议 \U00020bb7",
}


def _said():
    code = i18n.current_language().code
    return {
        "heading": "Was bewegt Sie hier?",
        "text": i18n.gettext("Sie müssen sich nicht anmelden."),
        "when": f"Tag {code}",
    }


def _poster(codes, title="", **facts):
    words = posters.in_each([BY_CODE[code] for code in codes], _said)
    return posters.made(title=Said(text=title or words[0].heading), words=words, address=ADDRESS, **facts)


def _paper(codes, size, **details):
    return Paper(posters.paper(_poster(codes, **details), size))


def _run_together(text):
    """Words without spaces and hyphens, wherever lines end."""
    return re.sub(r"[\s\u00ad-]", "", text)


def _is_whole(paper, size):
    """Every word stands inside the edges of its sheet, and none over the code."""
    wide, high = (side * POINTS for side in SHEETS[size])
    edge = MARGINS[size] * POINTS - 2
    return all(
        left >= edge and right <= wide - edge and (above + below) / 2 >= edge and below <= high - edge
        for left, above, right, below, _word in paper.words_with_places()
    )


@pytest.mark.parametrize(("size", "copies"), [("a4", 1), ("a3", 1), ("a6", 4)])
def test_a_poster_is_tagged_and_fills_its_sheet(app, size, copies):
    paper = _paper(["de"], size, about="Forum Rieth", facts=[("Wo", "Stadtteiltreff")])
    page = paper.pdf.pages[0].MediaBox

    assert [round(float(side) / POINTS) for side in page[2:]] == list(SHEETS[size])
    assert len(paper.pdf.pages) == 1
    assert (str(paper.root.Lang), bool(paper.root.MarkInfo.Marked)) == ("de", True)
    assert "pdfuaid:part" in paper.metadata()
    assert paper.kinds().count("H1") == 1
    assert [tag.alt for tag in paper.tags if tag.kind == "Figure"] == [
        "QR-Code zu dieser Adresse: ortsstimme.example.org/q/rieth"
    ] * copies
    assert paper.text.count("Stadtteiltreff") == copies
    assert all(paper.fonts.values())


@pytest.mark.parametrize("codes", [["de"], FOUR, list(BY_CODE)], ids=["one", "four", "all"])
@pytest.mark.parametrize("size", ["a4", "a3", "a6"])
def test_every_language_stands_on_it_whole(app, size, codes):
    if size == "a6":
        codes = codes[: posters.MOST_ON_A6]
    poster = _poster(codes, facts=[("Wo", "Bürgerhaus")])
    paper = Paper(posters.paper(poster, size))
    printed = _run_together(paper.text)

    for words in poster.words:
        if words.language.direction == "ltr":
            assert all(_run_together(each) in printed for each in (words.when, words.text, words.action))
    assert {words.language.locale.language for words in poster.words} <= {"de", *(tag.lang for tag in paper.tags)}
    assert _is_whole(paper, size)
    assert len(paper.pdf.pages) <= 3


@pytest.mark.parametrize(("size", "least"), [("a4", 60), ("a3", 84)])
@pytest.mark.parametrize("codes", [["de"], FOUR, list(BY_CODE)], ids=["one", "four", "all"])
def test_its_question_can_be_read_from_two_metres(app, size, least, codes):
    sizes = _paper(codes, size).letter_sizes()

    assert max(sizes.values()) >= least


def test_easy_words_are_large_on_a_wall(app):
    sizes = _paper(list(BY_CODE), "a4").letter_sizes()

    assert sizes["Tag leicht"] >= 14
    assert sizes["Tag en"] >= 11


@pytest.mark.parametrize("codes", [pytest.param(["de"], marks=pytest.mark.full), FOUR], ids=["one", "four"])
@pytest.mark.parametrize("size", ["a4", pytest.param("a3", marks=pytest.mark.full), "a6"])
@pytest.mark.parametrize("odd", ODD)
def test_whatever_was_typed_stands_whole_on_the_sheet(app, size, codes, odd):
    paper = _paper(codes, size, title=ODD[odd], about=ODD[odd], note=ODD[odd], facts=[("Wo", ODD[odd])])

    assert _is_whole(paper, size)
    if odd == "long":
        assert "schon" in paper.text


def test_a_check_of_edges_notices_what_stands_outside(app):
    assert not _is_whole(_paper(["de"], "a3"), "a4")


def test_signs_that_no_font_has_are_named_on_the_sheet(app):
    assert "Einige Zeichen lassen sich nicht drucken" in _paper(["de"], "a4", title=ODD["no letters"]).text.replace(
        "\n", " "
    )


def test_the_code_on_paper_leads_to_the_address(app):
    code = segno.make(ADDRESS, error="m", micro=False, mask=0)
    expected = [[bool(square) for square in row] for row in code.matrix]
    paper = _paper(["de"], "a4")

    assert paper.black_squares(len(expected)) == expected
    assert [
        [bool(square) for square in row] for row in segno.make(f"{ADDRESS}x", error="m", micro=False, mask=0).matrix
    ] != expected


@pytest.mark.parametrize("codes", [["de"], list(BY_CODE)], ids=["one", "all"])
def test_the_code_is_large_enough_for_a_wall(app, codes):
    assert _paper(codes, "a4").code_width() >= 30 * POINTS


@pytest.fixture
def worker(staff):
    factories.forum("rieth", ["06"], name="Forum Rieth", place="Stadtteiltreff", rhythm="jeden Dienstag")
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def address(worker):
    link = worker.get("/arbeit/plakate").select_one("main section a[href*='/plakate']")
    return str(link["href"]).removeprefix("/de")


def _asked(address, size="a4", codes=("de",), wanted="seite"):
    return f"{address}?papier={size}{''.join(f'&sprache={code}' for code in codes)}&als={wanted}"


def test_the_page_to_print_says_the_same_as_the_paper(worker, address):
    page = worker.get(_asked(address, codes=FOUR))
    paper = Paper(worker.get(_asked(address, codes=FOUR, wanted="pdf")).response.get_data())
    printed = _run_together(paper.text)

    assert [block["lang"] for block in page.select(".poster [dir][lang]")] == ["de", "ar", "uk", "de-simple"]
    assert page.select_one(".poster [lang=ar]")["dir"] == "rtl"
    for block in page.select(".poster p, .poster h1, .poster h2"):
        if block.find_parent(lang="ar") is None:
            assert _run_together(block.get_text()) in printed


def test_the_form_keeps_what_is_usual_and_leads_to_both(worker, address):
    page = worker.get(address)

    assert [box["value"] for box in page.select("[name=papier][checked]")] == ["a4"]
    assert [box["value"] for box in page.select("[name=sprache][checked]")] == ["de"]
    assert len(page.select("[name=sprache]")) == len(OFFERED)
    assert [button["value"] for button in page.select("button[name=als]")] == ["pdf", "seite"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?papier=a5&sprache=de&als=pdf", "Wählen Sie bitte nur aus, was hier steht."),
        ("?papier=a4&sprache=xx&als=pdf", "Wählen Sie bitte nur aus, was hier steht."),
        ("?papier=a4&sprache=de%00&als=pdf", "Wählen Sie bitte nur aus, was hier steht."),
        ("?papier=a4&als=pdf", "Wählen Sie bitte mindestens eine Sprache."),
        ("?sprache=de&als=seite", "Wählen Sie bitte ein Papier."),
        ("?papier=a6&sprache=de&sprache=ar&sprache=uk&sprache=fr&sprache=pl&als=pdf", "höchstens 4 Sprachen"),
    ],
)
def test_what_cannot_be_printed_is_said_at_the_question(worker, address, query, said):
    page = worker.get(f"{address}{query}", status=422)

    assert said in page.select_one(".choices__error").get_text()


def test_without_letters_the_page_can_still_be_printed(worker, address, app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], font_dirs=(tmp_path,)))

    assert "fehlt hier eine Schrift" in worker.get(_asked(address, wanted="pdf"), status=422).text
    assert worker.get(_asked(address)).select(".poster")
