"""The only dice, and all keyed hashes. Purposes keep the keys apart."""

import hashlib
import hmac
import secrets

from argon2.low_level import Type, hash_secret_raw
from flask import current_app


def fresh_id() -> str:
    """A random id of 128 bits as 32 hex digits, for forms and sessions."""
    return secrets.token_hex(16)


def fresh_secret() -> str:
    """A random secret of 256 bits, safe in cookies."""
    return secrets.token_urlsafe(32)


def keyed(purpose: str, value: str) -> str:
    """HMAC-SHA256 under SECRET_KEY: for signatures that may die with the key."""
    return _hmac(current_app.config["SECRET_KEY"], purpose, value).hex()


def lasting(purpose: str, value: str) -> str:
    """HMAC-SHA256 under CODE_KEY: for hashes that must stay comparable for ever."""
    return _hmac(current_app.config["CODE_KEY"], purpose, value).hex()


def digits(purpose: str, value: str, count: int) -> str:
    """Decimal digits of an HMAC under CODE_KEY. 20 digits carry 66 bits."""
    number = int.from_bytes(_hmac(current_app.config["CODE_KEY"], purpose, value), "big")
    return str(number % 10**count).zfill(count)


def slow(purpose: str, value: str) -> str:
    """A slow keyed hash that can be looked up: Argon2id, 19 MiB, 2 passes (OWASP), salted by CODE_KEY."""
    salt = _hmac(current_app.config["CODE_KEY"], "slow", purpose)[:16]
    raw = hash_secret_raw(value.encode(), salt, time_cost=2, memory_cost=19456, parallelism=1, hash_len=32, type=Type.ID)
    return raw.hex()


def digest(value: str) -> str:
    """Plain SHA-256, for random ids of which only the hash is kept."""
    return hashlib.sha256(value.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare without telling by time how much was right."""
    return hmac.compare_digest(one.encode(), other.encode())


def _hmac(key: str, purpose: str, value: str) -> bytes:
    return hmac.digest(key.encode(), f"{purpose}\0{value}".encode(), "sha256")
