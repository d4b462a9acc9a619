-- One row per operator and party it has guided in the window: what the annual reports say of it (R16).
--
-- promises:
--   unique operator_level, party_key
--   always profile in ('before_start', 'entrepreneur', 'established')
--   known is_surviving
--   known industry_group
--
-- columns:
--   operator_level  local or specialised: who reports
--   party_key       the party
--   has_cvr         whether it is a company with a CVR number; the tables by industry hold only these
--   profile         before_start, entrepreneur or established, on the day of its first guidance in the window
--   industry_group  dim_industry_group's, or unknown
--   is_alive        not closed on the day of its first guidance by this operator
--   is_surviving    alive then and not closed by as-of
--   full_time       latest full-time equivalents by as-of, null when not known exactly
--   revenue_dkk     latest revenue by as-of, kroner a year, null when unknown
--   export_dkk      latest export by as-of, kroner a year, null when unknown
--   has_export      whether that export is above zero, null when unknown

with operator_parties as (
    select
        'local' as operator_level,
        guided_party.party_key,
        guided_party.party_cvr,
        guided_party.start_date,
        guided_party.segment,
        guided_party.first_date,
        guided_party.first_local_date as first_operator_date
    from guided_party
    where guided_party.first_local_date is not null
    union all
    select
        'specialised' as operator_level,
        guided_party.party_key,
        guided_party.party_cvr,
        guided_party.start_date,
        guided_party.segment,
        guided_party.first_date,
        guided_party.first_specialised_date as first_operator_date
    from guided_party
    where guided_party.first_specialised_date is not null
),

-- What the CVR register says of the company's end, as the newest load has it.
register_companies as (
    select
        fct_employment.party_key,
        max_by(
            struct_pack(last_day := fct_employment.register_end_date),
            (fct_employment.load, fct_employment.measured_date)
        ).last_day as end_date
    from fct_employment
    where
        coalesce(fct_employment.register_start_date, fct_employment.register_end_date) is not null
        or fct_employment.register_industry_code is not null
    group by fct_employment.party_key
),

-- A party lives while any of its clients does. Where no client says anything, the register does.
party_lives as (
    select
        dim_client.party_key,
        case
            when bool_and(dim_client.end_date is not null) then max(dim_client.end_date)
            when count(dim_client.end_date) = 0 then any_value(register_companies.end_date)
        end as end_date
    from dim_client
    left join register_companies
        on dim_client.party_key = register_companies.party_key
    where dim_client.municipality_code = $agreement.municipality_code
    group by dim_client.party_key
),

-- Each amount from the latest day that has it; of several sources that day, from the most trusted.
latest_amounts as (
    select
        company_figure.party_key,
        max_by(company_figure.revenue_dkk, (company_figure.measured_date, -company_figure.source_rank)) filter (
            where company_figure.revenue_dkk is not null
        ) as revenue_dkk,
        max_by(company_figure.export_dkk, (company_figure.measured_date, -company_figure.source_rank)) filter (
            where company_figure.export_dkk is not null
        ) as export_dkk,
        max_by(company_figure.full_time_equivalents, company_figure.measured_date) filter (
            where company_figure.full_time_rank = 1 and company_figure.full_time_equivalents is not null
        ) as full_time
    from company_figure
    where company_figure.measured_date <= $as_of
    group by party_key
)

select
    operator_parties.operator_level,
    operator_parties.party_key,
    operator_parties.party_cvr is not null as has_cvr,
    case
        when operator_parties.segment = 'company' then 'established'
        when
            coalesce(operator_parties.start_date > operator_parties.first_date, operator_parties.party_cvr is null)
            then 'before_start'
        else 'entrepreneur'
    end as profile,
    coalesce(party_industry.industry_group, 'unknown') as industry_group,
    coalesce(party_lives.end_date > operator_parties.first_operator_date, true) as is_alive,
    coalesce(party_lives.end_date > $as_of, true) as is_surviving,
    latest_amounts.full_time,
    latest_amounts.revenue_dkk,
    latest_amounts.export_dkk,
    latest_amounts.export_dkk > 0 as has_export
from operator_parties
inner join party_lives
    on operator_parties.party_key = party_lives.party_key
left join party_industry
    on
        operator_parties.party_key = party_industry.party_key
        and party_industry.from_date <= $as_of
        and party_industry.until_date > $as_of
left join latest_amounts
    on operator_parties.party_key = latest_amounts.party_key
