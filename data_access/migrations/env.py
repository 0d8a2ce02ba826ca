"""Alembic's entrance: runs the steps on the connection that upgrading.py hands over."""

from alembic import context

from data_access.schema_of_returns import versions

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=versions.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
