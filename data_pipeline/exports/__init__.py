"""Reading what CRMs export: strictly, so that every row is right or refused with its line, column and reason."""

from data_pipeline.exports.packing import packed, reason, unpacked
from data_pipeline.exports.reader import Reading, read, read_bytes
from data_pipeline.exports.sheets import Sheet

__all__ = ["Reading", "Sheet", "packed", "read", "read_bytes", "reason", "unpacked"]
