"""What a shipped order demands, read from its file."""

from monitor.order_files.loading import load_order


def norms(name):
    """What an order demands: indicator → rule, number, deadline."""
    found = {}
    for spec in load_order(name).indicator:
        if spec.norm is not None:
            said = spec.norm.model_dump(exclude_none=True, exclude={"text"})
            deadline = said.pop("deadline", None)
            [(rule, number)] = said.items()
            found[spec.id] = (rule, number, deadline)
    return found


def spec_of(name, indicator):
    return next(spec for spec in load_order(name).indicator if spec.id == indicator)
