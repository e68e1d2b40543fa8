"""What can be asked about meetings. Import the room you need: `from app.meetings.queries import meetings`."""
