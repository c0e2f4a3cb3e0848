"""Documents that organisations fill in: ``python -m tests.samples`` writes docs/ru/obrazcy."""
