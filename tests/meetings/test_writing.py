"""Texts are saved while a meeting goes on: by one writer, by several, with answers that get lost."""

from uuid import UUID

import pytest

from app.kernel.errors import NotFound, RuleBroken
from app.meetings.queries import minutes as queries
from app.meetings.rules.kinds import MinutesState, Part, PlainState, RevisionKind
from app.meetings.service import writing
from app.meetings.service.writing import Outcome, Writer
from tests import factories
from tests.meetings import making

LONG = "Ein langer Absatz über die Bänke am Platz. " * 10


@pytest.fixture
def meeting(world):
    return making.meeting()


@pytest.fixture
def ann(world) -> UUID:
    return factories.account("quarter_worker", name="Ann").id


@pytest.fixture
def ben(world) -> UUID:
    return factories.account("quarter_worker", name="Ben").id


def _save(meeting, text, *, base=0, by=None, pen="", stroke=0, slot="opening", settles=None):
    writer = Writer(account_id=by, pen=pen, stroke=stroke)
    return writing.save(meeting=meeting, slot=slot, text=text, base=base, writer=writer, settles_id=settles)


def _texts(meeting, slot="opening"):
    return [(version.kind, version.text) for version in reversed(queries.versions_of(meeting, slot))]


def _open(meeting, slot="opening"):
    return [version.text for version in queries.conflicts_of(meeting).get(slot, [])]


def test_a_text_is_saved_and_the_minutes_have_begun(meeting, ann):
    saved = _save(meeting, "Willkommen", by=ann)

    assert (saved.outcome, saved.part.version, saved.part.text) == (Outcome.SAVED, 1, "Willkommen")
    assert queries.find(meeting).state is MinutesState.DRAFT


def test_saving_unchanged_text_makes_no_revision(meeting, ann):
    """C-02."""
    _save(meeting, "Willkommen", by=ann)
    again = _save(meeting, "Willkommen", base=1, by=ann)

    assert (again.outcome, again.part.version) == (Outcome.SAVED, 1)
    assert len(_texts(meeting)) == 1


def test_one_stretch_of_one_writer_is_one_revision(meeting, ann, clock):
    _save(meeting, "Wir", by=ann)
    clock.advance(minutes=2)
    _save(meeting, "Wir pflanzen", base=1, by=ann)
    clock.advance(minutes=4)
    _save(meeting, "Wir pflanzen Bäume", base=2, by=ann)

    assert [text for _, text in _texts(meeting)] == ["Wir pflanzen", "Wir pflanzen Bäume"]


def test_a_text_that_was_wiped_out_can_be_restored(meeting, ann):
    _save(meeting, LONG.strip(), by=ann)
    _save(meeting, "", base=1, by=ann)
    before = queries.versions_of(meeting, "opening")[-1]

    restored = writing.restore(meeting=meeting, version=before, account_id=ann)

    assert (restored.part.text, restored.part.version) == (LONG.strip(), 3)


def test_a_second_writer_does_not_overwrite_the_first(meeting, ann, ben):
    _save(meeting, "Ann schreibt", by=ann)
    met = _save(meeting, "Ben schreibt", by=ben)

    assert (met.outcome, met.part.text, met.conflict.text) == (Outcome.CONFLICT, "Ann schreibt", "Ben schreibt")
    assert _open(meeting) == ["Ben schreibt"]


def test_who_writes_on_in_a_conflict_has_one_conflict(meeting, ann, ben):
    _save(meeting, "Ann schreibt", by=ann, pen="a", stroke=1)
    _save(meeting, "Ben", by=ben, pen="b", stroke=1)
    _save(meeting, "Ben schreibt weiter", by=ben, pen="b", stroke=2)

    assert _open(meeting) == ["Ben schreibt weiter"]


def test_a_conflict_of_which_much_is_taken_away_keeps_both_of_its_texts(meeting, ann, ben):
    _save(meeting, "Ann schreibt", by=ann, pen="a", stroke=1)
    _save(meeting, LONG.strip(), by=ben, pen="b", stroke=1)
    _save(meeting, "Doch nur kurz", by=ben, pen="b", stroke=2)

    assert _open(meeting) == ["Doch nur kurz"]
    assert (RevisionKind.CONFLICT, LONG.strip()) in _texts(meeting)


def test_settling_takes_the_chosen_text_and_keeps_the_others(meeting, ann, ben):
    _save(meeting, "Ann", by=ann)
    met = _save(meeting, "Ben", by=ben)

    settled = _save(meeting, "Ann\n\nBen", base=met.part.version, by=ben, settles=met.conflict.id)

    assert (settled.outcome, settled.part.text) == (Outcome.SAVED, "Ann\n\nBen")
    assert _open(meeting) == []
    assert {text for _, text in _texts(meeting)} == {"Ann", "Ben", "Ann\n\nBen"}


