"""What can be done with meetings. Import the room you need: `from app.meetings.service import planning`."""
