"""Publishing the form of an edition, and beginning it anew. Crosses forms, entries and drafts of editions."""
