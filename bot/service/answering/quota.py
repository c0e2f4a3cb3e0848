"""How often a stranger is answered: at once as a rule, now and then when he never stops. Pure."""

from datetime import datetime, timedelta
from itertools import islice

BURST = 30
"""Answers a stranger gets one after the other."""

EVERY = timedelta(seconds=10)
"""Between two answers to a stranger who has had so many."""

CROWD = 10_000
"""Strangers remembered at a time; each is forgotten when he has been quiet for five minutes."""


class Quota:
    """Counts answers by account; it only spreads them, so it need not outlast the process."""

    def __init__(self) -> None:
        self._even_at: dict[int, datetime] = {}

    def rest(self, account: int, now: datetime) -> timedelta:
        """Count an answer to somebody, or tell how long he has to wait for one."""
        even_at = max(now, self._even_at.get(account, now))
        if even_at > now + EVERY * BURST:
            even_at = now  # somebody has set the clock back
        wait = even_at - now - EVERY * (BURST - 1)
        if wait > timedelta():
            return wait
        if account not in self._even_at and len(self._even_at) >= CROWD:
            self._forget(now)
        self._even_at[account] = even_at + EVERY
        return timedelta()

    def _forget(self, now: datetime) -> None:
        """Forget the quiet, else the tenth that came first: not everybody who comes pays for it."""
        left = {account: at for account, at in self._even_at.items() if at > now}
        if len(left) >= CROWD:
            left = dict(islice(left.items(), CROWD // 10, None))
        self._even_at = left
