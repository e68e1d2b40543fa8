"""A large activating survey: talks come in from a phone, are read page by page, and leave as files in flat memory."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.coding import queries
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
    yield from _files(scratch)


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


def _files(scratch: Scratch) -> Iterator[Row]:
    """Every format, written by a process of its own: its time, its first byte, the most memory it held."""
    for format in ("offen", "zip", "xlsx", "ods"):
        command = [sys.executable, "-m", "benchmarks.peak", sys.executable, "-m", "benchmarks.answers", SLUG, format]
        begun = time.perf_counter()
        environment = {**os.environ, **scratch.environment}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            yield results.missing(f"{ANSWERS:,} answers as {format}", f"exit {done.returncode}")
            continue
        what = f"{ANSWERS:,} answers as {format}"
        yield results.known(what, results.figure(time.perf_counter() - begun, "s"))
        yield results.at_most(f"{what}, resident at most", int(done.stdout) / 1000, MOST_MEMORY, "MB")
