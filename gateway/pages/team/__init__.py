"""Pages of teams: entries, files, submission, receipt."""
