"""Every route, every role: one table says who may call what, and the table is what happens (T12)."""

from uuid import UUID

import pytest
from flask import Flask, url_for

from app.accounts.models import Account
from app.accounts.rules import PERMISSIONS, Role, may
from app.concerns.models import Concern
from app.kernel import access
from app.kernel.db import db
from tests import factories

ALL = "all"
ROUTES = {
    "accounts.enrol": ALL,
    "accounts.enrol_submit": ALL,
    "accounts.log_in": ALL,
    "accounts.log_in_submit": ALL,
    "accounts.log_out_submit": "accounts.own",
    "accounts.second_step": ALL,
    "accounts.second_step_submit": ALL,
    "accounts_work.account": "accounts.manage",
    "accounts_work.account_submit": "accounts.manage",
    "accounts_work.accounts": "accounts.manage",
    "accounts_work.department": "accounts.manage",
    "accounts_work.department_submit": "accounts.manage",
    "accounts_work.departments": "accounts.manage",
    "accounts_work.departments_submit": "accounts.manage",
    "accounts_work.factor_submit": "accounts.manage",
    "accounts_work.new": "accounts.manage",
    "accounts_work.new_submit": "accounts.manage",
    "accounts_work.own": "accounts.own",
    "accounts_work.own_factor_confirm_submit": "accounts.own",
    "accounts_work.own_factor_submit": "accounts.own",
    "accounts_work.own_password_submit": "accounts.own",
    "accounts_work.own_sessions_submit": "accounts.own",
    "accounts_work.sessions_submit": "accounts.manage",
    "accounts_work.start_password_submit": "accounts.manage",
    "concerns.follow": ALL,
    "concerns.follow_submit": ALL,
    "concerns.listing": ALL,
    "concerns.nearby_submit": ALL,
    "concerns.report": ALL,
    "concerns.report_submit": ALL,
    "concerns.show": ALL,
    "concerns.support_submit": ALL,
    "concerns.tell_submit": ALL,
    "concerns.unsupport_submit": ALL,
    "concerns.withdraw": ALL,
    "concerns.withdraw_submit": ALL,
    "concerns_work.ask_submit": "concerns.review",
    "concerns_work.concern": "concerns.review",
    "concerns_work.counter": "concerns.enter",
    "concerns_work.counter_off_submit": "concerns.enter",
    "concerns_work.counter_on_submit": "concerns.enter",
    "concerns_work.enter": "concerns.enter",
    "concerns_work.enter_submit": "concerns.enter",
    "concerns_work.give_back_submit": "concerns.review",
    "concerns_work.many_submit": "concerns.review",
    "concerns_work.merge_submit": "concerns.review",
    "concerns_work.move_submit": "concerns.review",
    "concerns_work.progress": "concerns.progress",
    "concerns_work.progress_submit": "concerns.progress",
    "concerns_work.publish_submit": "concerns.review",
    "concerns_work.queue": "concerns.review",
    "concerns_work.redact_submit": "concerns.review",
    "concerns_work.referrals": "concerns.progress",
    "concerns_work.settle_submit": "concerns.review",
    "concerns_work.take_in_submit": "concerns.review",
    "concerns_work.topic": "concerns.topics",
    "concerns_work.topic_submit": "concerns.topics",
    "concerns_work.topics": "concerns.topics",
    "concerns_work.undo_submit": "concerns.review",
    "desk.overview": "desk.see",
    "doors.door": ALL,
    "doors.health": ALL,
    "doors.poster": ALL,
    "forums_work.forum": "forums.manage",
    "forums_work.forum_submit": "forums.manage",
    "forums_work.forums": "forums.manage",
    "forums_work.new": "forums.manage",
    "forums_work.new_submit": "forums.manage",
    "moderation_work.log": "moderation.log",
    "moderation_work.new_reason": "moderation.reasons",
    "moderation_work.new_reason_submit": "moderation.reasons",
    "moderation_work.reason": "moderation.reasons",
    "moderation_work.reason_submit": "moderation.reasons",
    "moderation_work.reasons": "moderation.reasons",
    "needs.table": ALL,
    "needs_work.download_submit": "needs.download",
    "needs_work.release_submit": "needs.release",
    "needs_work.releases": "needs.live",
    "pages.forum": ALL,
    "pages.legal": ALL,
    "pages.ortsteil": ALL,
    "pages.ortsteile": ALL,
    "pages.start": ALL,
    "pages_work.operator": "pages.operator",
    "pages_work.operator_submit": "pages.operator",
}
"""Which permission a route asks for; a new route needs its line here. `static` is served before the app is asked."""

OWN, FOREIGN = "06", "07"
FOREIGN_IS_HIDDEN = {"concerns_work.concern", "concerns_work.progress"}
NOBODY, DISABLED = "nobody", "disabled"
ASKERS = [NOBODY, DISABLED, *Role]


def _methods(app: Flask):
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, method


