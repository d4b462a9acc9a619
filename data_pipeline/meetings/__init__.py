"""The half-year meeting: figures frozen as results that stand on their own, and what is said about them (§6, B3)."""

from data_pipeline.meetings.freezing import freeze
from data_pipeline.meetings.kept import all_heads, find
from data_pipeline.meetings.values import FeeLine, Head, Meeting

__all__ = ["FeeLine", "Head", "Meeting", "all_heads", "find", "freeze"]
