"""What our papers are made of: tags, language, fonts, signs. typst checks PDF/UA-1 itself; here its tags are read back."""

import os
import re
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from flask import Flask, g

from app.kernel import pdf
from app.kernel.languages import KNOWN
from app.kernel.pdf import coverage, fonts
from app.kernel.pdf.lettering import Lettering, signs_of
from config import ROOT, Settings
from tests.support.papers import Paper

LANGUAGES = {language.code: language for language in KNOWN}
MADE_AT = datetime(2026, 11, 16, 18, 30, 15, 123456, tzinfo=UTC)
PARTS = """
#import "/pdf/base.typ": *
#show: sheet
= #data.title
#notice(prose(data.text))
#facts(data.facts)
== #data.heading
#spoken("de", prose(data.german))
#table-of(data.head, data.rows)
"""
DATA = {
    "publisher": "Ortsstimme Erfurt",
    "heading": "Ergebnisse",
    "text": "Die Bank wird repariert.",
    "german": "## Erstens\nEin Satz.\nNoch einer: https://example.org/a?b=c.\n\n- eins\n- zwei",
    "facts": [["Wann", "Montag, 16. November 2026"], ["Wo", "Bürgerhaus"]],
    "head": ["Was", "Wer", "Bis wann"],
    "rows": [["Fahrradbügel prüfen", "Amt", "1.12.2026"]] * 3,
}


@contextmanager
def _reading(language="de", **settings):
    app = Flask("papers")
    app.config["SETTINGS"] = Settings(
        secret_key="x" * 40, code_key="x" * 40, database_url="", database_url_read="", **settings
    )
    with app.test_request_context():
        g.language = LANGUAGES[language]
        yield


@pytest.fixture
def paper(tmp_path, monkeypatch):
    """Make a paper with every part of the frame: paper("ar", text="…")."""
    (tmp_path / "pdf").mkdir()
    shutil.copy(ROOT / "templates" / "pdf" / "base.typ", tmp_path / "pdf")
    (tmp_path / "parts.typ").write_text(PARTS, encoding="utf-8")
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)

    def make(language="de", title="Protokoll", **changed):
        with _reading(language):
            return Paper(pdf.render("parts", {**DATA, **changed}, title=title, made_at=MADE_AT))

    return make


@pytest.fixture
def lettering():
    with _reading():
        yield Lettering(fonts.installed())


@pytest.mark.parametrize(("language", "tag"), [("de", "de"), ("leicht", "de"), ("ar", "ar"), ("uk", "uk"), ("vi", "vi")])
def test_a_paper_says_its_language_and_its_title(paper, language, tag):
    made = paper(language, title="Protokoll vom 16. November")

    assert str(made.root.Lang) == tag
    assert str(made.pdf.docinfo.Title) == "Protokoll vom 16. November"
    assert bool(made.root.ViewerPreferences.DisplayDocTitle)


def test_a_paper_claims_what_typst_has_checked(paper):
    made = paper()

    assert bool(made.root.MarkInfo.Marked)
    assert "<pdfuaid:part>1</pdfuaid:part>" in made.metadata()
    assert "<rdf:li>de</rdf:li>" in made.metadata()


def test_every_part_has_its_tag(paper):
    kinds = paper().kinds()

    assert [kind for kind in kinds if re.fullmatch(r"H\d", kind)] == ["H1", "H2", "H3"]
    assert kinds.count("L") == 2
    assert kinds.count("LI") == 4
    assert kinds.count("Link") == 1
    assert (kinds.count("Table"), kinds.count("THead"), kinds.count("TR")) == (1, 1, 4)
    assert "Figure" not in kinds


def test_the_head_of_a_table_says_what_it_is_the_head_of(paper):
    heads = [tag for tag in paper().tags if tag.kind == "TH"]

    assert [head.scope for head in heads] == ["/Column"] * 3


def test_german_words_in_an_arabic_paper_are_marked_as_german(paper):
    tags = paper("ar").tags
    places = {tag.kind: tag.lang for tag in tags if tag.kind in {"H3", "Table"}}

    assert places == {"H3": "de", "Table": None}


def test_an_arabic_paper_runs_from_right_to_left(paper):
    made = paper("ar", text="سيتم إصلاح المقعد.")

    assert str(made.root.ViewerPreferences.Direction) == "/R2L"
    assert "المقعد" in made.text


def test_all_fonts_lie_in_the_file_and_can_be_read_back(paper):
    made = paper(text="Straße, Привіт, Đường phố, سيتم, ሰላም")

    assert len(made.fonts) >= 4
    assert all(made.fonts.values())


@pytest.mark.parametrize(
    "words",
    [
        "Löbervorstadt ß ÄÖÜ „so“ – 1.000 €",
        "Đường phố bị hỏng, xin sửa giúp",
        "Вулиця їхня ґанок",
        "ሰላም ጎረቤቶች",
        "#import \"/x.typ\" $x^2$ \\ ] *fett* _schräg_ @ref <label> // /* `roh` #let",
        "= kein Titel",
        "{page} {pages}",
    ],
)  # fmt: skip
def test_words_stay_what_they_are(paper, words):
    made = paper(text=words)

    assert words in made.text.replace("\n", " ")
    assert "Ersatz" not in made.text


def test_signs_no_font_has_are_replaced_and_the_paper_says_so(paper):
    made = paper(text="Gut \U0001fae0\U0001fae0! 中文 Ende")

    assert "Gut [Emoji]! ▯▯ Ende" in made.text
    assert "Dort steht ein Ersatz." in made.text


