"""What collections of files are called, and who may read their files before they are public."""

from contracts.scopes import EVERYWHERE, Scope

WINNERS = "winners"
"""The kind of collection in which the winners of an edition have their pictures."""


def collection_of(kind: str, name: object) -> str:
    """What the collection of an article or of a contest is called: no slug of an edition, for it has a slash."""
    return f"{kind}/{name}"


def scope_of(collection: str) -> Scope:
    """What whoever reads the drafts oversees that name files of a collection."""
    kind, slash, name = collection.partition("/")
    if not slash:
        return Scope.edition(kind)
    return Scope.edition(name) if kind == WINNERS else EVERYWHERE
