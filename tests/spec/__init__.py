"""The rule book: one file per rule, drawn rows in, drawn figures out. `docs/rules.md` is made from it (`book.py`)."""
