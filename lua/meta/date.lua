---@meta
-- 日期。写作 "2026-09-20"，1 年至 9999 年。Dates, written as "2026-09-20", of the years 1 to 9999.

---@class date
date = {}

---文字中的一个日期。A date that stands in a text.
---@class dated
---@field text string "2026-09-20"
---@field year integer
---@field month integer
---@field day integer
---@field from integer 在文字中的第一个字节。Its first byte in the text.
---@field to integer 最后一个字节。Its last byte.

---文字中的第一个日期：2026年9月20日、二〇二六年九月二十日、2026-9-20、2026/9/20、2026.9.20、20260920；没有则为 nil。
---The first date of a text, in Chinese or in digits; nil when there is none.
---@param s string
---@return dated?
function date.parse(s) end

---由年月日得到日期；没有这一天则为 nil。A date from its parts; nil when there is no such day.
---@param year integer
---@param month integer
---@param day integer
---@return string?
function date.of(year, month, day) end

---从 a 到 b 的天数。The days from a to b.
---@param a string
---@param b string
---@return integer
function date.days(a, b) end

---n 天以后；n 可以小于 0。The date n days later; n may be below 0.
---@param d string
---@param n integer
---@return string
function date.add(d, n) end
