"""Every figure of the agreement: its id (`figure_id`), what it is called and means (`catalogue`), its `values`."""

from data_pipeline.figures.catalogue import CATALOGUE, LEVELS, ROAD_STEPS, SECTOR_FIGURES, SEGMENTS, SHORT, UNIT, Figure
from data_pipeline.figures.figure_id import (
    FEE_TOTAL,
    NO_SECTOR,
    FigureId,
    all_guided,
    figure_ids,
    nearest_figure,
    unknown_figure,
)
from data_pipeline.figures.leaves import leaves
from data_pipeline.figures.slices import INDUSTRIES, WHOLE, Slice, find_slice, slices
from data_pipeline.figures.values import PARTS, Days, all_figures, asking, newest_day, some_figures
