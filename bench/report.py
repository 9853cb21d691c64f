"""How a figure is printed: what was measured, what the limit or aim is, and the ratio."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table


class Report:
    """Collects figures and prints them as one table."""

    def __init__(self, title: str) -> None:
        self._table = Table("what", "measured", "against", "ratio", "aim", title=title)

    def rate(self, what: str, measured: float, raw: float, aim: float) -> None:
        """A rate beside the raw limit of the same run; the aim is a ratio."""
        self._table.add_row(what, f"{measured:,.0f}/s", f"raw {raw:,.0f}/s", f"{measured / raw:.2f}", f">= {aim}")

    def latency(self, what: str, seconds: Sequence[float], aim: str, raw: Sequence[float] = ()) -> None:
        """p50 and p99 in milliseconds, beside those of the raw way where there is one."""
        against = f"raw {_spread(raw)}" if raw else ""
        ratio = f"{quantile(seconds, 0.5) / quantile(raw, 0.5):.2f}" if raw else ""
        self._table.add_row(what, _spread(seconds), against, ratio, aim)

    def figure(self, what: str, measured: str, aim: str, against: str = "", ratio: str = "") -> None:
        """Anything else."""
        self._table.add_row(what, measured, against, ratio, aim)

    def show(self) -> None:
        """Print."""
        Console(width=130).print(self._table)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _spread(values: Sequence[float]) -> str:
    return f"p50 {quantile(values, 0.5) * 1e3:.2f} ms, p99 {quantile(values, 0.99) * 1e3:.2f} ms"
