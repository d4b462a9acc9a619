"""Were the two working days kept: first contact and registration (R10, R11)?"""

from ui import ask, deadline_findings, deadline_rows, definitions, frame, heading
from ui.words import _

frame.inside()
report = ask.deadlines()
heading.page(_("Deadlines"), _("Are the agreed working days kept?"), deadline_findings.title(report), report.stamp)
deadline_rows.rows(report)
deadline_rows.course(report)
definitions.of(deadline_rows.shown_figures(report))
