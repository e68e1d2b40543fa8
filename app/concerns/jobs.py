"""Timed work of concerns."""

from app.concerns.service import indexing
from app.kernel.jobs import Job

JOBS = [Job(name="Gelöschte Wörter aus dem Suchverzeichnis tilgen", run=indexing.leave_no_traces)]
