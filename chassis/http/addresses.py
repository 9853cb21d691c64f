"""Routes that learn to write their addresses when the first one is asked for."""

from collections.abc import Callable
from functools import cache, partial

from werkzeug.routing import Rule


class LateRule(Rule):
    """werkzeug's Rule. What writes addresses is compiled for the first of them: services write none of theirs."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(partial(super()._compile_builder, append_unknown))

        def build(rule: Rule, **values: str) -> tuple[str, str]:
            return compiled()(rule, **values)

        return build
