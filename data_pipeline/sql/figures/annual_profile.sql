-- One row per operator and profile of those it guided in the window (R16: the yearly profile).
--
-- promises:
--   unique operator_level, profile
--
-- columns:
--   operator_level  local or specialised: who reports
--   profile         before_start, entrepreneur or established
--   party_count     parties guided in the window
--   cvr_count       those of them with a CVR number

select
    annual_party.operator_level,
    annual_party.profile,
    count(*) as party_count,
    count(*) filter (where annual_party.has_cvr) as cvr_count
from annual_party
group by annual_party.operator_level, annual_party.profile
