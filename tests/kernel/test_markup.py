"""Staff's texts become HTML: headings, lists and paragraphs in any order, and nothing that anybody could slip in."""

import pytest

from app.kernel import markup


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ein Satz.\nNoch einer.", "<p>Ein Satz.<br>Noch einer.</p>"),
        ("Eins.\n\nZwei.", "<p>Eins.</p><p>Zwei.</p>"),
        ("- eins\n- zwei", "<ul><li>eins</li><li>zwei</li></ul>"),
        ("Es kommen:\n- Bänke\n- Licht\nGut so.", "<p>Es kommen:</p><ul><li>Bänke</li><li>Licht</li></ul><p>Gut so.</p>"),
        ("## Titel\nText", "<h2>Titel</h2><p>Text</p>"),
        ("Text\n## Titel", "<p>Text</p><h2>Titel</h2>"),
        ("", ""),
        ("-ohne Abstand", "<p>-ohne Abstand</p>"),
    ],
)
def test_lines_of_one_sort_stay_together(text, html):
    assert markup.render(text) == html


def test_headings_have_the_level_of_their_place():
    assert markup.render("## Titel", 4) == "<h4>Titel</h4>"


def test_signs_of_html_are_words():
    assert markup.render("<script>alert(1)</script> & mehr") == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; mehr</p>"


def test_addresses_become_links_and_other_schemes_do_not():
    page = markup.render("Mehr: https://example.org/a?b=c. javascript:alert(1)")

    assert '<a href="https://example.org/a?b=c" rel="noopener nofollow">https://example.org/a?b=c</a>. javascript' in page
