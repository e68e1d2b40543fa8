"""The questionnaire is published in versions that never change. Each of them can be looked at for ever."""

from typing import Any
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.questionnaires import queries as questionnaires
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules import checks, comparing
from app.questionnaires.rules.comparing import Changes
from app.questionnaires.service import Overtaken
from app.surveys.service import questionnaire as service
from app.surveys.staff_forms.questionnaire import words
from app.surveys.staff_forms.questionnaire.acts import PublishForm
from app.surveys.staff_views import bp
from app.surveys.staff_views.questionnaire import frame, preview
from app.surveys.staff_views.questionnaire.frame import Draft


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/veroeffentlichen")
@requires("surveys.manage")
def publishing(campaign_id: UUID) -> ResponseReturnValue:
    found, form = frame.draft(campaign_id), PublishForm()
    form.stands_on(found.stroke, "")
    return frame.show("publishing", form, found, **_values(found))


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/veroeffentlichen")
@requires("surveys.manage")
def publishing_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Publish the draft that was seen on the page; not another one that has come into its place."""
    found, form = frame.draft(campaign_id), PublishForm(request.form)
    with rules_shown_in(form):
        try:
            service.publish(campaign=found.campaign, stroke=form.base[0], account_id=frame.account())
        except Overtaken:
            return _overtaken(frame.draft(campaign_id))
    if not form.has_errors:
        return frame.back("publishing", found)
    form.stands_on(found.stroke, "")
    return frame.show("publishing", form, found, **_values(found))


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/fassungen/<uuid:version_id>")
@requires("surveys.manage")
def questionnaire_version(campaign_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """A version as it was published."""
    found = frame.draft(campaign_id)
    version = questionnaires.get_version(version_id)
    if version.questionnaire_id != found.campaign.questionnaire_id:
        raise NotFound
    document = questionnaires.document_of(version)
    tag = preview.tag_of(document, request.args.get("sprache", ""))
    return render_template(
        "surveys/staff/questionnaire/version.html",
        campaign=found.campaign,
        version=version,
        **preview.values(document, tag, found.campaign),
    )


def _overtaken(now: Draft) -> Response:
    form = PublishForm()
    form.stands_on(now.stroke, "")
    context = {"campaign": now.campaign, "document": now.document, "may_write": now.may_write, **_values(now)}
    return http.conflict("surveys/staff/questionnaire/publishing.html", form=form, is_overtaken=True, **context)


def _values(found: Draft) -> dict[str, Any]:
    versions = questionnaires.versions_of(found.campaign.questionnaire_id)
    problems = checks.problems(found.document)
    return {
        "versions": versions,
        "authors": {each.id: each.name for each in accounts.all_accounts()},
        "changes": _changes(found, versions[0]) if versions else None,
        "errors": [frame.told(problem, found) for problem in problems if problem.is_error],
        "words": words,
        "asked_id": found.campaign.version_id,
    }


def _changes(found: Draft, last: QuestionnaireVersion) -> Changes:
    return comparing.changes(questionnaires.document_of(last), found.document)
