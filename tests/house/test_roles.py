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
from tests.meetings import making
from tests.notices import making as notice_making
from tests.surveys import making as survey_making

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
    "accounts_work.own_language_submit": "accounts.own",
    "accounts_work.own_password_submit": "accounts.own",
    "accounts_work.own_sessions_submit": "accounts.own",
    "accounts_work.sessions_submit": "accounts.manage",
    "accounts_work.start_password_submit": "accounts.manage",
    "coding.results": ALL,
    "coding_work.clear_submit": "conversations.read",
    "coding_work.codebook": "conversations.read",
    "coding_work.compare": "conversations.read",
    "coding_work.drop_quote_submit": "conversations.read",
    "coding_work.files": "conversations.read",
    "coding_work.files_submit": "conversations.read",
    "coding_work.hang_submit": "surveys.manage",
    "coding_work.merge_submit": "conversations.read",
    "coding_work.new_theme": "conversations.read",
    "coding_work.new_theme_submit": "conversations.read",
    "coding_work.outcome": "conversations.read",
    "coding_work.outcome_submit": "conversations.read",
    "coding_work.overview": "conversations.read",
    "coding_work.quote_submit": "conversations.read",
    "coding_work.quotes": "conversations.read",
    "coding_work.read": "conversations.read",
    "coding_work.read_submit": "conversations.read",
    "coding_work.split_submit": "conversations.read",
    "coding_work.surveys": "conversations.read",
    "coding_work.theme": "conversations.read",
    "coding_work.theme_submit": "conversations.read",
    "coding_work.themes": "surveys.manage",
    "coding_work.to_concern": "surveys.manage",
    "coding_work.to_concern_submit": "surveys.manage",
    "concerns.answers": ALL,
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
    "contacts.slip": ALL,
    "contacts.slip_submit": ALL,
    "contacts_work.campaigns": "contacts.keep",
    "contacts_work.export_submit": "contacts.keep",
    "contacts_work.invite_submit": "contacts.keep",
    "contacts_work.new": "contacts.keep",
    "contacts_work.new_submit": "contacts.keep",
    "contacts_work.reach": "contacts.keep",
    "contacts_work.reach_submit": "contacts.keep",
    "contacts_work.reach_undo_submit": "contacts.keep",
    "contacts_work.results_submit": "contacts.keep",
    "contacts_work.slip": "contacts.keep",
    "contacts_work.slip_submit": "contacts.keep",
    "contacts_work.slips": "contacts.keep",
    "contacts_work.withdraw_submit": "contacts.keep",
    "conversations.answer": ALL,
    "conversations.answer_submit": ALL,
    "conversations_work.decision": "surveys.ask",
    "conversations_work.decision_submit": "surveys.ask",
    "conversations_work.entry": "surveys.ask",
    "conversations_work.entry_submit": "surveys.ask",
    "conversations_work.second_entries": "surveys.ask",
    "conversations_work.second_entry": "surveys.ask",
    "conversations_work.second_entry_submit": "surveys.ask",
    "conversations_work.table": "surveys.manage",
    "conversations_work.table_submit": "surveys.manage",
    "desk.components": "desk.see",
    "desk.components_submit": "desk.see",
    "desk.overview": "desk.see",
    "directory.listing": ALL,
    "directory_work.checked_submit": "directory.manage",
    "directory_work.gremien": "directory.manage",
    "directory_work.gremium": "directory.manage",
    "directory_work.gremium_submit": "directory.manage",
    "directory_work.members": "directory.manage",
    "directory_work.members_submit": "directory.manage",
    "directory_work.new": "directory.manage",
    "directory_work.new_submit": "directory.manage",
    "door_work.attempt": "surveys.ask",
    "door_work.attempt_submit": "surveys.ask",
    "door_work.leave_submit": "surveys.ask",
    "door_work.listing": "surveys.ask",
    "door_work.manifest": "surveys.ask",
    "door_work.package": "surveys.ask",
    "door_work.safety_files": "conversations.read",
    "door_work.safety_key_submit": "conversations.read",
    "door_work.safety_talk_submit": "conversations.read",
    "door_work.shell": "surveys.ask",
    "door_work.slip": "surveys.ask",
    "door_work.slip_submit": "surveys.ask",
    "door_work.talk_submit": "surveys.ask",
    "door_work.worker": ALL,
    "doors.door": ALL,
    "doors.health": ALL,
    "doors.meeting": ALL,
    "doors.poster": ALL,
    "doors.survey": ALL,
    "forums_work.forum": "forums.manage",
    "forums_work.forum_submit": "forums.manage",
    "forums_work.forums": "forums.manage",
    "forums_work.new": "forums.manage",
    "forums_work.new_submit": "forums.manage",
    "forums_work.poster": "forums.posters",
    "forums_work.posters": "forums.posters",
    "mailing.confirm": ALL,
    "mailing.confirm_submit": ALL,
    "mailing.stay": ALL,
    "mailing.stay_submit": ALL,
    "mailing.stop": ALL,
    "mailing.stop_submit": ALL,
    "mailing.subscribe": ALL,
    "mailing.subscribe_submit": ALL,
    "mailing_work.outbox_page": "mailing.outbox",
    "mailing_work.own": "accounts.own",
    "mailing_work.own_submit": "accounts.own",
    "mailing_work.try_again_submit": "mailing.outbox",
    "meetings.calendar": ALL,
    "meetings.calendar_of_forum": ALL,
    "meetings.calendar_of_gremium": ALL,
    "meetings.calendar_of_ortsteil": ALL,
    "meetings.calendars": ALL,
    "meetings.group": ALL,
    "meetings.groups": ALL,
    "meetings.listing": ALL,
    "meetings.news": ALL,
    "meetings.news_of_forum": ALL,
    "meetings.news_of_ortsteil": ALL,
    "meetings.pdf": ALL,
    "meetings.poster": ALL,
    "meetings.show": ALL,
    "meetings_work.add_to_wall_submit": "meetings.manage",
    "meetings_work.agenda": "meetings.manage",
    "meetings_work.agenda_submit": "meetings.manage",
    "meetings_work.announce_series_submit": "meetings.manage",
    "meetings_work.approval": "meetings.manage",
    "meetings_work.approval_submit": "meetings.manage",
    "meetings_work.attendance_submit": "meetings.manage",
    "meetings_work.cancel": "meetings.manage",
    "meetings_work.cancel_submit": "meetings.manage",
    "meetings_work.carry_submit": "meetings.manage",
    "meetings_work.concerns": "meetings.manage",
    "meetings_work.concerns_submit": "meetings.manage",
    "meetings_work.correct": "meetings.manage",
    "meetings_work.correct_decision": "meetings.manage",
    "meetings_work.correct_decision_submit": "meetings.manage",
    "meetings_work.correct_submit": "meetings.manage",
    "meetings_work.decide_submit": "meetings.manage",
    "meetings_work.decision": "meetings.manage",
    "meetings_work.decision_submit": "meetings.manage",
    "meetings_work.distribution_submit": "meetings.manage",
    "meetings_work.dots": "meetings.manage",
    "meetings_work.dots_submit": "meetings.manage",
    "meetings_work.drop_point_submit": "meetings.manage",
    "meetings_work.edit": "meetings.manage",
    "meetings_work.edit_submit": "meetings.manage",
    "meetings_work.end_series_submit": "meetings.manage",
    "meetings_work.extend_series_submit": "meetings.manage",
    "meetings_work.found_from_theme_submit": "meetings.manage",
    "meetings_work.group": "meetings.manage",
    "meetings_work.group_submit": "meetings.manage",
    "meetings_work.groups": "meetings.manage",
    "meetings_work.invite": "meetings.manage",
    "meetings_work.invite_submit": "meetings.manage",
    "meetings_work.item": "meetings.manage",
    "meetings_work.item_submit": "meetings.manage",
    "meetings_work.lead_on_submit": "meetings.manage",
    "meetings_work.left_out_submit": "meetings.manage",
    "meetings_work.meeting": "meetings.manage",
    "meetings_work.meetings": "meetings.manage",
    "meetings_work.minutes": "meetings.manage",
    "meetings_work.minutes_now": "meetings.manage",
    "meetings_work.move_submit": "meetings.manage",
    "meetings_work.new": "meetings.manage",
    "meetings_work.new_group": "meetings.manage",
    "meetings_work.new_group_submit": "meetings.manage",
    "meetings_work.new_series": "meetings.manage",
    "meetings_work.new_series_submit": "meetings.manage",
    "meetings_work.new_submit": "meetings.manage",
    "meetings_work.new_task": "meetings.manage",
    "meetings_work.new_task_submit": "meetings.manage",
    "meetings_work.park_submit": "meetings.manage",
    "meetings_work.plain_checked_submit": "meetings.manage",
    "meetings_work.posters": "meetings.manage",
    "meetings_work.preview": "meetings.manage",
    "meetings_work.promise_submit": "meetings.manage",
    "meetings_work.put_away_submit": "meetings.manage",
    "meetings_work.remove_item_submit": "meetings.manage",
    "meetings_work.remove_submit": "meetings.manage",
    "meetings_work.remove_theme_submit": "meetings.manage",
    "meetings_work.remove_wall_submit": "meetings.manage",
    "meetings_work.reopen_submit": "meetings.manage",
    "meetings_work.restore_submit": "meetings.manage",
    "meetings_work.scheme_submit": "meetings.manage",
    "meetings_work.series": "meetings.manage",
    "meetings_work.series_submit": "meetings.manage",
    "meetings_work.settle_submit": "meetings.manage",
    "meetings_work.task": "meetings.tasks",
    "meetings_work.task_step_submit": "meetings.tasks",
    "meetings_work.task_submit": "meetings.manage",
    "meetings_work.tasks": "meetings.tasks",
    "meetings_work.text_submit": "meetings.manage",
    "meetings_work.theme": "meetings.manage",
    "meetings_work.theme_submit": "meetings.manage",
    "meetings_work.theme_to_agenda_submit": "meetings.manage",
    "meetings_work.topic_submit": "meetings.manage",
    "meetings_work.undecide_submit": "meetings.manage",
    "meetings_work.versions": "meetings.manage",
    "meetings_work.wall": "meetings.manage",
    "meetings_work.wall_submit": "meetings.manage",
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
    "notices.barrier": ALL,
    "notices.barrier_submit": ALL,
    "notices.content": ALL,
    "notices.content_submit": ALL,
    "notices.look_up": ALL,
    "notices.look_up_submit": ALL,
    "notices_work.answer_submit": "notices.handle",
    "notices_work.hide_submit": "notices.handle",
    "notices_work.notice": "notices.handle",
    "notices_work.queue": "notices.handle",
    "oparl.forum": ALL,
    "oparl.gremium": ALL,
    "oparl.item": ALL,
    "oparl.location": ALL,
    "oparl.meeting": ALL,
    "oparl.meetings": ALL,
    "oparl.protocol": ALL,
    "organizing_work.asked_submit": "surveys.manage",
    "organizing_work.edit": "surveys.manage",
    "organizing_work.edit_submit": "surveys.manage",
    "organizing_work.erase_one_to_one_submit": "organizing.listen",
    "organizing_work.erase_prospect_submit": "surveys.manage",
    "organizing_work.finish_submit": "surveys.manage",
    "organizing_work.house_meetings": "surveys.manage",
    "organizing_work.house_meetings_submit": "surveys.manage",
    "organizing_work.lead_submit": "surveys.manage",
    "organizing_work.listeners": "surveys.manage",
    "organizing_work.listeners_submit": "surveys.manage",
    "organizing_work.listening": "organizing.listen",
    "organizing_work.listenings": "organizing.listen",
    "organizing_work.new": "surveys.manage",
    "organizing_work.new_one_to_one": "organizing.listen",
    "organizing_work.new_one_to_one_submit": "organizing.listen",
    "organizing_work.new_research": "surveys.manage",
    "organizing_work.new_research_submit": "surveys.manage",
    "organizing_work.new_submit": "surveys.manage",
    "organizing_work.one_to_one": "organizing.listen",
    "organizing_work.one_to_one_submit": "organizing.listen",
    "organizing_work.one_to_ones": "organizing.listen",
    "organizing_work.prospects": "surveys.manage",
    "organizing_work.prospects_submit": "surveys.manage",
    "organizing_work.remove_house_meeting_submit": "surveys.manage",
    "organizing_work.remove_listener_submit": "surveys.manage",
    "organizing_work.remove_research_submit": "surveys.manage",
    "organizing_work.research": "surveys.manage",
    "organizing_work.research_item": "surveys.manage",
    "organizing_work.research_item_submit": "surveys.manage",
    "organizing_work.step_submit": "surveys.manage",
    "organizing_work.stored": "surveys.manage",
    "organizing_work.stored_erase_submit": "surveys.manage",
    "organizing_work.stored_file_submit": "surveys.manage",
    "organizing_work.stored_submit": "surveys.manage",
    "pages.explained": ALL,
    "pages.forum": ALL,
    "pages.gremium": ALL,
    "pages.legal": ALL,
    "pages.ortsteil": ALL,
    "pages.ortsteile": ALL,
    "pages.start": ALL,
    "pages_work.operator": "pages.operator",
    "pages_work.operator_submit": "pages.operator",
    "renditions_work.report": "renditions.write",
    "renditions_work.tell": "renditions.write",
    "renditions_work.tell_submit": "renditions.write",
    "renditions_work.thing": "renditions.write",
    "surveys.listing": ALL,
    "surveys.show": ALL,
    "surveys_work.assembly": "surveys.manage",
    "surveys_work.assembly_submit": "surveys.manage",
    "surveys_work.campaign": "surveys.manage",
    "surveys_work.campaigns": "surveys.manage",
    "surveys_work.codes_submit": "surveys.manage",
    "surveys_work.doors": "surveys.manage",
    "surveys_work.doors_submit": "surveys.manage",
    "surveys_work.edit": "surveys.manage",
    "surveys_work.edit_submit": "surveys.manage",
    "surveys_work.finish_submit": "surveys.manage",
    "surveys_work.give_houses_submit": "surveys.manage",
    "surveys_work.guide_submit": "surveys.manage",
    "surveys_work.house": "surveys.manage",
    "surveys_work.house_submit": "surveys.manage",
    "surveys_work.member": "surveys.manage",
    "surveys_work.member_submit": "surveys.manage",
    "surveys_work.move_house_submit": "surveys.manage",
    "surveys_work.move_question_submit": "surveys.manage",
    "surveys_work.new": "surveys.manage",
    "surveys_work.new_question": "surveys.manage",
    "surveys_work.new_question_submit": "surveys.manage",
    "surveys_work.new_submit": "surveys.manage",
    "surveys_work.notes_submit": "surveys.manage",
    "surveys_work.pair_submit": "surveys.manage",
    "surveys_work.paper": "surveys.manage",
    "surveys_work.papers": "surveys.manage",
    "surveys_work.part_submit": "surveys.manage",
    "surveys_work.phase": "surveys.manage",
    "surveys_work.phase_submit": "surveys.manage",
    "surveys_work.posters": "surveys.manage",
    "surveys_work.printed_questionnaire": "surveys.manage",
    "surveys_work.publishing": "surveys.manage",
    "surveys_work.publishing_submit": "surveys.manage",
    "surveys_work.question": "surveys.manage",
    "surveys_work.question_submit": "surveys.manage",
    "surveys_work.questionnaire": "surveys.manage",
    "surveys_work.questionnaire_preview": "surveys.manage",
    "surveys_work.questionnaire_texts": "surveys.manage",
    "surveys_work.questionnaire_texts_submit": "surveys.manage",
    "surveys_work.questionnaire_version": "surveys.manage",
    "surveys_work.remove_door_submit": "surveys.manage",
    "surveys_work.remove_member_submit": "surveys.manage",
    "surveys_work.remove_question_submit": "surveys.manage",
    "surveys_work.step_back_submit": "surveys.manage",
    "surveys_work.stop": "surveys.manage",
    "surveys_work.stop_submit": "surveys.manage",
    "surveys_work.take_xlsform_submit": "surveys.manage",
    "surveys_work.team": "surveys.manage",
    "surveys_work.team_submit": "surveys.manage",
    "surveys_work.translation": "surveys.manage",
    "surveys_work.translation_submit": "surveys.manage",
    "surveys_work.unset_assembly_submit": "surveys.manage",
    "surveys_work.xlsform": "surveys.manage",
    "surveys_work.xlsform_file": "surveys.manage",
    "surveys_work.xlsform_submit": "surveys.manage",
    "writing_work.helper": "writing.help",
    "writing_work.helper_submit": "writing.help",
}
"""Which permission a route asks for; a new route needs its line here. `static` is served before the app is asked."""

