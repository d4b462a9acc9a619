-- One row per client with a guidance at any level in the window, and what its file lacks (R14).
--
-- promises:
--   unique client_id
--   known missing_fields
--
-- columns:
--   client_id        the CRM's Kunde-ID
--   party_key        the party
--   is_before_start  an entrepreneur without a CVR number of its own: asked for CPR instead
--   missing_fields   what is not registered, in the agreement's order; empty when the file is complete

with guided_clients as (
    select
        fct_guidance.client_id,
        fct_guidance.party_key,
        bool_and(coalesce(fct_guidance.has_content, false)) as has_content
    from fct_guidance
    where
        fct_guidance.municipality_code = $agreement.municipality_code
        and fct_guidance.guidance_date between $agreement.first_date and least($as_of, $agreement.last_date)
    group by client_id, party_key
),

clients as (
    select
        guided_clients.client_id,
        guided_clients.party_key,
        guided_clients.has_content,
        guided_party.segment = 'entrepreneur' and dim_client.cvr is null as is_before_start,
        dim_client.has_cpr,
        dim_client.cvr is not null as has_cvr,
        coalesce(dim_client.has_name, false) as has_name,
        coalesce(dim_client.has_address, false) as has_address,
        coalesce(dim_client.has_phone, false) as has_phone,
        coalesce(dim_client.has_education, false) as has_education,
        dim_client.industry_code is not null as has_industry,
        coalesce(dim_client.has_contact, false) as has_contact,
        coalesce(dim_client.has_contact_education, false) as has_contact_education
    from guided_clients
    inner join dim_client
        on guided_clients.client_id = dim_client.client_id
    inner join guided_party
        on guided_clients.party_key = guided_party.party_key
)

select
    clients.client_id,
    clients.party_key,
    clients.is_before_start,
    list_filter(
        [
            case when clients.is_before_start and not clients.has_cpr then 'cpr' end,
            case when not clients.is_before_start and not clients.has_cvr then 'cvr' end,
            case when not clients.has_name then 'name' end,
            case when not clients.has_address then 'address' end,
            case when clients.is_before_start and not clients.has_phone then 'phone' end,
            case when clients.is_before_start and not clients.has_education then 'education' end,
            case when not clients.is_before_start and not clients.has_industry then 'industry' end,
            case when not clients.is_before_start and not clients.has_contact then 'contact' end,
            case
                when not clients.is_before_start and not clients.has_contact_education then 'contact_education'
            end,
            case when not clients.has_content then 'content' end
        ],
        lambda field: field is not null
    ) as missing_fields
from clients
