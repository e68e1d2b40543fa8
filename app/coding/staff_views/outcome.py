"""What everybody gets to see, and the files that only the evaluation gets."""

from collections.abc import Iterator

from flask import Response, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.coding import queries
from app.coding.exports import FORMATS, Export
from app.coding.rules import results
from app.coding.service import exporting, releasing
from app.coding.staff_forms import FormatForm
from app.coding.staff_views import bp
from app.coding.staff_views.sheet import AT, campaign_of, show
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.db import only_reading
from app.kernel.errors import RuleBroken
from app.kernel.fields import PlainForm
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.surveys.models import Campaign


@bp.get(f"{AT}/ergebnis")
@requires("conversations.read")
def outcome(slug: str) -> ResponseReturnValue:
    """What everybody sees now, and what they would see."""
    return _show(campaign_of(slug), PlainForm())


@bp.post(f"{AT}/ergebnis")
@requires("conversations.read")
def outcome_submit(slug: str) -> ResponseReturnValue:
    """Show everybody what came out so far."""
    campaign, form = campaign_of(slug), PlainForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            releasing.publish(campaign=campaign, account_id=accounts.own_id())
            return http.see_other(url_for("coding_work.outcome", slug=slug, gesagt="gezeigt"))
    return _show(campaign, form)


def _show(campaign: Campaign, form: PlainForm) -> ResponseReturnValue:
    try:
        preview, why_not = releasing.preview(campaign), ""
    except RuleBroken as broken:
        preview, why_not = None, str(broken)
    return show(
        "coding/staff/outcome.html",
        campaign=campaign,
        form=form,
        preview=preview,
        why_not=why_not,
        releases=[results.from_json(each.facts) for each in queries.releases(campaign)],
    )


@bp.get(f"{AT}/daten")
@requires("conversations.read")
def files(slug: str) -> ResponseReturnValue:
    return show("coding/staff/files.html", campaign=campaign_of(slug), form=FormatForm())


@bp.post(f"{AT}/daten")
@requires("conversations.read")
def files_submit(slug: str) -> ResponseReturnValue:
    """The answers as a file. It is written down who took how many of them out of the house (B-58)."""
    campaign, form = campaign_of(slug), FormatForm(request.form)
    if form.validate() and form.format.data in FORMATS:
        with rules_shown_in(form):
            return _file(campaign, form.format.data)
    return show("coding/staff/files.html", campaign=campaign, form=form)


def _file(campaign: Campaign, format: str) -> Response:
    if campaign.version_id is None:
        raise RuleBroken(_("Noch ist kein Fragebogen veröffentlicht."))
    exporting.note(campaign=campaign, format=format, account_id=accounts.own_id())
    file = Export(campaign, clock.now()).file(format)
    answer = Response(stream_with_context(_read(file.pieces)), content_type=file.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{file.name}\"; filename*=UTF-8''{file.name}"
    return answer


def _read(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The file, read on a connection that keeps nobody from writing."""
    with only_reading():
        yield from pieces
