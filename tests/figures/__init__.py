"""The figures of SQL against hand-worked numbers and against the second calculation in `tests/oracle`."""
