"""The running week and past ones: the summary, who is behind, a deputy's and a coordinator's view.

Figures are made in monitor/report.
"""
