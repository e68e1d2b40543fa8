"""What the domain says when it says no. Only kernel/http.py knows the status codes."""


class RuleBroken(Exception):
    """A rule of the domain says no. `field` names the question at which people should see the message."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class NotFound(Exception):
    """There is no such thing, or not for this reader."""


class NotAllowed(Exception):
    """This person may not do this."""


class TooOften(Exception):
    """Too many attempts from one place. `seconds` says how long to wait."""

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds
