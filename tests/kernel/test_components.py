"""Components keep the rules of the house: one thing, one name, few parameters, light, and sound for screen readers."""

import gzip
import re
from pathlib import Path

import pytest
from html5lib import HTMLParser, getTreeBuilder
from jinja2 import Environment, FileSystemLoader, nodes
from wtforms import (
    Form,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)
from wtforms.fields.choices import SelectChoice

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STYLES = ROOT / "static" / "css"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
VISIBLE = [path for path in COMPONENTS if "class=" in path.read_text(encoding="utf-8")]
LAYOUTS = sorted((TEMPLATES / "layouts").glob("*.html"))
SHEETS = sorted(STYLES.rglob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
ALWAYS_BLACK_ON_WHITE = {"print", "qr_code"}
SVG = "{http://www.w3.org/2000/svg}"
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border|scroll-margin)-(left|right|top|bottom)[\w-]*|left|right|top|bottom|width|height"
    r"|(min|max)-(width|height)|float|clear)\s*:|text-align:\s*(left|right)"
)
MEDIA = re.compile(r"@media[^{]*")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(")


def _by_name(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


class Multiple(SelectMultipleField):
    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class Questions(Form):
    text = TextAreaField("Was <gibt> es?", [validators.InputRequired("Schreiben Sie etwas."), validators.Length(max=50)])
    code = StringField("Nummer")
    kind = RadioField("Was ist es?", choices=[SelectChoice("a", "Gut"), SelectChoice("b", "Schlecht")])
    groups = Multiple("Wen betrifft es?", choices=[SelectChoice("x", "Alle"), SelectChoice("y", "Kinder")])


@pytest.fixture
def environment() -> Environment:
    """Jinja as the app sets it up, with German words."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["_"] = lambda words, **values: words % values if values else words
    return made


@pytest.fixture
def show(environment):
    """Render one call of a component and parse what comes out; unsound HTML fails."""

    def shown(component: str, call: str, **values):
        source = f'{{% from "components/{component}.html" import {component} %}}{call}'
        parser = HTMLParser(tree=getTreeBuilder("etree"), namespaceHTMLElements=False)
        tree = parser.parseFragment(environment.from_string(source).render(**values))
        assert parser.errors == []
        return tree

    return shown


@_by_name(COMPONENTS)
def test_a_component_says_what_it_shows_and_is_one_macro_of_its_name(environment, path):
    source = path.read_text(encoding="utf-8")
    macros = list(environment.parse(source).find_all(nodes.Macro))

    assert re.match(r"\{# .+\. ?.*#\}\n", source)
    assert [macro.name for macro in macros] == [path.stem]
    assert len(macros[0].args) <= 5


@_by_name(VISIBLE)
def test_a_visible_component_has_a_class_and_a_sheet_of_its_name(path):
    assert re.search(rf'class="{path.stem}[" {{]', path.read_text(encoding="utf-8"))
    (sheet,) = STYLES.rglob(f"{path.stem}.css")
    assert f".{path.stem}" in sheet.read_text(encoding="utf-8")


def test_no_sheet_of_a_component_is_left_over():
    assert {sheet.stem for sheet in (STYLES / "components").iterdir()} <= {path.stem for path in VISIBLE}


def test_the_list_for_colleagues_names_every_component():
    listed = (TEMPLATES / "components" / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^- `(\w+)\(", listed, re.MULTILINE)) == {path.stem for path in COMPONENTS}


@_by_name([*COMPONENTS, *LAYOUTS])
def test_a_template_carries_no_inline_style_or_script(path):
    source = path.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", source)
    assert "safe" not in re.findall(r"\|\s*(\w+)", source)


@_by_name([*COMPONENTS, *LAYOUTS])
def test_every_behaviour_that_a_template_asks_for_exists(path):
    asked = re.findall(r'data-behaviour="([\w -]+)"', path.read_text(encoding="utf-8"))

    assert {name for names in asked for name in names.split()} <= {script.stem for script in SCRIPTS}


@_by_name(SHEETS)
def test_a_sheet_knows_no_left_and_right(path):
    rules = MEDIA.sub("", path.read_text(encoding="utf-8"))

    assert [match.group() for match in PHYSICAL.finditer(rules)] == []


@_by_name([sheet for sheet in SHEETS if sheet.stem not in ALWAYS_BLACK_ON_WHITE | {"tokens"}])
def test_a_sheet_takes_its_colours_from_the_tokens(path):
    words = re.sub(r"rgb\(0 0 0 / [\d.]+\)", "", path.read_text(encoding="utf-8"))

    assert COLOUR.findall(words) == []


@_by_name(SHEETS)
def test_every_token_that_a_sheet_uses_is_defined(path):
    defined = set(re.findall(r"(--[\w-]+):", "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)))

    assert set(re.findall(r"var\((--[\w-]+)\)", path.read_text(encoding="utf-8"))) <= defined


@_by_name(SCRIPTS)
def test_a_script_is_short_and_keeps_its_names_to_itself(path):
    source = path.read_text(encoding="utf-8")

    assert source.startswith("/* ")
    assert source.count("\n") < 60
    assert not re.search(r"^(const|let|var|function|class)\b", source, re.MULTILINE)


@pytest.mark.parametrize(("paths", "limit"), [(SHEETS, 14 * 1024), (SCRIPTS, 8 * 1024)], ids=["css", "js"])
def test_everything_together_is_light(paths, limit):
    together = b"\n".join(path.read_bytes() for path in paths)

    assert len(gzip.compress(together, 9)) <= limit


def test_a_field_ties_label_hint_and_error_to_its_control(show):
    form = Questions(data={})
    form.validate()

    tree = show("field", "{{ field(form.text, 'Ein Satz reicht.', 'long') }}", form=form)

    control = tree.find(".//textarea")
    assert tree.find(".//label").get("for") == control.get("id") == "text"
    assert tree.find(".//label").text == "Was <gibt> es?"
    assert control.get("aria-describedby") == "text-hint text-error"
    assert control.get("aria-invalid") == "true"
    assert "Schreiben Sie etwas." in "".join(tree.find(".//*[@id='text-error']").itertext())


def test_a_field_without_errors_claims_none(show):
    control = show("field", "{{ field(form.code, kind='code') }}", form=Questions()).find(".//input")

    assert control.get("aria-invalid") is None
    assert control.get("aria-describedby") is None
    assert control.get("inputmode") == "numeric"


def test_a_long_field_with_a_limit_counts_what_is_left(show):
    line = show("field", "{{ field(form.text, kind='long') }}", form=Questions()).find(".//*[@data-behaviour='count']")

    assert line.get("data-for") == "text"
    assert line.get("hidden") is not None


@pytest.mark.parametrize("name", ["kind", "groups"])
def test_choices_have_a_legend_and_a_label_for_each_tile(show, name):
    tree = show("choices", "{{ choices(form[name], 'Tippen Sie.', {'a': 'sun'}) }}", form=Questions(), name=name)

    controls = [control.get("id") for control in tree.iter("input")]
    assert tree.find("fieldset/legend").text
    assert tree.find("fieldset").get("aria-describedby") == f"{name}-hint"
    assert controls == [label.get("for") for label in tree.iter("label")] == [f"{name}-0", f"{name}-1"]


def test_wrong_choices_say_so_at_the_question_and_at_each_tile(show):
    form = Questions(data={})
    form.validate()

    tree = show("choices", "{{ choices(form.kind) }}", form=form)

    assert tree.find("fieldset").get("aria-describedby") == "kind-error"
    assert {control.get("aria-invalid") for control in tree.iter("input")} == {"true"}


def test_the_error_summary_leads_to_each_question(show):
    form = Questions(data={})
    form.validate()
    form.broken_rules = ["Das geht heute nicht."]

    summary = show("error_summary", "{{ error_summary(form) }}", form=form).find("div")

    assert (summary.get("role"), summary.get("tabindex")) == ("alert", "-1")
    assert [link.get("href") for link in summary.iter("a")] == ["#text", "#kind"]
    assert "Das geht heute nicht." in "".join(summary.itertext())


def test_a_table_has_a_caption_heads_and_a_region_for_the_keyboard(show):
    tree = show(
        "table", "{{ table('Orte', ['Ort', {'text': 'Menschen', 'kind': 'number'}], [['Rieth', 0], ['Brühl', '•']]) }}"
    )

    region = tree.find("div")
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Orte")
    assert [head.get("scope") for head in tree.iter("th")] == ["col", "col", "row", "row"]
    assert [cell.text for cell in tree.iter("td")] == ["0", "•"]


def test_the_language_menu_names_each_language_in_its_own_words(show):
    languages = [
        {"name": "Deutsch", "lang": "de", "dir": "ltr", "href": "/de/", "current": False},
        {"name": "العربية", "lang": "ar", "dir": "rtl", "href": "/ar/", "current": True},
    ]

    tree = show("language_menu", "{{ language_menu(languages, 'Sprache:') }}", languages=languages)

    german, arabic = tree.iter("a")
    assert (german.get("hreflang"), german.get("aria-current")) == ("de", None)
    assert (arabic.get("lang"), arabic.find("span").get("dir"), arabic.get("aria-current")) == ("ar", "rtl", "true")


def test_a_card_carries_the_language_of_what_was_said(show):
    tree = show("card", "{% call card('عنوان', '/x', lang='ar') %}<b>mehr</b>{% endcall %}")

    assert (tree.find(".//h3").get("lang"), tree.find(".//h3").get("dir")) == ("ar", "auto")
    assert tree.find(".//b").text == "mehr"


def test_a_pager_without_pages_is_not_there(show):
    assert len(show("pager", "{{ pager(None, None) }}")) == 0


def test_an_icon_is_silent(show):
    svg = show("icon", "{{ icon('pin') }}").find(f"{SVG}svg")

    assert svg.get("aria-hidden") == "true"
    assert svg.find(f"{SVG}path").get("d").startswith("M")


def test_a_button_can_carry_a_choice(show):
    button = show("button", "{{ button('Weg damit', 'danger', 'act', 'drop', 'bin') }}").find("button")

    assert (button.get("type"), button.get("name"), button.get("value")) == ("submit", "act", "drop")
    assert "".join(button.itertext()).strip() == "Weg damit"
