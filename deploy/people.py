"""Copies who signs in with Canaille, their groups and passwords, and nothing else of it: people.py FROM TO.

Canaille's own `dump` and `restore` would hash each password's hash once more. Its keys, its tokens and what it knows of
Væksttavlen stay where they are.
"""

import sqlite3
import sys

TABLES = ("user", "group", "membership_association_table", "webauthn_credential")

source, target = sys.argv[1:]
database = sqlite3.connect(target, isolation_level=None)
database.execute("attach ? as source", (source,))
database.execute("begin")
for table in TABLES:
    database.execute(f'create table if not exists main."{table}" as select * from source."{table}" where false')
    database.execute(f'delete from main."{table}"')
    database.execute(f'insert into main."{table}" select * from source."{table}"')
database.execute("commit")
