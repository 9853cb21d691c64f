"""A part's database: engine, tables, migrations, locks, audit record, jobs."""
