"""A talk is taken in once, however often and from wherever it is sent; what does not belong here is refused in words."""

from datetime import date, timedelta
from itertools import product
from threading import Thread
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.conversations import queries, rules, service
from app.conversations.models import Answer, Conversation, Intake
from app.conversations.rules import Channel
from app.conversations.service import Refused, Taken, Talk
from app.kernel.codes import fresh_id
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules.document import to_json
from app.surveys.rules.intake import Closed
from app.surveys.rules.kinds import CampaignState, Phase, Setting
from tests.surveys import making

TODAY = date(2026, 11, 16)


@pytest.fixture
def campaign(app):
    made = making.campaign()
    db.session.commit()
    return made


def _talk(campaign, **changed) -> Talk:
    values = {
        "version_id": campaign.version_id,
        "answers": {"gut": "Der Park.", "stoert": "Der Lärm.", "einladung": "ja"},
        "channel": Channel.DOOR,
        "setting": Setting.DOORSTEP,
        "language": "de",
        "ortsteil_key": "06",
    }
    return Talk(**{**values, **changed})


def _take(campaign, client_id=None, **changed) -> Taken:
    return service.take(campaign=campaign, client_id=client_id or fresh_id(), talk=_talk(campaign, **changed))


def _count(model) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_a_talk_is_kept_with_its_answers(campaign):
    assert _take(campaign, people=4, setting=Setting.GROUP, german={"stoert": "Laut."}) is Taken.NEW

    kept = db.session.scalars(sa.select(Conversation)).one()
    answers = {row.key: (row.value, row.german) for row in db.session.scalars(sa.select(Answer))}
    assert (kept.day, kept.people, kept.campaign_id) == (TODAY, 4, campaign.id)
    assert answers == {"gut": ("Der Park.", ""), "stoert": ("Der Lärm.", "Laut."), "einladung": ("ja", "")}


def test_each_sequence_of_uploads_keeps_the_first_words_of_each_id(campaign):
    """All ways to send two ids with two payloads three times: first new, the same known, others refused (B-20)."""
    expected = 0
    for sequence in product(("a", "b"), ("Ruhe.", "Lärm."), repeat=3):
        fresh, first = fresh_id(), {}
        for name, words in zip(sequence[::2], sequence[1::2], strict=True):
            there = first.setdefault(name, None)
            wanted = Taken.NEW if there is None else Taken.KNOWN if there == words else Taken.OTHER
            first[name] = there or words

            assert _take(campaign, fresh + name, answers={"gut": words}) is wanted, sequence
        expected += len(first)

    assert _count(Conversation) == _count(Answer) == expected
    assert db.session.scalar(sa.select(Intake.count)) == expected


def test_the_order_in_which_answers_were_typed_does_not_matter(campaign):
    client_id = fresh_id()
    _take(campaign, client_id, answers={"gut": "Ruhe.", "stoert": "Lärm."}, german={"gut": "a", "stoert": "b"})

    again = _take(campaign, client_id, answers={"stoert": "Lärm.", "gut": "Ruhe."}, german={"stoert": "b", "gut": "a"})

    assert again is Taken.KNOWN


@pytest.mark.parametrize(
    "changed",
    [
        {"people": 2},
        {"day": TODAY},
        {"language": "ar"},
        {"willingness": 3},
        {"free_notes": "Kommt gern."},
        {"german": {"gut": "Park"}},
        {"setting": Setting.GROUP},
        {"answers": {"gut": "Der Park."}},
    ],
)
def test_whatever_differs_is_noticed(campaign, changed):
    client_id = fresh_id()
    _take(campaign, client_id)

    assert _take(campaign, client_id, **changed) is Taken.OTHER


def test_the_same_id_in_another_campaign_is_another_talk(campaign):
    client_id, other = fresh_id(), making.campaign("rieth")
    _take(campaign, client_id)

    assert _take(other, client_id) is Taken.OTHER


def _blind_once(monkeypatch):
    """Whoever looks first sees nothing: just then the other upload has not committed yet."""
    seen, look = [], queries.payload_hashes
    monkeypatch.setattr(queries, "payload_hashes", lambda keys: look(keys) if seen else seen.append(keys) or {})


def test_the_slower_of_two_uploads_finds_what_the_quicker_one_stored(campaign, monkeypatch):
    client_id = fresh_id()
    _take(campaign, client_id)
    _blind_once(monkeypatch)

    assert _take(campaign, client_id) is Taken.KNOWN
    assert (_count(Conversation), _count(Answer), db.session.scalar(sa.select(Intake.count))) == (1, 3, 1)


def test_looking_before_inserting_is_not_enough(campaign, monkeypatch):
    """The weak twin: without ON CONFLICT the slower upload ends in an error."""
    client_id = fresh_id()
    _take(campaign, client_id)
    row = db.session.execute(sa.select(Conversation.__table__)).mappings().one()

    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(sa.insert(Conversation.__table__).values({**row, "id": uuid4()}))


