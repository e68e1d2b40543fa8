"""Rules of community organizing."""
