"""The long texts that the law asks for say the same in every language, and the plain ones are really plain."""

import re
from html import unescape

import pytest

from app.kernel.languages import GERMAN, OFFERED, PLAIN
from app.pages.views import LEGAL
from config import ROOT
from tests.support.plain import LONGEST_SENTENCE, LONGEST_WORD

PAGES = ROOT / "templates" / "pages"
TRANSLATED = tuple(each.code for each in OFFERED if each not in (GERMAN, PLAIN))
OTHERS = ("leicht", *TRANSLATED)
MACHINE = {
    **{"de": "Maschine", "leicht": "Maschine", "en": "machine", "ar": "آلة", "uk": "машин", "ru": "машин"},
    **{"pl": "maszyn", "ro": "mașin", "fa": "ماشین", "tr": "makine", "vi": "máy", "fr": "machine"},
}


def _source(slug, language):
    """A text with the fragments that belong to it."""
    files = [PAGES / slug / f"{language}.html", *sorted((PAGES / slug).glob(f"_{language}_*.html"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _lines(source):
    """What stands on the page, line by line, without markup."""
    shown = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|</?(?:strong|bdi|a)\b[^>]*>", "", source, flags=re.DOTALL)
    return [line.strip() for line in unescape(re.sub(r"<[^>]+>", "\n", shown)).splitlines() if line.strip()]


def _details(source):
    return set(re.findall(r'said\(details, "(\w+)"\)', source))


def _figures(source):
    return set(re.findall(r"\d+", " ".join(_lines(source))))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("slug", LEGAL)
def test_every_language_names_the_same_details_of_the_operator(slug, language):
    assert _details(_source(slug, language)) == _details(_source(slug, "de"))


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("slug", LEGAL)
def test_a_translation_keeps_every_period_and_article(slug, language):
    assert _figures(_source(slug, language)) == _figures(_source(slug, "de"))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("slug", LEGAL)
def test_every_other_language_leads_to_the_text_that_binds(slug, language):
    assert f"url_for('pages.legal', language='de', slug='{slug}')" in _source(slug, language)


@pytest.mark.parametrize("language", ["de", *OTHERS])
def test_the_accessibility_statement_says_that_texts_are_made_by_a_machine(language):
    assert MACHINE[language] in " ".join(_lines(_source("barrierefreiheit", language)))


@pytest.mark.parametrize("slug", LEGAL)
def test_a_plain_text_has_one_short_sentence_a_line_and_divided_words(slug):
    faults = []
    for line in _lines(_source(slug, "leicht")):
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
        if len(words) > LONGEST_SENTENCE:
            faults.append(f"{len(words)} words: {line}")
        if re.search(r"(?<!\d)[.!?] +\w", line):
            faults.append(f"two sentences: {line}")
        faults.extend(f"long word: {word}" for word in words for part in word.split("-") if len(part) > LONGEST_WORD)

    assert faults == []


def test_every_long_text_is_a_sound_page_in_every_language(reader):
    for language in OFFERED:
        for slug in LEGAL:
            page = reader.get(f"/{language.code}/{slug}")

            assert page.select("main mark"), "what the operator has not said yet is marked as missing"
