"""Ortsstimme: the app is a list of capabilities on a common kernel. Read docs/architecture.md first."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.kernel import assets, backup, catalogues, db, headers, http, jobs, outbox, page_store, pages, serving, worker
from config import INSTANCE, ROOT, Settings

CAPABILITIES = (
    "places",
    "accounts",
    "moderation",
    "writing",
    "renditions",
    "questionnaires",
    "mailing",
    "forums",
    "directory",
    "concerns",
    "meetings",
    "surveys",
    "conversations",
    "contacts",
    "door",
    "coding",
    "organizing",
    "notices",
    "needs",
    "desk",
    "pages",
    "demo",
)
"""From the ground up: each may import those before it, never those behind it."""

KERNEL = (http, page_store, headers, pages, assets, jobs, outbox, worker, backup, serving, catalogues)
"""Named once: the capability `pages` takes the place of the kernel's in this module when it is imported."""

LARGEST_BODY = 1024 * 1024


def create_app(settings: Settings) -> Flask:
    """The whole app for these settings."""
    app = http.OneCommit(
        "app",
        template_folder=str(ROOT / "templates"),
        static_folder=None,
        instance_path=str(INSTANCE),
        root_path=str(ROOT),
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        CODE_KEY=settings.code_key,
        IS_PRODUCTION=settings.is_production,
        SETTINGS=settings,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
    )
    db.init_app(app, settings)
    for part in KERNEL:
        part.init_app(app)
    for name in CAPABILITIES:
        _furnish(app, name)
    _trust_proxies(app, settings.trusted_proxies)
    return app


def _furnish(app: Flask, name: str) -> None:
    """Move a capability in: its tables, pages, commands and timed jobs, by the names of its rooms."""
    capability = import_module(f"app.{name}")
    if hasattr(capability, "init_app"):
        capability.init_app(app)
    for room in ("models", "views", "staff_views", "cli", "jobs"):
        if find_spec(f"app.{name}.{room}") is None:
            continue
        module = import_module(f"app.{name}.{room}")
        if blueprint := getattr(module, "bp", None):
            app.register_blueprint(blueprint)
        if commands := getattr(module, "commands", None):
            app.cli.add_command(commands)
        app.extensions["jobs"].extend(getattr(module, "JOBS", ()))


def _trust_proxies(app: Flask, count: int) -> None:
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
