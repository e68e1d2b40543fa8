"""What becomes of a concern: dated sentences in plain words, written by staff, and by meetings, measures and departments."""

from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from app.accounts.models import Department
from app.concerns import rules
from app.concerns.models import Concern, ProgressEntry
from app.concerns.queries import public
from app.concerns.rules import Progress, Review
from app.kernel import clock, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation


def add_entry(
    *,
    concern: Concern,
    step: Progress,
    happened_on: date,
    text: str,
    department_key: str | None = None,
    promised_on: date | None = None,
    link: str = "",
    account: UUID | None = None,
) -> ProgressEntry:
    """Say in public what has become of a concern. Nothing closes without a text.

    `promised_on` is the day by which the department answers. `link` leads to a page of ours or of the web that says more.
    """
    if concern.review is not Review.PUBLISHED:
        raise RuleBroken(_("Nur was alle lesen können, hat einen Verlauf. Veröffentlichen Sie das Anliegen zuerst."))
    rules.check_entry(
        step=step,
        text=text,
        happened_on=happened_on,
        today=clock.today(),
        department=department_key or "",
        promised_on=promised_on,
    )
    if department_key and db.session.get(Department, department_key) is None:
        raise RuleBroken(_("Dieses Amt gibt es hier nicht. Wählen Sie bitte eines aus der Liste."), field="department_key")
    _check_link(link)
    entry = ProgressEntry(
        concern_id=concern.id,
        step=step,
        happened_on=happened_on,
        text=text,
        department_key=department_key or None,
        promised_on=promised_on,
        link=link,
        account_id=account,
    )
    db.session.add(entry)
    db.session.flush()
    concern.progress = rules.progress_after(each.step for each in public.progress_of(concern.id))
    moderation.log(act="concern.progress", subject=concern.subject, note=str(step), account=account)
    page_store.raise_stamp("concerns")
    db.session.flush()
    return entry


def _check_link(link: str) -> None:
    is_ours = link.startswith("/") and not link.startswith(("//", "/\\"))
    parts = urlsplit(link)
    if link and not is_ours and not (parts.scheme in {"http", "https"} and parts.netloc):
        raise RuleBroken(_("Das ist keine Adresse im Netz. Sie beginnt mit https://"), field="link")
