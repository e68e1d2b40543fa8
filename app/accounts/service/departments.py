"""The Fachämter and Fachplanungen that answer concerns."""

from app.accounts import queries
from app.accounts.models import Department
from app.kernel import page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.upsert import insert


def add_department(*, key: str, name: str, short: str, what_for: str = "") -> Department:
    """Add a department. Its key never changes: referrals hang on it."""
    if not key:
        raise RuleBroken(_("Schreiben Sie eine Kurzform mit Buchstaben oder Ziffern."), field="short")
    values = {"key": key, "name": name, "short": short, "what_for": what_for}
    added = insert(Department).values(values).on_conflict_do_nothing().returning(Department.key)
    if db.session.execute(added).scalar_one_or_none() is None:
        raise RuleBroken(_("Ein Fachamt mit dieser Kurzform gibt es schon."), field="short")
    return queries.get_department(key)


def rename_department(*, key: str, name: str, short: str, what_for: str) -> Department:
    """Give a department other names; public pages show them at once, also beside what is long done."""
    department = queries.get_department(key)
    department.name, department.short, department.what_for = name, short, what_for
    page_store.raise_stamp("concerns")
    db.session.flush()
    return department
