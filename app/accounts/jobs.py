"""Timed work on logins."""

from app.accounts import service
from app.kernel.jobs import Job

JOBS = (Job(name="Abgelaufene Anmeldungen löschen", run=service.forget_ended_sessions),)
