"""Where planning makes and takes releases, and where staff see the live numbers of their own area."""

from uuid import UUID

from flask import Response, request, url_for

from app.accounts import queries as accounts
from app.forums import queries as forums
from app.kernel import access, clock
from app.kernel.access import requires
from app.kernel.db import only_reading
from app.kernel.errors import RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.http import see_other, show_form
from app.kernel.pages import Capability
from app.kernel.quarter import Quarter
from app.needs import exports, labels, queries, service
from app.needs.rules import Axis
from app.needs.staff_forms import DownloadForm, ReleaseForm
from app.places import queries as places

bp = Capability("needs_work", __name__)


@bp.get("/arbeit/bedarfe")
@requires("needs.live")
def releases() -> Response:
    return _page(_release_form())


@bp.post("/arbeit/bedarfe/veroeffentlichen")
@requires("needs.release")
def release_submit() -> Response:
    """Make a release. Until its numbers are proved this only reads, so that nobody waits for it."""
    with only_reading():
        form = _release_form(request.form)
    if form.validate():
        with rules_shown_in(form):
            with only_reading():
                prepared = service.prepare(quarter=_quarter(form.quarter.data))
            service.publish(prepared=prepared, account_id=accounts.asker().account_id)
            return see_other(url_for("needs_work.releases"))
    return _page(form)


@bp.post("/arbeit/bedarfe/<uuid:release_id>/herunterladen")
@requires("needs.download")
def download_submit(release_id: UUID) -> Response:
    """The files of a release. A download is logged, so it is a POST."""
    release = queries.get_release(release_id)
    form = DownloadForm(request.form)
    if not form.validate():
        raise RuleBroken(form.format.errors[0])
    file = exports.one_file(release, queries.tables_of(release), form.format.data)
    service.log_download(release=release, what=file.name, account_id=accounts.asker().account_id)
    answer = Response(file.pieces, content_type=file.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{file.name}\"; filename*=UTF-8''{file.name}"
    return answer


def _page(form: ReleaseForm) -> Response:
    return show_form(
        "needs/staff/releases.html",
        form,
        releases=queries.all_releases(),
        download=DownloadForm(),
        live=_live(),
        quarter=Quarter.of(clock.now()),
        may_release=_may("needs.release"),
        may_download=_may("needs.download"),
    )


def _live() -> list[tuple[str, str, int]]:
    """Ortsteil, topic and people of the running quarter: in the whole city for planning, else in the asker's own area."""
    asker = accounts.asker()
    area = places.keys() if asker.may("needs.release") else forums.area_of(asker)
    people = queries.live_people(area, Quarter.of(clock.now()))
    names = queries.names_now()
    return sorted((names[Axis.ORTSTEIL][place], names[Axis.TOPIC][topic], count) for (place, topic), count in people.items())


def _release_form(sent: object = None) -> ReleaseForm:
    form = ReleaseForm(sent)
    form.offer(queries.quarters_waiting(clock.now()))
    return form


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.parse(text)
    except ValueError:
        raise RuleBroken(str(labels.NO_QUARTER), field="quarter") from None


def _may(permission: str) -> bool:
    asker = access.staff()
    return asker is not None and asker.may(permission)
