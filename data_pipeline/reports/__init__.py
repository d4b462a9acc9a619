"""What a page may ask: one report a page, small cells hidden here, before a page can see them.

Every report is a frozen value: what it says depends on (warehouse file, agreement, as-of date, choices) alone.
"""

from data_pipeline.reports.annual_reports import AnnualReport, OperatorReport
from data_pipeline.reports.board import ANSWERS, BY_SLICE, AgreementChoice, Board, open_board
from data_pipeline.reports.data import DataReport
from data_pipeline.reports.deadlines import DeadlinesReport
from data_pipeline.reports.fees import Change, FeesReport
from data_pipeline.reports.focus_sectors import Quarter, Sector, SectorsReport, Total
from data_pipeline.reports.jobs import JobsReport
from data_pipeline.reports.overview import OverviewReport
from data_pipeline.reports.pieces import Deadline, Fee, Jobs, Satisfaction, Series, Stamp, Target
from data_pipeline.reports.road import RoadReport
from data_pipeline.reports.satisfaction import LevelShare, MonthShare, SatisfactionReport
from data_pipeline.reports.sector import SectorReport
from data_pipeline.reports.sector_comparison import ComparisonReport
from data_pipeline.reports.slices import SliceReport
from data_pipeline.reports.strategy import Followed, StrategyReport
from data_pipeline.reports.targets import TargetsReport
from data_pipeline.reports.why import WhyReport
