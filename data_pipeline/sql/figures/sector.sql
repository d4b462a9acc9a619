-- One row per focus sector in the agreement's order, then one for none (R13).
--
-- promises:
--   unique sector_id
--   always satisfied_count <= answered_count
--   always net = created - lost
--
-- columns:
--   sector_position     the agreement's order, none last
--   sector_id           the agreement's sector, or none
--   guided_count        parties with a local or specialised guidance in the window
--   screened_count      parties with a screening with Væksthjulet in the window
--   programme_count     programmes that start in the window
--   satisfied_count     voices of 4 or 5
--   answered_count      voices
--   created             full-time equivalents
--   lost                full-time equivalents, as a positive number
--   net                 created - lost
--   measured_count      parties whose jobs are measured
--   not_measured_count  guided parties with a CVR number whose jobs are not

with sectors as (
    select
        agreed.sector.position as sector_position,
        agreed.sector.id as sector_id
    from (
        select
            unnest(
                cast(
                    $agreement.sectors
                    as struct(id varchar, position integer, names varchar[], codes varchar[])[]
                )
            ) as sector
    ) as agreed
    union all
    select
        2147483647 as sector_position,
        'none' as sector_id
),

contributions as (
    select
        guided_party.party_key,
        1 as guided,
        0 as screened,
        0 as programmes,
        0 as satisfied,
        0 as answered,
        0 as companies,
        0 as measured,
        cast(0 as decimal(38, 3)) as change
    from guided_party
    where coalesce(guided_party.first_local_date, guided_party.first_specialised_date) is not null
    union all
    select distinct
        screening_in_window.party_key,
        0 as guided,
        1 as screened,
        0 as programmes,
        0 as satisfied,
        0 as answered,
        0 as companies,
        0 as measured,
        cast(0 as decimal(38, 3)) as change
    from screening_in_window
    where screening_in_window.tool = 'growth_wheel'
    union all
    select
        programme_in_window.party_key,
        0 as guided,
        0 as screened,
        1 as programmes,
        0 as satisfied,
        0 as answered,
        0 as companies,
        0 as measured,
        cast(0 as decimal(38, 3)) as change
    from programme_in_window
    union all
    select
        voice.party_key,
        0 as guided,
        0 as screened,
        0 as programmes,
        cast(voice.score >= 4 as integer) as satisfied,
        1 as answered,
        0 as companies,
        0 as measured,
        cast(0 as decimal(38, 3)) as change
    from voice
    where voice.scope = 'all' and voice.is_counted
    union all
    select
        job_party.party_key,
        0 as guided,
        0 as screened,
        0 as programmes,
        0 as satisfied,
        0 as answered,
        1 as companies,
        cast(job_party.change is not null as integer) as measured,
        cast(coalesce(job_party.change, 0) as decimal(38, 3)) as change
    from job_party
),

sums as (
    select
        coalesce(party_sector.sector_id, 'none') as sector_id,
        sum(contributions.guided) as guided_count,
        sum(contributions.screened) as screened_count,
        sum(contributions.programmes) as programme_count,
        sum(contributions.satisfied) as satisfied_count,
        sum(contributions.answered) as answered_count,
        sum(contributions.change) filter (where contributions.change > 0) as created,
        -sum(contributions.change) filter (where contributions.change < 0) as lost,
        sum(contributions.measured) as measured_count,
        sum(contributions.companies) - sum(contributions.measured) as not_measured_count
    from contributions
    left join party_sector
        on contributions.party_key = party_sector.party_key
    group by coalesce(party_sector.sector_id, 'none')
)

select
    sectors.sector_position,
    sectors.sector_id,
    cast(coalesce(sums.guided_count, 0) as bigint) as guided_count,
    cast(coalesce(sums.screened_count, 0) as bigint) as screened_count,
    cast(coalesce(sums.programme_count, 0) as bigint) as programme_count,
    cast(coalesce(sums.satisfied_count, 0) as bigint) as satisfied_count,
    cast(coalesce(sums.answered_count, 0) as bigint) as answered_count,
    coalesce(sums.created, 0) as created,
    coalesce(sums.lost, 0) as lost,
    coalesce(sums.created, 0) - coalesce(sums.lost, 0) as net,
    cast(coalesce(sums.measured_count, 0) as bigint) as measured_count,
    cast(coalesce(sums.not_measured_count, 0) as bigint) as not_measured_count
from sectors
left join sums
    on sectors.sector_id = sums.sector_id
order by sector_position
