"""What differs between two contents of an entry: answers word by word, files by name, size and fingerprint."""

from chassis.forms.showing import Shown
from chassis.words.sizes import file_size
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.entries import Entry
from gateway.clients.registration.entry_versions import Version
from gateway.editors.differences import Change, marked_lines
from gateway.pages.team.contents import entry_form

Content = Entry | Version
"""What may be compared: what is being written, or what was handed in."""


def compared(before: Content, after: Content, edition: Edition) -> list[Change]:
    """Every field that differs, in the order of the later form; what only the earlier one had comes last."""
    old, new = ({one.key: one for one in entry_form.answered(content, edition)} for content in (before, after))
    found = []
    for key in (*new, *(key for key in old if key not in new)):
        said = [_said(content, shown.get(key)) for content, shown in ((before, old), (after, new))]
        if said[0] != said[1]:
            found.append(Change(key, str((new.get(key) or old[key]).label), marked_lines(*said)))
    return found


def _said(content: Content, shown: Shown | None) -> str:
    if shown is None:
        return ""
    if shown.kind != "file":
        return str(shown.value)
    return "\n".join(
        f"{one.name} · {file_size(one.size)} · {one.sha256[:8]}" for one in entry_form.stored_in(content)[shown.key]
    )
