-- One row per screening (visitation): its newest version, unless a later complete export lacks it.
--
-- keyed by screening_id
--
-- promises:
--   unique screening_id
--   known screening_id
--   known client_id
--   known screening_date
--   known tool
--   known screened_to
--
-- columns:
--   screening_id         the CRM's Visitation-ID
--   client_id            the CRM's Kunde-ID
--   screening_date       day
--   tool                 growth_wheel or other
--   screened_to          specialised, focused or none
--   work_hours           hours spent, null when unknown
--   hourly_rate_dkk      kroner an hour, null when unknown
--   first_contact_date   day of the first contact, null when none is known
--   is_otherwise_agreed  another deadline was agreed
--   changed_at           when the CRM changed the row, null when not said
--   load                 the load by which it counts
--   source               position of the file in its load, from 0
--   line                 line in the file on which the row starts
--   landed_load          the load that stored this version
--   row_ordinal          its place among all rows of its kind in that load, from 0

select
    landing_screening.screening_id,
    landing_screening.client_id,
    landing_screening.screening_date,
    landing_screening.tool,
    landing_screening.screened_to,
    landing_screening.work_hours,
    landing_screening.hourly_rate_dkk,
    landing_screening.first_contact_date,
    landing_screening.is_otherwise_agreed,
    landing_screening.changed_at,
    landing_newest.load,
    landing_newest.source,
    landing_newest.line,
    landing_screening.landed_load,
    landing_screening.row_ordinal
from landing_screening
inner join landing_newest
    on
        landing_newest.kind = 'screening'
        and landing_screening.landed_load = landing_newest.landed_load
        and landing_screening.row_ordinal = landing_newest.row_ordinal
