-- One row per operator and company it guided: what decides whether its industry's amounts may be shown (R16, R18).
--
-- promises:
--   unique operator_level, party_cvr
--   known industry_group
--
-- columns:
--   operator_level  local or specialised: who reports
--   industry_group  dim_industry_group's, or unknown
--   party_cvr       the company, the same one in every snapshot; never shown
--   full_time       latest full-time equivalents by as-of, null when not known exactly
--   revenue_dkk     latest revenue by as-of, kroner a year, null when unknown
--   export_dkk      latest export by as-of, kroner a year, null when unknown

select
    annual_party.operator_level,
    annual_party.industry_group,
    party_in_scope.party_cvr,
    annual_party.full_time,
    annual_party.revenue_dkk,
    annual_party.export_dkk
from annual_party
inner join party_in_scope
    on annual_party.party_key = party_in_scope.party_key
where annual_party.has_cvr
