-- One row per client known to the common CRM: its newest version, unless a later complete export lacks it.
--
-- keyed by client_id
--
-- promises:
--   unique client_id
--   known client_id
--   known client_type
--   known municipality_code
--
-- columns:
--   client_id              the CRM's Kunde-ID
--   client_type            before_start, entrepreneur or company
--   cpr_pseudonym          keyed pseudonym of the CPR number, null when not given
--   cvr                    CVR number, eight digits
--   has_name               whether a name is registered
--   has_address            whether an address is registered
--   postcode               postal code
--   municipality_code      three digits
--   has_phone              whether a phone number is registered
--   has_education          whether the education is registered
--   has_contact            whether a contact person is registered
--   has_contact_education  whether the contact person's education is registered
--   industry_code          industry, six digits
--   start_date             day
--   end_date               day
--   is_ambitious           growth ambition, null when not said
--   growth_level           A, B or C
--   focus_area             focus sector in the CRM's words
--   changed_at             when the CRM changed the row, null when not said
--   load                   the load by which it counts
--   source                 position of the file in its load, from 0
--   line                   line in the file on which the row starts
--   landed_load            the load that stored this version
--   row_ordinal            its place among all rows of its kind in that load, from 0

select
    landing_client.client_id,
    landing_client.client_type,
    landing_client.cpr_pseudonym,
    landing_client.cvr,
    landing_client.has_name,
    landing_client.has_address,
    landing_client.postcode,
    landing_client.municipality_code,
    landing_client.has_phone,
    landing_client.has_education,
    landing_client.has_contact,
    landing_client.has_contact_education,
    landing_client.industry_code,
    landing_client.start_date,
    landing_client.end_date,
    landing_client.is_ambitious,
    landing_client.growth_level,
    landing_client.focus_area,
    landing_client.changed_at,
    landing_newest.load,
    landing_newest.source,
    landing_newest.line,
    landing_client.landed_load,
    landing_client.row_ordinal
from landing_client
inner join landing_newest
    on
        landing_newest.kind = 'client'
        and landing_client.landed_load = landing_newest.landed_load
        and landing_client.row_ordinal = landing_newest.row_ordinal
