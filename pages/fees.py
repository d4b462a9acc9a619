"""What may be settled, and what do the caps cut away (R7, §8, B2)?"""

from data_pipeline.views import fees as fee_findings
from ui import ask, definitions, fee_months, fee_table, frame, heading, messages, press, settlement, takeaway, waterfall
from ui.words import _

frame.inside()
report = ask.fees()
source = _("Source: the shared CRM")
question = _("What may be settled, and what do the caps cut?")
heading.page(_("Fees"), question, fee_findings.title(report), report.stamp, source)
if not report.lines:
    messages.nothing(_("There are no fees to show"), _("Fees stand in the agreement file"))
    press.stop()
if report.is_empty:
    messages.nothing(_("No fees in the period yet"), _("Choose a later date at the foot of the menu"))
fee_table.headline(report)
fee_table.table(report)
with press.box("fee_parts"), press.columns(1, 1) as column:
    with column():
        waterfall.section(report.total)
    with column():
        fee_table.stretches(report)
with press.box("fee_awaiting"):
    fee_table.awaiting(report)
settlement.section(ask.account())
fee_months.section(report)
takeaway.offer("fees", definitions.of(fee_table.shown_figures(report)))
