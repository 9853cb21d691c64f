"""Results own no table: a ranking follows from the rubric and the sheets, and is worked out when asked for."""
