"""The JSON Schema of form documents: `python -m deploy.books.form_schema > docs/form.schema.json`."""

import json
import sys

from chassis.forms.documents import json_schema


def text() -> str:
    """The file's content."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
