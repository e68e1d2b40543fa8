"""A large activating survey: talks come in from a phone, are read and counted, and leave as files in flat memory."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.coding import queries
from app.coding.models import Coding, ReadAnswer
from app.coding.queries import tallies
from app.coding.service import codebook, releasing
from app.coding.service.codebook import ThemeFacts
from app.concerns.rules import Direction
from app.conversations import service
from app.conversations.models import Answer, Conversation
from app.conversations.rules import Channel
from app.conversations.service import Talk
from app.kernel.db import db
from app.questionnaires.rules.guide import activating_guide
from app.surveys.models import Campaign
from app.surveys.rules.kinds import Setting
from benchmarks import results, words
from benchmarks.databases import Scratch
from benchmarks.results import Row
from benchmarks.section import Bench
from config import ROOT
from tests.surveys import making

TALKS = 31_250
QUESTIONS = ("leben", "gut", "stoert", "konkret", "idee", "beitrag", "faehigkeit", "einladung")
ANSWERS = TALKS * len(QUESTIONS)
QUEUED = 50
LONGEST_UPLOAD = 5.0
MOST_MEMORY = 150
LONGEST_COUNT = 1.0
LONGEST_SILENCE = 1.0
"""Seconds until the first byte of a file."""
THEMES = 40
READ_TWICE = 20
"""One in so many answers is read by a second person."""
WAYS = list(Direction)
LAST_PAGE = 10_000
ROUNDS = 30
SLUG = "gross"


def measure(bench: Bench) -> Iterator[Row]:
    scratch = bench.empty("surveys")
    begun = time.perf_counter()
    with scratch.app.app_context():
        campaign = _fill()
        yield results.known(f"filling {ANSWERS:,} answers", results.figure(time.perf_counter() - begun, "s"))
        yield results.at_most(f"{QUEUED} queued talks taken in, each durable", _upload(campaign), LONGEST_UPLOAD, "s")
        first, last = _page(campaign, queries.OLDEST), _page(campaign, _far(campaign))
        yield results.at_most_times(f"answers to read, behind {LAST_PAGE:,}", last, first, times=1.5, of="page 1")
        yield from _counting(campaign, _code(campaign))
    yield from _files(scratch)


def _counting(campaign: Campaign, passages: int) -> Iterator[Row]:
    """What the pages of the evaluation count: themes for the overview, two readers, and all that would be shown."""
    counted: dict[str, Callable[[Campaign], object]] = {
        "by theme": tallies.of_themes,
        "how far two readers agree": tallies.agreements,
        "preview of the results": releasing.preview,
    }
    for what, count in counted.items():
        yield results.at_most(
            f"{passages:,} passages, {what}", min(_took(count, campaign) for _each in range(3)), LONGEST_COUNT, "s"
        )


def _took(count: Callable[[Campaign], object], campaign: Campaign) -> float:
    begun = time.perf_counter()
    count(campaign)
    return time.perf_counter() - begun


def _fill() -> Campaign:
    campaign = making.campaign(SLUG, document=activating_guide())
    dice = random.Random(7)
    speaker = words.Speaker(dice, TALKS)
    said = [speaker.say(number)[0] for number in range(500)]
    for _batch in range(0, TALKS, 1_250):
        ids = [uuid4() for _each in range(1_250)]
        db.session.execute(sa.insert(Conversation), [_talk(campaign, each) for each in ids])
        rows = [
            {
                "conversation_id": each,
                "key": key,
                "campaign_id": campaign.id,
                "is_text": key != "einladung",
                "value": dice.choice(said) if key != "einladung" else "ja",
                "german": "",
            }
            for each in ids
            for key in QUESTIONS
        ]
        db.session.execute(sa.insert(Answer), rows)
    db.session.commit()
    return campaign


def _talk(campaign: Campaign, talk_id: UUID) -> dict[str, object]:
    return {
        "id": talk_id,
        "client_hash": talk_id.hex,
        "payload_hash": "",
        "campaign_id": campaign.id,
        "version_id": campaign.version_id,
        "day": date(2026, 11, 16),
        "channel": Channel.DOOR,
        "setting": Setting.DOORSTEP,
        "language": "de",
        "ortsteil_key": "06",
        "people": 1,
        "interviewers": 2,
    }


def _upload(campaign: Campaign) -> float:
    """Seconds for the talks that waited on a phone, each in a transaction of its own."""
    version_id = campaign.version_id or uuid4()
    begun = time.perf_counter()
    for _each in range(QUEUED):
        talk = Talk(
            version_id=version_id,
            answers=dict.fromkeys(QUESTIONS[:-1], "Die Bank am Markt ist kaputt."),
            channel=Channel.DOOR,
            setting=Setting.DOORSTEP,
            language="de",
            ortsteil_key="06",
        )
        service.take(campaign=campaign, client_id=uuid4().hex, talk=talk)
        db.session.commit()
    return time.perf_counter() - begun


def _far(campaign: Campaign) -> queries.Place:
    """The place behind which the so-manieth answer comes."""
    wanted = sa.select(Answer.conversation_id, Answer.key).where(Answer.campaign_id == campaign.id, Answer.is_text)
    row = db.session.execute(wanted.order_by(Answer.conversation_id, Answer.key).offset(LAST_PAGE).limit(1)).one()
    return row[0], row[1]


def _page(campaign: Campaign, after: queries.Place) -> float:
    """Seconds for one page of answers, at best."""
    found = []
    for _each in range(ROUNDS):
        begun = time.perf_counter()
        queries.page(campaign, after=after, unread=True)
        found.append(time.perf_counter() - begun)
    return min(found)


def _code(campaign: Campaign) -> int:
    """Somebody has read every answer and found one theme in each, a second person some of them. Says how many are read."""
    facts = [ThemeFacts(topic_key="wohnumfeld", label=f"Thema {number}") for number in range(THEMES)]
    themes = [codebook.add_theme(campaign=campaign, facts=each, account_id=None).id for each in facts]
    dice, place, count = random.Random(8), queries.OLDEST, 0
    while texts := queries.page(campaign, after=place, most=5_000):
        for turn, some in ((1, texts), (2, texts[::READ_TWICE])):
            own = [{"conversation_id": text.conversation_id, "key": text.key, "turn": turn} for text in some]
            found = [
                {**row, "start": 0, "end": len(text.text), "theme_id": dice.choice(themes), "direction": dice.choice(WAYS)}
                for row, text in zip(own, some, strict=True)
            ]
            db.session.execute(sa.insert(ReadAnswer), own)
            db.session.execute(sa.insert(Coding), found)
        db.session.commit()
        place, count = texts[-1].place, count + len(texts)
    return count


def _files(scratch: Scratch) -> Iterator[Row]:
    """Every format, written by a process of its own: its time, its first byte, the most memory it held."""
    for format in ("offen", "zip", "xlsx", "ods"):
        what = f"{ANSWERS:,} answers as {format}"
        command = [sys.executable, "-m", "benchmarks.answers", SLUG, format]
        environment = {**os.environ, **scratch.environment}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            yield results.missing(what, f"exit {done.returncode}")
            continue
        seen = json.loads(done.stdout)
        yield results.known(what, results.figure(seen["last"], "s"))
        yield results.at_most(f"{what}, first byte", seen["first"], LONGEST_SILENCE, "s")
        yield results.known(f"{what}, resident before", results.figure(seen["before"], "MB"))
        yield results.at_most(f"{what}, resident at most", seen["most"], MOST_MEMORY, "MB")
