"""Two concerns that say the same become one, and nobody behind them is lost or counted twice."""

import pytest
import sqlalchemy as sa

from app.concerns.models import Voice
from app.concerns.rules import Review, VoiceKind
from app.concerns.service import merging, reporting, reviewing
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from tests import factories


@pytest.fixture
def worker(app):
    return factories.account("quarter_worker", ortsteile=["06"]).id


def people_behind(concern):
    return sorted(db.session.scalars(sa.select(Voice.person).where(Voice.concern_id == concern.id)))


def with_voices(*people, author, **changed):
    """A concern with an author and these supporters, who are shown on its page."""
    concern = factories.concern(supports=len(people), **changed)
    db.session.execute(sa.update(Voice).where(Voice.concern_id == concern.id).values(person=author))
    for person in people:
        factories.voice(concern, VoiceKind.SUPPORT, person=person)
    return concern


def test_a_merged_concern_leads_to_the_other(worker):
    one, other = factories.concern(), factories.concern()

    merging.merge(concern=one, into=other, account=worker)

    assert (one.review, one.merged_into_id) == (Review.MERGED, other.id)


def test_all_who_stood_behind_the_one_stand_behind_the_other(worker):
    one, other = with_voices("cem", author="anna"), with_voices("dora", author="bert")

    merging.merge(concern=one, into=other, account=worker)

    assert people_behind(other) == ["anna", "bert", "cem", "dora"]
    assert people_behind(one) == []
    assert other.supports == 3


def test_nobody_stands_twice_behind_the_other(worker):
    one, other = with_voices("cem", "bert", author="anna"), with_voices("cem", "anna", author="bert")

    merging.merge(concern=one, into=other, account=worker)

    assert people_behind(other) == ["anna", "bert", "cem"]
    assert other.supports == 2


def test_a_stated_number_of_people_moves_along(worker):
    one, other = factories.concern(people=7), factories.concern()

    merging.merge(concern=one, into=other, account=worker)

    assert other.supports == 7


def test_imported_supports_are_shown_together(worker):
    one, other = factories.concern(imported_supports=5), factories.concern(imported_supports=2)

    merging.merge(concern=one, into=other, account=worker)

    assert other.imported_supports == 7


def test_parting_gives_everybody_back(worker):
    one = with_voices("cem", "bert", author="anna", imported_supports=5)
    other = with_voices("dora", author="bert", imported_supports=1)
    batch = merging.merge(concern=one, into=other, account=worker)

    reviewing.undo(batch_id=batch, account=worker)

    assert (one.review, one.merged_into_id) == (Review.PUBLISHED, None)
    assert (people_behind(one), people_behind(other)) == (["anna", "bert", "cem"], ["bert", "dora"])
    assert (one.supports, other.supports, other.imported_supports) == (2, 1, 1)
    kinds = dict(db.session.execute(sa.select(Voice.person, Voice.kind).where(Voice.concern_id == one.id)).all())
    assert kinds == {"anna": VoiceKind.AUTHOR, "bert": VoiceKind.SUPPORT, "cem": VoiceKind.SUPPORT}


def test_an_author_who_withdraws_stands_behind_nothing_any_more(worker):
    one, other = with_voices("cem", author="anna"), with_voices("dora", author="bert")
    merging.merge(concern=one, into=other, account=worker)

    reporting.withdraw(concern=one)

    assert people_behind(other) == ["bert", "cem", "dora"]
    db.session.refresh(other)
    assert other.supports == 2


def test_a_concern_is_not_merged_into_itself(worker):
    concern = factories.concern()

    with pytest.raises(RuleBroken) as broken:
        merging.merge(concern=concern, into=concern, account=worker)

    assert broken.value.field == "into"


def test_nothing_is_merged_into_what_nobody_can_read(worker):
    hidden = factories.concern(review=Review.RETURNED)

    with pytest.raises(RuleBroken) as broken:
        merging.merge(concern=factories.concern(), into=hidden, account=worker)

    assert broken.value.field == "into"
