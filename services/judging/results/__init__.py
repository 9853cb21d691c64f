"""Results: the ranking of a stage as two people adopted it, in versions that nothing alters."""
