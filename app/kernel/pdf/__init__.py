"""Papers: a typst template of ours and plain data become a tagged PDF (PDF/UA-1, checked while it is written).

Data goes in as JSON and never becomes markup. The same data at the same moment gives the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import typst

from app.kernel import clock, i18n
from app.kernel.i18n import gettext as _
from app.kernel.languages import PLAIN, Language
from app.kernel.pdf import fonts
from app.kernel.pdf.fonts import FontMissing
from app.kernel.pdf.lettering import Lettering
from config import ROOT

__all__ = ["FontMissing", "can_write", "needs_font_for", "render"]

TEMPLATES = ROOT / "templates"
PAGE, PAGES = "{page}", "{pages}"
"""Where typst puts the numbers into the sentence at the foot."""
USUAL, LARGE = 10.5, 14
"""Sizes of the letters in points; easy texts need large ones."""
KEPT_TURNS = 10
"""For how many papers typst remembers a part that is not used again."""
SAMPLE = "Aa Zz 0123456789 (.,-)"


def can_write(text: str) -> bool:
    """Whether the fonts of this machine have every sign of this text."""
    lettering = Lettering(fonts.installed())
    lettering.text(text)
    return not lettering.replaced


def needs_font_for(name: str) -> None:
    """Raise FontMissing if no font of this machine can write the language that calls itself so."""
    if not can_write(SAMPLE + name):
        raise FontMissing(name)


def render(template: str, data: Mapping[str, Any], *, title: str, made_at: datetime | None = None) -> bytes:
    """The paper as PDF, in the language of the page that is being made.

    `template` is a path below templates/ without its ending, `data` holds texts, numbers, lists and mappings, `made_at` is
    the moment that the file carries (now, unless said otherwise). Raises FontMissing.
    """
    language = i18n.current_language()
    needs_font_for(language.name)
    lettering = Lettering(fonts.installed())
    words = lettering.written({**data, "title": title})
    paper = lettering.written(_paper(language))
    if lettering.replaced:
        paper["replaced"] = lettering.text(_("Einige Zeichen lassen sich nicht drucken. Dort steht ein Ersatz."))
    paper["fonts"] = lettering.families
    return _compiled(template, {**words, "paper": paper}, made_at or clock.now())


def _paper(language: Language) -> dict[str, Any]:
    """What the frame of every paper needs to know (templates/pdf/base.typ)."""
    return {
        "language": language.locale.language,
        "direction": language.direction,
        "page": _("Seite %(page)s von %(pages)s", page=PAGE, pages=PAGES),
        "size": LARGE if language is PLAIN else USUAL,
        "replaced": None,
    }


def _compiled(template: str, data: Mapping[str, Any], made_at: datetime) -> bytes:
    compiler = typst.Compiler(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=fonts.installed().loaded,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_at.replace(microsecond=0))
    _forget()
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _forget() -> None:
    """Let typst drop what it remembers: it keeps the parts of its last ten papers, and 150 MB for a very long one."""
    for _turn in range(KEPT_TURNS + 1):
        typst.compile(b"", font_paths=fonts.installed().loaded, ignore_system_fonts=True, format="svg")
