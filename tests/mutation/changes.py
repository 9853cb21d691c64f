"""The small changes that a file can suffer: a comparison turned, a call taken out, a number one more."""

import ast
import difflib
import random
from collections.abc import Iterator
from dataclasses import dataclass

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
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
"""What a comparison becomes."""
SIGNS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
"""What a sum becomes."""
SETTLED = {"frozen", "strict", "slots", "kw_only"}
"""Arguments that guard against mistakes of the code alone."""
TALK = {"log", "logger", "logging", "warnings"}
"""Whose calls nothing depends on."""


@dataclass(frozen=True)
class Change:
    """One place of a file, written otherwise. Lines count from 1, columns in bytes from 0, as in `ast`."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str

    def apply(self, source: str) -> str:
        """The file with the change."""
        lines = source.encode().splitlines(keepends=True)
        start = sum(map(len, lines[: self.line - 1])) + self.column
        end = sum(map(len, lines[: self.end_line - 1])) + self.end_column
        whole = b"".join(lines)
        return (whole[:start] + self.text.encode() + whole[end:]).decode()

    def diff(self, source: str, name: str) -> str:
        """The change as people read it."""
        before, after = source.splitlines(), self.apply(source).splitlines()
        return "\n".join(difflib.unified_diff(before, after, name, name, n=1, lineterm=""))


def choose(source: str, most: int, seed: str) -> list[Change]:
    """At most so many of the changes the file can suffer: the same ones for the same seed, in the order of the file."""
    found = sorted(set(possible(source)), key=lambda change: (change.line, change.column, change.text))
    return found if len(found) <= most else sorted(random.Random(seed).sample(found, most), key=found.index)


def possible(source: str) -> Iterator[Change]:
    """Every change the file can suffer, as long as it remains Python."""
    tree = ast.parse(source)
    for node in _meant(tree):
        for other in _others(node):
            change = _replacing(node, other if isinstance(other, str) else ast.unparse(other))
            try:
                ast.parse(change.apply(source))
            except SyntaxError:
                continue
            yield change


def _replacing(node: ast.AST, text: str) -> Change:
    place: ast.expr | ast.stmt = node  # type: ignore[assignment]  # only expressions and statements are changed
    return Change(
        place.lineno, place.col_offset, place.end_lineno or place.lineno, place.end_col_offset or place.col_offset, text
    )


def _meant(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that do something: no annotations, no docstrings, nothing for type checkers or logs."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "type_params", "type_comment"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _idle(child):
                yield child
                yield from _meant(child)


def _idle(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.JoinedStr():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if name in TALK:
            return True
        case ast.keyword(arg=name) if name in SETTLED:
            return True
        case ast.Expr(value=call):
            return _idle(call)
    return False


def _others(node: ast.AST) -> Iterator[ast.AST | str]:
    """What could stand there instead."""
    yield from _negated(node)
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS:
            yield f"({ast.unparse(ast.BinOp(left, SIGNS[type(op)](), right))})"
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            yield ast.Constant(number + 1)
        case ast.Call(func=ast.Name(id="min" | "max" as name), args=arguments, keywords=keywords):
            yield ast.Call(ast.Name("max" if name == "min" else "min"), arguments, keywords)
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.AugAssign() | ast.Assign(targets=[ast.Attribute()]):
            yield "pass"


def _negated(node: ast.AST) -> Iterator[ast.AST | str]:
    """What is true where this is false, or nearly."""
    match node:
        case ast.Compare():
            yield from _turned(node)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.Constant(value=bool() as truth):
            yield ast.Constant(not truth)


def _turned(node: ast.Compare) -> Iterator[ast.AST]:
    for place, op in enumerate(node.ops):
        ops = [*node.ops[:place], TURNED[type(op)](), *node.ops[place + 1 :]]
        yield ast.Compare(node.left, ops, node.comparators)
