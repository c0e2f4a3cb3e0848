"""Counting people who are not on the roster without keeping who they are.

An account becomes a negative 47-bit number under a key that lives for one week of one unit and
is then destroyed. 47 bits keep a tally row small; among the 121,840 people of the largest region
planned for, two would share one with a probability under 0.01 %.
"""

import hashlib
import secrets
import struct
from collections.abc import Callable

KEY_BYTES = 16
_DIGEST_BYTES = 6
_MASK = (1 << 47) - 1
_ACCOUNT = struct.Struct(">q")


def new_key() -> bytes:
    """Make the key of one unit's week."""
    return secrets.token_bytes(KEY_BYTES)


def pseudonym(key: bytes, account: int) -> int:
    """Name an account for as long as the key lives; always negative."""
    return naming(key)(account)


def naming(key: bytes) -> Callable[[int], int]:
    """Give what names accounts under a key, as ``pseudonym`` does: quicker for many."""
    begun = hashlib.blake2b(key=key, digest_size=_DIGEST_BYTES).copy
    packed, number = _ACCOUNT.pack, int.from_bytes

    def name(account: int) -> int:
        hashed = begun()
        hashed.update(packed(account))
        return -1 - (number(hashed.digest(), "big") & _MASK)

    return name