def test_control_characters_go_without_a_word(paper):
    made = paper(text="vor\0ne\x01\x7f und\u202e hinten\ufeff")

    assert "vorne und hinten" in made.text
    assert "Ersatz" not in made.text


def test_signs_in_every_corner_of_the_data_are_looked_at(paper):
    made = paper(title="T \U0001fae0", facts=[["a\0", "\ue000"]], rows=[["中", "\ud800", "x"]])

    assert "[Emoji]" in made.text


@pytest.mark.parametrize("word", ["x" * 1500, "https://example.org/" + "a" * 300])
def test_a_word_without_end_stays_on_the_page(paper, word):
    made = paper(text=word, rows=[[word[:300], "y", "z"]])

    assert word in re.sub(r"\s", "", made.text)


def test_pages_are_counted_and_the_head_of_a_long_table_is_repeated(paper):
    made = paper(rows=[["a", "b", "c"]] * 80)

    assert "Seite 3 von 3" in made.text
    assert made.text.count("Bis wann") == 3


def test_the_same_words_at_the_same_moment_give_the_same_bytes(paper):
    assert paper().content == paper().content


@pytest.mark.slow
def test_long_papers_do_not_pile_up_in_memory(paper):
    def make(turn):
        return paper(german="\n\n".join(f"## {turn} {part}\nEin Satz über den Platz." for part in range(1500)))

    make(0)
    before = _megabytes()
    for turn in range(1, 6):
        make(turn)

    assert _megabytes() - before < 60


def _megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def test_a_link_leads_where_it_says(paper):
    made = paper()
    (link,) = [note for page in made.pdf.pages for note in page.get("/Annots", [])]

    assert str(link.A.URI) == "https://example.org/a?b=c"


def test_without_a_font_for_the_language_no_paper_is_made(paper, tmp_path):
    latin = tmp_path / "fonts"
    latin.mkdir()
    for path in Path("/usr/share/fonts").rglob("NotoSans-*.ttf"):
        shutil.copy(path, latin)

    with _reading("de", font_dirs=(latin,)):
        assert pdf.render("parts", DATA, title="Geht")
    with _reading("ar", font_dirs=(latin,)), pytest.raises(pdf.FontMissing):
        pdf.render("parts", DATA, title="Geht nicht")
    with _reading("de", font_dirs=(tmp_path / "nothing",)), pytest.raises(pdf.FontMissing):
        pdf.render("parts", DATA, title="Geht nicht")


@pytest.mark.parametrize(
    ("text", "possible"),
    [("Straße 5 €", True), ("سيتم", True), ("नमस्ते", True), ("中文", False), ("\U0001fae0", False), ("\ue000", False)],
)
def test_what_can_be_written_is_known_before(text, possible):
    with _reading():
        assert pdf.can_write(text) is possible


def test_typst_refuses_what_was_not_replaced(tmp_path):
    """The weak twin: without our look at every sign there is no paper at all."""
    weak = b'#set document(title: "T")\n#sys.inputs.text'

    with pytest.raises(typst.TypstError, match="could not be displayed"):
        typst.compile(weak, sys_inputs={"text": "中"}, pdf_standards=["ua-1"])


def test_marks_stay_with_their_letter():
    assert list(signs_of("e\u0323\u0301x👩🏽\u200d🚀.")) == ["e\u0323\u0301", "x", "👩🏽\u200d🚀", "."]


def test_a_mark_no_font_has_for_its_letter_goes_and_the_letter_stays(lettering):
    assert lettering.text("q\u1cddx") == "qx"
    assert lettering.replaced


@pytest.mark.slow
def test_every_sign_that_we_let_through_can_be_set(paper):
    """All letters and marks of Europe, the Near East, and every sign with pictures in it, one beside the other."""
    signs = [chr(code) for code in [*range(0x20, 0x800), *range(0x2000, 0x2C00), *range(0x1F000, 0x1FB00)]]

    assert len(paper(rows=[[f"a{sign}", f"{sign}b", "c"] for sign in signs]).pdf.pages) > 50


@pytest.mark.parametrize("name", ["NotoSans-Regular.ttf", "DejaVuSans.ttf", "NotoSansSymbols2-Regular.ttf"])
def test_what_a_font_covers_is_read_right(name, tmp_path):
    """Compared with what typst can set with that font alone."""
    path = next(Path("/usr/share/fonts").rglob(name))
    shutil.copy(path, tmp_path)
    loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(tmp_path)])
    covered = coverage.read(path)
    tried = [*range(0x100, 0x180), *range(0x2190, 0x2200), *range(0x2600, 0x2640)]

    assert {code: code in covered for code in tried} == {code: _typst_sets(loaded, code) for code in tried}


def _typst_sets(loaded, code):
    source = f'#set document(title: "T")\n#set text(font: "{loaded.families()[0]}", fallback: false)\n#sys.inputs.text'
    try:
        typst.compile(
            source.encode(),
            font_paths=loaded,
            ignore_system_fonts=True,
            sys_inputs={"text": chr(code)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True


@pytest.mark.parametrize("content", [b"", b"no font at all, but long enough to be read as one"])
def test_a_file_that_is_no_font_is_refused(tmp_path, content):
    (tmp_path / "x.ttf").write_bytes(content)

    with pytest.raises(ValueError, match=r"x\.ttf"):
        coverage.read(tmp_path / "x.ttf")
