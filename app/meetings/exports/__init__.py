"""Meetings as files: calendars, feeds, minutes on paper, data for other programs. Import the file you need."""
