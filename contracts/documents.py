"""Forms that are the same for every edition, and that parts other than their owner draw or check."""

from pathlib import Path

CHANGE_EVIDENCE = Path(__file__).parent / "change_evidence.json"
"""The slot of the files that prove why a change is asked for."""