def test_uploads_at_the_same_time_make_one_talk(app, world, campaign):
    client_id, campaign_id, outcomes = fresh_id(), campaign.id, []

    def upload() -> None:
        with app.app_context():
            outcomes.append(_take(db.session.get(type(campaign), campaign_id), client_id))
            db.session.commit()

    with world.outside():
        threads = [Thread(target=upload) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(outcomes) == [Taken.KNOWN] * 3 + [Taken.NEW]
    assert _count(Conversation) == 1


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (None, TODAY),
        (TODAY - timedelta(days=2), TODAY - timedelta(days=2)),
        (TODAY - timedelta(days=3), TODAY),
        (TODAY + timedelta(days=2), TODAY + timedelta(days=2)),
        (date(1970, 1, 1), TODAY),
        (date(2099, 1, 1), TODAY),
    ],
)
def test_a_wrong_clock_is_not_believed(campaign, told, kept):
    _take(campaign, day=told)

    assert db.session.scalar(sa.select(Conversation.day)) == kept
    assert db.session.scalar(sa.select(Intake.day)) == TODAY


@pytest.mark.parametrize(
    ("state", "phase", "why"),
    [
        (CampaignState.STOPPED, Phase.MAIN_SURVEY, Closed.STOPPED),
        (CampaignState.FINISHED, Phase.EVALUATION, Closed.OVER),
        (CampaignState.RUNNING, Phase.TRAINING, Closed.NOT_YET),
        (CampaignState.RUNNING, Phase.ASSEMBLY, Closed.OVER),
    ],
)
def test_a_closed_campaign_takes_nothing_new_in_and_still_knows_what_came(campaign, state, phase, why):
    client_id = fresh_id()
    _take(campaign, client_id)
    campaign.state, campaign.phase_number = state, int(phase)

    with pytest.raises(Refused) as refused:
        _take(campaign)

    assert refused.value.why is why
    assert _take(campaign, client_id) is Taken.KNOWN
    assert _count(Conversation) == 1


def test_talks_of_the_main_survey_are_taken_while_answers_are_read(campaign):
    campaign.phase_number = int(Phase.EVALUATION)

    assert _take(campaign) is Taken.NEW


def test_an_older_version_of_the_questionnaire_is_still_taken(campaign):
    old = campaign.version_id
    fresh = QuestionnaireVersion(questionnaire_id=campaign.questionnaire_id, number=2, document=to_json(making.GUIDE))
    db.session.add(fresh)
    db.session.flush()
    campaign.version_id = fresh.id

    _take(campaign, version_id=old)

    assert db.session.scalar(sa.select(Conversation.version_id)) == old


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"version_id": uuid4()}, "anderen Fragebogen"),
        ({"ortsteil_key": "99"}, "Ortsteil"),
        ({"ortsteil_key": "0\0"}, "Ortsteil"),
        ({"people": 0}, "1 bis 60"),
        ({"people": 61}, "1 bis 60"),
        ({"people": 2**40}, "1 bis 60"),
        ({"interviewers": -1}, "höchstens"),
        ({"interviewers": 5}, "höchstens 4"),
        ({"interviewers": 2**40}, "höchstens"),
        ({"willingness": 0}, "1 bis 4"),
        ({"willingness": 5}, "1 bis 4"),
        ({"language": "DROP TABLE"}, "Sprache"),
        ({"language": ""}, "Sprache"),
        ({"free_notes": "ä" * 20_001}, "zu lang"),
    ],
)
def test_what_does_not_belong_here_is_refused_in_words(campaign, changed, words):
    with pytest.raises(RuleBroken, match=words):
        _take(campaign, **changed)

    assert _count(Conversation) == _count(Intake) == 0


def test_a_version_of_another_campaign_is_refused(campaign):
    with pytest.raises(RuleBroken, match="anderen Fragebogen"):
        _take(campaign, version_id=making.campaign("rieth").version_id)


@pytest.mark.parametrize("client_id", ["", "1", "x" * 65, "ä" * 32, "\ud800" * 32, "0" * 31 + "\0"])
def test_an_id_that_no_device_has_thrown_is_refused(campaign, client_id):
    with pytest.raises(RuleBroken):
        service.take(campaign=campaign, client_id=client_id, talk=_talk(campaign))


def test_signs_that_no_database_takes_are_left_out(campaign):
    """A phone sends its notes past every form."""
    bad = "Lärm\0 und \ud800Ruhe\r\n"

    _take(campaign, free_notes=bad, german={"gut": bad})

    kept = db.session.scalars(sa.select(Conversation)).one()
    assert db.session.get(Answer, (kept.id, rules.FREE_NOTES)).value == "Lärm und Ruhe"
    assert db.session.get(Answer, (kept.id, "gut")).german == "Lärm und Ruhe"


def test_no_fact_of_a_talk_is_forgotten():
    """A new fact of a talk is either a column or one of those that are kept otherwise."""
    facts = set(Talk.__dataclass_fields__) - service.OWN_COLUMNS

    assert facts <= set(Conversation.__table__.columns.keys())
