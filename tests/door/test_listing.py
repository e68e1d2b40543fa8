"""The list of campaigns for interviewers leads to where papers are typed in, as long as they are taken."""

import pytest

from app.surveys.rules.kinds import Phase
from tests.door import making

pytestmark = pytest.mark.full_on_postgresql


@pytest.mark.parametrize(
    ("phase", "is_published", "is_there"),
    [
        (Phase.TRAINING, True, False),
        (Phase.MAIN_SURVEY, True, True),
        (Phase.MAIN_SURVEY, False, False),
        (Phase.EVALUATION, True, True),
        (Phase.ASSEMBLY, True, False),
    ],
)
def test_papers_are_found_from_the_list_while_they_are_taken(staff, phase, is_published, is_there):
    ann = staff("interviewer")
    campaign = making.team(ann.account_id, phase=phase)
    if not is_published:
        campaign.version_id = None
    address = f"/arbeit/befragungen/{campaign.id}/eingabe"

    links = [link["href"] for link in ann.get("/arbeit/tuer").select("main .card__body a")]

    assert links == ([f"/de{address}"] if is_there else [])
    if is_there:
        ann.get(address)
