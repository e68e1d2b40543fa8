"""The worker sends each mail once, says what is wrong once, and stops when it is told to."""

import logging
import signal
import ssl
import subprocess
from threading import Thread
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from app.kernel import jobs, outbox, post_office
from app.kernel.db import db
from app.kernel.jobs import Job
from app.kernel.outbox import OutgoingMail
from app.kernel.post_office import Secrecy
from app.kernel.worker import BATCH, JOBS_EVERY, NO_MAIL, Worker
from config import SettingMissing
from tests.kernel import mails
from tests.support import post


@pytest.fixture
def server(app):
    with mails.known_to(app) as server:
        yield server


def _run(app, *arguments):
    db.session.commit()
    return app.test_cli_runner().invoke(args=["worker", *arguments])


def test_two_workers_never_send_one_mail_twice(app, world, server):
    for _ in range(3 * BATCH):
        mails.waiting()
    db.session.commit()
    faults = []

    def work() -> None:
        with app.app_context():
            if not mails.worker(app).do_what_is_due():
                faults.append("not all done")

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert len(server.ids) == len(set(server.ids)) == 3 * BATCH


def test_no_two_workers_hold_the_same_mail(app, server):
    for _ in range(5):
        mails.waiting()
    db.session.commit()

    one, two = outbox.lease(worker="one", most=3), outbox.lease(worker="two", most=3)

    assert (len(one), len(two)) == (3, 2)
    assert not {each.id for each in one} & {each.id for each in two}


def test_the_lease_of_a_dead_worker_runs_out(app, server, clock):
    mails.waiting()
    db.session.commit()
    outbox.lease(worker="dead", most=1)
    clock.advance(minutes=14, seconds=59)
    mails.sent_by(mails.worker(app))
    assert server.letters == []
    clock.advance(seconds=1)

    mails.sent_by(mails.worker(app))

    assert len(server.letters) == 1


def test_a_slow_worker_gives_back_what_it_cannot_send_in_its_time(app, server, clock, monkeypatch):
    """The lease is checked before each mail; here the first takes eleven minutes."""
    for _ in range(3):
        mails.waiting()
    db.session.commit()
    worker, held = mails.worker(app), []
    take = post_office.Counter.hand_in

    def slowly(counter, letter):
        take(counter, letter)
        held.append(sum(row.leased_by is not None for row in mails.rows()))
        clock.advance(minutes=11)

    monkeypatch.setattr(post_office.Counter, "hand_in", slowly)

    assert worker.do_what_is_due()
    assert held == [3, 2, 1]
    assert len(server.ids) == len(set(server.ids)) == 3


def test_one_line_to_the_server_carries_many_mails(app, server):
    for _ in range(5):
        mails.waiting()

    mails.sent_by(mails.worker(app))

    assert (len(server.letters), server.visits) == (5, 1)


def test_a_server_that_is_gone_is_no_mails_fault_and_is_said_once(app, caplog):
    with mails.known_to(app):
        worker = mails.worker(app)
    mails.waiting()

    with caplog.at_level(logging.WARNING):
        assert not mails.sent_by(worker)
        assert not mails.sent_by(worker)

    (row,) = mails.rows()
    assert (row.attempts, row.leased_until, row.failed_at) == (0, None, None)
    assert [record.getMessage() for record in caplog.records] == [
        "mail server not reachable: ConnectionRefusedError; trying again"
    ]


def test_a_server_that_hangs_up_on_everybody_loses_nothing(app, server, clock):
    mails.waiting()
    mails.waiting()
    server.orders += ["421 Closing down", "250 OK"]
    mails.sent_by(mails.worker(app))
    assert (len(server.letters), server.visits) == (1, 2)
    clock.advance(minutes=1)

    mails.sent_by(mails.worker(app))

    assert len(set(server.ids)) == 2


def test_what_the_server_has_is_written_down_first_when_the_database_comes_back(app, server, monkeypatch):
    """The database goes exactly between the server's yes and our note of it: still the mail is sent once."""
    mails.waiting()
    db.session.commit()
    worker, mark = mails.worker(app), outbox.mark_sent

    def gone(_mail_id):
        raise sa.exc.OperationalError("UPDATE", {}, Exception("gone"))

    monkeypatch.setattr(outbox, "mark_sent", gone)
    assert not worker.do_what_is_due()
    (row,) = mails.rows()
    assert row.leased_until is not None, "nobody else may take it meanwhile"
    monkeypatch.setattr(outbox, "mark_sent", mark)

    assert worker.do_what_is_due()
    assert len(server.letters) == 1
    assert mails.rows()[0].sent_at is not None


def test_a_worker_that_is_told_to_stop_finishes_the_mail_in_hand_and_gives_the_rest_back(app, server, monkeypatch):
    for _ in range(3):
        mails.waiting()
    db.session.commit()
    worker, take = mails.worker(app), post_office.Counter.hand_in

    def stopped_meanwhile(counter, letter):
        worker.stopping.set()
        take(counter, letter)

    monkeypatch.setattr(post_office.Counter, "hand_in", stopped_meanwhile)
    worker.work()

    rows = mails.rows()
    assert len(server.letters) == 1
    assert sum(row.sent_at is not None for row in rows) == 1
    assert [row.leased_until for row in rows] == [None] * 3


def test_timed_work_is_done_at_once_and_then_every_hour(app, monkeypatch, clock):
    done = []
    monkeypatch.setitem(app.extensions, "jobs", [Job(name="Zählen", run=lambda: len(done.append(1) or done))])
    worker = Worker(None)

    for _ in range(2):
        worker.do_what_is_due()
    assert len(done) == 1
    clock.advance(seconds=JOBS_EVERY.total_seconds())
    worker.do_what_is_due()

    assert len(done) == 2


