---@meta
-- 工作日，与 govpub workday 的结果相同。Working days, as `govpub workday` has them.
-- 第二个返回值：放假安排尚未公布，结果是暂定的。The second result: provisional, for the holidays of that time are not announced yet.

---@class workday
workday = {}

---这一天是不是工作日。Whether the day is worked.
---@param d string
---@return boolean
---@return boolean provisional
function workday.is(d) end

---此后第 n 个工作日（n 小于 0 时为此前）；当天不算。The n-th working day after d, before it when n is below 0.
---@param d string
---@param n integer
---@return string
---@return boolean provisional
function workday.add(d, n) end

---a 之后到 b 为止的工作日数；反向为负。The working days after a up to b; below 0 backwards.
---@param a string
---@param b string
---@return integer
---@return boolean provisional
function workday.between(a, b) end
