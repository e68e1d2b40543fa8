"""Every SELECT about community organizing."""
