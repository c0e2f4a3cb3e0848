"""Commands by which an operator sees how the service and its organisations fare."""
