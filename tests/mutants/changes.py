"""Small changes to a module's source: each a different program that some test should notice.

What a change cannot alter is left out: docstrings, annotations, imports, ``__all__``, type
aliases, ``slots=True`` and the like, and what is raised.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_QUIET_KEYWORDS = frozenset({"slots", "kw_only", "frozen", "title", "description", "maxsize"})
_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OTHER_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Mod: ast.FloorDiv,
}
_OTHER_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
_CLAUSES = frozenset({"where", "order_by", "group_by", "and_", "or_"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: where in the source, what was there, and what stands there instead."""

    number: int  # of the line
    kind: str
    start: int  # byte offsets in the source
    end: int
    new: str

    def applied(self, source: bytes) -> bytes:
        """Give the changed source."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    def line(self, source: bytes) -> tuple[str, str]:
        """Give the line at which the change begins, as it reads before and after."""
        before, after = (
            text.splitlines()[self.number - 1].decode().strip()
            for text in (source, self.applied(source))
        )
        return before, after

    def told(self, source: bytes) -> str:
        """Describe the change in a line."""
        old = " ".join(source[self.start : self.end].decode().split())
        return f"{self.number}: {self.kind}: {old[:70]}  ==>  {' '.join(self.new.split())[:70]}"


def changes_of(source: bytes) -> list[Change]:
    """List every change this file knows that leaves the source a program."""
    tree = ast.parse(source)
    offsets = _line_offsets(source)
    pieces = [_piece(each, offsets) for each in tree.body]
    found: list[Change] = []
    for node in _living(tree):
        for kind, new in _of_node(node):
            place = node.test if isinstance(node, ast.If) else node
            start = offsets[place.lineno - 1] + place.col_offset
            end = offsets[(place.end_lineno or 0) - 1] + (place.end_col_offset or 0)
            change = Change(number=place.lineno, kind=kind, start=start, end=end, new=new)
            if change not in found and _is_program(_changed_piece(change, source, pieces)):
                found.append(change)
    return found


def _piece(statement: ast.stmt, offsets: list[int]) -> tuple[int, int]:
    """Give where the lines of a module's statement begin and end, with its decorators."""
    decorated = [each.lineno for each in getattr(statement, "decorator_list", ())]
    return offsets[min([statement.lineno, *decorated]) - 1], offsets[statement.end_lineno or 0]


def _changed_piece(change: Change, source: bytes, pieces: list[tuple[int, int]]) -> bytes:
    """Give the statement of a module in which a change is, changed: the others stay as they are."""
    [(start, end)] = [each for each in pieces if each[0] <= change.start < each[1]]
    return source[start : change.start] + change.new.encode() + source[change.end : end]


def _line_offsets(source: bytes) -> list[int]:
    offsets = [0]
    for line in source.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    return offsets


