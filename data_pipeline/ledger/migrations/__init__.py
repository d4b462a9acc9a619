"""The ledger's shape, version by version (Alembic); run in the process that opens the ledger."""
