"""Reading what CRMs export: strictly, so that every row is right or refused with its line, column and reason."""

from data_pipeline.exports.packing import packed, reason, unpacked
from data_pipeline.exports.prefetch import Prefetch
from data_pipeline.exports.previewing import Preview, preview
from data_pipeline.exports.reader import read_bytes
from data_pipeline.exports.reading import PendingRead
from data_pipeline.exports.sheets import Sheet
