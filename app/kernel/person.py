"""Who acts, as far as counting needs it: a random token in a cookie that only a POST may set.

Nothing but keyed hashes is stored, one per counted set, so that acts in different sets cannot be joined. An act without the
cookie carries a hash of its network and day as well: such acts count once (see docs/decisions on counting people).
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import Response, current_app, request

from app.kernel import codes, network

LIFETIME = timedelta(days=365)
COUNTER = "schalter"


@dataclass(frozen=True, kw_only=True)
class Person:
    """The one who acts in this request. `network` is set only when no cookie came with the act."""

    token: str
    network: str | None
    at_counter: bool

    def hashed(self, counted_set: str) -> str:
        """This person's hash in one counted set; different sets have unrelated hashes."""
        return codes.lasting(f"person:{counted_set}", self.token)

    def network_hashed(self, counted_set: str) -> str | None:
        return codes.lasting(f"network:{counted_set}", self.network) if self.network else None


def acting() -> Person:
    """The person of this request. Without a cookie a new one is made; call it before the request writes."""
    cookie = request.cookies.get(cookie_name(), "")
    if _is_counter(cookie):
        return Person(token=codes.fresh_secret(), network=None, at_counter=True)
    if token := _own_token(cookie):
        return Person(token=token, network=None, at_counter=False)
    return Person(token=codes.fresh_secret(), network=network.token(), at_counter=False)


def remember(response: Response, person: Person) -> Response:
    """Give the cookie to the device, unless the device is shared."""
    if not person.at_counter:
        _set_cookie(response, f"{person.token}.{codes.lasting('person-cookie', person.token)}")
    return response


def share_device(response: Response) -> Response:
    """Put this device into counter mode: each act on it is a person of its own."""
    _set_cookie(response, f"{COUNTER}.{codes.keyed('counter', COUNTER)}")
    return response


def forget_device(response: Response) -> Response:
    """Take the cookie away from this device."""
    response.delete_cookie(cookie_name(), secure=current_app.config["IS_PRODUCTION"], httponly=True, samesite="Lax")
    return response


def is_shared_device() -> bool:
    return _is_counter(request.cookies.get(cookie_name(), ""))


def cookie_name() -> str:
    return "__Host-person" if current_app.config["IS_PRODUCTION"] else "person"


def _own_token(cookie: str) -> str | None:
    """The token in a cookie that this installation made; a made-up one is as good as none."""
    token, _, signature = cookie.partition(".")
    return token if codes.same(signature, codes.lasting("person-cookie", token)) else None


def _is_counter(cookie: str) -> bool:
    mark, _, signature = cookie.partition(".")
    return mark == COUNTER and codes.same(signature, codes.keyed("counter", COUNTER))


def _set_cookie(response: Response, value: str) -> None:
    response.set_cookie(
        cookie_name(),
        value,
        max_age=LIFETIME,
        secure=current_app.config["IS_PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
