"""In-app messages of each person and how many of them are unread."""
