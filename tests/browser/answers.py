"""Every form of the house, sent in a way that is refused, and every page that answers a form.

A new POST route fails the tests until it stands here. `{name}` is filled in by the town.
"""

from dataclasses import dataclass, field

from app.kernel.access import FORM_TOKEN
from tests.browser.towns import CLIENT_ID, Town

LONG = "Das ist ein sehr langer Satz. " * 200
HARD_TO_READ = (
    "Aufgrund der Quartiersplanungskoordination wird die Bank, die z. B. am Platz steht, repariert. " * 3
    + "Die Versammlung hätte fünf Bänke (14 %) beschlossen & gemeldet. " * 5
)
NOBODYS = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What is sent to an address, and with which status the page comes that answers."""

    path: str
    answers: dict[str, str | list[str]] = field(default_factory=dict)
    status: int = 422

    def filled(self, town: Town) -> dict[str, str | list[str]]:
        return {
            name: value.format(**town.things) if isinstance(value, str) else value for name, value in self.answers.items()
        }


REPORT = {
    "client_id": "f" * 32,
    "direction": "problem",
    "text": "Am Spielplatz fehlt Schatten.",
    "ortsteil_key": "06",
    "topic_key": "wohnumfeld",
}
WRITTEN_DOWN = {**REPORT, "channel": "paper", "people": "3", "reported_on": "2026-11-16", "language": "de"}
STATED = {"ground": "personal", "reason_key": "personal-data", "sentence": "Im zweiten Satz steht ein Name."}
PROGRESS = {"step": "done", "text": "Die Bank ist neu.", "happened_on": "2026-11-16"}

REFUSED_PUBLIC = {
    "concerns.follow_submit": Sent(path="/nachverfolgen", answers={"code": "1" * 20}),
    "concerns.nearby_submit": Sent(path="/anliegen/orte-in-der-naehe", answers={"lat": "x"}),
    "concerns.report_submit": Sent(path="/anliegen/neu", answers={"text": LONG, "where_exactly": LONG}),
    "concerns.support_submit": Sent(path="/anliegen/2026-99999/betrifft-mich-auch", status=404),
    "concerns.tell_submit": Sent(path="/nachverfolgen/schreiben", answers={"code": "{code}", "text": LONG}),
    "concerns.unsupport_submit": Sent(path="/anliegen/2026-99999/betrifft-mich-doch-nicht", status=404),
    "concerns.withdraw": Sent(path="/nachverfolgen/zurueckziehen", answers={"code": "12"}),
    "concerns.withdraw_submit": Sent(path="/nachverfolgen/zurueckziehen/ja", answers={"code": "12"}),
    "mailing.confirm_submit": Sent(path="/post/bestaetigen/x", status=404),
    "mailing.stay_submit": Sent(path="/post/bleiben/x", status=404),
    "mailing.stop_submit": Sent(path="/post/abmelden/x", status=404),
    "mailing.subscribe_submit": Sent(path="/post/einladungen/forum:{slug}", answers={"email": "ada"}),
    "notices.barrier_submit": Sent(path="/melden/barriere", answers={"text": LONG, "email": "ada"}),
    "notices.content_submit": Sent(path="/melden/inhalt", answers={"address": "https://evil.example/", "name": LONG}),
    "notices.look_up_submit": Sent(path="/melden/nachsehen", answers={"code": "1" * 20}),
    "contacts.slip_submit": Sent(path="/umfragen/{campaign}/kontakt", answers={"email": "ada", "name": LONG}),
    "conversations.answer_submit": Sent(
        path="/umfragen/{campaign}/antworten", answers={"go": "weiter", "step": "f-gut", "f-gut": LONG}
    ),
}

REFUSED_STAFF = {
    "accounts.enrol_submit": Sent(path="/arbeit/einrichten"),
    "accounts.log_in_submit": Sent(path="/arbeit/anmelden"),
    "accounts.second_step_submit": Sent(path="/arbeit/zweiter-schritt", answers={"code": "12", "ticket": "x"}),
    "accounts_work.account_submit": Sent(path="/arbeit/konten/{account_id}"),
    "accounts_work.department_submit": Sent(path="/arbeit/fachaemter/{department}"),
    "accounts_work.departments_submit": Sent(path="/arbeit/fachaemter"),
    "accounts_work.factor_submit": Sent(path=f"/arbeit/konten/{NOBODYS}/zweiter-faktor", status=404),
    "accounts_work.new_submit": Sent(path="/arbeit/konten/neu", answers={"email": "x", "name": "x", "roles": "interviewer"}),
    "accounts_work.own_factor_confirm_submit": Sent(path="/arbeit/konto/zweiter-faktor/bestaetigen"),
    "accounts_work.own_factor_submit": Sent(path="/arbeit/konto/zweiter-faktor"),
    "accounts_work.own_language_submit": Sent(path="/arbeit/konto/sprache", answers={"language": "x"}),
    "accounts_work.own_password_submit": Sent(path="/arbeit/konto/passwort"),
    "accounts_work.sessions_submit": Sent(path=f"/arbeit/konten/{NOBODYS}/sitzungen", status=404),
    "accounts_work.start_password_submit": Sent(path=f"/arbeit/konten/{NOBODYS}/startpasswort", status=404),
    "concerns_work.ask_submit": Sent(path="/arbeit/anliegen/{waiting}/fragen"),
    "concerns_work.enter_submit": Sent(path="/arbeit/anliegen/erfassen", answers={"reported_on": "gestern", "people": "0"}),
    "concerns_work.give_back_submit": Sent(path="/arbeit/anliegen/{waiting}/zurueckgeben"),
    "concerns_work.many_submit": Sent(path="/arbeit/anliegen/viele", answers={"act": "give_back"}),
    "concerns_work.merge_submit": Sent(path="/arbeit/anliegen/{waiting}/zusammenlegen", answers={"into": "2026-99999"}),
    "concerns_work.move_submit": Sent(path="/arbeit/anliegen/{waiting}/verschieben", answers={"ortsteil_key": "x"}),
    "concerns_work.progress_submit": Sent(path="/arbeit/anliegen/{number}/verlauf", answers={"link": "javascript:alert(1)"}),
    "concerns_work.publish_submit": Sent(path="/arbeit/anliegen/{number}/veroeffentlichen"),
    "concerns_work.redact_submit": Sent(
        path="/arbeit/anliegen/{waiting}/unkenntlich-machen", answers={"passages": "Nirgends"}
    ),
    "concerns_work.settle_submit": Sent(path=f"/arbeit/anliegen/{{waiting}}/nachrichten/{NOBODYS}/gelesen", status=404),
    "concerns_work.take_in_submit": Sent(path=f"/arbeit/anliegen/{{waiting}}/nachrichten/{NOBODYS}/aufnehmen", status=404),
    "concerns_work.topic_submit": Sent(path="/arbeit/themen/wohnen"),
    "concerns_work.undo_submit": Sent(path="/arbeit/anliegen/rueckgaengig", answers={"batch_id": NOBODYS}, status=404),
    "desk.components_submit": Sent(path="/arbeit/bausteine"),
    "directory_work.checked_submit": Sent(path=f"/arbeit/gremien/{NOBODYS}/geprueft", status=404),
    "directory_work.gremium_submit": Sent(path="/arbeit/gremien/{gremium_id}", answers={"name": LONG}),
    "directory_work.members_submit": Sent(
        path="/arbeit/gremien/{gremium_id}/mitglieder", answers={"internal": "Ada Lovelace, 0361 123456"}
    ),
    "directory_work.new_submit": Sent(path="/arbeit/gremien/neu"),
    "forums_work.forum_submit": Sent(path="/arbeit/foren/{forum_id}"),
    "forums_work.new_submit": Sent(path="/arbeit/foren/neu"),
    "meetings_work.add_to_wall_submit": Sent(
        path="/arbeit/treffen/{planned_id}/punkte/{poll_id}/themen", answers={"topics": "x"}
    ),
    "meetings_work.agenda_submit": Sent(path="/arbeit/treffen/{planned_id}/tagesordnung", answers={"minutes_planned": "x"}),
    "meetings_work.announce_series_submit": Sent(path=f"/arbeit/treffen/reihen/{NOBODYS}/ankuendigen", status=404),
    "meetings_work.cancel_submit": Sent(path="/arbeit/treffen/{planned_id}/absagen"),
    "meetings_work.carry_submit": Sent(path="/arbeit/treffen/{planned_id}/tagesordnung/uebernehmen", answers={"items": "x"}),
    "meetings_work.concerns_submit": Sent(path="/arbeit/treffen/{planned_id}/tagesordnung/anliegen"),
    "meetings_work.dots_submit": Sent(path="/arbeit/treffen/{planned_id}/punkte", answers={"dots_per_person": "x"}),
    "meetings_work.drop_point_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/tagesordnung/themenspeicher/{NOBODYS}/fallenlassen", status=404
    ),
    "meetings_work.edit_submit": Sent(path="/arbeit/treffen/{planned_id}/bearbeiten"),
    "meetings_work.end_series_submit": Sent(path=f"/arbeit/treffen/reihen/{NOBODYS}/beenden", status=404),
    "meetings_work.extend_series_submit": Sent(path="/arbeit/treffen/reihen/{series_id}/verlaengern"),
    "meetings_work.found_from_theme_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/punkte/{{poll_id}}/{NOBODYS}/aktionsgruppe", status=404
    ),
    "meetings_work.group_submit": Sent(path="/arbeit/aktionsgruppen/{group_id}", answers={"next_on": "bald", "status": "x"}),
    "meetings_work.invite_submit": Sent(path="/arbeit/treffen/{planned_id}/einladen", answers={"channels": "x"}),
    "meetings_work.item_submit": Sent(path="/arbeit/treffen/{planned_id}/tagesordnung/{item_id}"),
    "meetings_work.move_submit": Sent(path="/arbeit/treffen/{planned_id}/tagesordnung/{item_id}/verschieben"),
    "meetings_work.new_group_submit": Sent(
        path="/arbeit/aktionsgruppen/neu", answers={"name": "Laternen", "contact": "ada@gmail.com"}
    ),
    "meetings_work.new_series_submit": Sent(path="/arbeit/treffen/reihen/neu"),
    "meetings_work.new_submit": Sent(
        path="/arbeit/treffen/neu", answers={"kind": "forum", "title": LONG, "first_day": "2026-12-01", "ends": "17:00"}
    ),
    "meetings_work.new_task_submit": Sent(
        path="/arbeit/aufgaben/neu", answers={"what": LONG, "due_on": "bald", "owner_email": "x"}
    ),
    "meetings_work.remove_item_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/tagesordnung/{NOBODYS}/entfernen", status=404
    ),
    "meetings_work.remove_submit": Sent(path=f"/arbeit/treffen/{NOBODYS}/loeschen", status=404),
    "meetings_work.remove_theme_submit": Sent(path="/arbeit/treffen/{planned_id}/punkte/{poll_id}/{option_id}/entfernen"),
    "meetings_work.remove_wall_submit": Sent(path="/arbeit/treffen/{planned_id}/punkte/{poll_id}/entfernen"),
    "meetings_work.reopen_submit": Sent(path=f"/arbeit/treffen/{NOBODYS}/wieder-ansetzen", status=404),
    "meetings_work.scheme_submit": Sent(path="/arbeit/treffen/{planned_id}/tagesordnung/vorlage", answers={"scheme": "x"}),
    "meetings_work.series_submit": Sent(path="/arbeit/treffen/reihen/{series_id}"),
    "meetings_work.task_step_submit": Sent(path="/arbeit/aufgaben/{task_id}/stand", answers={"status": "done"}),
    "meetings_work.task_submit": Sent(path="/arbeit/aufgaben/{task_id}", answers={"due_on": "2026-12-24"}),
    "meetings_work.theme_submit": Sent(
        path="/arbeit/treffen/{planned_id}/punkte/{poll_id}/{option_id}", answers={"concern": "7"}
    ),
    "meetings_work.theme_to_agenda_submit": Sent(
        path="/arbeit/treffen/{planned_id}/punkte/{poll_id}/{option_id}/tagesordnung", answers={"meeting": "x"}
    ),
    "meetings_work.topic_submit": Sent(path="/arbeit/treffen/{planned_id}/tagesordnung/thema", answers={"topic": "x"}),
    "meetings_work.wall_submit": Sent(
        path="/arbeit/treffen/{planned_id}/punkte/{poll_id}", answers={"voters": "1", "seen": "older"}
    ),
    "meetings_work.approval_submit": Sent(path="/arbeit/treffen/{planned_id}/freigabe/veroeffentlicht"),
    "meetings_work.attendance_submit": Sent(
        path="/arbeit/treffen/{planned_id}/protokoll/anwesenheit", answers={"total": "viele"}
    ),
    "meetings_work.correct_decision_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/protokoll/beschluss/{NOBODYS}/berichtigen", status=404
    ),
    "meetings_work.correct_submit": Sent(path="/arbeit/treffen/{planned_id}/protokoll/berichtigen?text=opening", status=404),
    "meetings_work.decide_submit": Sent(path="/arbeit/treffen/{planned_id}/protokoll/{item_id}/beschluss"),
    "meetings_work.decision_submit": Sent(path=f"/arbeit/treffen/{{planned_id}}/protokoll/beschluss/{NOBODYS}", status=404),
    "meetings_work.distribution_submit": Sent(
        path="/arbeit/treffen/{planned_id}/freigabe/verteiler", answers={"verteiler-distribution": LONG}
    ),
    "meetings_work.lead_on_submit": Sent(path=f"/arbeit/treffen/{{planned_id}}/protokoll/{{item_id}}/anliegen/{NOBODYS}"),
    "meetings_work.left_out_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/protokoll/{NOBODYS}/ausgelassen", status=404
    ),
    "meetings_work.park_submit": Sent(path="/arbeit/treffen/{planned_id}/protokoll/speicher"),
    "meetings_work.plain_checked_submit": Sent(path="/arbeit/treffen/{planned_id}/freigabe/einfach"),
    "meetings_work.promise_submit": Sent(
        path="/arbeit/treffen/{planned_id}/protokoll/{item_id}/aufgabe", answers={"due_on": "bald"}
    ),
    "meetings_work.put_away_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/protokoll/fassungen/{NOBODYS}/weglegen", status=404
    ),
    "meetings_work.restore_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/protokoll/fassungen/{NOBODYS}/zurueckholen", status=404
    ),
    "meetings_work.settle_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/protokoll/fassungen/{NOBODYS}/abgleichen", status=404
    ),
    "meetings_work.text_submit": Sent(
        path="/arbeit/treffen/{planned_id}/protokoll/text", answers={"slot": "opening", "base": "0", "text": "ä" * 100_001}
    ),
    "meetings_work.undecide_submit": Sent(
        path=f"/arbeit/treffen/{{planned_id}}/protokoll/beschluss/{NOBODYS}/streichen", status=404
    ),
    "mailing_work.try_again_submit": Sent(path=f"/arbeit/ausgang/{NOBODYS}/noch-einmal", status=404),
    "moderation_work.new_reason_submit": Sent(path="/arbeit/gruende/neu"),
    "moderation_work.reason_submit": Sent(path="/arbeit/gruende/personal-data"),
    "needs_work.download_submit": Sent(path=f"/arbeit/bedarfe/{NOBODYS}/datei", answers={"format": "pdf"}, status=404),
    "needs_work.release_submit": Sent(path="/arbeit/bedarfe/veroeffentlichen", answers={"quarter": "2026-Q9"}),
    "coding_work.clear_submit": Sent(path=f"/arbeit/auswertung/{{read}}/zitate/{NOBODYS}/freigeben", status=404),
    "coding_work.drop_quote_submit": Sent(path=f"/arbeit/auswertung/{{read}}/zitate/{NOBODYS}/loeschen", status=404),
    "coding_work.files_submit": Sent(path="/arbeit/auswertung/{read}/daten", answers={"format": "pdf"}),
    "coding_work.merge_submit": Sent(
        path="/arbeit/auswertung/{read}/kodebuch/zusammenlegen", answers={"into": "{theme_id}"}
    ),
    "coding_work.new_theme_submit": Sent(path="/arbeit/auswertung/{read}/kodebuch/neu"),
    "coding_work.outcome_submit": Sent(path="/arbeit/auswertung/{unread}/ergebnis"),
    "coding_work.quote_submit": Sent(path="/arbeit/auswertung/{read}/kodebuch/{theme_id}/zitate"),
    "coding_work.read_submit": Sent(path=f"/arbeit/auswertung/{{read}}/lesen/{NOBODYS}/gut", status=404),
    "coding_work.split_submit": Sent(path="/arbeit/auswertung/{read}/kodebuch/{theme_id}/teilen"),
    "coding_work.theme_submit": Sent(path="/arbeit/auswertung/{read}/kodebuch/{theme_id}", answers={"label": ""}),
    "surveys_work.doors_submit": Sent(path="/arbeit/befragungen/{campaign_id}/tueren"),
    "surveys_work.edit_submit": Sent(path="/arbeit/befragungen/{campaign_id}/bearbeiten"),
    "surveys_work.finish_submit": Sent(path="/arbeit/befragungen/{campaign_id}/abschliessen"),
    "surveys_work.give_houses_submit": Sent(path="/arbeit/befragungen/{campaign_id}/tueren/zuteilen"),
    "surveys_work.house_submit": Sent(path="/arbeit/befragungen/{campaign_id}/tueren/{door_id}"),
    "surveys_work.member_submit": Sent(path="/arbeit/befragungen/{campaign_id}/team/{member_id}"),
    "surveys_work.move_house_submit": Sent(path="/arbeit/befragungen/{campaign_id}/tueren/{door_id}/verschieben"),
    "surveys_work.new_submit": Sent(path="/arbeit/befragungen/neu"),
    "surveys_work.notes_submit": Sent(path="/arbeit/befragungen/{campaign_id}/notizen?notizen=1", answers={"reason": LONG}),
    "surveys_work.pair_submit": Sent(path="/arbeit/befragungen/{campaign_id}/team/paare"),
    "surveys_work.part_submit": Sent(path=f"/arbeit/befragungen/{{campaign_id}}/team/paare/{NOBODYS}/aufloesen", status=404),
    "surveys_work.phase_submit": Sent(path="/arbeit/befragungen/{campaign_id}/phase"),
    "surveys_work.remove_door_submit": Sent(
        path=f"/arbeit/befragungen/{{campaign_id}}/tueren/{NOBODYS}/entfernen", status=404
    ),
    "surveys_work.remove_member_submit": Sent(
        path=f"/arbeit/befragungen/{{campaign_id}}/team/{NOBODYS}/entfernen", status=404
    ),
    "surveys_work.step_back_submit": Sent(path="/arbeit/befragungen/{campaign_id}/phase/zurueck"),
    "surveys_work.stop_submit": Sent(path="/arbeit/befragungen/{campaign_id}/beenden"),
    "surveys_work.team_submit": Sent(path="/arbeit/befragungen/{campaign_id}/team"),
    "contacts_work.export_submit": Sent(path="/arbeit/kontakte/{campaign}/datei", answers={"format": "pdf"}),
    "contacts_work.invite_submit": Sent(path="/arbeit/kontakte/{campaign}/einladen"),
    "contacts_work.new_submit": Sent(path="/arbeit/kontakte/{campaign}/neu", answers={"email": "ada"}),
    "contacts_work.results_submit": Sent(path="/arbeit/kontakte/gibt-es-nicht/ergebnisse", status=404),
    "contacts_work.slip_submit": Sent(path="/arbeit/kontakte/{campaign}/zettel/{slip_id}", answers={"email": "ada"}),
    "contacts_work.withdraw_submit": Sent(path=f"/arbeit/kontakte/{{campaign}}/zettel/{NOBODYS}/loeschen", status=404),
    "conversations_work.decision_submit": Sent(
        path=f"/arbeit/befragungen/{{campaign_id}}/eingabe/kontrolle/{NOBODYS}/unterschiede", status=404
    ),
    "conversations_work.entry_submit": Sent(
        path="/arbeit/befragungen/{campaign_id}/eingabe", answers={"setting": "x", "people": "viele"}
    ),
    "conversations_work.second_entry_submit": Sent(
        path=f"/arbeit/befragungen/{{campaign_id}}/eingabe/kontrolle/{NOBODYS}", status=404
    ),
    "conversations_work.table_submit": Sent(path="/arbeit/befragungen/{campaign_id}/eingabe/tabelle"),
    "surveys_work.codes_submit": Sent(path="/arbeit/befragungen/{campaign_id}/papier/codes", status=404),
    "surveys_work.guide_submit": Sent(path=f"/arbeit/befragungen/{NOBODYS}/fragebogen/leitfaden", status=404),
    "surveys_work.move_question_submit": Sent(
        path="/arbeit/befragungen/{campaign_id}/fragebogen/fragen/gut/verschieben", answers={"move": "x"}
    ),
    "surveys_work.new_question_submit": Sent(
        path="/arbeit/befragungen/{campaign_id}/fragebogen/neu", answers={"kind": "select_one"}
    ),
    "surveys_work.publishing_submit": Sent(
        path="/arbeit/befragungen/{campaign_id}/fragebogen/veroeffentlichen", answers={"stroke": "999"}, status=409
    ),
    "surveys_work.question_submit": Sent(path="/arbeit/befragungen/{campaign_id}/fragebogen/fragen/gut"),
    "surveys_work.questionnaire_texts_submit": Sent(path="/arbeit/befragungen/{campaign_id}/fragebogen/texte"),
    "surveys_work.remove_question_submit": Sent(
        path="/arbeit/befragungen/{campaign_id}/fragebogen/fragen/gibtesnicht/entfernen"
    ),
    "surveys_work.take_xlsform_submit": Sent(path="/arbeit/befragungen/{campaign_id}/fragebogen/datei/uebernehmen"),
    "surveys_work.translation_submit": Sent(
        path="/arbeit/befragungen/{campaign_id}/fragebogen/uebersetzung/ar", answers={"text-title": LONG}
    ),
    "surveys_work.xlsform_submit": Sent(path="/arbeit/befragungen/{campaign_id}/fragebogen/datei"),
    "door_work.attempt_submit": Sent(path="/arbeit/tuer/{campaign}/versuche"),
    "door_work.slip_submit": Sent(path="/arbeit/tuer/{campaign}/zettel", answers={"slip-name": LONG}),
    "door_work.talk_submit": Sent(
        path="/arbeit/tuer/{campaign}/gespraeche", answers={"talk-free_notes": LONG, "f-gut": LONG}
    ),
    "notices_work.answer_submit": Sent(path="/arbeit/meldungen/{notice_id}/antworten", answers={"answer": LONG}),
    "notices_work.hide_submit": Sent(path="/arbeit/meldungen/{barrier_id}/verbergen"),
    "pages_work.operator_submit": Sent(path="/arbeit/betreiber", answers={"sign_video": "javascript:alert(1)"}),
    "organizing_work.asked_submit": Sent(path=f"/arbeit/organisieren/{{listening_id}}/namen/{NOBODYS}/gefragt", status=404),
    "organizing_work.edit_submit": Sent(
        path="/arbeit/organisieren/{listening_id}/bearbeiten", answers={"ends_on": "2026-01-01"}
    ),
    "organizing_work.erase_one_to_one_submit": Sent(
        path=f"/arbeit/organisieren/{{listening_id}}/gespraeche/{NOBODYS}/loeschen", status=404
    ),
    "organizing_work.erase_prospect_submit": Sent(
        path=f"/arbeit/organisieren/{{listening_id}}/namen/{NOBODYS}/loeschen", status=404
    ),
    "organizing_work.finish_submit": Sent(path=f"/arbeit/organisieren/{NOBODYS}/abschliessen", status=404),
    "organizing_work.house_meetings_submit": Sent(
        path="/arbeit/organisieren/{listening_id}/hausversammlungen", answers={"meeting": "x"}
    ),
    "organizing_work.lead_submit": Sent(path="/arbeit/organisieren/{listening_id}/leitung", answers={"lead": "x"}),
    "organizing_work.listeners_submit": Sent(
        path="/arbeit/organisieren/{listening_id}/zuhoerende", answers={"name": LONG, "account": "x"}
    ),
    "organizing_work.new_one_to_one_submit": Sent(
        path="/arbeit/organisieren/{listening_id}/gespraeche/neu",
        answers={"name": LONG, "minutes": "x", "interest": "x", "day": "gestern"},
    ),
    "organizing_work.new_research_submit": Sent(
        path="/arbeit/organisieren/{listening_id}/recherche/neu",
        answers={"theme": "Licht", "responsible": "Frau Berg", "request": "Lampen"},
    ),
    "organizing_work.new_submit": Sent(path="/arbeit/organisieren/neu", answers={"title": LONG, "starts_on": "bald"}),
    "organizing_work.one_to_one_submit": Sent(
        path="/arbeit/organisieren/{listening_id}/gespraeche/{one_to_one_id}",
        answers={"name": "Ada", "interest": "yes", "day": "2027-01-01"},
    ),
    "organizing_work.prospects_submit": Sent(path="/arbeit/organisieren/{listening_id}/namen", answers={"listener": "x"}),
    "organizing_work.remove_house_meeting_submit": Sent(
        path=f"/arbeit/organisieren/{{listening_id}}/hausversammlungen/{NOBODYS}/entfernen", status=404
    ),
    "organizing_work.remove_listener_submit": Sent(
        path=f"/arbeit/organisieren/{{listening_id}}/zuhoerende/{NOBODYS}/entfernen", status=404
    ),
    "organizing_work.remove_research_submit": Sent(
        path=f"/arbeit/organisieren/{{listening_id}}/recherche/{NOBODYS}/entfernen", status=404
    ),
    "organizing_work.research_item_submit": Sent(
        path="/arbeit/organisieren/{listening_id}/recherche/{research_id}", answers={"due_on": "bald"}
    ),
    "organizing_work.step_submit": Sent(path="/arbeit/organisieren/{listening_id}/phase", answers={"phase": "x"}),
    "organizing_work.stored_erase_submit": Sent(
        path="/arbeit/organisieren/auskunft/loeschen", answers={"name": "Ada", "gone": "x"}
    ),
    "organizing_work.stored_file_submit": Sent(
        path="/arbeit/organisieren/auskunft/datei", answers={"name": "Ada", "taken": "x", "format": "x"}
    ),
    "organizing_work.stored_submit": Sent(path="/arbeit/organisieren/auskunft"),
    "coding_work.hang_submit": Sent(path="/arbeit/befragungen/{read_id}/themen/wand", answers={"dots_per_person": "x"}),
    "coding_work.to_concern_submit": Sent(
        path="/arbeit/befragungen/{read_id}/themen/{theme_id}/anliegen", answers={"text": LONG}
    ),
    "surveys_work.assembly_submit": Sent(path="/arbeit/befragungen/{campaign_id}/versammlung", answers={"meeting": "x"}),
    "surveys_work.unset_assembly_submit": Sent(path=f"/arbeit/befragungen/{NOBODYS}/versammlung/loesen", status=404),
    "door_work.safety_key_submit": Sent(path="/arbeit/tuer/{campaign}/sicherung/schluessel"),
    "door_work.safety_talk_submit": Sent(path="/arbeit/tuer/{campaign}/sicherung", answers={"talk-free_notes": LONG}),
    "renditions_work.tell_submit": Sent(path="/arbeit/uebersetzungen/concern/{number}/leicht", answers={"is_shown": "y"}),
    "contacts_work.reach_submit": Sent(path="/arbeit/kontakte/{campaign}/erreichen/ergebnisse", answers={"day": "bald"}),
    "contacts_work.reach_undo_submit": Sent(
        path=f"/arbeit/kontakte/{{campaign}}/erreichen/ergebnisse/{NOBODYS}/zuruecknehmen", status=404
    ),
    "writing_work.helper_submit": Sent(path="/arbeit/schreibhilfe", answers={"measure": "x", "pruefen": "text"}),
}

NEVER_REFUSED = {
    "accounts.log_out_submit",
    "accounts_work.own_sessions_submit",
    "concerns_work.counter_off_submit",
    "concerns_work.counter_on_submit",
    "door_work.leave_submit",
    "mailing_work.own_submit",
}
"""Buttons without a question, and a form in which nothing is required."""

TAKEN_PUBLIC = (
    Sent(path="/anliegen/neu", answers=REPORT, status=422),
    Sent(path="/anliegen/neu", answers={**REPORT, "client_id": CLIENT_ID}, status=409),
    Sent(path="/anliegen/{number}/betrifft-mich-auch", status=201),
    Sent(path="/anliegen/{number}/betrifft-mich-doch-nicht", status=201),
    Sent(path="/anliegen/orte-in-der-naehe", answers={"lat": "51", "lon": "11"}, status=200),
    Sent(path="/nachverfolgen", answers={"code": "{code}"}, status=200),
    Sent(path="/nachverfolgen/schreiben", answers={"code": "{code}", "text": "Auch abends."}, status=201),
    Sent(path="/nachverfolgen/schreiben", answers={"code": "1" * 20, "text": "Auch abends."}, status=422),
    Sent(path="/nachverfolgen/zurueckziehen", answers={"code": "{code}"}, status=200),
    Sent(path="/nachverfolgen/zurueckziehen/ja", answers={"code": "{code}"}, status=201),
    Sent(path="/umfragen/{campaign}/antworten", answers={"go": "weiter", "step": "f-gut", "f-gut": "Der Park"}, status=200),
    Sent(path="/umfragen/{campaign}/antworten", answers={"go": "alle", "step": "f-gut", "f-gut": "Der Park"}, status=200),
    Sent(path="/umfragen/{campaign}/antworten", answers={"go": "absenden", "f-gut": "Der Park"}, status=422),
    Sent(path="/gibt-es-nicht", status=404),
    Sent(path="/anliegen/neu", answers={"text": "x" * 2_000_000}, status=413),
)
"""The first one lay open too long; the second one was sent before with other words."""

TAKEN_STAFF = (
    Sent(path="/arbeit/anliegen/{waiting}/veroeffentlichen", status=200),
    Sent(path="/arbeit/anliegen/{waiting}/zurueckgeben", answers=STATED, status=200),
    Sent(path="/arbeit/anliegen/{waiting}/fragen", answers={"question": "Wo genau ist das?"}, status=200),
    Sent(path="/arbeit/anliegen/{waiting}/unkenntlich-machen", answers={"passages": "Bank"}, status=200),
    Sent(path="/arbeit/anliegen/{waiting}/zusammenlegen", answers={"into": "{number}"}, status=200),
    Sent(path="/arbeit/anliegen/{waiting}/nachrichten/{message}/aufnehmen", status=200),
    Sent(path="/arbeit/meldungen/{notice_id}/verbergen", status=200),
    Sent(path="/arbeit/meldungen/{barrier_id}/antworten", answers={"outcome": "fixed", "answer": "Weg."}, status=200),
    Sent(path="/arbeit/anliegen/erfassen", answers=WRITTEN_DOWN, status=201),
    Sent(path="/arbeit/anliegen/{number}/verlauf", answers=PROGRESS, status=200),
    Sent(path="/arbeit/schalter/an", status=200),
    Sent(path="/arbeit/konten/neu", answers={"email": "neu@example.org", "name": "Neu", "roles": "interviewer"}, status=201),
    Sent(path="/arbeit/abmelden", status=200),
    Sent(path="/arbeit/schreibhilfe", answers={"text": HARD_TO_READ, "measure": "easy", "pruefen": "text"}, status=200),
    Sent(
        path="/arbeit/anliegen/{number}/verlauf", answers={**PROGRESS, "text": HARD_TO_READ, "pruefen": "text"}, status=200
    ),
    Sent(path="/arbeit/themen/wohnen", answers={FORM_TOKEN: "of another login", "label": "Wohnen"}, status=422),
)
"""What somebody who works here sees after an act that succeeds; the last one is a form of an earlier login."""
