"""Every form of the house, sent in a way that is refused, and every page that answers a form.

A new POST route fails the tests until it stands here. `{name}` is filled in by the town.
"""

from dataclasses import dataclass, field

from app.kernel.access import FORM_TOKEN
from tests.browser.towns import CLIENT_ID, Town

LONG = "Das ist ein sehr langer Satz. " * 200
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
    "forums_work.forum_submit": Sent(path="/arbeit/foren/{forum_id}"),
    "forums_work.new_submit": Sent(path="/arbeit/foren/neu"),
    "moderation_work.new_reason_submit": Sent(path="/arbeit/gruende/neu"),
    "moderation_work.reason_submit": Sent(path="/arbeit/gruende/personal-data"),
    "needs_work.download_submit": Sent(path=f"/arbeit/bedarfe/{NOBODYS}/datei", answers={"format": "pdf"}, status=404),
    "needs_work.release_submit": Sent(path="/arbeit/bedarfe/veroeffentlichen", answers={"quarter": "2026-Q9"}),
}

NEVER_REFUSED = {
    "accounts.log_out_submit",
    "accounts_work.own_sessions_submit",
    "concerns_work.counter_off_submit",
    "concerns_work.counter_on_submit",
    "pages_work.operator_submit",
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
    Sent(path="/gibt-es-nicht", status=404),
    Sent(path="/anliegen/neu", answers={"text": "x" * 2_000_000}, status=413),
)
"""The first one lay open too long; the second one was sent before with other words."""

TAKEN_STAFF = (
    Sent(path="/arbeit/anliegen/{waiting}/veroeffentlichen", status=200),
    Sent(path="/arbeit/anliegen/{waiting}/zurueckgeben", answers={"reason_key": "personal-data"}, status=200),
    Sent(path="/arbeit/anliegen/{waiting}/fragen", answers={"question": "Wo genau ist das?"}, status=200),
    Sent(path="/arbeit/anliegen/{waiting}/unkenntlich-machen", answers={"passages": "Bank"}, status=200),
    Sent(path="/arbeit/anliegen/{waiting}/zusammenlegen", answers={"into": "{number}"}, status=200),
    Sent(path="/arbeit/anliegen/{waiting}/nachrichten/{message}/aufnehmen", status=200),
    Sent(path="/arbeit/anliegen/erfassen", answers=WRITTEN_DOWN, status=201),
    Sent(path="/arbeit/anliegen/{number}/verlauf", answers=PROGRESS, status=200),
    Sent(path="/arbeit/schalter/an", status=200),
    Sent(path="/arbeit/konten/neu", answers={"email": "neu@example.org", "name": "Neu", "roles": "interviewer"}, status=201),
    Sent(path="/arbeit/abmelden", status=200),
    Sent(path="/arbeit/themen/wohnen", answers={FORM_TOKEN: "of another login", "label": "Wohnen"}, status=422),
)
"""What somebody who works here sees after an act that succeeds; the last one is a form of an earlier login."""
