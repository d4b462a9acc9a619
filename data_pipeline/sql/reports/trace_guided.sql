-- One row per guidance in the snapshot: whether it counts in $measure for $segment, and if not, why (R0-R4, R6).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   event_date       day of the guidance
--   level            local, focused or specialised
--   work_hours       hours spent, null when unknown
--   hourly_rate_dkk  kroner an hour, null when unknown
--   uncapped_dkk     hours x rate, null when either is unknown
--   reason           counted, or why it is left out

select
    stg_guidance.guidance_id as row_id,
    stg_guidance.client_id,
    stg_guidance.guidance_date as event_date,
    stg_guidance.level,
    stg_guidance.work_hours,
    stg_guidance.hourly_rate_dkk,
    fct_guidance.uncapped_dkk,
    case
        when fct_guidance.guidance_id is null then 'waiting'
        when fct_guidance.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when
            fct_guidance.guidance_date not between $agreement.first_date and least($as_of, $agreement.last_date)
            then 'outside_window'
        when $measure = 'guided.total' and fct_guidance.level = 'focused' then 'other_level'
        when $measure <> 'guided.total' and $measure <> 'guided.' || fct_guidance.level then 'other_level'
        when guided_party.segment <> $segment then 'other_segment'
        else 'counted'
    end as reason
from stg_guidance
left join fct_guidance
    on stg_guidance.guidance_id = fct_guidance.guidance_id
left join guided_party
    on fct_guidance.party_key = guided_party.party_key
