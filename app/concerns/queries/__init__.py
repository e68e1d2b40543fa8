"""What can be asked about concerns.

Import the room you need: `from app.concerns.queries import public`.
"""