OWN, FOREIGN = "06", "07"
FOREIGN_IS_HIDDEN = {
    "concerns_work.concern",
    "concerns_work.progress",
    "meetings_work.agenda",
    "meetings_work.approval",
    "meetings_work.cancel",
    "meetings_work.concerns",
    "meetings_work.edit",
    "meetings_work.invite",
    "meetings_work.meeting",
    "meetings_work.minutes",
    "meetings_work.minutes_now",
    "meetings_work.posters",
    "notices_work.notice",
    "coding_work.themes",
    "surveys_work.assembly",
    "conversations_work.entry",
    "conversations_work.second_entries",
    "conversations_work.table",
    "surveys_work.campaign",
    "surveys_work.doors",
    "door_work.attempt",
    "door_work.manifest",
    "door_work.package",
    "door_work.shell",
    "door_work.slip",
    "surveys_work.edit",
    "surveys_work.new_question",
    "surveys_work.publishing",
    "surveys_work.questionnaire",
    "surveys_work.questionnaire_preview",
    "surveys_work.questionnaire_texts",
    "surveys_work.xlsform",
    "surveys_work.xlsform_file",
    "surveys_work.paper",
    "surveys_work.papers",
    "surveys_work.phase",
    "surveys_work.posters",
    "surveys_work.printed_questionnaire",
    "surveys_work.stop",
    "surveys_work.team",
}
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
        campaign = survey_making.campaign(f"befragung-{area}", ortsteil=area)
        made[area] |= {"campaign_id": str(campaign.id), "campaign": campaign.slug}
        made[area]["notice_id"] = str(notice_making.notice(concern_id=concern.id).id)
        made[area]["meeting_id"] = str(making.meeting(ortsteile=[factories.ortsteil(area)]).id)
    db.session.commit()
    return made


