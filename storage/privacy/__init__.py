"""What is kept of one account, erasing it, and forgetting what is too old.

Which column can hold somebody its table says; ``personal_columns`` lists them.
"""
