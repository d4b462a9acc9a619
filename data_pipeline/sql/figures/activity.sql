-- One row per line of B1's table and segment, also where nothing happened (R4, R5, R6).
--
-- promises:
--   unique measure, segment
--   known actual
--
-- columns:
--   measure  guided.<level>, guided.total, programme.<A|B|C> or programme.total
--   segment  entrepreneur or company
--   actual   parties guided, or programmes started

with lines as (
    select
        measures.measure,
        segments.segment
    from (
        values
        ('guided.local'), ('guided.specialised'), ('guided.total'), ('guided.focused'),
        ('programme.A'), ('programme.B'), ('programme.C'), ('programme.total')
    ) as measures (measure)
    cross join (values ('entrepreneur'), ('company')) as segments (segment)
),

guided_measures as (
    select
        'guided.local' as measure,
        guided_party.segment
    from guided_party
    where guided_party.first_local_date is not null
    union all
    select
        'guided.specialised' as measure,
        guided_party.segment
    from guided_party
    where guided_party.first_specialised_date is not null
    union all
    select
        'guided.total' as measure,
        guided_party.segment
    from guided_party
    where coalesce(guided_party.first_local_date, guided_party.first_specialised_date) is not null
    union all
    select
        'guided.focused' as measure,
        guided_party.segment
    from guided_party
    where guided_party.first_focused_date is not null
),

programme_measures as (
    select
        'programme.' || programme_in_window.growth_level as measure,
        programme_in_window.segment
    from programme_in_window
    union all
    select
        'programme.total' as measure,
        programme_in_window.segment
    from programme_in_window
),

counted as (
    select
        measure,
        segment,
        count(*) as actual
    from (
        select * from guided_measures
        union all
        select * from programme_measures
    )
    group by measure, segment
)

select
    lines.measure,
    lines.segment,
    coalesce(counted.actual, 0) as actual
from lines
left join counted
    on lines.measure = counted.measure and lines.segment = counted.segment
