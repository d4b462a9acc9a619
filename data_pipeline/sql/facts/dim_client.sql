-- One row per client (Kunde-ID), with the party it is counted as (R1). A party never crosses a municipality (R0).
--
-- keyed by client_id
--
-- promises:
--   unique client_id
--   known client_id
--   known municipality_code
--   known party_key
--   known client_type
--
-- columns:
--   client_id              the CRM's Kunde-ID
--   municipality_code      three digits
--   party_key              the party: where the first row of its clients lies, as load x 10^10 + place in the load
--   party_id               cvr:, cpr: (pseudonym) or id: and the number that makes the party (R1)
--   party_cvr              the party's CVR number, null when it has none
--   client_type            before_start, entrepreneur or company
--   cvr                    this client's own CVR number
--   has_cpr                whether a CPR number is registered
--   has_name               whether a name is registered
--   has_address            whether an address is registered
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

with companies_by_person as (
    select
        stg_client.municipality_code,
        stg_client.cpr_pseudonym,
        arg_min(
            stg_client.cvr,
            (coalesce(stg_client.start_date, date '9999-12-31'), stg_client.cvr)
        ) as person_cvr
    from stg_client
    where stg_client.cpr_pseudonym is not null and stg_client.cvr is not null
    group by municipality_code, cpr_pseudonym
),

clients_with_company as (
    select
        stg_client.*,
        coalesce(stg_client.cvr, companies_by_person.person_cvr) as party_cvr
    from stg_client
    left join companies_by_person
        on
            stg_client.municipality_code = companies_by_person.municipality_code
            and stg_client.cpr_pseudonym = companies_by_person.cpr_pseudonym
),

clients_with_party as (
    select
        clients_with_company.*,
        case
            when clients_with_company.party_cvr is not null then 'cvr:' || clients_with_company.party_cvr
            when clients_with_company.cpr_pseudonym is not null then 'cpr:' || clients_with_company.cpr_pseudonym
            else 'id:' || clients_with_company.client_id
        end as party_id
    from clients_with_company
)

select
    clients_with_party.client_id,
    clients_with_party.municipality_code,
    min(clients_with_party.landed_load * 10000000000 + clients_with_party.row_ordinal) over (
        partition by clients_with_party.municipality_code, clients_with_party.party_id
    ) as party_key,
    clients_with_party.party_id,
    clients_with_party.party_cvr,
    clients_with_party.client_type,
    clients_with_party.cvr,
    clients_with_party.cpr_pseudonym is not null as has_cpr,
    clients_with_party.has_name,
    clients_with_party.has_address,
    clients_with_party.has_phone,
    clients_with_party.has_education,
    clients_with_party.has_contact,
    clients_with_party.has_contact_education,
    clients_with_party.industry_code,
    clients_with_party.start_date,
    clients_with_party.end_date,
    clients_with_party.is_ambitious,
    clients_with_party.growth_level,
    clients_with_party.focus_area
from clients_with_party
order by municipality_code, party_key, client_id
