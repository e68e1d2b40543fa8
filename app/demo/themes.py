"""What was read out of the invented talks: a codebook, passages with their themes, a second reading, quotes, results."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.coding.models import Coding, ReadAnswer, Theme
from app.coding.rules import passages
from app.coding.rules.passages import Span
from app.coding.service import codebook, quoting, releasing
from app.concerns.rules import Direction
from app.conversations.models import Answer, Conversation
from app.demo import reading, talks, then
from app.demo.reading import Row
from app.demo.voices import SPACE
from app.kernel import codes
from app.kernel.db import db
from app.surveys.models import Campaign

FIRST, SECOND = "auswertung@example.org", "auswertung2@example.org"
BEGUN, MERGED, SHOWN = "2026-07-15", "2026-08-20", "2026-10-07"
INTO = {"tauben": "muell"}
"""Which theme turned out to be a part of which other."""
Said = dict[tuple[str, str], tuple[UUID, str]]
"""Talk and words to read, by the keys of talk and question."""


def read(campaign: Campaign, *, first: UUID, second: UUID) -> None:
    """Two people read what was said: one of them everything, the other a part of it."""
    with then.on(BEGUN):
        codebook.begin_codebook(campaign=campaign, account_id=first)
    found = {row["code"]: _theme(campaign, row) for row in reading.rows("survey_themes")}
    db.session.add_all(found.values())
    db.session.flush()
    said = _said(campaign)
    for turn, reader, name in ((1, first, "survey_codings"), (2, second, "survey_second_reading")):
        _mark(said, found, reading.rows(name), {"turn": turn, "account_id": reader})
    with then.on(MERGED):
        for gone, into in INTO.items():
            codebook.merge(campaign=campaign, themes=[found[gone]], into=found[into], account_id=first)
    for row in reading.rows("survey_quotes"):
        _quote(campaign, found[row["theme"]], row, first)


def tell(campaign: Campaign, *, account_id: UUID) -> None:
    """Show everybody what came out."""
    with then.on(SHOWN):
        releasing.publish(campaign=campaign, account_id=account_id)


def _theme(campaign: Campaign, row: Row) -> Theme:
    words = {name: row[name] for name in ("code", "label", "label_plain", "definition", "anchor", "rule", "words")}
    return Theme(id=uuid5(SPACE, f"theme {row['code']}"), campaign_id=campaign.id, topic_key=row["topic"], **words)


def _said(campaign: Campaign) -> Said:
    """All open answers, in German where there is a translation."""
    known = {codes.digest(talks.client_id(row)): row["key"] for row in talks.rows_of(campaign)}
    wanted = sa.select(Conversation.client_hash, Answer).join(Answer, Answer.conversation_id == Conversation.id)
    rows = db.session.execute(wanted.where(Conversation.campaign_id == campaign.id, Answer.key.in_(talks.KEYS)))
    return {
        (known[client_hash], answer.key): (answer.conversation_id, answer.german or answer.value)
        for client_hash, answer in rows
    }


def _mark(said: Said, found: dict[str, Theme], rows: Iterable[Row], whose: dict[str, Any]) -> None:
    """Write down what one reader found. A row without a theme: this answer was read, and nothing fits."""
    marks, read_answers = [], {}
    for row in rows:
        conversation_id, text = said[row["talk"], row["question"]]
        answer = {"conversation_id": conversation_id, "key": row["question"], **whose}
        read_answers[row["talk"], row["question"]] = answer
        if row["theme"]:
            meant = {"theme_id": found[row["theme"]].id, "direction": Direction(row["direction"])}
            marks.append({"start": 0, "end": 0} | asdict(_span(text, row["sentence"])) | meant | answer)
    db.session.execute(sa.insert(Coding), marks)
    db.session.execute(sa.insert(ReadAnswer), list(read_answers.values()))


def _span(text: str, sentence: str) -> Span:
    """A sentence by its number, or the whole answer."""
    return passages.sentences(text)[int(sentence) - 1] if sentence else passages.whole(text)


def _quote(campaign: Campaign, theme: Theme, row: Row, account_id: UUID) -> None:
    """A sentence that waits, or was cleared on a day."""
    text = row["text"]
    quote = quoting.propose_quote(campaign=campaign, theme=theme, direction=Direction(row["direction"]), text=text)
    if row["cleared"]:
        with then.on(row["cleared"]):
            quoting.clear_quote(campaign=campaign, quote=quote, text=text, account_id=account_id)
