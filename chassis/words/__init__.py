"""Text as people read, type and search it: times, languages, order, folding."""
