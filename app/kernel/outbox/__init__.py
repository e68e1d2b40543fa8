"""The outbox: a mail is a row, written in the transaction of its cause and sent later by `flask worker`.

If the cause is rolled back there is no mail, and if the mail server is gone nothing is lost (docs/decisions/0013-outbox.md).
"""

from flask import Flask

from app.kernel.jobs import Job
from app.kernel.outbox.keeping import Overview, failed, forget_old_mails, overview, try_again
from app.kernel.outbox.leasing import Leased, lease, mark_refused, mark_sent, put_back
from app.kernel.outbox.table import OutgoingMail
from app.kernel.outbox.writing import put, withdraw

__all__ = (
    "Leased",
    "OutgoingMail",
    "Overview",
    "failed",
    "forget_old_mails",
    "lease",
    "mark_refused",
    "mark_sent",
    "overview",
    "put",
    "put_back",
    "try_again",
    "withdraw",
)


def init_app(app: Flask) -> None:
    app.extensions["jobs"].append(Job(name="Alte E-Mails aus dem Ausgang löschen", run=forget_old_mails))
