"""How many people were there, by groups. No names, and unknown is not zero (methods C-10 to C-13)."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa

from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import AttendanceCount, Meeting
from app.meetings.queries import minutes as queries
from app.meetings.queries.minutes import Groups
from app.meetings.rules import attendance as rules
from app.meetings.rules import minutes as minutes_rules
from app.meetings.rules import results
from app.meetings.rules.kinds import Dimension
from app.meetings.service import writing
from app.moderation import service as moderation


def count(
    *,
    meeting: Meeting,
    total: int | None,
    is_uncounted: bool,
    groups: Mapping[Dimension, Mapping[str, int | None]],
    seen: str,
    account_id: UUID | None,
) -> None:
    """Write down who was there. `is_uncounted` says that nobody knows the total; a group without a number is unknown.

    `seen` is the print of the numbers that the writer saw: nobody overwrites numbers they have not read.
    """
    minutes = writing.begin(meeting, account_id=account_id)
    if not minutes_rules.is_free(minutes.state):
        raise RuleBroken(_("Das Protokoll ist schon genehmigt. Ändern können Sie es nur noch mit einer Berichtigung."))
    if is_uncounted and total is not None:
        raise RuleBroken(_("Entweder steht hier eine Zahl, oder niemand hat gezählt."), field="total")
    known = _known(groups)
    _check(meeting, total, known)
    before, said = print_of(meeting), _print(total, known, is_uncounted=is_uncounted)
    if seen not in {before, ""} and said != before:
        raise RuleBroken(_other_numbers(meeting), field="total")
    if said == before:
        return
    meeting.attendance_total, minutes.is_uncounted = total, is_uncounted
    db.session.execute(sa.delete(AttendanceCount).where(AttendanceCount.meeting_id == meeting.id))
    for dimension, counts in known.items():
        for group, people in counts.items():
            db.session.add(AttendanceCount(meeting_id=meeting.id, dimension=dimension, group=group, people=people))
    db.session.flush()
    moderation.log(act="minutes.attendance", subject=meeting.subject, account=account_id)


def print_of(meeting: Meeting) -> str:
    """A short print of the numbers as they stand, to see whether they have changed."""
    minutes = queries.find(meeting)
    is_uncounted = minutes is not None and minutes.is_uncounted
    return _print(meeting.attendance_total, queries.groups_of(meeting), is_uncounted=is_uncounted)


def _print(total: int | None, groups: Groups, *, is_uncounted: bool) -> str:
    counts = sorted((dimension, group, people) for dimension, of in groups.items() for group, people in of.items())
    return codes.digest(repr((total, is_uncounted, counts)))[:16]


def _known(groups: Mapping[Dimension, Mapping[str, int | None]]) -> dict[Dimension, dict[str, int]]:
    known = {
        dimension: {group: people for group, people in counts.items() if people is not None}
        for dimension, counts in groups.items()
    }
    return {dimension: counts for dimension, counts in known.items() if counts}


def _check(meeting: Meeting, total: int | None, groups: Groups) -> None:
    rules.check(total, {})
    for counts in groups.values():
        rules.check(total, counts)
    for decisions in queries.decisions_of(meeting).values():
        for decision in decisions:
            votes = sum(vote or 0 for vote in (decision.yes, decision.no, decision.abstained))
            results.check_votes(votes, total, field="total")


def _other_numbers(meeting: Meeting) -> str:
    if meeting.attendance_total is None:
        return _("Jemand hat die Zahlen gerade geändert. Bitte prüfen Sie sie und speichern Sie noch einmal.")
    return _(
        "Jemand hat gerade %(people)s Menschen aufgeschrieben. Bitte prüfen Sie das und speichern Sie noch einmal.",
        people=meeting.attendance_total,
    )
