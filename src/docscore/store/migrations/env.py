"""Alembic's environment: it runs inside docscore, on the connection that is handed to it."""

from __future__ import annotations

from alembic import context

from docscore.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
