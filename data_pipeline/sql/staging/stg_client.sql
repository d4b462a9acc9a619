-- One row per client known to the common CRM: its newest version, unless a later complete export lacks it.
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
--   load                   the load that brought this version
--   source                 position of the file in its load, from 0
--   line                   line in the file on which the row starts

with versions as (
    select
        landing_client.*,
        row_number() over (
            partition by landing_client.client_id
            order by
                landing_client.load desc, landing_client.changed_at desc nulls last, landing_client.row_ordinal desc
        ) as version_rank
    from landing_client
),

newest_versions as (
    select *
    from versions
    where version_rank = 1
),

-- A row that was sent and refused was not missing: the older version stands.
withdrawn as (
    select distinct newest_versions.client_id
    from newest_versions
    inner join landing_complete
        on landing_complete.kind = 'client' and newest_versions.load < landing_complete.load
    left join landing_refused
        on
            landing_refused.kind = 'client'
            and landing_complete.load = landing_refused.load
            and newest_versions.client_id = landing_refused.row_id
    where landing_refused.row_id is null
)

select
    newest_versions.client_id,
    newest_versions.client_type,
    newest_versions.cpr_pseudonym,
    newest_versions.cvr,
    newest_versions.has_name,
    newest_versions.has_address,
    newest_versions.postcode,
    newest_versions.municipality_code,
    newest_versions.has_phone,
    newest_versions.has_education,
    newest_versions.has_contact,
    newest_versions.has_contact_education,
    newest_versions.industry_code,
    newest_versions.start_date,
    newest_versions.end_date,
    newest_versions.is_ambitious,
    newest_versions.growth_level,
    newest_versions.focus_area,
    newest_versions.changed_at,
    newest_versions.load,
    newest_versions.source,
    newest_versions.line
from newest_versions
anti join withdrawn
    using (client_id)
