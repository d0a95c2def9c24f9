"""Run by Alembic inside the transaction that formkit.store.schema opened."""

from alembic import context

from formkit.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
