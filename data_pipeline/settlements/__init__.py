"""Settling fees: what the specialised operator owes the local one, for one stretch after the other (R7, §8, B2)."""

from data_pipeline.settlements.accounts import Account, Next, Period, account
from data_pipeline.settlements.records import of
from data_pipeline.settlements.settling import preview, settle
from data_pipeline.settlements.values import Line, Settlement, Sums, Why
