"""What can be done with a concern, one function per act.

Import the room you need: `from app.concerns.service import reporting`.
"""
