"""Every figure of the agreement: its id (`figure_id`), what it is called and means (`catalogue`), its `values`."""

from data_pipeline.figures.catalogue import (
    CATALOGUE,
    LEVELS,
    MEASURES,
    ROAD_STEPS,
    SECTOR_FIGURES,
    SEGMENTS,
    SHORT,
    UNIT,
    Figure,
)
from data_pipeline.figures.figure_id import FEE_TOTAL, NO_SECTOR, FigureId, figure_ids, nearest_figure, unknown_figure
from data_pipeline.figures.leaves import leaves
from data_pipeline.figures.slices import INDUSTRIES, WHOLE, Slice, find_slice, slices
from data_pipeline.figures.values import PARTS, Days, all_figures, asking, parameters, some_figures

__all__ = [
    "CATALOGUE",
    "FEE_TOTAL",
    "INDUSTRIES",
    "LEVELS",
    "MEASURES",
    "NO_SECTOR",
    "PARTS",
    "ROAD_STEPS",
    "SECTOR_FIGURES",
    "SEGMENTS",
    "SHORT",
    "UNIT",
    "WHOLE",
    "Days",
    "Figure",
    "FigureId",
    "Slice",
    "all_figures",
    "asking",
    "figure_ids",
    "find_slice",
    "leaves",
    "nearest_figure",
    "parameters",
    "slices",
    "some_figures",
    "unknown_figure",
]
