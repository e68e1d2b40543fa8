"""Which role may do what. This table is meant to be read and checked by people who do not program.

Below it: how long a login lasts, and where it may lead.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    INTERVIEWER = "interviewer"
    QUARTER_WORKER = "quarter_worker"
    EVALUATOR = "evaluator"
    CONTACT_KEEPER = "contact_keeper"
    DEPARTMENT_CONTACT = "department_contact"
    PLANNING_COORDINATOR = "planning_coordinator"
    ADMINISTRATOR = "administrator"


PERMISSIONS: dict[str, frozenset[Role]] = {
    # Everybody who works here: the desk, the own account.
    "desk.see": frozenset(Role),
    "accounts.own": frozenset(Role),
    # Concerns of the own forums and Ortsteile: publish, return, ask, redact, merge, move, undo.
    "concerns.review": frozenset({Role.QUARTER_WORKER}),
    # Say what became of a concern.
    "concerns.progress": frozenset({Role.QUARTER_WORKER, Role.DEPARTMENT_CONTACT, Role.PLANNING_COORDINATOR}),
    # Write down for somebody at the counter, on the phone, on paper, in a meeting; put a tablet into counter mode.
    "concerns.enter": frozenset({Role.QUARTER_WORKER}),
    # The sixteen topics and which of them are sensitive.
    "concerns.topics": frozenset({Role.PLANNING_COORDINATOR, Role.ADMINISTRATOR}),
    # Meetings of the own forums, Ortsteile and bodies: plan, invite, write and publish minutes; tasks and action groups.
    "meetings.manage": frozenset({Role.QUARTER_WORKER, Role.PLANNING_COORDINATOR}),
    "meetings.tasks": frozenset({Role.QUARTER_WORKER, Role.PLANNING_COORDINATOR, Role.DEPARTMENT_CONTACT}),
    # Campaigns of the own forums and Ortsteile: phases, team, questionnaire, route, announcements, access.
    "surveys.manage": frozenset({Role.QUARTER_WORKER}),
    # Lead talks at the door and write down talks and slips; what was sent cannot be read again.
    "surveys.ask": frozenset({Role.INTERVIEWER, Role.QUARTER_WORKER}),
    # Listen for a listening campaign: write down, read and delete one's own one-to-ones there, and nobody else's.
    "organizing.listen": frozenset({Role.INTERVIEWER, Role.QUARTER_WORKER}),
    # Read answers, sort them into themes, take them out of the house.
    "conversations.read": frozenset({Role.EVALUATOR}),
    # Read the slips of people who want to be invited or told.
    "contacts.keep": frozenset({Role.CONTACT_KEEPER}),
    # Tell the texts of one's own area in other languages and in plain words, and say who checked them.
    "renditions.write": frozenset({Role.QUARTER_WORKER, Role.PLANNING_COORDINATOR, Role.ADMINISTRATOR}),
    # Barriers and texts that people report: about texts of the own Ortsteile; administrators all of them.
    "notices.handle": frozenset({Role.QUARTER_WORKER, Role.ADMINISTRATOR}),
    # Numbers per Ortsteil: download the releases; see live numbers of one's own work; make a release.
    "needs.download": frozenset({Role.PLANNING_COORDINATOR}),
    "needs.live": frozenset({Role.QUARTER_WORKER, Role.PLANNING_COORDINATOR}),
    "needs.release": frozenset({Role.PLANNING_COORDINATOR}),
    # The directory of Gremien and their member institutions.
    "directory.manage": frozenset({Role.PLANNING_COORDINATOR, Role.ADMINISTRATOR}),
    # Accounts, forums, texts of the operator, the log.
    "accounts.manage": frozenset({Role.ADMINISTRATOR}),
    "forums.manage": frozenset({Role.ADMINISTRATOR}),
    # Print posters and hand-outs of the own forums.
    "forums.posters": frozenset({Role.QUARTER_WORKER, Role.PLANNING_COORDINATOR, Role.ADMINISTRATOR}),
    "moderation.log": frozenset({Role.ADMINISTRATOR}),
    "moderation.reasons": frozenset({Role.QUARTER_WORKER, Role.ADMINISTRATOR}),
    "pages.operator": frozenset({Role.ADMINISTRATOR}),
    # Ask what in a text could be easier to read: everybody who writes for others. Nothing of it is kept.
    "writing.help": frozenset(
        {
            Role.QUARTER_WORKER,
            Role.EVALUATOR,
            Role.CONTACT_KEEPER,
            Role.DEPARTMENT_CONTACT,
            Role.PLANNING_COORDINATOR,
            Role.ADMINISTRATOR,
        }
    ),
    # What waits to be mailed, and what could not be delivered.
    "mailing.outbox": frozenset({Role.ADMINISTRATOR}),
}

NEVER_TOGETHER = (frozenset({Role.EVALUATOR, Role.CONTACT_KEEPER}),)
"""Nobody may read answers and know names (methods A-32)."""


def may(roles: frozenset[Role], permission: str) -> bool:
    """Whether one of these roles holds the permission. An unknown permission is a mistake and raises KeyError."""
    return bool(PERMISSIONS[permission] & roles)


def may_be_held_together(roles: frozenset[Role]) -> bool:
    return not any(pair <= roles for pair in NEVER_TOGETHER)


@dataclass(frozen=True, kw_only=True)
class Asker:
    """The member of staff who asks in this request, and the login by which we know them."""

    account_id: UUID
    name: str
    email: str
    roles: frozenset[Role]
    is_city_wide: bool
    department_key: str | None
    session_hash: str
    since: datetime
    last_seen: datetime
    form_token: str

    def may(self, permission: str) -> bool:
        return may(self.roles, permission)


IDLE = timedelta(hours=8)
"""A working day: a login that rests longer is over (ASVS 7.3.1)."""
LONGEST = timedelta(days=7)
"""A login is over after this time even if it never rests (ASVS 7.3.2)."""
SEEN_EVERY = timedelta(minutes=5)
"""How exactly we note when a login was last used."""


def still_lasts(*, since: datetime, last_seen: datetime, now: datetime) -> bool:
    return now - last_seen < IDLE and now - since < LONGEST


def is_worth_noting(*, last_seen: datetime, now: datetime) -> bool:
    return now - last_seen >= SEEN_EVERY


_WORK_ADDRESS = re.compile(r"/[a-z]{2,6}/arbeit(/[A-Za-z0-9_-]+)*(\?[A-Za-z0-9_.~%&=+-]*)?")


def leads_to_work(address: str) -> bool:
    """Whether an address is one of our own working pages: the only ones to which a login may lead (ASVS 3.7.2)."""
    return _WORK_ADDRESS.fullmatch(address) is not None


def normal_email(email: str) -> str:
    """The form in which addresses are kept and compared."""
    return email.strip().casefold()


def looks_like_email(email: str) -> bool:
    return len(email) <= 254 and re.fullmatch(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"'.]+", email) is not None


def department_key(short: str) -> str:
    """The key of a department, made once from its short name: `Amt 51 (Jugend)` becomes `amt-51-jugend`."""
    plain = short.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    return "-".join(re.findall(r"[a-z0-9]+", plain))
