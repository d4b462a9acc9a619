-- One row per growth programme in the snapshot: whether it counts in $measure for $segment, and if not, why (R5).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   event_date       day the programme starts
--   growth_level     A, B or C
--   cofinancing_dkk  kroner, null when unknown
--   reason           counted, or why it is left out

select
    stg_programme.programme_id as row_id,
    stg_programme.client_id,
    stg_programme.start_date as event_date,
    stg_programme.growth_level,
    stg_programme.cofinancing_dkk,
    case
        when fct_programme.programme_id is null then 'waiting'
        when fct_programme.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when programme_in_window.programme_id is null then 'outside_window'
        when $measure not in ('programme.total', 'programme.' || fct_programme.growth_level) then 'other_level'
        when programme_in_window.segment <> $segment then 'other_segment'
        else 'counted'
    end as reason
from stg_programme
left join fct_programme
    on stg_programme.programme_id = fct_programme.programme_id
left join programme_in_window
    on stg_programme.programme_id = programme_in_window.programme_id
