"""Rich text of staff, made safe once, when it is shown. Residents' words never come here: they are plain text."""

import re

import nh3
from markupsafe import Markup, escape

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
_ALLOWED = {"p", "h2", "h3", "ul", "li", "a", "br"}


def render(text: str) -> Markup:
    """Turn plain text with `##` headings, `-` lists and bare links into safe HTML."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    html = "".join(_block(block) for block in blocks if block.strip())
    clean = nh3.clean(
        html,
        tags=_ALLOWED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
    )
    return Markup(clean)  # noqa: S704  # nh3 has just cleaned it; this is the one place where text becomes HTML.


def _block(block: str) -> str:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    if lines[0].startswith("## "):
        rest = _block("\n".join(lines[1:])) if lines[1:] else ""
        return f"<h2>{_line(lines[0][3:])}</h2>{rest}"
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{_line(line[2:])}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>".join(_line(line) for line in lines) + "</p>"


def _line(line: str) -> str:
    return _LINK.sub(lambda link: f'<a href="{link[0]}">{link[0]}</a>', str(escape(line)))


def option(value: object, label: object, *, selected: bool) -> Markup:
    """One option of a list, its value and label escaped."""
    state = " selected" if selected else ""
    return Markup(f'<option value="{escape(value)}"{state}>{escape(label)}</option>')  # noqa: S704  # both are escaped here.
