-- One row per operator and industry group, companies with a CVR number alone (R16, B3).
--
-- promises:
--   unique operator_level, industry_group
--   always surviving_count <= alive_count
--   always exporting_count <= export_known_count
--
-- columns:
--   operator_level      local or specialised: who reports
--   industry_group      dim_industry_group's, or unknown
--   party_count         companies guided in the window
--   alive_count         those not closed at their first guidance by the operator
--   surviving_count     those of them not closed by as-of
--   export_known_count  companies whose export is known
--   exporting_count     those of them that export
--   full_time_count     companies whose full-time equivalents are known
--   full_time           their full-time equivalents
--   full_time_largest   the two largest of them, added
--   revenue_count       companies whose revenue is known
--   revenue_dkk         their revenue, kroner a year
--   revenue_largest     the two largest of them, added
--   export_dkk          export of those whose export is known, kroner a year
--   export_largest      the two largest of them, added

select
    annual_party.operator_level,
    annual_party.industry_group,
    count(*) as party_count,
    count(*) filter (where annual_party.is_alive) as alive_count,
    count(*) filter (where annual_party.is_alive and annual_party.is_surviving) as surviving_count,
    count(annual_party.export_dkk) as export_known_count,
    count(*) filter (where annual_party.has_export) as exporting_count,
    count(annual_party.full_time) as full_time_count,
    sum(annual_party.full_time) as full_time,
    list_sum(max(annual_party.full_time, 2)) as full_time_largest,
    count(annual_party.revenue_dkk) as revenue_count,
    sum(annual_party.revenue_dkk) as revenue_dkk,
    list_sum(max(annual_party.revenue_dkk, 2)) as revenue_largest,
    sum(annual_party.export_dkk) as export_dkk,
    list_sum(max(annual_party.export_dkk, 2)) as export_largest
from annual_party
where annual_party.has_cvr
group by annual_party.operator_level, annual_party.industry_group