def _is_program(source: bytes) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _living(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Walk over what runs: no docstrings, annotations, imports or quiet keywords."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_still(node, child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            yield from _living(child)


def _is_still(parent: ast.AST, child: ast.AST) -> bool:
    if isinstance(child, ast.Import | ast.ImportFrom | ast.Raise):
        return True
    if isinstance(child, ast.keyword) and child.arg in _QUIET_KEYWORDS:
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True  # a docstring
    if isinstance(parent, ast.Module) and isinstance(child, ast.Assign):
        names = [each.id for each in child.targets if isinstance(each, ast.Name)]
        return names == ["__all__"] or _is_alias(names, child.value)
    return isinstance(parent, ast.JoinedStr | ast.FormattedValue)


def _is_alias(names: list[str], value: ast.expr) -> bool:
    """A type's name: ``Job = Callable[...]``, ``Place = tuple[int, int]``."""
    return (
        len(names) == 1
        and names[0][:1].isupper()
        and not names[0].isupper()
        and isinstance(value, ast.Subscript)
    )


def _of_node(node: ast.expr | ast.stmt) -> Iterator[tuple[str, str]]:
    for kind, change in _KINDS.items():
        if isinstance(node, kind):
            yield from change(node)


def _constant(node: ast.Constant) -> Iterator[tuple[str, str]]:
    value = node.value
    if isinstance(value, bool):
        yield "bool", str(not value)
    elif isinstance(value, int | float):
        yield "const+1", f"({value + 1})"
        yield "const-1", f"({value - 1})"
    elif isinstance(value, str):
        yield "string", repr(f"XX{value}")


def _compare(node: ast.Compare) -> Iterator[tuple[str, str]]:
    if len(node.ops) == 1 and (other := _FLIPPED.get(type(node.ops[0]))):
        flipped = ast.Compare(left=node.left, ops=[other()], comparators=node.comparators)
        yield "compare", f"({ast.unparse(flipped)})"


def _boolean(node: ast.BoolOp) -> Iterator[tuple[str, str]]:
    for index in range(len(node.values)):
        left = node.values[:index] + node.values[index + 1 :]
        kept = left[0] if len(left) == 1 else ast.BoolOp(op=node.op, values=left)
        yield "drop operand", f"({ast.unparse(kept)})"


def _arithmetic(node: ast.BinOp) -> Iterator[tuple[str, str]]:
    if other := _OTHER_SUMS.get(type(node.op)):
        changed = ast.BinOp(left=node.left, op=other(), right=node.right)
        yield "arith", f"({ast.unparse(changed)})"


def _unary(node: ast.UnaryOp) -> Iterator[tuple[str, str]]:
    if isinstance(node.op, ast.Not | ast.USub | ast.Invert):
        yield "remove sign", f"({ast.unparse(node.operand)})"


def _call(node: ast.Call) -> Iterator[tuple[str, str]]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _OTHER_CALLS:
        keywords = [] if name == "sorted" else node.keywords
        changed = ast.Call(func=ast.Name(_OTHER_CALLS[name]), args=node.args, keywords=keywords)
        yield "function", ast.unparse(changed)
    clause = node.func.attr if isinstance(node.func, ast.Attribute) else name
    if clause in _CLAUSES and len(node.args) > 1:
        for index in range(len(node.args)):
            left = node.args[:index] + node.args[index + 1 :]
            changed = ast.Call(func=node.func, args=left, keywords=node.keywords)
            yield f"drop term of {clause}", ast.unparse(changed)


def _comprehension(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
) -> Iterator[tuple[str, str]]:
    for place, each in enumerate(node.generators):
        for index in range(len(each.ifs)):
            kept = ast.comprehension(
                target=each.target,
                iter=each.iter,
                ifs=each.ifs[:index] + each.ifs[index + 1 :],
                is_async=each.is_async,
            )
            generators = [*node.generators[:place], kept, *node.generators[place + 1 :]]
            if isinstance(node, ast.DictComp):
                changed: ast.expr = ast.DictComp(node.key, node.value, generators)
            else:
                changed = type(node)(node.elt, generators)
            yield "drop filter", ast.unparse(changed)


def _members(node: ast.Tuple | ast.List | ast.Set) -> Iterator[tuple[str, str]]:
    if not isinstance(node.ctx if hasattr(node, "ctx") else ast.Load(), ast.Load):
        return
    for index in range(len(node.elts)) if len(node.elts) > 1 else ():
        left = node.elts[:index] + node.elts[index + 1 :]
        changed = ast.Set(left) if isinstance(node, ast.Set) else type(node)(left, ast.Load())
        yield "drop element", ast.unparse(changed)


def _entries(node: ast.Dict) -> Iterator[tuple[str, str]]:
    for index in range(len(node.keys)) if len(node.keys) > 1 else ():
        keys, values = node.keys[:], node.values[:]
        del keys[index], values[index]
        yield "drop entry", ast.unparse(ast.Dict(keys, values))


def _branch(node: ast.If | ast.IfExp) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.If):
        yield "if True", "True"
        yield "if False", "False"
    else:
        yield "if True", f"({ast.unparse(node.body)})"
        yield "if False", f"({ast.unparse(node.orelse)})"


def _statement(node: ast.Expr | ast.AugAssign) -> Iterator[tuple[str, str]]:
    yield "remove statement", "pass"


def _return(node: ast.Return) -> Iterator[tuple[str, str]]:
    plain = node.value is None or (isinstance(node.value, ast.Constant) and not node.value.value)
    if not plain:
        yield "return None", "return None"


def _leave(node: ast.Continue | ast.Break) -> Iterator[tuple[str, str]]:
    yield f"remove {type(node).__name__.lower()}", "pass"


_KINDS: dict[type[ast.AST] | tuple[type[ast.AST], ...], Callable[..., Iterator[tuple[str, str]]]]
_KINDS = {
    ast.Constant: _constant,
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.BinOp: _arithmetic,
    ast.UnaryOp: _unary,
    ast.Call: _call,
    (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp): _comprehension,
    (ast.Tuple, ast.List, ast.Set): _members,
    ast.Dict: _entries,
    (ast.If, ast.IfExp): _branch,
    (ast.Expr, ast.AugAssign): _statement,
    ast.Return: _return,
    (ast.Continue, ast.Break): _leave,
}
