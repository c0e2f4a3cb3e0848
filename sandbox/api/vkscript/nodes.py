"""What a script becomes when it is read: functions that compute with the state of one run."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.api.vkscript import members, values
from sandbox.api.vkscript.limits import MOST_CALLS, Effort, RunError
from sandbox.world.records import Json, Value

Method = Callable[[str, Json], Value]


@dataclass(slots=True)
class State:
    """One run: the API's methods, the script's variables, how much was done."""

    method: Method
    names: Json
    effort: Effort = field(default_factory=Effort)
    calls: int = 0
    forks: list[Value] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a statement says that ends the script."""

    value: Value


Node = Callable[[State], Value]
Link = Callable[[Value, State], Value]
Statement = Callable[[State], Returned | None]


def constant(value: Value) -> Node:
    """A value written in the script."""
    return lambda _: value


def variable(name: str) -> Node:
    """What a name stands for; null before anything is assigned."""
    return lambda state: state.names.get(name)


def chain(first: Node, links: list[Link]) -> Node:
    """A value and what is looked for in it, one after another."""

    def run(state: State) -> Value:
        value = first(state)
        for link in links:
            state.effort.spend()
            value = link(value, state)
        return value

    return run


def member(key: Node) -> Link:
    """.name or [expression]."""
    return lambda value, state: values.get(value, key(state))


def picked(name: str) -> Link:
    """@.name: the member of every item."""

    def run(value: Value, state: State) -> Value:
        found = values.pick(value, name)
        state.effort.spend(len(found))
        return found

    return run


def called(name: str, given: list[Node]) -> Link:
    """.name(arguments): a method of a list or a text."""

    def run(value: Value, state: State) -> Value:
        return members.call(value, name, [each(state) for each in given], state.effort)

    return run


def operators(first: Node, rest: list[tuple[str, Node]]) -> Node:
    """Operators of one rank, from left to right."""

    def run(state: State) -> Value:
        value = first(state)
        for sign, operand in rest:
            state.effort.spend()
            if sign in ("||", "&&"):
                if values.truth(value) == (sign == "&&"):
                    value = operand(state)
            elif sign == "+":
                value = values.plus(value, operand(state), state.effort)
            elif sign in values.COMPARISONS:
                value = values.COMPARISONS[sign](value, operand(state))
            else:
                value = values.ARITHMETIC[sign](value, operand(state))
        return value

    return run


def negation(operand: Node) -> Node:
    """!value."""
    return lambda state: not values.truth(operand(state))


def minus(operand: Node) -> Node:
    """-value."""
    return lambda state: values.tidy(-values.as_number(operand(state)))


def either(condition: Node, yes: Node, no: Node) -> Node:
    """Condition ? yes : no."""
    return lambda state: (yes if values.truth(condition(state)) else no)(state)


def array(items: list[Node]) -> Node:
    """[items]."""

    def run(state: State) -> Value:
        state.effort.spend(1 + len(items))
        return [item(state) for item in items]

    return run


def record(items: list[tuple[str, Node]]) -> Node:
    """{key: value}."""

    def run(state: State) -> Value:
        state.effort.spend(1 + len(items))
        return {key: item(state) for key, item in items}

    return run


def parsed(name: str, operand: Node) -> Node:
    """parseInt(value) or parseDouble(value)."""
    parse = {"parseInt": values.parse_int, "parseDouble": values.parse_double}[name]
    return lambda state: parse(operand(state), state.effort)


def forked(operand: Node) -> Node:
    """fork(call): a number to wait for; here the call is carried out at once."""

    def run(state: State) -> Value:
        state.effort.spend()
        state.forks.append(operand(state))
        return len(state.forks)

    return run


def waited(operand: Node) -> Node:
    """wait(number): what the forked call answered."""

    def run(state: State) -> Value:
        number = operand(state)
        if not values.is_number(number) or number not in range(1, len(state.forks) + 1):
            raise RunError("wait expects what fork gave")
        return state.effort.copy(state.forks[int(number) - 1])

    return run


def api_call(name: str, params: Node | None) -> Node:
    """API.section.method(params)."""

    def run(state: State) -> Value:
        given = {} if params is None else params(state)
        if given is None or given == []:  # PHP behind VK does not tell [] from {}
            given = {}
        if not isinstance(given, dict):
            raise RunError(f"object expected in {name}, {values.kind(given)} found")
        state.calls += 1
        if state.calls > MOST_CALLS:
            raise RunError("too many api calls")
        answer = state.method(name, state.effort.copy(given))
        return state.effort.copy(answer)

    return run


def assign(name: str, value: Node) -> Statement:
    """Name = value."""

    def run(state: State) -> None:
        state.effort.spend()
        state.names[name] = value(state)

    return run


def assign_inside(place: Node, key: Node, value: Node) -> Statement:
    """place.key = value, or place[key] = value."""

    def run(state: State) -> None:
        state.effort.spend()
        values.put(place(state), key(state), value(state), state.effort)

    return run


def delete(place: Node, key: Node) -> Statement:
    """Take a member out of an object or a list."""

    def run(state: State) -> None:
        values.remove(place(state), key(state))

    return run


def evaluate(value: Node) -> Statement:
    """Compute for the sake of the call."""

    def run(state: State) -> None:
        value(state)

    return run


def finish(value: Node | None) -> Statement:
    """End the script with what it answers."""
    return lambda state: Returned(None if value is None else value(state))


def block(statements: list[Statement]) -> Statement:
    """Run statements until one ends the script."""

    def run(state: State) -> Returned | None:
        for statement in statements:
            state.effort.spend()
            if (returned := statement(state)) is not None:
                return returned
        return None

    return run


def branch(condition: Node, yes: Statement, no: Statement) -> Statement:
    """If (condition) yes else no."""
    return lambda state: (yes if values.truth(condition(state)) else no)(state)


def loop(condition: Node, body: Statement) -> Statement:
    """While (condition) body."""

    def run(state: State) -> Returned | None:
        while values.truth(condition(state)):
            state.effort.spend()
            if (returned := body(state)) is not None:
                return returned
        return None

    return run
