-- One row: how many guided parties were sent a questionnaire in the window without belonging to the population (R8).
--
-- promises:
--   always without_ambition_count >= 0
--
-- columns:
--   without_ambition_count  companies of whom no client says it has growth ambition

select count(*) as without_ambition_count
from invited_party
where not invited_party.is_counted
