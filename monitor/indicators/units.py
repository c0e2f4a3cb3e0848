"""Indicators of municipalities and regions, counted over the organisations below."""

from monitor.indicators.indicator import Indicator

OF_UNITS = (
    Indicator(
        name="units_meeting",
        noun="organisations that meet the norms",
        count=None,
        has_base=True,
        over_units="meeting",
    ),
    Indicator(
        name="units_reporting",
        noun="organisations with data",
        count=None,
        has_base=True,
        over_units="reporting",
        friday="units",
    ),
)
