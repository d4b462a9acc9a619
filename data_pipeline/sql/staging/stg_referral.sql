-- One row per referral to a problem solver: its newest version, unless a later complete export lacks it.
--
-- keyed by referral_id
--
-- promises:
--   unique referral_id
--   known referral_id
--   known client_id
--   known referral_date
--   known level
--   known solver_type
--
-- columns:
--   referral_id    the CRM's Henvisning-ID
--   client_id      the CRM's Kunde-ID
--   referral_date  day
--   level          local, focused or specialised
--   solver_type    local or specialised
--   changed_at     when the CRM changed the row, null when not said
--   load           the load by which it counts
--   source         position of the file in its load, from 0
--   line           line in the file on which the row starts
--   landed_load    the load that stored this version
--   row_ordinal    its place among all rows of its kind in that load, from 0

select
    landing_referral.referral_id,
    landing_referral.client_id,
    landing_referral.referral_date,
    landing_referral.level,
    landing_referral.solver_type,
    landing_referral.changed_at,
    landing_newest.load,
    landing_newest.source,
    landing_newest.line,
    landing_referral.landed_load,
    landing_referral.row_ordinal
from landing_referral
inner join landing_newest
    on
        landing_newest.kind = 'referral'
        and landing_referral.landed_load = landing_newest.landed_load
        and landing_referral.row_ordinal = landing_newest.row_ordinal