def test_the_table_names_every_route_and_its_permission(app):
    marks = {
        rule.endpoint: (mark.permission or ALL)
        for rule in app.url_map.iter_rules()
        if (mark := getattr(app.view_functions[rule.endpoint], "access", None))
    }

    assert marks == ROUTES
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ROUTES), "a view without a mark"


def test_every_permission_is_used_and_known():
    assert set(ROUTES.values()) - {ALL} == set(PERMISSIONS)


def test_ids_in_addresses_are_typed(app):
    """A row's id is a uuid by its converter; everything else is a public key, number or slug."""
    for rule in app.url_map.iter_rules():
        for argument in rule.arguments:
            if argument.endswith("_id"):
                assert f"<uuid:{argument}>" in rule.rule, rule.rule


@pytest.fixture
def things(app) -> dict[str, dict[str, str]]:
    """One thing of each kind in the own area, and one elsewhere."""
    made = {}
    for area in (OWN, FOREIGN):
        concern: Concern = factories.concern(ortsteil_key=area)
        factories.forum(f"forum-{area}", [area])
        account: Account = factories.account("interviewer")
        made[area] = {"number": concern.number, "slug": f"forum-{area}", "key": area, "account_id": str(account.id)}
    db.session.commit()
    return made


def _address(app: Flask, rule, things: dict[str, str]) -> str:
    values = {"message_id": str(UUID(int=1)), "release_id": str(UUID(int=2)), "forum_id": str(UUID(int=3)), **things}
    if rule.endpoint == "pages.legal":
        values["slug"] = "impressum"
    if rule.endpoint.startswith("concerns_work.topic"):
        values["key"] = "wohnen"
    wanted = {name: values[name] for name in rule.arguments - {"language"} if name in values}
    missing = rule.arguments - {"language"} - set(wanted)
    with app.test_request_context("/de/"):
        return url_for(rule.endpoint, language="de", **wanted, **dict.fromkeys(missing, "x"))


def _asker(asker: str, staff, new_reader):
    if asker == NOBODY:
        return new_reader()
    if asker == DISABLED:
        return staff(*Role, is_active=False, ortsteile=[OWN])
    return staff(asker, ortsteile=[OWN])


@pytest.mark.parametrize("asker", ASKERS)
def test_each_asker_gets_what_the_table_says(app, world, asker, staff, new_reader, things):
    visitor = _asker(asker, staff, new_reader)
    roles = frozenset({Role(asker)}) if asker in set(Role) else frozenset()
    wrong = []
    for rule, method in list(_methods(app)):
        if rule.endpoint == "accounts.log_out_submit":
            continue
        permission = ROUTES[rule.endpoint]
        for area, thing in things.items():
            status = _status(world, visitor, method, _address(app, rule, thing))
            if not _as_declared(permission, asker, roles, method, status, rule.endpoint, area):
                wrong.append(f"{method} {rule.endpoint} {area}: {status}")

    assert wrong == []


def _status(world, visitor, method: str, address: str) -> tuple[int, str]:
    with world.outside():
        answer = visitor._client.open(address, method=method)
        return answer.status_code, answer.headers.get("Location", "")


def _as_declared(permission, asker, roles, method, answer, endpoint, area) -> bool:
    status, location = answer
    if status >= 500:
        return False
    if permission == ALL:
        return status not in {401, 403}
    if not roles:
        return status == 401 if method == "POST" else status == 303 and "/arbeit/anmelden" in location
    if not may(roles, permission):
        return status == 403
    if method == "POST":
        return status == 422  # The form token is missing, so nothing may happen.
    if area == FOREIGN and endpoint in FOREIGN_IS_HIDDEN and Role.QUARTER_WORKER in roles:
        return status == 404
    return status in {200, 302, 303, 404}


def test_a_view_without_a_mark_is_closed(app, world, monkeypatch):
    """The weak twin: somebody forgot to say who may."""
    monkeypatch.delattr(app.view_functions["doors.health"], "access")

    with world.outside():
        assert app.test_client().get("/gesund").status_code == 403


def test_reading_changes_no_row(app, world, things, staff):
    """Every GET that a member of staff with all roles can open leaves the database as it was (T11)."""
    from app.kernel import backup

    visitor = staff(*(set(Role) - {Role.CONTACT_KEEPER}), ortsteile=[OWN])
    db.session.commit()
    before = backup._present()
    for rule, method in list(_methods(app)):
        if method == "GET":
            _status(world, visitor, "GET", _address(app, rule, things[OWN]))

    after = backup._present()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"staff_session"}  # `last_seen`, the one exception


def test_a_form_token_of_another_session_is_refused(app, staff, things):
    one, other = staff("administrator"), staff("administrator")
    form = one.get("/de/arbeit/betreiber").form().fill(city="Weimar")

    page = other.send(form, status=422, address="/de/arbeit/betreiber")

    assert "Weimar" in page.html
    assert access.FORM_TOKEN in page.html
