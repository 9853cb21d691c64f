"""Schema changes of the tables every part carries, and the one alembic environment of all parts."""
