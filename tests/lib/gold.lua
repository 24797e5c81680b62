--[[
The gold figures of table 3 (GOVPUB_FIXTURES/../data) as a whole report, with those of tables 2 and 4 of the same city.

  lua5.4 tests/lib/gold.lua GOLD.csv              the report's JSON
  lua5.4 tests/lib/gold.lua GOLD.csv REPORT.csv   "N equal", or the first cell of table 3 that differs
--]]
local rows = { A1 = "new", A2 = "carried", R1 = "granted", R2 = "partial", ["R3.1"] = "d1_state_secret",
	["R3.2"] = "d2_law_forbidden", ["R3.3"] = "d3_safety", ["R3.4"] = "d4_third_party", ["R3.5"] = "d5_internal",
	["R3.6"] = "d6_process", ["R3.7"] = "d7_case_file", ["R3.8"] = "d8_admin_query", ["R4.1"] = "u1_not_held",
	["R4.2"] = "u2_need_creation", ["R4.3"] = "u3_unclear", ["R5.1"] = "n1_petition", ["R5.2"] = "n2_repeat",
	["R5.3"] = "n3_publication", ["R5.4"] = "n4_massive", ["R5.5"] = "n5_confirm", ["R6.1"] = "o1_overdue_correction",
	["R6.2"] = "o2_overdue_fee", ["R6.3"] = "o3_other", R7 = "total", A4 = "next" }
local keys = { "natural", "commercial", "research", "social", "legal_service", "other", "total" }

local function fields(line)
	local list = {}
	for word in (line:gsub("\r$", "") .. ","):gmatch "([^,]*)," do list[#list + 1] = word end
	return list
end

local function read(path)
	local lines, head = {}, nil
	for line in io.lines(path) do
		if not head then head = fields(line) else lines[#lines + 1] = fields(line) end
	end
	return lines, head
end

local gold, head = read(arg[1])
if arg[2] then
	local found, equal = {}, 0
	for _, line in ipairs((read(arg[2]))) do found[line[1]] = line[5] end
	for _, line in ipairs(gold) do
		for i = 2, #line do
			local id = ("3.%s/%s"):format(line[1], head[i])
			if found[id] ~= line[i] then
				print(("%s: %s, not %s"):format(id, found[id], line[i]))
				os.exit(1)
			end
			equal = equal + 1
		end
	end
	print(equal .. " equal")
	return
end
local function results(a, b, c, d, sum) return { maintain = a, correct = b, other = c, pending = d, total = sum } end
local report = { form = "foi-2021", agency = "示例市人民政府", year = 2025, kind = "government", site = "www.example.gov.cn",
	contact = "12345", table3 = {},
	table2 = { rules = { 3, 5, 74 }, normative = { 564, 984, 4185 }, licensing = 11398889, punishment = 6937489,
		coercion = 166105, fee_wan = 316441 },
	table4 = { review = results(376, 97, 196, 121, 790), litigation_direct = results(16, 1, 12, 27, 56),
		litigation_after_review = results(74, 1, 30, 51, 156) } }
for _, line in ipairs(gold) do
	local row = {}
	for i, key in ipairs(keys) do row[key] = math.tointeger(tonumber(line[i + 1])) end
	report.table3[rows[line[1]]] = row
end
print(require("cjson").encode(report))
