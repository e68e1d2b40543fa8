"""Every SELECT about themes and passages. Answers come in the order of their random ids."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.coding.models import CodebookVersion, Coding, Quote, ReadAnswer, ResultRelease, Theme, ThemeStep
from app.coding.rules import codebook, results
from app.coding.rules.codebook import Step
from app.coding.rules.results import Results
from app.concerns.models import Topic
from app.conversations.models import Answer, Conversation
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.questionnaires.rules.kinds import TEXTS
from app.surveys.models import Campaign
from app.surveys.queries import campaigns

PAGE = 50
Place = tuple[UUID, str]
"""An answer: the talk and the question."""
OLDEST: Place = (UUID(int=0), "")


@dataclass(frozen=True, kw_only=True)
class Text:
    """One open answer to read, in the words that were said, with a German version where there is one."""

    conversation_id: UUID
    key: str
    text: str
    german: str
    language: str

    @property
    def place(self) -> Place:
        return self.conversation_id, self.key

    @property
    def to_read(self) -> str:
        """The words in which passages are marked: the German ones if somebody has translated."""
        return self.german or self.text


def text_keys(campaign: Campaign) -> tuple[str, ...]:
    """The open questions of the questionnaire that is asked, in their order."""
    return tuple(question.key for question in campaigns.document_of(campaign).asked if question.type in TEXTS)


def version_of(campaign: Campaign) -> int:
    """The number of the codebook in use; 0 as long as there is none."""
    newest = sa.select(sa.func.max(CodebookVersion.number)).where(CodebookVersion.campaign_id == campaign.id)
    return db.session.scalar(newest) or 0


def versions(campaign: Campaign) -> Sequence[CodebookVersion]:
    wanted = sa.select(CodebookVersion).where(CodebookVersion.campaign_id == campaign.id)
    return db.session.scalars(wanted.order_by(CodebookVersion.number.desc())).all()


def themes(campaign: Campaign, version: int | None = None) -> Sequence[Theme]:
    """The themes of a version (the newest), by topic and name."""
    number = version_of(campaign) if version is None else version
    found = db.session.scalars(sa.select(Theme).where(Theme.campaign_id == campaign.id))
    valid = (theme for theme in found if codebook.is_valid(since=theme.since, until=theme.until, version=number))
    return sorted(valid, key=lambda theme: (theme.topic_key, theme.label.casefold()))


def every_theme(campaign: Campaign) -> Sequence[Theme]:
    """All that ever stood in the codebook."""
    return db.session.scalars(sa.select(Theme).where(Theme.campaign_id == campaign.id).order_by(Theme.code)).all()


def get_theme(campaign: Campaign, theme_id: UUID) -> Theme:
    theme = db.session.get(Theme, theme_id)
    if theme is None or theme.campaign_id != campaign.id:
        raise NotFound
    return theme


def steps(campaign: Campaign) -> tuple[Step, ...]:
    """What became of which theme."""
    found = db.session.scalars(sa.select(ThemeStep).where(ThemeStep.campaign_id == campaign.id))
    return tuple(Step(version=step.version, before=step.before_id, after=step.after_id) for step in found)


def successors(campaign: Campaign) -> dict[UUID, UUID]:
    """Under which theme of today passages count that were given any theme, today's or an earlier one."""
    every = [theme.id for theme in every_theme(campaign)]
    return codebook.successors(every, version=version_of(campaign), steps=steps(campaign))


def _texts(campaign: Campaign) -> sa.Select[Answer, str]:
    return (
        sa.select(Answer, Conversation.language)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Answer.campaign_id == campaign.id, Answer.is_text)
    )


def page(
    campaign: Campaign,
    *,
    after: Place = OLDEST,
    turn: int = 1,
    unread: bool = False,
    reader: UUID | None = None,
    most: int = PAGE,
) -> list[Text]:
    """Answers behind a place, in the order of their ids; `unread` leaves out what `reader` cannot read in this turn.

    That is what was read in it already, and what they read themselves in the other one; the second turn offers nothing that
    nobody has read before (A-43).
    """
    place = sa.tuple_(Answer.conversation_id, Answer.key)
    wanted = _texts(campaign).where(place > sa.tuple_(sa.literal(after[0], sa.Uuid()), sa.literal(after[1])))
    if unread:
        wanted = wanted.where(~_read_in(turn).exists())
        if reader is not None:
            wanted = wanted.where(~_read_in(3 - turn).where(ReadAnswer.account_id == reader).exists())
        if turn == 2:
            wanted = wanted.where(_read_in(1).exists())
    rows = db.session.execute(wanted.order_by(Answer.conversation_id, Answer.key).limit(most))
    return [_text(answer, language) for answer, language in rows]


def _read_in(turn: int) -> sa.Select[int]:
    """That the answer of the query around was read in a turn."""
    same = (ReadAnswer.conversation_id == Answer.conversation_id, ReadAnswer.key == Answer.key)
    return sa.select(ReadAnswer.turn).where(*same, ReadAnswer.turn == turn)


def _text(answer: Answer, language: str) -> Text:
    return Text(
        conversation_id=answer.conversation_id, key=answer.key, text=answer.value, german=answer.german, language=language
    )


