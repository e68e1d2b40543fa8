"""What everybody reads: who does what. The page of one Gremium gathers from above and lives in `pages`."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.directory import queries
from app.directory.forms import ListingForm
from app.directory.queries import Wanted
from app.directory.rules import Level
from app.kernel import page_store
from app.kernel.access import open_to_all
from app.kernel.errors import NotFound
from app.kernel.pages import Capability
from app.places import choice
from app.places import queries as places

bp = Capability("directory", __name__)


@bp.get("/verzeichnis")
@open_to_all
@page_store.kept("directory", "places", "operator")
def listing() -> ResponseReturnValue:
    form = ListingForm(choice.narrowed(request.args))
    form.offer(ortsteile=places.names())
    if not form.validate():
        raise NotFound
    found = queries.active(
        Wanted(
            level=form.level,
            ortsteil_key=form.ortsteil_key,
            only_city_wide=form.is_city_wide,
            words=form.q.data or "",
        )
    )
    levels = [(level, mine) for level in Level if (mine := [each for each in found if each.level is level])]
    return render_template(
        "directory/listing.html",
        form=form,
        levels=levels,
        told=queries.told_of(found),
        city_wide=queries.count_city_wide(),
    )
