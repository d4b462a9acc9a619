-- One row per measured company: what decides whether its sector's jobs may be shown (R9, R18).
--
-- promises:
--   unique party_cvr
--   known change
--
-- columns:
--   sector_id  the agreement's sector, or none
--   party_cvr  the company, the same one in every snapshot; never shown
--   change     full-time equivalents

select
    coalesce(party_sector.sector_id, 'none') as sector_id,
    party_in_scope.party_cvr,
    job_party.change
from job_party
inner join party_in_scope
    on job_party.party_key = party_in_scope.party_key
left join party_sector
    on job_party.party_key = party_sector.party_key
where job_party.change is not null
