"""Which role may do what. This table is meant to be read and checked by people who do not program."""

from enum import StrEnum


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
    # Numbers per Ortsteil: download the releases; see live numbers of one's own work; make a release.
    "needs.download": frozenset({Role.PLANNING_COORDINATOR}),
    "needs.live": frozenset({Role.QUARTER_WORKER, Role.PLANNING_COORDINATOR}),
    "needs.release": frozenset({Role.PLANNING_COORDINATOR}),
    # Accounts, forums, texts of the operator, the log.
    "accounts.manage": frozenset({Role.ADMINISTRATOR}),
    "forums.manage": frozenset({Role.ADMINISTRATOR}),
    "moderation.log": frozenset({Role.ADMINISTRATOR}),
    "moderation.reasons": frozenset({Role.QUARTER_WORKER, Role.ADMINISTRATOR}),
    "pages.operator": frozenset({Role.ADMINISTRATOR}),
}

NEVER_TOGETHER = (frozenset({Role.EVALUATOR, Role.CONTACT_KEEPER}),)
"""Nobody may read answers and know names (methods A-32)."""


def may(roles: frozenset[Role], permission: str) -> bool:
    """Whether one of these roles holds the permission. An unknown permission is a mistake and raises KeyError."""
    return bool(PERMISSIONS[permission] & roles)


def may_be_held_together(roles: frozenset[Role]) -> bool:
    return not any(pair <= roles for pair in NEVER_TOGETHER)