def test_settling_on_top_of_an_old_version_is_a_conflict_again(meeting, ann, ben):
    _save(meeting, "Ann", by=ann)
    met = _save(meeting, "Ben", by=ben)
    _save(meeting, "Ann schreibt weiter", base=1, by=ann)

    again = _save(meeting, "Ben", base=1, by=ben, settles=met.conflict.id)

    assert again.outcome is Outcome.CONFLICT
    assert _open(meeting) == ["Ben"]


def test_a_conflict_ends_when_its_text_takes_the_place_after_all(meeting, ann, ben):
    _save(meeting, "Ann", by=ann)
    _save(meeting, "Ben", by=ben)
    _save(meeting, "Ben", base=1, by=ann)

    assert _open(meeting) == []


def test_a_page_whose_answer_was_lost_is_not_in_conflict_with_itself(meeting, ann):
    _save(meeting, "Wir", by=ann, pen="a", stroke=1)
    later = _save(meeting, "Wir pflanzen", base=0, by=ann, pen="a", stroke=2)

    assert (later.outcome, later.part.text) == (Outcome.SAVED, "Wir pflanzen")


def test_what_arrives_late_does_not_undo_what_is_newer(meeting, ann):
    _save(meeting, "Wir pflanzen", by=ann, pen="a", stroke=2)
    late = _save(meeting, "Wir", by=ann, pen="a", stroke=1)

    assert (late.outcome, late.part.text) == (Outcome.SUPERSEDED, "Wir pflanzen")


def test_what_is_sent_again_after_somebody_went_on_changes_nothing(meeting, ann, ben):
    _save(meeting, "Wir", by=ann, pen="a", stroke=1)
    _save(meeting, "Wir pflanzen", base=1, by=ben, pen="b", stroke=1)
    again = _save(meeting, "Wir", base=0, by=ann, pen="a", stroke=1)

    assert (again.outcome, again.part.text) == (Outcome.SUPERSEDED, "Wir pflanzen")
    assert _open(meeting) == []


def test_a_form_without_script_that_is_sent_again_changes_nothing(meeting, ann, ben):
    _save(meeting, "Wir", by=ann)
    _save(meeting, "Wir pflanzen", base=1, by=ben)
    again = _save(meeting, "Wir", base=0, by=ann)

    assert (again.outcome, _open(meeting)) == (Outcome.SUPERSEDED, [])


def test_two_pages_of_one_person_are_two_writers(meeting, ann):
    _save(meeting, "Auf dem Laptop", by=ann, pen="laptop", stroke=1)
    met = _save(meeting, "Am Telefon", by=ann, pen="phone", stroke=1)

    assert (met.outcome, _open(meeting)) == (Outcome.CONFLICT, ["Am Telefon"])


@pytest.mark.parametrize("state", [MinutesState.APPROVED, MinutesState.PUBLISHED])
def test_what_comes_after_the_approval_is_kept_beside(meeting, ann, state):
    _save(meeting, "Willkommen", by=ann)
    queries.find(meeting).state = state

    late = [_save(meeting, "Willkommen zurück", base=1, by=ann, pen="a", stroke=7) for _ in range(2)]

    assert [saved.outcome for saved in late] == [Outcome.LATE, Outcome.LATE]
    assert (late[0].part.text, _open(meeting)) == ("Willkommen", ["Willkommen zurück"])


def test_what_came_late_can_be_put_away(meeting, ann, ben):
    _save(meeting, "Ann", by=ann)
    _save(meeting, "Ben", by=ben)
    writing.put_away(meeting=meeting, version=queries.conflicts_of(meeting)["opening"][0], account_id=ann)

    assert _open(meeting) == []
    assert (RevisionKind.CONFLICT, "Ben") in _texts(meeting)


def test_a_new_plain_summary_must_be_checked_again(meeting, ann):
    _save(meeting, "Kurz", slot="plain", by=ann)
    queries.find(meeting).plain_state = PlainState.CHECKED
    _save(meeting, "Kurz gesagt", slot="plain", base=1, by=ann)
    changed = queries.find(meeting).plain_state
    _save(meeting, "", slot="plain", base=2, by=ann)

    assert (changed, queries.find(meeting).plain_state) == (PlainState.DRAFT, PlainState.MISSING)


def test_a_result_belongs_to_its_item(meeting, ann):
    item = making.item(meeting)
    saved = _save(meeting, "Wir pflanzen", slot=f"result:{item.id.hex}", by=ann)

    assert (saved.part.part, saved.part.item_id) == (Part.RESULT, item.id)


def test_an_item_of_another_meeting_is_no_place(meeting, ann):
    foreign = making.item(making.meeting())

    with pytest.raises(RuleBroken):
        _save(meeting, "Wir pflanzen", slot=f"result:{foreign.id.hex}", by=ann)
    with pytest.raises(NotFound):
        _save(meeting, "Wir pflanzen", slot="nowhere", by=ann)
