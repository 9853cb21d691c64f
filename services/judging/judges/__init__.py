"""Who may judge, and where."""
