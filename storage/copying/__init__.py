"""Whole databases: moved to another engine, copied on a schedule, brought back."""
