"""What people answer, and the way through it. Who shows a questionnaire as a plain form draws its questions from here."""

from app.conversations.forms.questions import PREFIX, Asked, asked

__all__ = ("PREFIX", "Asked", "asked")
