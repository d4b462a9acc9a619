"""How fast it is, beside DuckDB alone on the same rows: `make bench`."""
