"""Passages, themes, agreement and counts (methods A.5). Pure: no database, no clock, no web."""
