"""Pages that gather from several capabilities (start, Ortsteil, forum), and the pages that the law asks for."""

import sys

from flask import Flask, current_app, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from app.kernel import page_store, pages, publisher, serving
from app.kernel.i18n import gettext as _


def init_app(app: Flask) -> None:
    """Put the name of the house and the legal links on every page, and refuse to serve real people half-described."""
    from app.pages import labels, staff_labels
    from app.pages.views import doors

    app.register_blueprint(doors)
    app.extensions["operator"] = (-1, {})
    app.context_processor(_on_every_page)
    app.jinja_env.globals["page_labels"] = labels
    publisher.know(app, lambda: _operator().get("site_name", publisher.UNNAMED))
    app.extensions["staff_navigation"].append(("pages.operator", "pages_work.operator", staff_labels.OPERATOR))
    serving.before_serving(app, refuse_half_described)


def refuse_half_described() -> None:
    """An installation for real people starts only when its legal pages say everything."""
    from app.pages import queries, rules, staff_labels

    missing = rules.missing(queries.operator_details())
    if missing and current_app.config["IS_PRODUCTION"]:
        names = ", ".join(str(staff_labels.DETAILS[detail]) for detail in missing)
        sys.exit(
            f"Diese Angaben des Betreibers fehlen noch: {names}. Füllen Sie sie aus: flask --app wsgi operator describe"
        )


def _on_every_page() -> dict[str, object]:
    details = _operator()
    return {
        "site_name": details.get("site_name", publisher.UNNAMED),
        "city": details.get("city", ""),
        "contact_phone": details.get("phone", ""),
        "footer_links": _footer_links(),
    }


def _footer_links() -> list[dict[str, str]]:
    """The legal pages, and the form for barriers, which knows the page that somebody comes from (BITV § 7)."""
    legal = (
        ("impressum", _("Impressum")),
        ("datenschutz", _("Datenschutz")),
        ("barrierefreiheit", _("Barrierefreiheit")),
        ("regeln", _("Regeln")),
    )
    barrier = url_for("notices.barrier", seite=pages.own_page(request.path))
    return [
        *({"href": url_for("pages.legal", slug=slug), "text": text} for slug, text in legal),
        {"href": barrier, "text": _("Barriere melden")},
    ]


def _operator() -> dict[str, str]:
    """The operator's details as last known: error pages need them when the database is gone."""
    from app.pages import queries

    known = current_app.extensions["operator"]
    try:
        version = page_store.versions(("operator",))[0]
        if version != known[0]:
            known = (version, {detail.value: value for detail, value in queries.operator_details().items()})
            current_app.extensions["operator"] = known
    except SQLAlchemyError:
        pass
    return known[1]  # type: ignore[no-any-return]
