"""The half-year meeting: figures frozen as results that stand on their own, and what is said about them (§6, B3)."""

from data_pipeline.meetings.audience import (
    find_for,
    for_audience,
    headlines,
    heads_for,
    release,
    released,
    released_names,
)
from data_pipeline.meetings.freezing import freeze
from data_pipeline.meetings.records import all_heads, find
from data_pipeline.meetings.values import OTHERS, PARTIES, Audience, FeeLine, Head, Meeting
