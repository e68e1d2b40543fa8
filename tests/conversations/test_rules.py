"""The day a talk is kept under."""

from datetime import date

import pytest

from app.conversations.rules import Channel, day_of

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("told", "channel", "day"),
    [
        (14, Channel.DOOR, 14),
        (13, Channel.DOOR, 16),
        (18, Channel.DOOR, 18),
        (19, Channel.DOOR, 16),
        (1, Channel.PAPER, 1),
        (17, Channel.PAPER, 16),
        (None, Channel.PAPER, 16),
        (None, Channel.ONLINE, 16),
    ],
)
def test_a_wrong_clock_is_not_believed_but_a_day_on_paper_is(told, channel, day):
    assert day_of(told and TODAY.replace(day=told), TODAY, channel) == TODAY.replace(day=day)
