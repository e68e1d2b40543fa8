"""What a meeting, its minutes and its results must be. Pure: no database, no clock, no web."""
