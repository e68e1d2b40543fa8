"""What frames the questions, the languages, and the sheet on which one of them is translated."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.kernel import languages
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.questionnaires import staff_labels
from app.questionnaires.rules import checks, editing
from app.questionnaires.rules.document import Document
from app.questionnaires.service import Overtaken
from app.surveys.service import questionnaire as service
from app.surveys.staff_forms.questionnaire.texts import WHOLE, SheetForm, TextsForm, name_of, sheet_of
from app.surveys.staff_views import bp
from app.surveys.staff_views.questionnaire import frame
from app.surveys.staff_views.questionnaire.frame import Draft

SETTINGS = (*WHOLE, "languages", "default_language", "mixed", "one_per_page")


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/texte")
@requires("surveys.manage")
def questionnaire_texts(campaign_id: UUID) -> ResponseReturnValue:
    found = frame.draft(campaign_id)
    return frame.show("texts", _stored_texts(found), found)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/texte")
@requires("surveys.manage")
def questionnaire_texts_submit(campaign_id: UUID) -> ResponseReturnValue:
    found, form = frame.draft(campaign_id), TextsForm(request.form)
    if form.validate() and form.is_possible():
        with rules_shown_in(form):
            try:
                service.write(
                    campaign=found.campaign,
                    edit=form.said,
                    shown=_settings,
                    base=frame.base_of(form),
                    account_id=frame.account(),
                )
            except Overtaken:
                now = frame.draft(campaign_id)
                form.stands_on(now.stroke, service.print_of(_settings(now.document)))
                return frame.overtaken("texts", form, _stored_texts(now), now)
            return frame.back("questionnaire", found)
    return frame.show("texts", form, found)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/uebersetzung/<tag>")
@requires("surveys.manage")
def translation(campaign_id: UUID, tag: str) -> ResponseReturnValue:
    found = frame.draft(campaign_id)
    _check(tag)
    return _show(found, tag, _stored_sheet(found, tag))


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/uebersetzung/<tag>")
@requires("surveys.manage")
def translation_submit(campaign_id: UUID, tag: str) -> ResponseReturnValue:
    """Save the whole sheet. It leads on to the next text that is missing."""
    found = frame.draft(campaign_id)
    _check(tag)
    form = sheet_of(found.document, tag, request.form)
    after = editing.with_texts(found.document, tag, form.said())
    if form.validate() and not form.tell(checks.problems(after), after, tag):
        with rules_shown_in(form):
            try:
                _save(found, tag, form)
            except Overtaken:
                now = frame.draft(campaign_id)
                again = sheet_of(now.document, tag, request.form)
                again.stands_on(now.stroke, service.print_of(_texts_in(now.document, tag)))
                return frame.overtaken("translation", again, _stored_sheet(now, tag), now, **_values(now, tag, again))
            missing = checks.completeness(frame.draft(campaign_id).document, tag).missing
            return frame.back("translation", found, tag=tag, _anchor=name_of(missing[0]) if missing else None)
    return _show(found, tag, form)


def _save(found: Draft, tag: str, form: SheetForm) -> None:
    service.write(
        campaign=found.campaign,
        edit=lambda document: editing.with_texts(document, tag, form.said()),
        shown=lambda document: _texts_in(document, tag),
        base=frame.base_of(form),
        account_id=frame.account(),
    )


def _stored_texts(found: Draft) -> TextsForm:
    form = TextsForm()
    form.fill_from(found.document)
    form.stands_on(found.stroke, service.print_of(_settings(found.document)))
    return form


def _stored_sheet(found: Draft, tag: str) -> SheetForm:
    form = sheet_of(found.document, tag)
    form.stands_on(found.stroke, service.print_of(_texts_in(found.document, tag)))
    return form


def _settings(document: Document) -> dict[str, Any]:
    """What the page of the texts shows."""
    return {name: getattr(document, name) for name in SETTINGS}


def _texts_in(document: Document, tag: str) -> dict[str, str]:
    """What is written in one language, by its places."""
    return {place: texts[tag] for place, texts in document.texts() if texts.get(tag)}


def _check(tag: str) -> None:
    if languages.by_tag(tag) is None:
        raise NotFound


def _show(found: Draft, tag: str, form: SheetForm) -> Response:
    return frame.show("translation", form, found, **_values(found, tag, form))


def _values(found: Draft, tag: str, form: SheetForm) -> dict[str, Any]:
    meter = checks.completeness(found.document, tag)
    return {
        "tag_name": tag,
        "name": staff_labels.language_in_words(tag),
        "lines": form.lines,
        "meter": meter,
        "missing": {name_of(place) for place in meter.missing},
        "next_missing": name_of(meter.missing[0]) if meter.missing else "",
        "is_offered": tag in found.document.languages,
    }
