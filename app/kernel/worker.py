"""`flask worker`: sends what waits in the outbox and does the timed work once an hour, until it is told to stop."""

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event
from uuid import UUID

import click
import sqlalchemy as sa
from flask import Flask, current_app

from app.kernel import clock, codes, jobs, outbox, post_office
from app.kernel.db import db
from app.kernel.outbox import Leased
from app.kernel.post_office import Counter, PostOffice, Refused, Unreachable
from config import SettingMissing

BATCH = 20
LOOKS_EVERY = timedelta(seconds=5)
JOBS_EVERY = timedelta(hours=1)
LONGEST_SENDING = timedelta(minutes=5)
"""A mail whose lease ends sooner is not begun any more: another worker may already take it."""
DATABASE_GONE = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
NO_MAIL = "MAIL_URL ist leer: Dieser Prozess verschickt keine E-Mails, er tut nur die zeitlich fälligen Arbeiten."

log = logging.getLogger(__name__)


class Worker:
    """One process at work. It may stop after each mail, and says what is wrong once, not every five seconds."""

    def __init__(self, office: PostOffice | None) -> None:
        self.stopping = Event()
        self._office = office
        self._name = f"{os.getpid()}-{codes.fresh_id()[:8]}"
        self._trouble = ""
        self._handed_in: list[UUID] = []
        self._jobs_done_at: datetime | None = None

    def work(self) -> None:
        """Go on until somebody sets `stopping`."""
        while not self.stopping.is_set():
            self.do_what_is_due()
            self.stopping.wait(LOOKS_EVERY.total_seconds())

    def do_what_is_due(self) -> bool:
        """Timed work if its hour has come, then all mails that are due. False when something went wrong."""
        all_done = True
        try:
            if self._jobs_done_at is None or clock.now() - self._jobs_done_at >= JOBS_EVERY:
                all_done = self._do_jobs()
            self._send_all()
        except DATABASE_GONE as gone:
            self._say(f"database not reachable: {type(gone).__name__}")
        except Unreachable as gone:
            self._say(f"mail server not reachable: {gone}")
        else:
            self._say("")
        finally:
            db.session.remove()
        return all_done and not self._trouble

    def _do_jobs(self) -> bool:
        """Do each job; one that fails keeps no other from its turn."""
        all_done = True
        for job in jobs.due():
            try:
                jobs.do(job)
            except DATABASE_GONE:
                raise
            except Exception:
                db.session.rollback()
                log.exception("job failed: %s", job.name)
                all_done = False
        self._jobs_done_at = clock.now()
        return all_done

    def _send_all(self) -> None:
        self._mark_handed_in()
        if self._office is None:
            return
        with self._office.open() as counter:
            while not self.stopping.is_set() and (batch := outbox.lease(worker=self._name, most=BATCH)):
                self._send(batch, counter)

    def _send(self, batch: list[Leased], counter: Counter) -> None:
        tried: set[UUID] = set()
        try:
            for leased in batch:
                if self.stopping.is_set() or leased.until - clock.now() < LONGEST_SENDING:
                    break
                self._send_one(leased, counter)
                tried.add(leased.id)
        finally:
            untried = {leased.id for leased in batch} - tried - set(self._handed_in)
            outbox.put_back(untried, worker=self._name)

    def _send_one(self, leased: Leased, counter: Counter) -> None:
        try:
            counter.hand_in(leased.mail)
        except Refused as refused:
            outbox.mark_refused(leased.id, attempts=leased.attempts, reason=refused.reason, is_final=refused.is_final)
        else:
            self._handed_in.append(leased.id)
            self._mark_handed_in()

    def _mark_handed_in(self) -> None:
        """Write down what the server has. If the database is gone just then, this is the first thing once it is back."""
        while self._handed_in:
            outbox.mark_sent(self._handed_in[0])
            self._handed_in.pop(0)

    def _say(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            log.error("%s; trying again", trouble)
        elif self._trouble and not trouble:
            log.warning("going on: no more trouble")
        self._trouble = trouble


def init_app(app: Flask) -> None:
    app.cli.add_command(worker)


@click.command("worker")
@click.option("--once", is_flag=True, help="Alles tun, was jetzt fällig ist, und dann aufhören.")
def worker(*, once: bool) -> None:
    """E-Mails aus dem Ausgang verschicken und einmal in der Stunde die zeitlich fälligen Arbeiten tun."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    at_work = Worker(_office())
    with _stopped_by_signals(at_work):
        if not once:
            at_work.work()
        elif not at_work.do_what_is_due():
            raise click.ClickException("Nicht alles ging. Was noch wartet, bleibt im Ausgang.")


def _office() -> PostOffice | None:
    settings = current_app.config["SETTINGS"]
    if not settings.mail_url:
        click.echo(NO_MAIL, err=True)
        return None
    try:
        return post_office.named_by(settings.mail_url, settings.mail_from)
    except SettingMissing as missing:
        raise click.ClickException(str(missing)) from None


@contextmanager
def _stopped_by_signals(at_work: Worker) -> Iterator[None]:
    """SIGTERM and Ctrl+C let the mail in hand go out, then it is over."""
    signals = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(each, lambda *_: at_work.stopping.set()) for each in signals]
    try:
        yield
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)
