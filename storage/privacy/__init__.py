"""What is kept of one account, erasing it, and forgetting what is too old.

Which column can hold somebody stands in ``personal_columns``.
"""
