"""The demo city: Erfurt with invented people, the same every time."""
