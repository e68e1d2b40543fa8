"""Two or three writers with bad network, in any order of events: every text that was taken can be found again.

The weak twin lets the last one win, and is caught.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.db import db
from app.meetings.queries import minutes as queries
from app.meetings.service import writing
from app.meetings.service.writing import Outcome, Saved, Writer
from tests.meetings import making

ACTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["add", "rewrite", "send", "send", "send and lose the answer", "repeat", "look", "settle", "wait"]),
    ),
    min_size=5,
    max_size=30,
)


@dataclass
class Page:
    """What a page of the live screen knows and does, as static/js/minutes does it."""

    number: int
    base: int = 0
    text: str = ""
    sent: str = ""
    stroke: int = 0
    conflict: object = None
    theirs: tuple[int, str] = (0, "")
    old: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def pen(self) -> str:
        return f"pen{self.number}"


Save = Callable[..., Saved]


def _send(page: Page, save: Save, *, hears: bool) -> None:
    page.sent = page.text
    page.old.append((page.text, page.base, page.stroke))
    saved = save(page.text, page.base, page.pen, page.stroke)
    if not hears:
        return
    if saved.outcome is Outcome.CONFLICT:
        page.conflict, page.theirs = saved.conflict.id, (saved.part.version, saved.part.text)
    else:
        page.base, page.conflict = saved.part.version, None
        if saved.outcome is Outcome.SUPERSEDED:
            page.text = page.sent = saved.part.text


def _run(acts, save: Save, look: Callable[[], tuple[int, str]], clock) -> set[str]:
    """Let the pages act; says all words that the server has taken."""
    pages, taken = [Page(number) for number in range(3)], set()
    for count, (who, act) in enumerate(acts):
        page = pages[who]
        match act:
            case "add" | "rewrite":
                kept = page.text if act == "add" else ""
                page.text = f"{kept}\n{_line(count)}".strip()
                page.stroke += 1
            case "send" | "send and lose the answer" if page.text != page.sent and not page.conflict:
                _send(page, save, hears=act == "send")
                taken.update(_words(page.sent))
            case "repeat" if page.old:
                text, base, stroke = page.old[-1]
                save(text, base, page.pen, stroke)
            case "look" if page.text == page.sent and not page.conflict:
                page.base, page.text = look()
                page.sent = page.text
            case "settle" if page.conflict:
                page.base, theirs = page.theirs
                page.text = f"{theirs}\n\n{page.text}"
                page.stroke += 1
                _send(page, save, hears=True)
            case "wait":
                clock.advance(minutes=6)
    return taken


def _line(count: int) -> str:
    """A long line that has little in common with any other."""
    return f"Wort{count:04d} " + f"{count * 7919 % 10_000:04d}" * 60


def _words(text: str) -> set[str]:
    return {line.split(" ")[0] for line in text.splitlines() if line.startswith("Wort")}


@pytest.fixture
def desk(world):
    return making.meeting()


def _kept(meeting) -> str:
    versions = queries.versions_of(meeting, "opening")
    part = queries.find_part(meeting, "opening")
    return "\n".join([part.text if part else "", *(version.text for version in versions)])


def _check(acts, meeting, clock, save: Save) -> None:
    def look() -> tuple[int, str]:
        part = queries.find_part(meeting, "opening")
        return (part.version, part.text) if part else (0, "")

    taken = _run(acts, save, look, clock)
    kept = _words(_kept(meeting))
    assert taken <= kept, f"lost: {taken - kept}"


def _fresh_meeting():
    meeting = making.meeting(title=uuid4().hex)
    db.session.commit()
    return meeting


EXPLORE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@EXPLORE
@given(acts=ACTS)
def test_every_text_that_was_taken_can_be_found_again(world, clock, acts):
    meeting = _fresh_meeting()

    def save(text: str, base: int, pen: str, stroke: int) -> Saved:
        writer = Writer(account_id=None, pen=pen, stroke=stroke)
        return writing.save(meeting=meeting, slot="opening", text=text, base=base, writer=writer)

    _check(acts, meeting, clock, save)


def test_the_weak_twin_that_lets_the_last_one_win_is_caught(world, clock):
    @EXPLORE
    @given(acts=ACTS)
    def run(acts) -> None:
        meeting = _fresh_meeting()

        def save(text: str, _base: int, pen: str, stroke: int) -> Saved:
            part = queries.find_part(meeting, "opening")
            writer = Writer(account_id=None, pen=pen, stroke=stroke)
            newest = part.version if part else 0
            saved = writing.save(meeting=meeting, slot="opening", text=text, base=newest, writer=writer)
            for revision in queries.revisions_of(saved.part):
                revision.text = text
            return saved

        _check(acts, meeting, clock, save)

    with pytest.raises(AssertionError, match="lost"):
        run()
