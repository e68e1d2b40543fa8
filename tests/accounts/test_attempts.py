"""How often somebody may try to log in: exact, and without locking out the one whose account it is."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.accounts import service
from app.accounts.service import attempts, hashing
from app.kernel.db import db
from app.kernel.errors import RuleBroken, TooOften
from app.kernel.limits import Attempts
from tests import factories
from tests.accounts.conftest import person

WRONG = "falsch, aber lang genug"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are compared without the slow hash: here only the counting matters."""
    monkeypatch.setattr(hashing, "matches", lambda _hash, password: password == factories.PASSWORD)
    monkeypatch.setattr(hashing, "is_outdated", lambda _hash: False)


def outcome(email: str, network: str, password: str = WRONG) -> str:
    """What one try comes to: in, wrong or refused."""
    db.session.commit()
    try:
        service.log_in(email=email, password=password, network=network)
    except RuleBroken:
        return "wrong"
    except TooOften:
        return "refused"
    return "in"


def test_one_network_has_five_tries_at_an_account(worker, quick):
    outcomes = [outcome(worker.email, "network 1") for _try in range(500)]

    assert outcomes == ["wrong"] * 5 + ["refused"] * 495


def test_an_unknown_account_has_as_many_tries(app, quick):
    assert [outcome("niemand@example.org", "network 1") for _try in range(7)] == ["wrong"] * 5 + ["refused"] * 2


def test_after_a_quarter_of_an_hour_it_goes_on(worker, quick, clock):
    for _try in range(6):
        outcome(worker.email, "network 1")
    clock.advance(minutes=15, seconds=1)

    assert outcome(worker.email, "network 1", factories.PASSWORD) == "in"


def test_a_right_password_makes_up_for_the_wrong_ones_before(worker, quick):
    for _day in range(4):
        assert [outcome(worker.email, "office") for _try in range(4)] == ["wrong"] * 4
        assert outcome(worker.email, "office", factories.PASSWORD) == "in"


def test_an_attack_from_many_networks_is_slowed_down_exactly(worker, quick):
    """500 tries from 50 networks: ten networks use up the fifty calm tries, each other one has a single try."""
    outcomes = [outcome(worker.email, f"network {number}") for number in range(50) for _try in range(10)]

    assert outcomes.count("wrong") == 10 * 5 + 40
    assert outcomes.count("refused") == 410


def test_an_attack_in_turns_is_slowed_down_exactly(worker, quick):
    outcomes = [outcome(worker.email, f"network {number}") for _try in range(10) for number in range(50)]

    assert outcomes == ["wrong"] * 50 + ["refused"] * 450


def test_nobody_is_locked_out_by_an_attack_from_elsewhere(worker, quick):
    for number in range(300):
        outcome(worker.email, f"network {number}")

    assert outcome(worker.email, "the worker's own network", factories.PASSWORD) == "in"


def test_an_attack_on_one_account_leaves_the_others_alone(worker, quick):
    colleague = person("evaluator", email="kollegin@example.org")
    for _try in range(20):
        outcome(worker.email, "office")

    assert outcome(colleague.email, "office", factories.PASSWORD) == "in"


def test_one_network_cannot_try_one_password_at_many_accounts(app, quick):
    outcomes = [outcome(f"person{number}@example.org", "network 1") for number in range(100)]

    assert outcomes == ["wrong"] * attempts.MOST_OF_A_NETWORK + ["refused"] * (100 - attempts.MOST_OF_A_NETWORK)


def test_a_refused_try_costs_no_slow_hash(worker, slow_hashes):
    for _try in range(8):
        outcome(worker.email, "network 1")

    assert slow_hashes.count("verify") == 5


def test_eight_who_try_at_once_have_no_try_more(world, worker, quick):
    def five_tries(_number: int) -> list[str]:
        with world.app.app_context():
            return [outcome(worker.email, "network 1") for _try in range(5)]

    with world.outside(), ThreadPoolExecutor(8) as pool:
        outcomes = [each for several in pool.map(five_tries, range(8)) for each in several]

    assert sorted(outcomes) == ["refused"] * 35 + ["wrong"] * 5


def test_neither_addresses_nor_networks_are_stored(way_in, worker):
    way_in.first_step(worker.email, WRONG, status=422, environ_base={"REMOTE_ADDR": "203.0.113.77"})

    kept = " ".join(row.subject for row in db.session.query(Attempts))
    assert "login" in kept
    assert "example.org" not in kept
    assert "203.0.113" not in kept


def test_too_many_tries_are_answered_in_words_and_with_the_time_to_wait(way_in, worker):
    for _try in range(5):
        way_in.first_step(worker.email, WRONG, status=422)

    page = way_in.first_step(worker.email, factories.PASSWORD, status=429)

    assert page.headers["Retry-After"] == "900"
    assert "15 Minuten" in page.text


def test_who_forges_the_address_is_counted_all_the_same(way_in, worker):
    for number in range(5):
        way_in.first_step(worker.email, WRONG, status=422, headers={"X-Forwarded-For": f"198.51.{number}.1"})

    way_in.first_step(worker.email, WRONG, status=429, headers={"X-Forwarded-For": "198.51.9.1"})


def test_the_second_factor_has_ten_tries(way_in, worker):
    second = way_in.first_step(worker.email).form()
    wrong = "000000" if worker.code() != "000000" else "111111"

    for _try in range(attempts.MOST_CODES):
        way_in.reader.send(second.fill(code=wrong), status=422)

    way_in.reader.send(second.fill(code=worker.code()), status=429)


def test_the_second_factor_may_be_tried_again_later(way_in, worker, clock):
    second = way_in.first_step(worker.email).form()
    for _try in range(attempts.MOST_CODES + 1):
        way_in.reader.send(second.fill(code="12"), status=429 if _try == attempts.MOST_CODES else 422)
    clock.advance(minutes=15, seconds=1)

    assert way_in.whole(worker).status == 303
