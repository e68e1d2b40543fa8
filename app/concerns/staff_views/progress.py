"""What becomes of concerns: entries in their progress, and the answers that departments owe."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.concerns.models import Concern
from app.concerns.queries import promises, public
from app.concerns.rules import Progress
from app.concerns.service import progress as service
from app.concerns.staff_forms import AnswerForm, PlainForm, ProgressForm
from app.concerns.staff_views import bp
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.writing import report as writing
from app.writing.rules.kinds import Measure

STEPS = tuple(step for step in Progress if step is not Progress.OPEN)
MEASURE = Measure.PLAIN
"""Everybody reads these texts, so they are plain German."""
ANSWERS = (Progress.ANSWERED, Progress.PLANNED, Progress.DONE, Progress.NOT_POSSIBLE)


@bp.get("/arbeit/weiterleitungen")
@requires("concerns.progress")
def referrals() -> ResponseReturnValue:
    asker, today = accounts.asker(), clock.today()
    return http.show_form(
        "concerns/staff/referrals.html",
        PlainForm(),
        promises=promises.open_for(asker),
        today=today,
        for_department=promises.answers_for_a_department(asker),
        messages=[_("Danke. Ihre Antwort steht jetzt beim Anliegen.")] if "gesagt" in request.args else [],
    )


@bp.get("/arbeit/anliegen/<number>/verlauf")
@requires("concerns.progress")
def progress(number: str) -> ResponseReturnValue:
    asker = accounts.asker()
    return _show(promises.get_for(asker, number), _form())


@bp.post("/arbeit/anliegen/<number>/verlauf")
@requires("concerns.progress")
def progress_submit(number: str) -> ResponseReturnValue:
    asker, form = accounts.asker(), _form()
    concern = promises.get_for(asker, number)
    is_answer = isinstance(form, AnswerForm)
    if "pruefen" in request.form:
        return _show(concern, form, writing.made(form.text.data or "", MEASURE))
    if form.validate():
        with rules_shown_in(form):
            own = {"department_key": asker.department_key} if is_answer else {}
            service.add_entry(concern=concern, account=asker.account_id, **{**form.answers(), **own})
            where = "concerns_work.referrals" if is_answer else "concerns_work.progress"
            return http.see_other(url_for(where, number=None if is_answer else number, gesagt="ja"))
    return _show(concern, form)


def _show(concern: Concern, form: ProgressForm | AnswerForm, report: writing.Report | None = None) -> Response:
    return http.show_form(
        "concerns/staff/progress.html",
        form,
        concern=concern,
        entries=public.progress_of(concern.id),
        referral=promises.open_referral_of(concern),
        is_answer=isinstance(form, AnswerForm),
        measure=MEASURE,
        report=report,
        messages=[_("Der Eintrag steht jetzt beim Anliegen.")] if "gesagt" in request.args else [],
    )


def _form() -> ProgressForm | AnswerForm:
    """A department answers; everybody else may say more."""
    sent = request.form if request.method == "POST" else None
    if promises.answers_for_a_department(accounts.asker()):
        answer = AnswerForm(sent, data={"happened_on": clock.today(), "step": Progress.ANSWERED})
        answer.offer(steps=ANSWERS)
        return answer
    form = ProgressForm(sent, data={"happened_on": clock.today()})
    form.offer(steps=STEPS, departments=accounts.departments())
    return form
