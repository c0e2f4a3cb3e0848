"""Commands on whole databases: copied, brought back, moved."""
