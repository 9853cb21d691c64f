"""What people do with entries that are alike: looking at both, and saying what is of it."""
