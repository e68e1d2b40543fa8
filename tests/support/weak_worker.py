"""The weak twin of the worker: it takes mails out of the outbox first and sends them afterwards."""

import smtplib
from email.utils import parseaddr
from threading import Event

from app.kernel import mail, outbox
from wsgi import app


def main() -> None:
    office = app.config["SETTINGS"]
    with app.app_context():
        while True:
            batch = outbox.lease(worker="weak", most=20)
            for leased in batch:
                outbox.mark_sent(leased.id)
            for leased in batch:
                with smtplib.SMTP("127.0.0.1", int(office.mail_url.rpartition(":")[2])) as line:
                    message = mail.composed(leased.mail)
                    line.sendmail(parseaddr(leased.mail.sender)[1], [leased.mail.recipient], message.as_bytes())
            Event().wait(0 if batch else 0.2)


if __name__ == "__main__":
    main()
