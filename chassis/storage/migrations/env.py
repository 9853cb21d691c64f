"""The alembic environment of every part: runs on the connection that `chassis.storage.migrate` opened and locked."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
