"""The JSON Schema of form documents, written from the code: `python -m deploy.form_schema > docs/form.schema.json`."""

import json
import sys

from chassis.forms.documents import json_schema


def text() -> str:
    """The file's content."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
