-- One row per referring level and kind of problem solver, with referrals in the window (§5).
--
-- promises:
--   unique level, solver_type
--
-- columns:
--   level           who refers: local, focused or specialised
--   solver_type     local or specialised
--   party_count     parties referred
--   referral_count  referrals

select
    fct_referral.level,
    fct_referral.solver_type,
    count(distinct fct_referral.party_key) as party_count,
    count(*) as referral_count
from fct_referral
inner join party_in_scope
    on fct_referral.party_key = party_in_scope.party_key
where fct_referral.referral_date between $agreement.first_date and least($as_of, $agreement.last_date)
group by fct_referral.level, fct_referral.solver_type
