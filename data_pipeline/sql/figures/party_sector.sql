-- One row per party of the municipality that belongs to a focus sector (R13).
--
-- promises:
--   unique party_key
--   known sector_id
--
-- columns:
--   party_key  the party
--   sector_id  the agreement's sector

with sectors as (
    select
        agreed.sector.id as id,
        agreed.sector.position as position,
        agreed.sector.names as names,
        agreed.sector.codes as codes
    from (
        select
            unnest(
                cast(
                    $agreement.sectors
                    as struct(id varchar, position integer, names varchar[], codes varchar[])[]
                )
            ) as sector
    ) as agreed
),

sector_names as (
    select
        sectors.id as sector_id,
        sectors.position as sector_position,
        unnest(list_append(sectors.names, sectors.id)) as sector_name
    from sectors
),

sector_codes as (
    select
        sectors.id as sector_id,
        sectors.position as sector_position,
        unnest(sectors.codes) as code
    from sectors
),

clients as (
    select
        dim_client.party_key,
        dim_client.client_id,
        lower(trim(dim_client.focus_area)) as focus_area,
        dim_client.industry_code
    from dim_client
    where dim_client.municipality_code = $agreement.municipality_code
),

by_text as (
    select
        clients.party_key,
        min_by(sector_names.sector_id, (clients.client_id, sector_names.sector_position)) as sector_id
    from clients
    inner join sector_names
        on clients.focus_area = lower(trim(sector_names.sector_name))
    group by party_key
),

industries as (
    select distinct clients.industry_code
    from clients
    where clients.industry_code is not null
),

industry_sectors as (
    select
        industries.industry_code,
        min_by(sector_codes.sector_id, (-length(sector_codes.code), sector_codes.sector_position)) as sector_id,
        max(length(sector_codes.code)) as code_length
    from industries
    inner join sector_codes
        on starts_with(industries.industry_code, sector_codes.code)
    group by industry_code
),

by_code as (
    select
        clients.party_key,
        min_by(industry_sectors.sector_id, (-industry_sectors.code_length, clients.client_id)) as sector_id
    from clients
    inner join industry_sectors
        on clients.industry_code = industry_sectors.industry_code
    group by party_key
)

select
    coalesce(by_text.party_key, by_code.party_key) as party_key,
    coalesce(by_text.sector_id, by_code.sector_id) as sector_id
from by_text
full outer join by_code
    on by_text.party_key = by_code.party_key
