"""Holding a figure against what the order demands of it: in fractions, never in floats. Pure."""

from dataclasses import replace
from fractions import Fraction

from monitor.facts.ratio import Ratio
from monitor.facts.values import Figure, NormReading
from monitor.orders.model import IndicatorSpec, NormSpec
from monitor.orders.shares import exact, recovered


def read_norm(
    spec: IndicatorSpec,
    figure: Ratio,
    before: Ratio | None = None,
    *,
    resting: bool = False,
    own: float | None = None,
) -> NormReading | None:
    """Hold a figure against its indicator's norm; None: the order sets none.

    Shares are compared unrounded. ``before``: the same figure in the week
    before, for growth. ``resting``: there was no working day, so nobody is judged. ``own``: the
    share the unit demands of itself instead. Judged is what is known (``Figure.possible`` is not).
    """
    norm = spec.norm
    if norm is None:
        return None
    past = None if before is None else before.size
    ordered = norm.threshold
    if own is not None:
        norm = norm.model_copy(update={"threshold": own})
    return NormReading(
        text=norm.text,
        threshold=norm.threshold,
        met=None if resting else _met(norm, figure, past),
        point=spec.point,
        at_least=norm.at_least,
        at_most=norm.at_most,
        growth=norm.growth,
        growth_points=norm.growth_points,
        before=_kept(past) if norm.grows else None,
        deadline=norm.deadline,
        ordered=ordered if own is not None else None,
    )


def met_as_ordered(figure: Figure) -> bool | None:
    """Tell whether the order's norm is met, whatever the unit demands of itself beyond it."""
    norm = figure.norm
    if norm is None or norm.ordered is None or norm.met is None:
        return None if norm is None else norm.met
    return bool(figure.reaches(exact(norm.ordered)))


def reread(reading: NormReading, figure: Ratio, *, resting: bool) -> NormReading:
    """Hold a corrected figure against a norm as it was read when the week was closed."""
    past = None if reading.before is None else recovered(reading.before)
    met = None if resting else _met(reading, figure, past)
    return replace(reading, met=met)


def _kept(past: Fraction | None) -> float | None:
    """Give what reports keep of the week before: a whole count, or the share."""
    if past is None:
        return None
    return int(past) if past.denominator == 1 else float(past)


def _met(norm: NormSpec | NormReading, figure: Ratio, past: Fraction | None) -> bool | None:
    if figure.value is None:
        return None
    if norm.at_least is not None:
        return figure.value >= norm.at_least
    if norm.at_most is not None:
        return figure.value <= norm.at_most
    if norm.threshold is not None:
        return figure.reaches(exact(norm.threshold))
    if norm.growth_points is not None and figure.of is None:
        return None
    full = figure.of is not None and figure.value >= figure.of
    return _grown(norm, figure.size, past, full=full)


def _grown(
    norm: NormSpec | NormReading, now: Fraction | None, past: Fraction | None, *, full: bool
) -> bool | None:
    """Who has reached everybody cannot grow any more, and need not."""
    if now is None:
        return None
    if full:
        return True
    if past is None:
        return None
    if norm.growth_points is not None:
        least = past + exact(norm.growth_points) / 100
    else:
        least = past * (1 + exact(norm.growth or 0))
    return now > past and now >= least
