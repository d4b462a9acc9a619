"""What may be settled, and what do the caps cut away (R7, §8, B2)?"""

from data_pipeline.reports import FeesReport
from data_pipeline.views import fees
from ui import (
    ask,
    attention,
    chart,
    definitions,
    heading,
    headlines,
    html,
    messages,
    rows,
    settlement,
    slices,
    table,
    takeaway,
)
from ui.words import _, chosen, listed

report: FeesReport = ask.report("fees")
question = _("What may be settled, and what do the caps cut?")
heading.page(_("Fees"), question, fees.title(report), report.stamp, _("Source: the shared CRM"))
slices.beside("fees")
if not report.lines:
    messages.nothing(_("There are no fees to show"), _("Fees stand in the agreement file"))
    html.stop()
if report.is_empty:
    messages.nothing(_("No fees in the period yet"), _("Choose a later date at the foot of the menu"))
headlines.show(fees.headlines(report))
table.show(fees.agreed(report, chosen()))
chart.beside(fees.from_hours_to_payable(report.total), fees.by_period(report, chosen()), 1, 1)
attention.show("pending", fees.awaiting(report.total), listed(fees.awaiting_by_fee(report)))
rows.show("awaiting", fees.awaiting_rows(report, chosen()))
settlement.section(ask.account())
chart.beside(fees.course(report), fees.by_month(report, chosen()), 3, 2)
takeaway.offer("fees", definitions.of(fees.figures(report)))
