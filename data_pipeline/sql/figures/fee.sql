-- One row per line of B2's table: fees owed, what the caps cut away, and the budget (R7).
--
-- promises:
--   unique fee_id
--   always amount_dkk + cut_dkk = uncapped_dkk
--   always pending_count <= fee_count
--
-- columns:
--   fee_id         the fee
--   fee_count      fees owed, pending ones too
--   pending_count  those that await a timesheet
--   amount_dkk     payable
--   uncapped_dkk   hours x rate
--   cut_dkk        uncapped - amount
--   budget_dkk     agreed number x cap

with fees as (
    select
        agreed.fee.id as fee_id,
        cast(agreed.fee.cap_dkk * agreed.fee.fee_count as decimal(18, 2)) as budget_dkk
    from (select unnest($agreement.fees) as fee) as agreed
),

sums as (
    select
        fee_line.fee_id,
        count(*) as fee_count,
        count(*) filter (where fee_line.is_pending) as pending_count,
        sum(fee_line.amount_dkk) as amount_dkk,
        sum(fee_line.uncapped_dkk) as uncapped_dkk
    from fee_line
    group by fee_id
)

select
    fees.fee_id,
    coalesce(sums.fee_count, 0) as fee_count,
    coalesce(sums.pending_count, 0) as pending_count,
    coalesce(sums.amount_dkk, 0) as amount_dkk,
    coalesce(sums.uncapped_dkk, 0) as uncapped_dkk,
    coalesce(sums.uncapped_dkk, 0) - coalesce(sums.amount_dkk, 0) as cut_dkk,
    fees.budget_dkk
from fees
left join sums
    on fees.fee_id = sums.fee_id
