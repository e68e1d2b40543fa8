"""How to reach somebody goes 90 days after the answer, the words a year after it. Open notices keep their words."""

from datetime import timedelta

from app.kernel import clock as kernel_clock
from app.notices.rules import Outcome
from app.notices.service import deciding, forgetting
from app.notices.service.deciding import Decision
from tests import factories
from tests.notices import making

KNOWN = {"name": "Ada", "email": "ada@example.org", "phone": "0361 1"}


def _answered():
    notice = making.notice(**KNOWN, code_hash="x")
    account = factories.account("administrator").id
    deciding.answer(
        notice=notice, decision=Decision(outcome=Outcome.FIXED, answer="Ist weg."), and_others=False, account=account
    )
    return notice


def test_contact_goes_after_90_days_and_words_after_a_year(app, clock):
    _answered()

    for days, contact, words in ((89, 1, 1), (1, 0, 1), (274, 0, 1), (1, 0, 0)):
        clock.advance(days=days)
        forgetting.forget_contacts()
        forgetting.forget_words()
        notice = making.only_one()
        assert (bool(notice.has_contact or notice.name), bool(notice.text or notice.answer)) == (bool(contact), bool(words))

    assert (notice.outcome, notice.code_hash, notice.address) == (Outcome.FIXED, None, "")
    assert forgetting.forget_contacts() == forgetting.forget_words() == 0


def test_what_nobody_answers_loses_its_contact_after_a_year_and_keeps_its_words(app, clock):
    making.notice(**KNOWN)
    clock.advance(days=365)

    assert (forgetting.forget_contacts(), forgetting.forget_words()) == (1, 0)

    notice = making.only_one()
    assert not notice.has_contact
    assert notice.text
    assert notice.contact_dies_on <= kernel_clock.today() + timedelta(days=0)
