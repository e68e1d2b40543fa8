"""Phases, steps and limits of an activating survey. Pure: no database, no clock, no web."""
