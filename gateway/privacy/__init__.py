"""A person's own information: what is held, taken along as a file, and the end of an account."""
