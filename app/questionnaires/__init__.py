"""Questionnaires: what is asked, in which languages, under which conditions, and what was asked at which time."""
