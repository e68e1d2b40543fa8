"""Atom feeds (RFC 4287) for whoever wants to hear what is new. An entry keeps its id for ever."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from flask import current_app

from app.kernel import publisher
from app.kernel.i18n import current_language

MEDIA_TYPE = "application/atom+xml"
CONTENT_TYPE = f"{MEDIA_TYPE}; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
OWNED_SINCE = "2026"
"""The year that makes our tags ours (RFC 4151). Never change it: readers would take every entry for a new one."""
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One piece of news. `name` is its permanent name below ours; `language` the one its summary is written in."""

    name: str
    title: str
    address: str
    updated: datetime
    summary: str = ""
    language: str = "de"


def feed(entries: Sequence[Entry], *, name: str, title: str, address: str, page: str) -> bytes:
    """The feed under `address`; `page` is where people read the same. Its language is the one that is spoken."""
    root = Element("feed", {"xmlns": NAMESPACE, LANGUAGE: current_language().tag})
    _put(root, "id", _tag(name))
    _put(root, "title", title)
    _put(root, "updated", _moment(max((entry.updated for entry in entries), default=NOTHING_YET)))
    _put(SubElement(root, "author"), "name", publisher.name())
    SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    for entry in entries:
        _add(root, entry)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry")
    _put(element, "id", _tag(entry.name))
    _put(element, "title", entry.title)
    _put(element, "updated", _moment(entry.updated))
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    if entry.summary:
        _put(element, "summary", entry.summary).set(LANGUAGE, entry.language)


def _put(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _FORBIDDEN.sub("", text)
    return element


def _tag(name: str) -> str:
    host = urlsplit(current_app.config["SETTINGS"].public_url).hostname
    return f"tag:{host},{OWNED_SINCE}:{name}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
