"""What every page must be: sound HTML, one h1 that is part of the title, labels, ids, language, nothing foreign."""

from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from html5lib.html5parser import ParseError

FIELDS = "input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea"
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "for")
LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "form": "action", "source": "src"}
OWN_HOSTS = {"", "localhost", "127.0.0.1"}


def check(html: str) -> BeautifulSoup:
    """Parse a page strictly; raises AssertionError with all that is wrong with it."""
    faults = list(_syntax(html))
    soup = BeautifulSoup(html, "html.parser")
    tags = soup.find_all(True)
    for rule in (_ids, _references, _foreign, _inline, _buttons):
        faults.extend(rule(tags))
    faults.extend([*_head(soup), *_labels(soup), *_pictures(soup)])
    assert not faults, "\n".join(faults)
    return soup


def _syntax(html: str):
    parser = html5lib.HTMLParser(strict=True)
    try:
        parser.parse(html)
    except ParseError as error:
        line = parser.tokenizer.stream.position()[0]
        yield f"not sound HTML: {error} near line {line}: {html.splitlines()[line - 1].strip()[:160]}"


def _head(soup: BeautifulSoup):
    html = soup.html
    if html is None or not html.get("lang") or html.get("dir") not in {"ltr", "rtl"}:
        yield "html needs lang and dir"
    headings = soup.find_all("h1")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    if len(headings) != 1:
        yield f"{len(headings)} h1 instead of one"
    elif _words(headings[0].get_text()) not in _words(title):
        yield f"h1 «{headings[0].get_text(' ', strip=True)}» is not part of the title «{title}»"
    if soup.find("main") is None:
        yield "no main"
    levels = [int(heading.name[1]) for heading in soup.find_all(["h1", "h2", "h3", "h4"])]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"heading h{after} follows h{before}"
    for heading in soup.find_all(["h1", "h2", "h3", "h4"]):
        if not heading.get_text(strip=True):
            yield "an empty heading"


def _ids(tags: list[Tag]):
    for name, times in Counter(tag["id"] for tag in tags if "id" in tag.attrs).items():
        if times > 1:
            yield f"id {name} stands twice"


def _labels(soup: BeautifulSoup):
    labelled = {label.get("for") for label in soup.find_all("label")}
    for field in soup.select(FIELDS):
        named = field.get("id") in labelled or field.find_parent("label") or field.get("aria-label")
        if not named and not field.get("aria-labelledby"):
            yield f"no label for {field.name} {field.get('name')}"


def _references(tags: list[Tag]):
    ids = {tag["id"] for tag in tags if "id" in tag.attrs}
    for tag in tags:
        for attribute in REFERENCES:
            for wanted in str(tag.attrs.get(attribute, "")).split():
                if wanted not in ids:
                    yield f"{attribute}={wanted} leads nowhere"


def _foreign(tags: list[Tag]):
    for tag in tags:
        if (attribute := LOADED.get(tag.name)) is None or attribute not in tag.attrs:
            continue
        if tag.name == "link" and tag.get("rel") in (["alternate"], ["canonical"]):
            continue
        if (urlsplit(tag[attribute]).hostname or "") not in OWN_HOSTS:
            yield f"foreign {tag.name}: {tag[attribute]}"


def _inline(tags: list[Tag]):
    for tag in tags:
        if "style" in tag.attrs or any(name.startswith("on") for name in tag.attrs):
            yield f"inline style or script in {tag.name}"
        if tag.name == "script" and not tag.get("src") and tag.get("type") != "application/json":
            yield "inline script"
        if tag.name == "style":
            yield "inline style sheet"


def _buttons(tags: list[Tag]):
    for tag in tags:
        if tag.name in {"button", "a"} and not _name_of(tag):
            yield f"nameless {tag.name}: {str(tag)[:120]}"
        if tag.name == "img" and tag.get("alt") is None:
            yield "an image without alt"


def _pictures(soup: BeautifulSoup):
    """Beside main actions in plain language stands a picture."""
    if soup.html is None or soup.html.get("lang") != "de-simple":
        return
    for tag in soup.select("main .button--main, main .ways a"):
        if tag.find("svg") is None:
            yield f"no picture beside «{tag.get_text(strip=True)}»"


def _name_of(tag: Tag) -> str:
    return str(tag.get("aria-label") or tag.get_text(strip=True))


def _words(text: str) -> str:
    return " ".join(text.split()).replace("\xad", "")
