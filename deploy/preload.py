"""The process that the parts are forked from. It loads what they use, once, and they share the memory of it.

multiprocessing's fork server imports this module before it forks anything. It opens nothing and starts no thread.
"""

import gc
import importlib
import signal

from sqlalchemy import make_url
from sqlalchemy.orm import configure_mappers

from deploy.measuring import counted_together
from deploy.parts import PARTS, gateway_settings

RUN_BY_PARTS = ("deploy.part_processes", "deploy.part_worker", "deploy.commands.web", "gateway.app")
"""What is imported for all parts; what counts for metrics must not be imported before `counted_together`."""
ENDS_WITH_ITS_CHILDREN = {signal.SIGTERM}
"""Kept from this process: whoever stops all processes at once must leave it to tell how the parts ended."""


def _load() -> None:
    for name in RUN_BY_PARTS:
        importlib.import_module(name)
    dict(PARTS)
    configure_mappers()
    make_url(gateway_settings().database_url("gateway")).get_dialect().import_dbapi()


signal.pthread_sigmask(signal.SIG_BLOCK, ENDS_WITH_ITS_CHILDREN)
gc.disable()
with counted_together():
    _load()
gc.enable()
gc.collect()
gc.freeze()
