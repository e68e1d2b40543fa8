"""Timed work of campaigns."""

from app.kernel.jobs import Job
from app.surveys.service import doors

JOBS = [Job(name="Türen beendeter Befragungen vergessen", run=doors.forget_leftovers)]
