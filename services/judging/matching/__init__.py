"""Who judges what, found exactly: a pure function of demands, judges, conflicts and a seed."""
