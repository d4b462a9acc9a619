-- One row per questionnaire in the snapshot: whether it invited a party of the population, and if not, why (R8).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   event_date       day it was sent
--   has_voice        the party answered in the window, null where it invited nobody
--   reason           counted, or why it is left out

select
    stg_answer.answer_id as row_id,
    stg_answer.client_id,
    stg_answer.sent_date as event_date,
    case
        when
            stg_answer.sent_date between $agreement.first_date and least($as_of, $agreement.last_date)
            and invited_party.is_counted
            then invited_party.has_voice
    end as has_voice,
    case
        when fct_answer.answer_id is null then 'waiting'
        when fct_answer.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when
            fct_answer.sent_date not between $agreement.first_date and least($as_of, $agreement.last_date)
            then 'outside_window'
        when guided_party.party_key is null then 'never_guided'
        when not invited_party.is_counted then 'no_ambition'
        else 'counted'
    end as reason
from stg_answer
left join fct_answer
    on stg_answer.answer_id = fct_answer.answer_id
left join guided_party
    on fct_answer.party_key = guided_party.party_key
left join invited_party
    on fct_answer.party_key = invited_party.party_key
