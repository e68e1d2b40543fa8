"""The weak twin: an app that shows words in every careless way, without a policy. Whoever watches must see each payload."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from urllib.parse import parse_qs, quote

from jinja2 import Environment, TemplateError


def _as_template(words: str) -> str:
    """Words taken for a template; a template that breaks or computes shows that it was one."""
    try:
        shown = Environment(autoescape=True).from_string(words).render()
    except TemplateError:
        shown = ""
    return escape(words) if shown == words else "<script>window.ran = 1</script>"


CARELESS: tuple[Callable[[str], str], ...] = (
    lambda words: words,
    lambda words: f'<input value="{words}">',
    lambda words: f"<input value='{words}'>",
    lambda words: f"<input value={words}>",
    lambda words: f'<a href="{words}">more</a>',
    lambda words: f"<!-- {words} -->",
    lambda words: f"<textarea>{words}</textarea>",
    lambda words: f"<style>{words}</style>",
    lambda words: f"<select><option>{words}</option></select>",
    lambda words: f"<script>const said = '{words}'; const too = \"{words}\"; const last = `{words}`;</script>",
    lambda words: re.sub(r"\[(\w+)\]\(([^)]*\)?)\)", r'<a href="\2">\1</a>', words),
    lambda words: unicodedata.normalize("NFKC", words),
    _as_template,
)


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`/?words=…` is a page with a frame per careless way; `/3?words=…` is one of them."""
    if not re.fullmatch(r"/\d*", environ["PATH_INFO"]):
        start_response("404 Not Found", [])
        return []
    words = parse_qs(environ["QUERY_STRING"])["words"][0]
    way = environ["PATH_INFO"].strip("/")
    frames = "".join(f'<iframe src="/{number}?words={quote(words)}"></iframe>' for number in range(len(CARELESS)))
    page = f"<!doctype html><main>{CARELESS[int(way)](words)}</main>" if way else f"<!doctype html>{frames}"
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [page.encode()]
