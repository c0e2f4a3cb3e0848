"""Holding a figure against what the order demands of it. Pure."""

from dataclasses import replace

from monitor.orders.model import IndicatorSpec, NormSpec
from monitor.report import Figure, NormReading, Stood


def read_norm(
    spec: IndicatorSpec,
    value: int | None,
    of: int | None,
    before: Stood | None = None,
    *,
    resting: bool = False,
    own: float | None = None,
) -> NormReading | None:
    """Hold a value (of a base) against its indicator's norm; None: the order sets none.

    Shares are compared unrounded (orders.md, section 2). ``before``: the same figure in the week
    before, for growth. ``resting``: there was no working day, so nobody is judged. ``own``: the
    share the unit demands of itself instead.
    """
    norm = spec.norm
    if norm is None:
        return None
    past = None if before is None else _size(before.value, before.of)
    ordered = norm.threshold
    if own is not None:
        norm = norm.model_copy(update={"threshold": own})
    return NormReading(
        text=norm.text,
        threshold=norm.threshold,
        met=None if resting else _met(norm, value, of, past),
        point=spec.point,
        at_least=norm.at_least,
        at_most=norm.at_most,
        growth=norm.growth,
        before=past if norm.growth is not None else None,
        deadline=norm.deadline,
        ordered=ordered if own is not None else None,
    )


def met_as_ordered(figure: Figure) -> bool | None:
    """Tell whether the order's norm is met, whatever the unit demands of itself beyond it."""
    norm = figure.norm
    if norm is None or norm.ordered is None or norm.met is None:
        return None if norm is None else norm.met
    return figure.share is not None and figure.share >= norm.ordered


def reread(
    reading: NormReading, value: int | None, of: int | None, *, resting: bool
) -> NormReading:
    """Hold a corrected value against a norm as it was read when the week was closed."""
    met = None if resting else _met(reading, value, of, reading.before)
    return replace(reading, met=met)


def _size(value: int | None, of: int | None) -> float | None:
    """The share where there is a base, else the count."""
    if value is None or of == 0:
        return None
    return value if of is None else value / of


def _met(
    norm: NormSpec | NormReading, value: int | None, of: int | None, past: float | None
) -> bool | None:
    if value is None:
        return None
    if norm.at_least is not None:
        return value >= norm.at_least
    if norm.at_most is not None:
        return value <= norm.at_most
    size = _size(value, of)
    if norm.threshold is not None:
        return None if size is None or of is None else size >= norm.threshold
    return _grown(norm.growth or 0, size, past, full=of is not None and value >= of)


def _grown(growth: float, size: float | None, past: float | None, *, full: bool) -> bool | None:
    """Who has reached everybody cannot grow any more, and need not."""
    if size is None:
        return None
    if full:
        return True
    if past is None:
        return None
    return size > past and size >= past * (1 + growth)
