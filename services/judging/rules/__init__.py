"""By what marks are given in a stage of an edition: its rubric, and the rule of its ranking."""
