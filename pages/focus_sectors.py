"""How do the agreement's focus sectors do, side by side and one in depth (R13, R19, B4)?"""

from data_pipeline.reports import ComparisonReport, SectorsReport
from data_pipeline.views import focus_sectors, sector_comparison
from ui import ask, choices, comparison, definitions, heading, html, messages, sector, slices, table, takeaway
from ui.words import _, chosen, say

report: SectorsReport = ask.report("focus_sectors")
name, found = ask.sector(), ask.sector_in_depth()
compared: ComparisonReport = found.compared if found else ask.report("sector_comparison")
question = say(focus_sectors.question(report))
title = focus_sectors.title(report, name) if name else sector_comparison.title(compared, report)
heading.page(_("Focus sectors"), question, title, report.stamp, up="focus_sectors" if name else "")
if not name:
    slices.beside("focus_sectors")
if report.is_empty:
    messages.nothing(_("There are no sectors to show"), _("Sectors stand in the agreement file"))
    html.stop()
choices.slice_pills("focus_sectors", _("Focus sector"), sector_comparison.names(compared))
if found:
    sector.in_depth(found, report)
else:
    comparison.show(sector_comparison.sides(compared))
    for numbers in focus_sectors.tables(report, chosen()):
        table.show(numbers, sorts_on="focus_sectors")
takeaway.offer("focus_sectors", definitions.of(focus_sectors.figures(report)))
