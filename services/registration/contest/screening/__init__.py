"""The screening of entries: where it stands, and the rules about it. `screening_desk` is what is done with it."""
