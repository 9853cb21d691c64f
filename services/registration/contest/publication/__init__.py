"""Publishing editions and changing their dates. Crosses editions and entries: a choice that was made stays."""
