"""Timed work of the mailing."""

from app.kernel.jobs import Job
from app.mailing import service

JOBS = (
    Job(name="Abgelaufene und unbestätigte E-Mail-Adressen löschen", run=service.forget_ended),
    Job(name="Fragen, wer weiter E-Mails möchte", run=service.ask_before_end),
)
