"""Passwords are kept as Argon2id hashes: 19 MiB, 2 passes (OWASP), about 45 ms each."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODYS = f"$argon2id$v=19$m=19456,t=2,p=1${'A' * 22}${'A' * 43}"
"""A hash that no password has: an unknown address costs the same time as a known one."""


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password. Always exactly one slow hash, also for nobody (None)."""
    try:
        return _HASHER.verify(password_hash or _NOBODYS, password)
    except VerificationError:
        return False
    except InvalidHashError:
        return matches(None, password)


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(password_hash)
