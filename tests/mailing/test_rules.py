"""The rules of the mailing, without anything around them."""

from datetime import date
from uuid import UUID

import pytest

from app.mailing import rules
from app.mailing.rules import Holder, Purpose, Reader


@pytest.mark.parametrize(
    ("confirmed", "end"),
    [
        (date(2026, 11, 16), date(2028, 11, 16)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
def test_a_subscription_ends_after_two_years(confirmed, end):
    assert rules.end_of(confirmed) == end


@pytest.mark.parametrize("holder", Holder)
@pytest.mark.parametrize("purpose", Purpose)
def test_a_reader_is_known_by_name(holder, purpose):
    reader = Reader(holder=holder, purpose=purpose, key=UUID(int=7))

    assert rules.reader_named(str(reader)) == reader


@pytest.mark.parametrize("name", ["", "abo", "abo.einladungen.", "abo.invitations." + "0" * 32, "x.einladungen." + "0" * 32])
def test_other_names_are_nobodys(name):
    assert rules.reader_named(name) is None


def test_every_purpose_has_its_word_in_addresses():
    assert set(rules.SEGMENTS) == set(Purpose)
    assert len(set(rules.SEGMENTS.values())) == len(Purpose)


def test_a_subject_has_two_parts():
    assert rules.prefix_and_key("forum:rieth") == ("forum", "rieth")
    assert rules.prefix_and_key("forum") == ("forum", "")
