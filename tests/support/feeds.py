"""Reads Atom feeds as strictly as RFC 4287 asks for."""

from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MUST = ("id", "title", "updated")


def check(content: bytes) -> Element:
    """Refuse what is no sound feed; give its root."""
    root = ElementTree.fromstring(content)  # noqa: S314  # our own words
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get(LANGUAGE)
    assert text(root, "author/a:name")
    assert root.find("a:link[@rel='self']", ATOM).get("href").startswith("http")
    entries = root.findall("a:entry", ATOM)
    for element in (root, *entries):
        for name in MUST:
            assert len(element.findall(f"a:{name}", ATOM)) == 1, name
        assert text(element, "id").startswith("tag:")
        assert datetime.fromisoformat(text(element, "updated")).tzinfo
        assert element.find("a:link[@rel='alternate']", ATOM).get("href").startswith("http")
    ids = [text(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids), "two entries with one id"
    return root


def text(element: Element, path: str) -> str:
    return element.findtext(f"a:{path}", default="", namespaces=ATOM)


def entries(feed: Element) -> list[Element]:
    return feed.findall("a:entry", ATOM)


def titles(feed: Element) -> list[str]:
    return [text(entry, "title") for entry in entries(feed)]
