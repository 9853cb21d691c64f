"""The content of files: stored once each, checked as it comes, sent in parts, swept when nothing refers to it."""
