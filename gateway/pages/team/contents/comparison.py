"""What differs between two contents of an entry: answers word by word, files by name, size and fingerprint."""

from collections.abc import Mapping, Sequence

from chassis.forms.showing import Shown
from chassis.words.sizes import file_size
from gateway.clients.registration.editions import Edition
from gateway.clients.registration.entries import Entry, EntryFile
from gateway.clients.registration.entry_versions import Version
from gateway.clients.screening import ScreenedFile
from gateway.editors.differences import Change, marked_lines
from gateway.pages.team.contents import entry_form

Content = Entry | Version | entry_form.HandedIn
"""What may be compared: what is being written, or what was handed in."""


def compared(before: Content, after: Content, edition: Edition) -> list[Change]:
    """Every field that differs, in the order of the later form; what only the earlier one had comes last."""
    old, new = ({one.key: one for one in entry_form.answered(content, edition)} for content in (before, after))
    found = []
    for key in (*new, *(key for key in old if key not in new)):
        told = [said(shown.get(key), entry_form.stored_in(one)) for one, shown in ((before, old), (after, new))]
        if told[0] != told[1]:
            found.append(Change(key, str((new.get(key) or old[key]).label), marked_lines(*told)))
    return found


def said(shown: Shown | None, held: Mapping[str, Sequence[EntryFile | ScreenedFile]]) -> str:
    """An answer as it is compared: a text, or the names, sizes and fingerprints of the files held in its slot."""
    if shown is None:
        return ""
    if shown.kind != "file":
        return str(shown.value)
    return "\n".join(f"{one.name} · {file_size(one.size)} · {one.sha256[:8]}" for one in held.get(shown.key, ()))
