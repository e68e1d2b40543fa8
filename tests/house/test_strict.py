"""The strict visitor finds every fault it is there for."""

import pytest

from tests.support import strict

SOUND = """<!doctype html>
<html lang="de" dir="ltr"><head><meta charset="utf-8"><title>Treffen – Ortsstimme</title></head>
<body><main><h1>Treffen</h1><h2>Bald</h2><p id="one">Text</p>
<form action="/de/treffen"><label for="q">Suche</label><input id="q" name="q" aria-describedby="one">
<button class="button--main">Los</button></form>
</main></body></html>"""

FAULTS = {
    "no language": ('lang="de" ', "", "needs lang and dir"),
    "no direction": (' dir="ltr"', "", "needs lang and dir"),
    "two headings": ("<h2>Bald</h2>", "<h1>Treffen</h1>", "2 h1"),
    "another title": ("<title>Treffen", "<title>Anliegen", "not part of the title"),
    "no main": ("<main>", "<div>", "no"),
    "a level left out": ("<h2>Bald</h2>", "<h3>Bald</h3>", "h3 follows h1"),
    "an empty heading": ("<h2>Bald</h2>", "<h2></h2>", "an empty heading"),
    "an id twice": ('<p id="one">', '<b id="one"></b><p id="one">', "stands twice"),
    "no label": ('<label for="q">Suche</label>', "", "no label"),
    "a reference to nothing": ('<p id="one">', "<p>", "leads nowhere"),
    "a foreign picture": ("<p id", '<img alt="" src="https://example.org/a.png"><p id', "foreign img"),
    "a foreign form": ('action="/de', 'action="https://example.org/de', "foreign form"),
    "an inline style": ("<p id", '<p style="color:red" id', "inline style or script"),
    "an inline act": ("<p id", '<p onclick="x()" id', "inline style or script"),
    "an inline script": ("<p id", "<script>x()</script><p id", "inline script"),
    "an inline sheet": ("<p id", "<style>p{}</style><p id", "inline style sheet"),
    "a button without a name": ("Los</button>", "</button>", "nameless button"),
    "a link without a name": ("<p id", '<a href="/de"></a><p id', "nameless a"),
    "a picture without words": ("<p id", '<img src="/a.png"><p id', "without alt"),
    "plain words without a picture": ('lang="de"', 'lang="de-simple"', "no picture beside"),
    "a tag that is not closed": ("</h2>", "", "not sound HTML"),
}


def test_a_sound_page_passes():
    assert strict.check(SOUND).h1.get_text() == "Treffen"


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_found(name: str):
    there, instead, message = FAULTS[name]
    assert there in SOUND

    with pytest.raises(AssertionError, match=message):
        strict.check(SOUND.replace(there, instead, 1))
