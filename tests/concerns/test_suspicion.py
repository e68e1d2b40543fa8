"""Signs of spam only mark a concern for a second look. Nothing is refused."""

import pytest

from app.concerns import rules
from app.concerns.rules import Suspicion
from tests.concerns import acts
from tests.support.reader import Reader

pytestmark = pytest.mark.usefixtures("rieth")


def marks() -> set[str]:
    return set(acts.all_concerns()[-1].suspicion.split())


def test_a_form_filled_in_at_human_pace_is_not_marked(reader: Reader, clock):
    form = acts.filled(reader)
    clock.advance(seconds=4)
    reader.post("/anliegen/neu", form)

    assert marks() == set()


def test_a_form_that_comes_back_at_once_is_marked(reader: Reader):
    acts.report(reader)

    assert marks() == {"hasty"}


def test_who_falls_into_the_trap_is_marked(reader: Reader, clock):
    form = acts.filled(reader, website="https://shop.example")
    clock.advance(seconds=4)
    reader.post("/anliegen/neu", form)

    assert marks() == {"trap"}


def test_many_posts_from_one_network_are_marked_and_none_is_refused(reader: Reader, clock):
    for _ in range(21):
        form = acts.filled(reader)
        clock.advance(seconds=4)
        reader.post("/anliegen/neu", form)

    assert [concern.suspicion for concern in acts.all_concerns()] == [""] * 20 + ["many_posts"]


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        ("Siehe https://a.example und http://b.example", False),
        ("www.a.example www.b.example www.c.example", True),
        ("https://www.a.example https://www.b.example", False),
        ("http http http", False),
    ],
)
def test_three_links_are_marked(text: str, is_marked: bool):
    found = rules.suspicions(text=text, fell_into_trap=False, was_hasty=False, posts=1)

    assert (Suspicion.LINKS in found) is is_marked
