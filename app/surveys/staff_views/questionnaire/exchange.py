"""The questionnaire as a file for spreadsheets and other survey tools, and back from there."""

from typing import Any
from uuid import UUID

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from app.kernel.access import requires
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.questionnaires import exports, importing, staff_labels
from app.questionnaires.importing import Imported
from app.questionnaires.rules import checks, comparing, editing
from app.questionnaires.rules.document import Document, say
from app.questionnaires.service import Overtaken
from app.surveys.service import questionnaire as service
from app.surveys.staff_forms.questionnaire import words
from app.surveys.staff_forms.questionnaire.acts import TakeForm, UploadForm
from app.surveys.staff_views import bp
from app.surveys.staff_views.questionnaire import frame
from app.surveys.staff_views.questionnaire.frame import Draft

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_FILE = 1_000_000


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/datei")
@requires("surveys.manage")
def xlsform(campaign_id: UUID) -> ResponseReturnValue:
    return _show(frame.draft(campaign_id), UploadForm())


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/fragebogen.xlsx")
@requires("surveys.manage")
def xlsform_file(campaign_id: UUID) -> ResponseReturnValue:
    """The draft as it is, in all languages."""
    found = frame.draft(campaign_id)
    response = make_response(exports.xlsform(found.document))
    response.headers["Content-Type"] = XLSX
    response.headers["Content-Disposition"] = f'attachment; filename="fragebogen-{found.campaign.slug}.xlsx"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/datei")
@requires("surveys.manage")
def xlsform_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Read a file and show what it would replace. Nothing is stored yet."""
    found, form = frame.draft(campaign_id), UploadForm(request.form)
    sent = request.files.get("file")
    data = sent.read(LARGEST_FILE + 1) if sent else b""
    if not data or len(data) > LARGEST_FILE:
        form.file.errors = [_("Diese Datei ist zu groß.") if data else _("Wählen Sie bitte eine Datei aus.")]
        return _show(found, form)
    read = importing.read_xlsform(data)
    faults: list[str] = []
    if read.document is None or not read.document.asked or (faults := _faults(read.document)):
        form.file.errors = [_("Diese Datei lässt sich so nicht übernehmen. Was zu ändern ist, steht unten.")]
        told = [staff_labels.file_fault_in_words(fault) for fault in read.faults]
        return _show(found, form, faults=[*told, *faults])
    with rules_shown_in(form):
        document, take = editing.taken_over(read.document, found.fixed), TakeForm()
        take.pack(document, found.campaign.subject)
        take.stands_on(found.stroke, service.print_of(found.document))
    if form.has_errors:
        return _show(found, form)
    return frame.show("take", take, found, **_what_changes(found, document, read))


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/datei/uebernehmen")
@requires("surveys.manage")
def take_xlsform_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Put the questionnaire of the file that was shown into the place of the draft."""
    found, form = frame.draft(campaign_id), TakeForm(request.form)
    with rules_shown_in(form):
        document, fixed = form.unpacked(found.campaign.subject), found.fixed
        try:
            service.write(
                campaign=found.campaign,
                edit=lambda _before: editing.taken_over(document, fixed),
                shown=lambda before: before,
                base=frame.base_of(form),
                account_id=frame.account(),
            )
        except Overtaken:
            now = frame.draft(campaign_id)
            form.stands_on(now.stroke, service.print_of(now.document))
            return frame.overtaken("take", form, form, now, **_what_changes(now, document, None), is_overtaken=True)
    return _show(found, form) if form.has_errors else frame.back("questionnaire", found)


def _faults(document: Document) -> list[str]:
    """What must be mended in the file itself, because no page could show it."""
    found = [problem for problem in checks.problems(document) if problem.kind in editing.UNNAMEABLE]
    return [staff_labels.problem_in_words(problem, document) for problem in found]


def _show(found: Draft, form: BaseForm, faults: list[str] | None = None) -> Response:
    upload = form if isinstance(form, UploadForm) else UploadForm()
    return frame.show("file", form, found, upload=upload, faults=faults or [])


def _what_changes(found: Draft, document: Document, read: Imported | None) -> dict[str, Any]:
    problems = checks.problems(document)
    return {
        "changes": comparing.changes(found.document, document),
        "notes": [staff_labels.file_fault_in_words(fault) for fault in read.faults] if read else [],
        "problems": [staff_labels.problem_in_words(problem, document) for problem in problems if problem.is_error],
        "file_title": say(document.title, document.default_language).text,
        "count": len(document.asked),
        "words": words,
    }
