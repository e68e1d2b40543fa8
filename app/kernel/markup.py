"""Rich text of staff, made safe once, when it is shown. Residents' words never come here: they are plain text."""

import re
from itertools import groupby

import nh3
from markupsafe import Markup, escape

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
_ALLOWED = {"p", "h2", "h3", "h4", "ul", "li", "a", "br"}


def render(text: str, level: int = 2) -> Markup:
    """Turn plain text with `##` headings, `-` lists and bare links into safe HTML. `level` is that of the headings."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    html = "".join(_block(block, level) for block in blocks if block.strip())
    clean = nh3.clean(
        html,
        tags=_ALLOWED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
    )
    return Markup(clean)  # noqa: S704  # nh3 has just cleaned it; this is the one place where text becomes HTML.


def _block(block: str, level: int) -> str:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    return "".join(_run(mark, list(run), level) for mark, run in groupby(lines, key=_mark))


def _mark(line: str) -> str:
    """What a line begins with: a heading, a point of a list, or nothing."""
    return next((mark for mark in ("## ", "- ") if line.startswith(mark)), "")


def _run(mark: str, lines: list[str], level: int) -> str:
    """Lines of one sort that follow each other."""
    words = [_line(line.removeprefix(mark)) for line in lines]
    if mark == "## ":
        return "".join(f"<h{level}>{each}</h{level}>" for each in words)
    if mark == "- ":
        return "<ul>" + "".join(f"<li>{each}</li>" for each in words) + "</ul>"
    return "<p>" + "<br>".join(words) + "</p>"


def _line(line: str) -> str:
    return _LINK.sub(lambda link: f'<a href="{link[0]}">{link[0]}</a>', str(escape(line)))


def naming(sentence: str, name: str | None, language: str = "de") -> Markup:
    """A sentence of ours that names something, with the name marked as German, say, and in a direction of its own."""
    said = escape(sentence)
    if not name:
        return said
    marked = f'<bdi lang="{escape(language)}">{escape(name)}</bdi>'
    return Markup(str(said).replace(str(escape(name)), marked))  # noqa: S704  # both are escaped.


def option(value: object, label: object, *, selected: bool, language: str = "") -> Markup:
    """One option of a list, its value and label escaped."""
    state = (f' lang="{escape(language)}"' if language else "") + (" selected" if selected else "")
    return Markup(f'<option value="{escape(value)}"{state}>{escape(label)}</option>')  # noqa: S704  # both are escaped here.
