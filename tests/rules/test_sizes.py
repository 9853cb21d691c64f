"""Files and functions stay short, the long ones as well as the usual ones."""

import ast
import statistics
from collections import Counter
from itertools import pairwise
from pathlib import Path

from tests.rules.tree import CHECKED, PRODUCT, functions, name_of, python_files, text


def lines_of(path: Path) -> int:
    return text(path).count("\n")


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the signature and the body, without the docstring."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return total - (((first.end_lineno or 0) - first.lineno + 1) if told else 0)


def percentile(values: list[int], share: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def test_no_file_is_longer_than_250_lines() -> None:
    assert [f"{name_of(path)}: {lines_of(path)}" for path in python_files(*CHECKED) if lines_of(path) > 250] == []


def test_files_are_usually_short() -> None:
    sizes = [lines_of(path) for path in python_files(*PRODUCT) if lines_of(path) > 1]
    assert statistics.median(sizes) <= 70
    assert percentile(sizes, 95) <= 180


def test_no_function_is_longer_than_40_lines() -> None:
    assert [
        f"{name_of(path)}:{function.lineno} {function.name}: {length(function)}"
        for path in python_files(*CHECKED)
        for function in functions(path)
        if length(function) > 40
    ] == []


def test_functions_are_usually_short() -> None:
    sizes = [length(function) for path in python_files(*PRODUCT) for function in functions(path)]
    assert statistics.median(sizes) <= 7
    assert percentile(sizes, 95) <= 25


def test_percentile_grows_with_the_share() -> None:
    assert all(low <= high for low, high in pairwise(percentile(list(range(100)), share) for share in range(1, 100)))


def test_folders_hold_what_one_glance_takes_in() -> None:
    folders = Counter(path.parent for path in python_files(*PRODUCT) if path.name != "__init__.py")
    assert [f"{name_of(folder)}: {count}" for folder, count in folders.items() if count > 22] == []
