"""A second calculation of every figure, in plain Python, straight from the rule book: clear before fast.

It shares no SQL and no calculation with `data_pipeline`; only the columns of the seven kinds (`exports/kinds.py`).
"""
