"""What the house asks of every file, as far as a machine can see it."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, nodes

from app.kernel.db import Base
from config import ROOT

SOURCES = sorted((ROOT / "app").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 400, 50, 150
DOMAIN_WORDS = re.compile(r"\b(concern|forum|foren|survey|meeting|anliegen|quartier|bedarf)\w*", re.IGNORECASE)
SEARCH_TABLE = "concern_search"
SAYING = ("_", "ngettext", "pgettext")


def _names(paths):
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_every_table_has_its_word_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = {mapper.class_.__name__ for mapper in Base.registry.mappers}

    assert sorted(word for word in words if f"`{word}`" not in glossary) == []


def test_files_functions_and_templates_stay_short():
    long = [name for path, name in zip(SOURCES, _names(SOURCES), strict=True) if _lines(path) > LONGEST_FILE]
    long += [name for path, name in zip(TEMPLATES, _names(TEMPLATES), strict=True) if _lines(path) > LONGEST_TEMPLATE]
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                long.append(f"{path.name}: {node.name}")

    assert long == []


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("forbidden", "allowed"),
    [
        (r"\|\s*safe\b|autoescape false", set()),
        (r"\bMarkup\(", {"app/kernel/markup.py", "app/kernel/qr.py"}),
        (r"datetime\.now\(|datetime\.utcnow\(|date\.today\(|time\.time\(", {"app/kernel/clock.py"}),
        (r"^import random|^from random|^import secrets|^from secrets", {"app/kernel/codes.py"}),
        (r"db\.session\.commit\(\)", None),
        (r"X-Forwarded|remote_addr", {"app/kernel/network.py"}),
        (r"\b(requests\.\w+|urlopen|HTTPS?Connection)\(", {"app/renditions/translator.py"}),
    ],
)
def test_what_only_one_place_may_do(forbidden, allowed):
    """HTML from text, the clock, the dice, commits and addresses each have one door."""
    found = {
        name
        for path, name in zip([*SOURCES, *TEMPLATES], _names([*SOURCES, *TEMPLATES]), strict=True)
        if re.search(forbidden, path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    if allowed is None:  # commits: commands, jobs, the server's start, and the one place for requests
        allowed = {
            name for name in found if name.endswith(("cli.py", "kernel/jobs.py", "kernel/serving.py", "kernel/http.py"))
        }

    assert found <= allowed


def test_the_kernel_knows_no_word_of_the_domain():
    faults = []
    for path in SOURCES:
        if "kernel" in path.parts:
            for line in path.read_text(encoding="utf-8").splitlines():
                if (word := DOMAIN_WORDS.search(line.replace(SEARCH_TABLE, ""))) and "accounts`" not in line:
                    faults.append(f"{path.name}: {word[0]}: {line.strip()[:80]}")

    assert faults == []


def test_every_module_and_public_function_says_what_it_is_for():
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(path.name)
    assert silent == []


def _frozen(environment: Environment) -> list[str]:
    """Imported templates that say a sentence outside a macro: without the context they say it once, in one language."""
    faults = []
    for name in environment.list_templates(filter_func=lambda name: name.endswith(".html")):
        for loading in environment.parse(environment.loader.get_source(environment, name)[0]).find_all(nodes.FromImport):
            source = environment.loader.get_source(environment, loading.template.value)[0]
            values = [node for node in environment.parse(source).body if isinstance(node, nodes.Assign | nodes.AssignBlock)]
            said = [word for node in values for word in node.find_all(nodes.Name) if word.name in SAYING]
            if said and not loading.with_context:
                faults.append(f"{name} takes {loading.template.value}")
    return faults


def test_no_sentence_is_kept_in_the_language_of_whoever_came_first(app):
    assert _frozen(app.jinja_env) == []


def test_a_sentence_kept_in_one_language_is_found():
    sources = {
        "words.html": '{% set WORDS = {"route": _("Ihre Route")} %}',
        "page.html": '{% from "words.html" import WORDS %}{{ WORDS.route }}',
        "well.html": '{% from "words.html" import WORDS with context %}{{ WORDS.route }}',
    }

    assert _frozen(Environment(loader=DictLoader(sources), autoescape=True)) == ["page.html takes words.html"]
