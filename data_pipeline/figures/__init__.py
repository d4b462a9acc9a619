"""Every figure of the agreement: what it is called and means (`catalogue`), and its value (`values`)."""

from data_pipeline.figures.catalogue import (
    CATALOGUE,
    LEVELS,
    MEASURES,
    ROAD_STEPS,
    SECTOR_FIGURES,
    SEGMENTS,
    UNIT,
    Figure,
)
from data_pipeline.figures.leaves import leaves
from data_pipeline.figures.values import PARTS, Days, all_figures, parameters, some_figures

__all__ = [
    "CATALOGUE",
    "LEVELS",
    "MEASURES",
    "PARTS",
    "ROAD_STEPS",
    "SECTOR_FIGURES",
    "SEGMENTS",
    "UNIT",
    "Days",
    "Figure",
    "all_figures",
    "leaves",
    "parameters",
    "some_figures",
]
