"""Norms an organisation sets for itself: higher than the order's, where the order allows. Pure."""

from collections.abc import Mapping

from monitor.orders.model import IndicatorSpec, Order
from monitor.orders.shares import exact

NORM = "norm."
"""What the name of a unit's own norm begins with; the indicator's id follows, a share is set."""


def adjustable(order: Order, kind: str) -> tuple[IndicatorSpec, ...]:
    """List the indicators whose norm an organisation of a kind may raise for itself."""
    return tuple(spec for spec in order.indicator if spec.adjustable and spec.concerns(kind))


def own_norm(spec: IndicatorSpec, settings: Mapping[str, str]) -> float | None:
    """Give the share a unit demands of itself; None: the order's norm applies.

    What was set under an earlier order and is no higher than what this one demands is void.
    """
    ordered = None if spec.norm is None else spec.norm.threshold
    written = settings.get(f"{NORM}{spec.id}")
    if not spec.adjustable or ordered is None or written is None:
        return None
    own = float(written)
    return own if exact(ordered) < exact(own) <= 1 else None
