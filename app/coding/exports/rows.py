"""The rows of the files, read in pieces and in the order of random ids."""

from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa

from app.coding import queries
from app.coding.exports import german
from app.coding.exports.variables import columns, head
from app.coding.models import Coding
from app.conversations.models import Answer, Conversation
from app.kernel.db import db
from app.kernel.spreadsheets.sheet import Value
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules import answers as engine
from app.questionnaires.rules import columns as columns_of
from app.questionnaires.rules.columns import ColumnKind
from app.questionnaires.rules.document import Document
from app.questionnaires.rules.kinds import Missing
from app.surveys.models import Campaign

PIECE = 200
SMALLEST_LANGUAGE = 5
Row = tuple[Value, ...]
_REASONS = {str(int(each)) for each in Missing}


def of(campaign: Campaign, document: Document) -> Iterator[Row]:
    """One row per talk: how it was, then the answers."""
    numbers = _version_numbers(campaign)
    languages = _languages(campaign)
    known = {name for question in document.asked for name in (question.key, engine.other_field(question.key))}
    for talks in _pieces(campaign):
        kept = _answers([talk.id for talk in talks], known)
        for talk in talks:
            answers = engine.from_kept(document, kept.get(talk.id, {}))
            said = (_plain(cell) for cell in columns_of.row(document, answers))
            yield (*_head(talk, numbers[talk.version_id], languages), *said)


def _plain(cell: Value) -> Value:
    """A reason for a missing answer stands as a number in every column: a text that begins with − would be disarmed."""
    return int(cell) if isinstance(cell, str) and cell in _REASONS else cell


def _head(talk: Conversation, version: int, languages: frozenset[str]) -> Row:
    return (
        talk.id.hex,
        talk.day,
        german.CHANNELS[talk.channel][0],
        german.SETTINGS[talk.setting][0],
        talk.ortsteil_key,
        talk.language if talk.language in languages else german.FEW[0],
        talk.people,
        german.AGES[talk.age_band][0] if talk.age_band else None,
        german.GENDERS[talk.gender][0] if talk.gender else None,
        german.TENURES[talk.tenure][0] if talk.tenure else None,
        version,
    )


def _pieces(campaign: Campaign) -> Iterator[list[Conversation]]:
    last = UUID(int=0)
    while True:
        wanted = sa.select(Conversation).where(Conversation.campaign_id == campaign.id, Conversation.id > last)
        talks = list(db.session.scalars(wanted.order_by(Conversation.id).limit(PIECE)))
        if not talks:
            return
        yield talks
        last = talks[-1].id
        for talk in talks:
            db.session.expunge(talk)


def _answers(ids: list[UUID], known: set[str]) -> dict[UUID, dict[str, str]]:
    wanted = sa.select(Answer.conversation_id, Answer.key, Answer.value).where(Answer.conversation_id.in_(ids))
    found: dict[UUID, dict[str, str]] = {}
    for conversation_id, key, value in db.session.execute(wanted):
        if key in known:
            found.setdefault(conversation_id, {})[key] = value
    return found


def _version_numbers(campaign: Campaign) -> dict[UUID, int]:
    wanted = sa.select(QuestionnaireVersion.id, QuestionnaireVersion.number)
    rows = db.session.execute(wanted.where(QuestionnaireVersion.questionnaire_id == campaign.questionnaire_id))
    return dict(rows.all())


def _languages(campaign: Campaign) -> frozenset[str]:
    """The languages in which enough people answered to be named (B-14)."""
    people = sa.func.sum(Conversation.people)
    wanted = sa.select(Conversation.language).where(Conversation.campaign_id == campaign.id).group_by(Conversation.language)
    return frozenset(db.session.scalars(wanted.having(people >= SMALLEST_LANGUAGE)))


def widths(campaign: Campaign, document: Document) -> dict[str, int]:
    """The bytes of the longest text in each column, at most four a letter."""
    longest = sa.func.max(sa.func.length(Answer.value))
    wanted = sa.select(Answer.key, longest).where(Answer.campaign_id == campaign.id).group_by(Answer.key)
    by_key = {key: 4 * length for key, length in db.session.execute(wanted)}
    texts = {column.name: column for column in columns(document) if column.kind is not ColumnKind.NUMBER}
    found = {name: by_key.get(column.name, by_key.get(column.question_key, 0)) for name, column in texts.items()}
    return {**found, **dict.fromkeys((variable.name for variable in head()), 40)}


def themes(campaign: Campaign) -> list[Row]:
    facts = ("code", "label", "label_plain", "topic_key", "definition", "anchor", "rule")
    return [
        (*(getattr(theme, name) for name in facts), str(theme.since), str(theme.until or ""))
        for theme in queries.every_theme(campaign)
    ]


def codings(campaign: Campaign) -> Iterator[Row]:
    """Which talk touched which theme, under its name of today, in the first reading."""
    now, codes = queries.successors(campaign), {theme.id: theme.code for theme in queries.every_theme(campaign)}
    wanted = (
        sa.select(Coding.conversation_id, Coding.key, Coding.theme_id, Coding.direction)
        .join(Conversation, Conversation.id == Coding.conversation_id)
        .where(Conversation.campaign_id == campaign.id, Coding.turn == 1)
        .order_by(Coding.conversation_id, Coding.key, Coding.id)
    )
    # Told before it is asked, or PostgreSQL sends all of it at once.
    for talk, key, theme, direction in db.session.execute(wanted.execution_options(yield_per=PIECE)):
        if theme in now:
            yield talk.hex, key, codes[now[theme]], german.DIRECTIONS[direction][0]
