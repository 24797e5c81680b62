-- class: debug
-- expect: value 5
-- conversions that do not exist, with and without arguments
local bad = 0
for _, f in ipairs({ "%", "%y", "%s", "%99999d", "%.999f", "%#q" }) do
	if not pcall(string.format, f, 1) then bad = bad + 1 end
end
return bad
