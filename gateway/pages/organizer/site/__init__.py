"""Where organizers write what the public reads: list, editor, publication, history."""
