"""Timed work of campaigns."""

from app.kernel.jobs import Job
from app.surveys.service import codes, doors

JOBS = [
    Job(name="Türen beendeter Befragungen vergessen", run=doors.forget_leftovers),
    Job(name="Codes für Haushalte nach den Gesprächen löschen", run=codes.forget_leftovers),
]