def _address(app: Flask, rule, things: dict[str, str]) -> str:
    values = {
        "message_id": str(UUID(int=1)),
        "release_id": str(UUID(int=2)),
        "forum_id": str(UUID(int=3)),
        "gremium_id": str(UUID(int=4)),
        "mail_id": str(UUID(int=5)),
        "meeting_id": str(UUID(int=6)),
        "item_id": str(UUID(int=7)),
        "series_id": str(UUID(int=8)),
        "point_id": str(UUID(int=22)),
        "group_id": str(UUID(int=21)),
        "poll_id": str(UUID(int=22)),
        "option_id": str(UUID(int=23)),
        "task_id": str(UUID(int=20)),
        "version_id": str(UUID(int=9)),
        "decision_id": str(UUID(int=10)),
        "concern_id": str(UUID(int=11)),
        "campaign_id": str(UUID(int=12)),
        "member_id": str(UUID(int=13)),
        "pair_id": str(UUID(int=14)),
        "door_id": str(UUID(int=15)),
        "theme_id": str(UUID(int=16)),
        "quote_id": str(UUID(int=17)),
        "conversation_id": str(UUID(int=18)),
        "slip_id": str(UUID(int=24)),
        "entry_id": str(UUID(int=25)),
        "listening_id": str(UUID(int=26)),
        "one_to_one_id": str(UUID(int=27)),
        "prospect_id": str(UUID(int=28)),
        "listener_id": str(UUID(int=29)),
        "research_id": str(UUID(int=30)),
        "name": "brief",
        "purpose": "invitations",
        "subject": "ortsteil:06",
        **things,
    }
    if rule.endpoint.startswith(("door_work", "surveys.", "conversations.", "contacts", "coding")):
        values["slug"] = things["campaign"]
    if rule.endpoint == "pages.legal":
        values["slug"] = "impressum"
    if rule.endpoint.startswith("renditions_work"):
        values |= {"kind": "forum", "key": values["slug"], "code": "leicht"}
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


@pytest.mark.full_on_postgresql
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
