-- One row per division of DB07 (the first two digits of an industry code), with the group it is reported in (R16).
--
-- The groups are Statistics Denmark's ten, as in its published tables.
--
-- promises:
--   unique division
--   known industry_group
--
-- columns:
--   division        two digits
--   industry_group  agriculture, manufacturing, construction, trade, information, finance, property, services,
--                   public or culture

with groups as (
    select
        agreed_groups.industry_group,
        agreed_groups.first_division,
        agreed_groups.last_division
    from (
        values
        ('agriculture', 1, 3), ('manufacturing', 5, 39), ('construction', 41, 43), ('trade', 45, 56),
        ('information', 58, 63), ('finance', 64, 66), ('property', 68, 68), ('services', 69, 82),
        ('public', 84, 88), ('culture', 90, 99)
    ) as agreed_groups (industry_group, first_division, last_division)
)

select
    lpad(cast(divisions.division as varchar), 2, '0') as division,
    groups.industry_group
from range(1, 100) as divisions (division)
inner join groups
    on divisions.division between groups.first_division and groups.last_division
order by division
