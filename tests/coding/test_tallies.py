"""What is counted in the database is what somebody would count who looks at every passage."""

import random
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.coding import queries
from app.coding.exports import rows
from app.coding.models import Coding, ReadAnswer
from app.coding.queries import tallies
from app.coding.service import codebook
from app.coding.service.codebook import ThemeFacts
from app.concerns.rules import Direction
from app.conversations.models import Answer, Conversation
from app.kernel.db import db
from app.surveys.models import Campaign
from tests.coding import making, slowly
from tests.surveys import making as surveys

TALKS, KEYS = 25, ("gut", "stoert")
FIRST_DAY = date(2026, 9, 20)
"""Shortly before one quarter ends: talks fall into two, or three."""


def _filled(dice: random.Random, slug: str) -> Campaign:
    """A campaign whose answers were read once or twice, and whose codebook changed in between and afterwards."""
    campaign = surveys.campaign(slug)
    themes = [making.theme(campaign, f"Thema {number}").id for number in range(6)]
    for _talk in range(TALKS):
        making.talk(campaign, people=dice.randint(1, 5), gut="Das ist gut so.", stoert="Das stört mich.")
    for talk in db.session.scalars(sa.select(Conversation).where(Conversation.campaign_id == campaign.id)):
        talk.day = FIRST_DAY + timedelta(days=dice.randrange(120))
    _read(dice, campaign, themes)
    _merge(campaign, dice.sample(themes[:4], 2))
    codebook.split(
        campaign=campaign,
        theme=queries.get_theme(campaign, themes[4]),
        parts=[ThemeFacts(topic_key="wohnumfeld", label=label) for label in ("Sand", "Geräte")],
        account_id=None,
    )
    _merge(campaign, [theme.id for theme in dice.sample(queries.themes(campaign), 3)])
    return campaign


def _merge(campaign: Campaign, ids: list[UUID]) -> None:
    themes = [queries.get_theme(campaign, each) for each in ids]
    codebook.merge(campaign=campaign, themes=themes, into=themes[0], account_id=None)


def _read(dice: random.Random, campaign: Campaign, themes: list[UUID]) -> None:
    for answer in db.session.scalars(sa.select(Answer).where(Answer.campaign_id == campaign.id, Answer.is_text)):
        own = {"conversation_id": answer.conversation_id, "key": answer.key}
        for turn in dice.choice(((1,), (1, 2), (1, 2), (2,))):
            db.session.add(ReadAnswer(**own, turn=turn))
            for start in range(dice.randrange(4)):
                given = {"theme_id": dice.choice(themes), "direction": dice.choice(list(Direction))}
                db.session.add(Coding(**own, turn=turn, start=start, end=start + 2, **given))
    db.session.flush()


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(3, 20))])
def test_the_counts_are_those_of_whoever_looks_at_every_passage(app, seed):
    dice = random.Random(seed)
    campaign, _other = _filled(dice, "eins"), _filled(dice, "zwei")
    passages = list(slowly.passages(campaign))

    assert tallies.of_themes(campaign) == slowly.counts(passages)
    assert tallies.of_themes_by_quarter(campaign) == slowly.by_quarter(passages)
    assert tallies.agreements(campaign) == slowly.agreements(campaign)


def test_talks_told_apart_before_the_themes_are_mapped_would_count_twice(app):
    """The weak twin: some talk holds two themes that are one today, so the order of mapping and counting matters."""
    campaign = _filled(random.Random(1), "eins")
    talks = {
        (coding.conversation_id, coding.theme_id) for coding in db.session.scalars(sa.select(Coding).where(Coding.turn == 1))
    }
    now = queries.successors(campaign)
    counted_too_early = sum(theme in now for _talk, theme in talks)

    assert counted_too_early > sum(count.talks for count in tallies.of_themes(campaign).values())


def test_before_anything_was_read_all_is_nothing(app):
    campaign = surveys.campaign("eins")
    theme = making.theme(campaign)
    units, found = tallies.agreements(campaign)

    assert (tallies.of_themes(campaign), tallies.of_themes_by_quarter(campaign)) == ({}, {})
    assert (units, found[theme.id].units, found[theme.id].kappa) == (0, 0, None)


def test_passages_leave_the_database_piece_by_piece(app):
    """On PostgreSQL all of them would come at once, and stay in memory, if it were asked for pieces afterwards."""
    campaign, asked = _filled(random.Random(1), "eins"), []

    def note(_connection, _cursor, statement, _parameters, context, _many):
        asked.append((statement, context.execution_options.get("yield_per")))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert list(rows.codings(campaign))
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    assert [pieces for statement, pieces in asked if "ORDER BY coding.conversation_id" in statement] == [rows.PIECE]
