-- One row per client in the snapshot: which sector it is in and whether its party counts in $measure there (R13).
--
-- promises:
--   unique row_id
--   known reason
--
-- columns:
--   row_id           the CRM's id of the row
--   client_id        the CRM's Kunde-ID
--   party_key        the party that is counted, once for all its clients
--   sector_id        the agreement's sector, or none
--   amount           what the party adds: 1, its programmes, or full-time equivalents
--   reason           counted, or why it is left out

with amounts as (
    select
        guided_party.party_key,
        'guided' as measure,
        cast(1 as decimal(38, 3)) as amount
    from guided_party
    where coalesce(guided_party.first_local_date, guided_party.first_specialised_date) is not null
    union all
    select distinct
        screening_in_window.party_key,
        'screened' as measure,
        cast(1 as decimal(38, 3)) as amount
    from screening_in_window
    where screening_in_window.tool = 'growth_wheel'
    union all
    select
        programme_in_window.party_key,
        'programmes' as measure,
        cast(count(*) as decimal(38, 3)) as amount
    from programme_in_window
    group by programme_in_window.party_key
    union all
    select
        voice.party_key,
        unnest(case when voice.score >= 4 then ['answered', 'satisfied'] else ['answered'] end) as measure,
        cast(1 as decimal(38, 3)) as amount
    from voice
    where voice.scope = 'all' and voice.is_counted
    union all
    select
        job_party.party_key,
        unnest(
            case
                when job_party.change > 0 then ['created', 'net', 'measured']
                when job_party.change < 0 then ['lost', 'net', 'measured']
                when job_party.change = 0 then ['net', 'measured']
                else ['not_measured']
            end
        ) as measure,
        job_party.change as amount
    from job_party
)

select
    dim_client.client_id as row_id,
    dim_client.client_id,
    dim_client.party_key,
    coalesce(party_sector.sector_id, 'none') as sector_id,
    amounts.amount,
    case
        when dim_client.municipality_code <> $agreement.municipality_code then 'other_municipality'
        when $sector not in ('all', coalesce(party_sector.sector_id, 'none')) then 'other_sector'
        when amounts.party_key is null then 'not_in_figure'
        else 'counted'
    end as reason
from dim_client
left join party_sector
    on dim_client.party_key = party_sector.party_key
left join amounts
    on dim_client.party_key = amounts.party_key and amounts.measure = $measure
