"""Answers: the only place that knows status codes. A request commits once, before its answer, and only if it succeeded."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from app.kernel import access
from app.kernel.db import db, only_reading
from app.kernel.errors import NotAllowed, NotFound, RuleBroken, TooOften
from app.kernel.form import BaseForm

OVERTAKEN = "23505"
"""What PostgreSQL says when somebody else has just written the same: who looks again sees it."""
SECRET_FIELDS = {"password", "new_password", "code", access.FORM_TOKEN}


class KeptConflict(Response):
    """409, and yet what was sent is stored beside what it met: the one answer above 400 that commits."""

    default_status = 409


class OneCommit(Flask):
    """Flask, except that each request is one transaction: reading cannot write, writing commits before the answer."""

    def dispatch_request(self) -> ResponseReturnValue:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            with only_reading():
                return self.make_response(super().dispatch_request())
        try:
            return self._written()
        except sa.exc.IntegrityError as wrong:
            if getattr(wrong.orig, "pgcode", None) != OVERTAKEN:
                raise
        db.session.rollback()
        for file in request.files.values():
            file.seek(0)
        return self._written()

    def _written(self) -> Response:
        """The answer to what was sent, committed if it succeeded."""
        response = self.make_response(super().dispatch_request())
        if response.status_code < 400 or isinstance(response, KeptConflict):
            db.session.commit()
        else:
            db.session.rollback()
        return response


def created(template: str, **values: Any) -> Response:
    """201 with the page that says thank you. The same form again gets the same page."""
    return make_response(render_template(template, **values), 201)


def good_news(words: Mapping[str, str]) -> list[str]:
    """What the page before has done: the sentence for the word in the address (`gesagt`), nothing for any other word."""
    said = request.args.get("gesagt", "")
    return [str(words[said])] if said in words else []


def see_other(address: str) -> Response:
    """303: the act is done, here is where it goes on."""
    return make_response(redirect(address, 303))


def show_form(template: str, form: BaseForm, **values: Any) -> Response:
    """The page with the form; 422 when something has to be answered differently."""
    status = 422 if form.has_errors else 200
    response = make_response(render_template(template, form=form, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def conflict(template: str, **values: Any) -> Response:
    """409: something else is already stored under the same id. The page shows both."""
    return _page(template, 409, **values)


def not_there(template: str, **values: Any) -> Response:
    """404 with words of its own, where the usual ones would puzzle people."""
    return _page(template, 404, **values)


def expired(template: str, form: BaseForm, **values: Any) -> Response:
    """422 for a form that lay open too long: the same form with a fresh token and all that was typed."""
    response = make_response(render_template(template, form=form, **values), 422)
    response.headers["Cache-Control"] = "no-store"
    return response


def kept_fields() -> list[tuple[str, str]]:
    """What somebody typed into the form that could not be taken, without secrets."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in SECRET_FIELDS]


def init_app(app: Flask) -> None:
    """Turn what the domain says into pages in plain words."""
    app.before_request(_refuse_what_no_key_holds)
    app.register_error_handler(RuleBroken, lambda broken: _page("errors/rule_broken.html", 422, message=str(broken)))
    app.register_error_handler(NotFound, lambda _: _page("errors/not_found.html", 404))
    app.register_error_handler(NotAllowed, lambda _: _page("errors/not_allowed.html", 403))
    app.register_error_handler(TooOften, _too_often)
    app.register_error_handler(RequestEntityTooLarge, lambda _: _page("errors/too_large.html", 413))
    app.register_error_handler(sa.exc.OperationalError, _unavailable)
    app.register_error_handler(sa.exc.InterfaceError, _unavailable)
    app.register_error_handler(sa.exc.TimeoutError, _unavailable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _our_fault)


def _page(template: str, status: int, **values: Any) -> Response:
    db.session.rollback()
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _refuse_what_no_key_holds() -> None:
    """No key, slug or number holds a NUL, and PostgreSQL cannot even be asked for one."""
    if "\0" in request.path:
        raise NotFound


def _too_often(error: TooOften) -> Response:
    response = _page("errors/too_often.html", 429, minutes=max(1, error.seconds // 60))
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _unavailable(error: Exception) -> Response:
    """The database is gone: say so, keep what was typed, and let it be sent again."""
    from flask import current_app

    current_app.logger.error("database not reachable: %s", type(error).__name__)
    response = _failsafe("errors/unavailable.html", 503, kept=kept_fields() if request.method == "POST" else [])
    response.headers["Retry-After"] = "30"
    return response


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, SecurityError):
        return Response("Diese Adresse gehört nicht zu uns.", 400, mimetype="text/plain")
    known = {400: "bad_request", 403: "not_allowed", 404: "not_found", 405: "not_found", 413: "too_large"}
    response = _page(f"errors/{known.get(error.code, 'bad_request')}.html", error.code)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _our_fault(error: Exception) -> Response:
    from flask import current_app

    if current_app.testing and not current_app.config.get("SHOW_OUR_FAULT"):
        raise error
    current_app.logger.exception("our fault in %s", request.endpoint)
    return _failsafe("errors/our_fault.html", 500, kept=kept_fields() if request.method == "POST" else [])


def _failsafe(template: str, status: int, **values: Any) -> Response:
    """A page that needs no database."""
    try:
        db.session.rollback()
    except sa.exc.SQLAlchemyError:
        db.session.remove()
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response