def get_text(campaign: Campaign, place: Place) -> Text:
    """One answer of this campaign."""
    found = db.session.execute(_texts(campaign).where(Answer.conversation_id == place[0], Answer.key == place[1])).first()
    if found is None:
        raise NotFound
    return _text(*found)


def beside(campaign: Campaign, place: Place) -> Sequence[Text]:
    """What else was said in the same talk, in the order of the questions: one often needs it to understand."""
    rows = db.session.execute(_texts(campaign).where(Answer.conversation_id == place[0], Answer.key != place[1]))
    order = {key: number for number, key in enumerate(text_keys(campaign))}
    return sorted((_text(*row) for row in rows), key=lambda text: order.get(text.key, len(order)))


def codings_of(place: Place, *, turn: int = 1) -> Sequence[Coding]:
    wanted = sa.select(Coding).where(Coding.conversation_id == place[0], Coding.key == place[1], Coding.turn == turn)
    return db.session.scalars(wanted.order_by(Coding.start, Coding.end, Coding.id)).all()


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many open answers there are, and how many were read in each turn."""

    texts: int
    read: int
    read_twice: int


def progress(campaign: Campaign) -> Progress:
    counted = sa.select(sa.func.count()).select_from(Answer).where(Answer.campaign_id == campaign.id, Answer.is_text)
    texts = db.session.scalar(counted) or 0
    read = (
        sa.select(ReadAnswer.turn, sa.func.count())
        .join(Conversation, Conversation.id == ReadAnswer.conversation_id)
        .where(Conversation.campaign_id == campaign.id)
        .group_by(ReadAnswer.turn)
    )
    by_turn = dict(db.session.execute(read).all())
    return Progress(texts=texts, read=by_turn.get(1, 0), read_twice=by_turn.get(2, 0))


def passages_of(
    campaign: Campaign, theme: Theme, *, turn: int = 1, after: UUID = OLDEST[0], most: int = PAGE
) -> Sequence[tuple[Coding, Text]]:
    """Everything that counts under a theme, in the order of random ids."""
    given = [before for before, now in successors(campaign).items() if now == theme.id]
    wanted = (
        sa.select(Coding, Answer, Conversation.language)
        .join(Answer, sa.and_(Answer.conversation_id == Coding.conversation_id, Answer.key == Coding.key))
        .join(Conversation, Conversation.id == Coding.conversation_id)
        .where(Coding.theme_id.in_(given), Coding.turn == turn, Coding.id > after)
        .order_by(Coding.id)
        .limit(most)
    )
    return [(coding, _text(answer, language)) for coding, answer, language in db.session.execute(wanted)]


def unread_talks(campaign_ids: Collection[UUID]) -> dict[UUID, int]:
    """In how many talks of these campaigns an open answer still waits to be read."""
    read = sa.select(ReadAnswer.turn).where(
        ReadAnswer.conversation_id == Answer.conversation_id, ReadAnswer.key == Answer.key, ReadAnswer.turn == 1
    )
    wanted = (
        sa.select(Answer.campaign_id, sa.func.count(Answer.conversation_id.distinct()))
        .where(Answer.campaign_id.in_(campaign_ids), Answer.is_text, ~read.exists())
        .group_by(Answer.campaign_id)
    )
    return dict(db.session.execute(wanted).all())


def quotes(campaign: Campaign, *, only_cleared: bool = False) -> Sequence[Quote]:
    wanted = sa.select(Quote).where(Quote.campaign_id == campaign.id)
    if only_cleared:
        wanted = wanted.where(Quote.cleared_on.is_not(None))
    return db.session.scalars(wanted.order_by(Quote.theme_id, Quote.text)).all()


def get_quote(campaign: Campaign, quote_id: UUID) -> Quote:
    quote = db.session.get(Quote, quote_id)
    if quote is None or quote.campaign_id != campaign.id:
        raise NotFound
    return quote


def people_of(campaign: Campaign) -> tuple[int, int]:
    """How many talks there were, and how many people took part in them."""
    counted = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Conversation.people), 0))
    row = db.session.execute(counted.where(Conversation.campaign_id == campaign.id)).one()
    return row[0], row[1]


def releases(campaign: Campaign) -> Sequence[ResultRelease]:
    """What was shown to everybody, the newest first."""
    wanted = sa.select(ResultRelease).where(ResultRelease.campaign_id == campaign.id)
    return db.session.scalars(wanted.order_by(ResultRelease.number.desc())).all()


def newest_results(campaign: Campaign) -> Results | None:
    """What everybody sees now; None as long as nothing was shown."""
    found = releases(campaign)
    return results.from_json(found[0].facts) if found else None


def languages_of(campaign: Campaign, *, smallest: int) -> list[str]:
    """The languages in which at least so many people answered, by name of their tag."""
    people = sa.func.sum(Conversation.people)
    wanted = sa.select(Conversation.language).where(Conversation.campaign_id == campaign.id).group_by(Conversation.language)
    return sorted(db.session.scalars(wanted.having(people >= smallest)))


def sensitive_topics() -> frozenset[str]:
    return frozenset(db.session.scalars(sa.select(Topic.key).where(Topic.is_sensitive)))
