"""The tables of sandbox/README.md that are made from the sandbox's own code."""

import inspect
import re

from sandbox.api.catalogue import METHODS
from sandbox.api.community import EVENTS, OLD_NAMES
from sandbox.faults import _ACCEPTS, MEANT
from sandbox.http.control import ROUTES
from sandbox.tool.arguments import parser
from sandbox.tool.client import Clock, Faults, Vk

EVENTS_TOLD = frozenset((*EVENTS, *OLD_NAMES))
FIELDS = re.compile(r"order\.only\(([^)]*)\)")


def first(act):
    """What the docstring says first."""
    return inspect.getdoc(act).split("\n\n", 1)[0].replace("\n", " ")


def cells(*texts):
    written = (text.replace("|", "&#124;").replace("<", "&lt;") for text in texts)
    return f"| {' | '.join(written)} |"


def methods():
    """Every method with the parameters it declares."""
    yield from ("| method | parameters | what it does here |", "|---|---|---|")
    for name, method in sorted(METHODS.items()):
        takes = sorted(method.takes - EVENTS_TOLD)
        if method.takes & EVENTS_TOLD:
            takes.append("a type of events each")
        yield cells(f"`{name}`", ", ".join(takes), first(method.act))
    yield cells("`execute`", "code", "Run VKScript, 25 calls at most.")


def orders():
    """Every order of /sandbox/… with the fields of its body."""
    yield from ("| order | fields | what it does |", "|---|---|---|")
    for verb, path, act in ROUTES:
        place = path.replace(":[0-9]{1,18}", "")
        yield cells(f"`{verb} {place}`", ", ".join(fields(act)), first(act))


def fields(act):
    """What an order lets stand in its body; several may be named together before."""
    for listed in FIELDS.findall(inspect.getsource(act)):
        for name, together in re.findall(r'"(\w+)"|\*(\w+)', listed):
            yield from act.__globals__[together] if together else (name,)


def faults():
    """Every field of a fault."""
    yield from ("| field of a fault | what it must be | on what |", "|---|---|---|")
    for name, (_, wanted) in _ACCEPTS.items():
        yield cells(f"`{name}`", wanted, ", ".join(MEANT.get(name, ("anything",))))


def options():
    """Every option of the command."""
    yield from ("| option | what it does |", "|---|---|")
    for action in parser()._actions[1:]:
        wanted = f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else ""
        yield cells(f"`{action.option_strings[-1]}{wanted}`", action.help)


def fixture():
    """What the fixture can do."""
    yield from ("| `vk` | what it does |", "|---|---|")
    for kind, prefix in ((Vk, "vk"), (Clock, "vk.clock"), (Faults, "vk.faults")):
        for name, member in vars(kind).items():
            if not name.startswith("_"):
                yield cells(f"`{prefix}.{name}{signature(member)}`", first(member))


def signature(member):
    """How it is called; a property is not."""
    if isinstance(member, property):
        return ""
    known = inspect.signature(member).parameters.values()
    return f"({', '.join(written(each) for each in known if each.name != 'self')})"


def written(parameter):
    if parameter.kind is parameter.VAR_KEYWORD:
        return "…"
    star = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
    if parameter.default is parameter.empty:
        return f"{star}{parameter.name}"
    return f"{parameter.name}={parameter.default!r}"


TABLES = (options, fixture, methods, orders, faults)
