-- One row: full-time equivalents created and lost among the guided companies (R9).
--
-- promises:
--   always created >= 0
--   always lost >= 0
--   always net_low <= net_high
--
-- columns:
--   created             sum of increases, full-time equivalents
--   lost                sum of decreases, as a positive number
--   net                 created - lost, from the exact sums
--   net_low             the least the net can be, bands included
--   net_high            the most the net can be, bands included
--   measured_count      parties with a baseline and a current figure
--   not_measured_count  the other guided parties with a CVR number
--   band_count          those of them that are known in bands

select
    cast(coalesce(sum(job_party.change) filter (where job_party.change > 0), 0) as decimal(38, 3)) as created,
    cast(coalesce(-sum(job_party.change) filter (where job_party.change < 0), 0) as decimal(38, 3)) as lost,
    cast(coalesce(sum(job_party.change), 0) as decimal(38, 3)) as net,
    cast(coalesce(sum(job_party.change_low), 0) as decimal(38, 3)) as net_low,
    cast(coalesce(sum(job_party.change_high), 0) as decimal(38, 3)) as net_high,
    count(job_party.change) as measured_count,
    count(*) - count(job_party.change) as not_measured_count,
    count(job_party.change_low) - count(job_party.change) as band_count
from job_party
