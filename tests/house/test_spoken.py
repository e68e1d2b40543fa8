"""Everything that people read goes through the catalogues: in templates, mails, papers, files and scripts."""

import ast
import re
from collections.abc import Iterator

import pytest
from jinja2 import Environment

from config import ROOT
from scripts.words import KEYWORDS
from tests.support.german import ONLY_GERMAN

FEWEST_WORDS = 3
WRITTEN_IN_GERMAN = re.compile(
    r"app/(demo|writing)/|app/desk/|/(cli|jobs)\.py|app/moderation/rules|app/questionnaires/rules/guide|app/surveys/rules/team"
    r"|app/kernel/(backup|catalogues|post_office|worker|http|jobs)\.py|app/kernel/outbox/__init__|app/pages/__init__|app/meetings/labels"
    r"|app/kernel/languages\.py"
    r"|templates/desk/|templates/pages/(explained|(impressum|datenschutz|barrierefreiheit|regeln)/)"
)
"""The command line, names of languages in their own words, examples, rules of the German language, agendas and questions to
begin with, whole texts per language
(which tests of their own hold against each other)."""
SOURCES = [
    path
    for pattern in ("app/**/*.py", "templates/**/*.html", "templates/**/*.typ", "static/js/**/*.js")
    for path in sorted(ROOT.glob(pattern))
    if not WRITTEN_IN_GERMAN.search(path.relative_to(ROOT).as_posix())
]


def test_no_sentence_is_written_beside_the_catalogues():
    faults = [
        f"{path.relative_to(ROOT)}: {said[:80]}"
        for path in SOURCES
        for said in _unspoken(path.read_text("utf-8"), path.suffix)
    ]

    assert faults == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ('raise RuleBroken("Das geht heute nicht.")', ".py"),
        ('subject = f"Einladung für {name} und alle"', ".py"),
        ("<p>{{ name }}, das ist nicht da.</p>", ".html"),
        ('<p aria-label="Wählen Sie bitte aus">x</p>', ".html"),
        ('show("Das hat nicht geklappt.");', ".js"),
        ("#text[Das ist ein Zettel für Sie]", ".typ"),
    ],
)
def test_a_sentence_beside_the_catalogues_is_found(source: str, kind: str):
    assert list(_unspoken(source, kind))


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ('raise RuleBroken(_("Das geht heute nicht."))', ".py"),
        ('"""Say: das ist nicht da."""\nx = 1', ".py"),
        ('<p>{{ _("Das ist nicht da.") }}</p>{# Das ist nicht da. #}', ".html"),
        ("/* Das ist nicht da. */ show(words.lost);", ".js"),
    ],
)
def test_a_sentence_of_the_catalogues_is_left_alone(source: str, kind: str):
    assert list(_unspoken(source, kind)) == []


def _unspoken(source: str, kind: str) -> Iterator[str]:
    """What stands in a file in German and in no catalogue."""
    found = {".py": _in_python, ".html": _in_template, ".js": _in_script, ".typ": _in_paper}[kind](source)
    yield from (said for said in found if len(said.split()) >= FEWEST_WORDS and ONLY_GERMAN.search(said))


def _in_python(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    spoken = {id(part) for call in ast.walk(tree) if _is_spoken(call) for part in ast.walk(call)}
    spoken |= {id(line.value) for line in ast.walk(tree) if isinstance(line, ast.Expr)}
    for part in ast.walk(tree):
        if isinstance(part, ast.JoinedStr):
            yield "".join(str(each.value) if isinstance(each, ast.Constant) else "…" for each in part.values)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in spoken:
            yield part.value


def _is_spoken(call: ast.AST) -> bool:
    return isinstance(call, ast.Call) and str(getattr(call.func, "id", getattr(call.func, "attr", ""))) in KEYWORDS


def _in_template(source: str) -> Iterator[str]:
    lexed = Environment(extensions=["jinja2.ext.do"]).lex(source)  # noqa: S701  # nothing is rendered.
    data = "".join(value if kind == "data" else "…" for _line, kind, value in lexed if "comment" not in kind)
    yield from re.sub(r"<[^>]*>", "\n", data).splitlines()
    yield from (value for tag in re.findall(r"<[^>]*>", data) for value in re.findall(r'"([^"]*)"', tag))


def _in_script(source: str) -> Iterator[str]:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", source, flags=re.DOTALL)
    yield from re.findall(r'"[^"\n]*"|\'[^\'\n]*\'|`[^`]*`', code)


def _in_paper(source: str) -> Iterator[str]:
    code = re.sub(r"//[^\n]*", "", source)
    yield from re.findall(r'"[^"\n]*"|\[[^\[\]]*\]', code)


def test_the_files_that_are_looked_at_are_there():
    assert {path.suffix for path in SOURCES} == {".py", ".html", ".js", ".typ"}
