"""Timed work of moderation."""

from app.kernel.jobs import Job
from app.moderation import service

JOBS = [Job(name="Versiegelte Originale löschen", run=service.destroy_due_originals)]