def test_a_job_that_fails_keeps_no_other_from_its_turn(app, monkeypatch, caplog):
    done = []

    def fail() -> int:
        raise ZeroDivisionError

    monkeypatch.setitem(
        app.extensions, "jobs", [Job(name="Kaputt", run=fail), Job(name="Heil", run=lambda: len(done.append(1) or done))]
    )

    assert not Worker(None).do_what_is_due()
    assert done == [1]
    assert "job failed: Kaputt" in caplog.text


def test_the_command_does_what_is_due_and_stops(app, server):
    mails.waiting()

    result = _run(app, "--once")

    assert result.exit_code == 0, result.output
    assert len(server.letters) == 1


def test_the_command_says_when_not_everything_went(app):
    with mails.known_to(app) as server:
        settings = app.config["SETTINGS"]
    mails.waiting()
    app.config["SETTINGS"], before = settings, app.config["SETTINGS"]

    result = _run(app, "--once")

    app.config["SETTINGS"] = before
    assert result.exit_code == 1
    assert "bleibt im Ausgang" in result.output
    assert server.letters == []


def test_without_a_mail_server_the_command_says_so_and_does_the_timed_work(app, monkeypatch):
    done = []
    monkeypatch.setitem(app.extensions, "jobs", [Job(name="Zählen", run=lambda: len(done.append(1) or done))])
    mails.waiting()

    result = _run(app, "--once")

    assert (result.exit_code, done) == (0, [1])
    assert NO_MAIL in result.output
    assert mails.rows()[0].sent_at is None


def test_the_command_explains_itself(app):
    result = _run(app, "--help")

    assert "--once" in result.output
    assert "Ausgang" in result.output


@pytest.mark.parametrize(
    ("url", "sender", "word"),
    [
        ("mail.example.org", "a@b.de", "smtp://"),
        ("http://mail.example.org", "a@b.de", "smtp://"),
        ("smtp://", "a@b.de", "smtp://"),
        ("smtp://mail.example.org:port", "a@b.de", "smtp://"),
        ("smtp://mail.example.org", "", "MAIL_FROM"),
        ("smtp://mail.example.org", "post", "MAIL_FROM"),
        ("smtp://u:p@mail.example.org", "a@b.de", "Passwort"),
        ("smtps://u:p%C3%A4@mail.example.org", "a@b.de", "Umlaute"),
    ],
)
def test_settings_that_cannot_work_are_named(url, sender, word):
    with pytest.raises(SettingMissing, match=word):
        post_office.named_by(url, sender)


@pytest.mark.parametrize(
    ("url", "port", "secrecy"),
    [
        ("smtp://mail.example.org", 25, Secrecy.NONE),
        ("smtp://mail.example.org?starttls=yes", 587, Secrecy.STARTTLS),
        ("smtps://u%40x:p%2F@mail.example.org", 465, Secrecy.TLS),
        ("smtp://[::1]:2525", 2525, Secrecy.NONE),
    ],
)
def test_settings_are_read(url, port, secrecy):
    office = post_office.named_by(url, "Forum <a@b.de>")

    assert (office.port, office.secrecy) == (port, secrecy)
    assert "p/" not in repr(office)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that only those trust who are told to."""
    folder = tmp_path_factory.mktemp("tls")
    name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500", *name, *files]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
def tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return context


PASSWORD = quote("Pass:wort/@", safe="")


def _visit(url: str) -> None:
    with post_office.named_by(url, mails.SENDER).open() as counter:
        counter._call().quit()


@pytest.mark.parametrize("way", ["smtps", "starttls"])
def test_a_protected_way_carries_the_password(certificate, tls, monkeypatch, way):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    options = {"tls": tls} if way == "smtps" else {"tls_context": tls, "require_starttls": True}
    with post.serving(auth_require_tls=way == "starttls", **options) as server:
        address = f"forum:{PASSWORD}@127.0.0.1:{server.port}"

        _visit(f"smtps://{address}" if way == "smtps" else f"smtp://{address}?starttls=yes")

        assert server.users == ["forum"]


def test_a_server_that_cannot_show_who_it_is_gets_no_mail(tls):
    with post.serving(tls=tls) as server, pytest.raises(post_office.Unreachable, match="SSLCertVerificationError"):
        _visit(f"smtps://forum:{PASSWORD}@127.0.0.1:{server.port}")


def test_a_wrong_password_is_said_without_the_password():
    with post.serving(auth_require_tls=False) as server, pytest.raises(post_office.Unreachable) as said:
        _visit(f"smtp://forum:geheim@127.0.0.1:{server.port}")

    assert str(said.value) == "SMTPAuthenticationError 535"


def test_jobs_run_and_the_worker_do_the_same_work(app):
    assert jobs.due()[-1] is jobs.LAST
    assert any(job.run is outbox.forget_old_mails for job in jobs.due())


def test_a_worker_alone_on_its_signal_ends_with_zero(world, tmp_path):
    from tests.kernel.storms import house_for_processes
    from tests.support import mail_storm

    with post.serving() as server, house_for_processes(world, server) as environment:
        process = mail_storm.Process(mail_storm.WORKER, environment)
        server.wait_for(3)

        assert process.end(signal.SIGTERM) == 0
    assert db.session.scalar(db.select(sa.func.count(OutgoingMail.sent_at))) == 3
