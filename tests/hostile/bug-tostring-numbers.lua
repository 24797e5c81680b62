-- class: bug
-- expect: value 16
-- floats of every odd shape
local n = 0
for _, v in ipairs({ 1e308, -1e308, 5e-324, 0x1p-1074, -0.0, 1e15, 1e16, 2^53, 2^63, -2^63, 1e100, 0.1, 123456789012, 3.14, 1/3, 1e-5 }) do
	if tostring(v) ~= "" and ("%a"):format(v) ~= "" and ("%.99f"):format(v) ~= "" then n = n + 1 end
end
return n
