-- One row per questionnaire sent to a known client.
--
-- keyed by party_key
--
-- promises:
--   unique answer_id
--   known party_key
--   known municipality_code
--   known sent_date
--   always score between 0 and 5
--
-- columns:
--   answer_id          the CRM's Svar-ID
--   client_id          the CRM's Kunde-ID
--   party_key          the party (R1)
--   municipality_code  three digits
--   level              local, focused or specialised, null when not said
--   sent_date          day the question was sent
--   answered_date      day of the answer, null when there is none
--   score              1 to 5, 0 for don't know, null when blank

select
    stg_answer.answer_id,
    stg_answer.client_id,
    dim_client.party_key,
    dim_client.municipality_code,
    stg_answer.level,
    stg_answer.sent_date,
    stg_answer.answered_date,
    stg_answer.score
from stg_answer
inner join dim_client
    on stg_answer.client_id = dim_client.client_id
order by municipality_code, sent_date, answer_id
