-- One row per questionnaire in the snapshot: whether it is a voice in $scope, and if not, why (R8).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   event_date       day of the answer, else the day it was sent
--   score            1 to 5, 0 for don't know, null when blank
--   is_satisfied     a voice of 4 or 5, null where it is no voice
--   reason           counted, or why it is left out

select
    stg_answer.answer_id as row_id,
    stg_answer.client_id,
    coalesce(stg_answer.answered_date, stg_answer.sent_date) as event_date,
    stg_answer.score,
    case when voice.is_counted then stg_answer.score >= 4 end as is_satisfied,
    case
        when fct_answer.answer_id is null then 'waiting'
        when fct_answer.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when fct_answer.answered_date is null or coalesce(fct_answer.score, 0) = 0 then 'no_answer'
        when
            fct_answer.answered_date not between $agreement.first_date and least($as_of, $agreement.last_date)
            then 'outside_window'
        when $scope <> 'all' and coalesce(fct_answer.level <> $scope, true) then 'other_level'
        when guided_party.party_key is null then 'never_guided'
        when voice.answer_id is null then 'superseded'
        when not voice.is_counted then 'no_ambition'
        else 'counted'
    end as reason
from stg_answer
left join fct_answer
    on stg_answer.answer_id = fct_answer.answer_id
left join guided_party
    on fct_answer.party_key = guided_party.party_key
left join voice
    on stg_answer.answer_id = voice.answer_id and voice.scope = $scope
