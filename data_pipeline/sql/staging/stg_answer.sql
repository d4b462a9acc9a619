-- One row per questionnaire sent to a client: its newest version, unless a later complete export lacks it.
--
-- keyed by answer_id
--
-- promises:
--   unique answer_id
--   known answer_id
--   known client_id
--   known sent_date
--
-- columns:
--   answer_id      the CRM's Svar-ID
--   client_id      the CRM's Kunde-ID
--   level          local, focused or specialised
--   sent_date      day the question was sent
--   answered_date  day of the answer
--   score          1 to 5, 0 for don't know, null when blank
--   changed_at     when the CRM changed the row, null when not said
--   load           the load by which it counts
--   source         position of the file in its load, from 0
--   line           line in the file on which the row starts
--   landed_load    the load that stored this version
--   row_ordinal    its place among all rows of its kind in that load, from 0

select
    landing_answer.answer_id,
    landing_answer.client_id,
    landing_answer.level,
    landing_answer.sent_date,
    landing_answer.answered_date,
    landing_answer.score,
    landing_answer.changed_at,
    landing_newest.load,
    landing_newest.source,
    landing_newest.line,
    landing_answer.landed_load,
    landing_answer.row_ordinal
from landing_answer
inner join landing_newest
    on
        landing_newest.kind = 'answer'
        and landing_answer.landed_load = landing_newest.landed_load
        and landing_answer.row_ordinal = landing_newest.row_ordinal
