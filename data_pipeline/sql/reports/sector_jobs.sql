-- One row per focus sector with measured companies, and none: what decides whether its jobs may be shown (R9, R18).
--
-- promises:
--   unique sector_id
--
-- columns:
--   sector_id        the agreement's sector, or none
--   created          full-time equivalents
--   created_count    companies that grew
--   created_largest  the two largest increases, added
--   lost             full-time equivalents, as a positive number
--   lost_count       companies that shrank
--   lost_largest     the two largest decreases, added
--   measured_count   companies measured
--   net_largest      the two largest changes either way, added

with changes as (
    select
        coalesce(party_sector.sector_id, 'none') as sector_id,
        job_party.change
    from job_party
    left join party_sector
        on job_party.party_key = party_sector.party_key
    where job_party.change is not null
)

select
    changes.sector_id,
    coalesce(sum(changes.change) filter (where changes.change > 0), 0) as created,
    count(*) filter (where changes.change > 0) as created_count,
    coalesce(list_sum(max(changes.change, 2) filter (where changes.change > 0)), 0) as created_largest,
    coalesce(-sum(changes.change) filter (where changes.change < 0), 0) as lost,
    count(*) filter (where changes.change < 0) as lost_count,
    coalesce(-list_sum(min(changes.change, 2) filter (where changes.change < 0)), 0) as lost_largest,
    count(*) as measured_count,
    list_sum(max(abs(changes.change), 2)) as net_largest
from changes
group by changes.sector_id
