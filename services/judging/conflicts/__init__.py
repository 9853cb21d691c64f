"""Who may not judge what, and why."""
