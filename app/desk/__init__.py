"""The desk of the staff: what waits, oldest first."""
