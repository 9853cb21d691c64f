"""Content of a document."""

from typing import Any

Content = dict[str, Any]
"""A JSON object."""
