"""Who looks after which Ortsteile."""

import pytest

from app.forums import queries
from app.kernel.errors import NotFound
from tests import factories


def test_an_account_looks_after_the_ortsteile_of_its_forums_and_its_own(app):
    forum = factories.forum("nord", ["05", "06"])
    factories.forum("sued", ["07"])
    account = factories.account("quarter_worker", forums=[forum], ortsteile=["08"])

    assert queries.area_of(account) == {"05", "06", "08"}


def test_who_looks_after_the_whole_city_has_what_no_forum_meets_for(app):
    factories.forum("nord", ["05"])
    factories.forum("resting", ["06"], is_active=False)
    factories.ortsteil("07")
    account = factories.account("quarter_worker", is_city_wide=True)

    assert queries.area_of(account) == {"06", "07"}


def test_who_was_given_nothing_looks_after_nothing(app):
    factories.forum("nord", ["05"])

    assert queries.area_of(factories.account("administrator")) == frozenset()


def test_a_resting_forum_is_found_by_nobody_but_staff(app):
    forum = factories.forum("alt", is_active=False)

    assert queries.all_active() == []
    assert list(queries.all_forums()) == [forum]
    assert list(queries.of_ortsteil("06")) == []
    with pytest.raises(NotFound):
        queries.get_by_slug("alt")


def test_the_forums_of_an_ortsteil_are_those_that_meet_for_it(app):
    nord = factories.forum("nord", ["05", "06"])
    factories.forum("sued", ["07"])

    assert list(queries.of_ortsteil("06")) == [nord]
