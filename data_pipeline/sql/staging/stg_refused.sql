-- One row per fault of a refused row, in every load of the snapshot.
--
-- keyed by load
--
-- promises:
--   known kind
--   known line
--   known reason
--
-- columns:
--   load           the load
--   kind           our name for the kind of export
--   source         position of the file in its load, from 0
--   line           line in the file on which the row starts
--   heading        the column at fault
--   reason         the sentence's message id
--   reason_values  what fills its gaps, as JSON; never a value of the row
--   row_id         the CRM's id of the row where it could be read

select
    landing_refused.load,
    landing_refused.kind,
    landing_refused.source,
    landing_refused.line,
    landing_refused.heading,
    landing_refused.reason,
    landing_refused.reason_values,
    landing_refused.row_id
from landing_refused
where landing_refused.load is not null
order by load, source, line
