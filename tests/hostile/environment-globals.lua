-- class: environment
-- expect: value []
-- what there is beyond the list of the manual
local allowed = {}
for name in ("assert error ipairs json math next pairs pcall rawequal rawget rawlen rawset require select setmetatable getmetatable string table text tonumber tostring type url utf8 xpcall _G _VERSION date workday"):gmatch("%S+") do
	allowed[name] = true
end
local more = {}
for name in next, _G do
	if not allowed[name] then more[#more + 1] = name end
end
return more
