-- the one place that writes: all or nothing, and never over what somebody else wrote; run by tests/lua/register_change.t
local change = require "govpub.register.change"
local json = require "govpub.json"
local world_module = require "govpub.register.world"

local n, failed = 0, 0
local function is(got, want, name)
	n = n + 1
	if got ~= want then failed = failed + 1 end
	print(("%sok %d - %s"):format(got == want and "" or "not ", n, name))
	if got ~= want then print(("# got:  %s\n# want: %s"):format(tostring(got), tostring(want))) end
end

local function events(world) return #world.ledger:events { reg = "training" } end

local function create(title, more)
	local op = { kind = "create", reg = "training", set = { title = title, on = "2023-04-28" } }
	for key, value in pairs(more or {}) do op.set[key] = value end
	return op
end

local function of_refusals(world)
	local before = events(world)
	local results, refusals = change.apply(world, { create("一", { code = "A" }), create("二", { code = "A" }) })
	is(results, nil, "two records with a value that stands once: none is written")
	is(refusals[1].code .. refusals[1].field .. refusals[1].index, "conflictcode2", "and the refusal names the second")
	is(events(world), before, "nothing is left of the first")
	results, refusals = change.apply(world, { create "一", { kind = "create", reg = "training", set = { title = "二" } } })
	is(results == nil and refusals[1].code, "usage", "a field that is missing refuses all")
	is(refusals[1].field, "on", "by its key")
	results, refusals = change.apply(world, { { kind = "edit", reg = "training", rid = "01ARZ3NDEKTSV4RRFFQ69G5FAV", set = {} } })
	is(results == nil and refusals[1].code, "notfound", "a record that there is not")
	for _, set in ipairs { { title = 1 }, { on = "28.4." }, { nothing = "x" }, { level = "x" }, { who = { { unit = "x" } } }, { title = "a\nb" } } do
		results, refusals = change.apply(world, { create("x", set) })
		is(results == nil and refusals[1].code, "usage", "a value that does not fit: " .. next(set))
	end
	is(events(world), before, "and still nothing was written")
end

local function of_others(world)
	local made = change.apply(world, { create "三" })[1]
	is(#change.apply(world, { { kind = "edit", reg = "training", rid = made.rid, rev = made.rev, set = { title = "四" } } }), 1,
		"who saw the newest revision changes it")
	local results, refusals = change.apply(world, { { kind = "edit", reg = "training", rid = made.rid, rev = made.rev, set = { title = "五" } } })
	is(results == nil and refusals[1].code, "conflict", "who saw an older one does not")
	-- somebody writes between the look and the transaction
	local begin = getmetatable(world.ledger).__index.begin
	local stealthy = setmetatable({}, { __index = function(_, name)
		return function(_, ...)
			if name == "begin" then
				begin(world.ledger)
				world.ledger:append { reg = "training", rid = made.rid, kind = "edit", on = world.today, by = "other", tx = "T", body = { set = { title = "六" } } }
				return
			end
			return world.ledger[name](world.ledger, ...)
		end
	end })
	local other = setmetatable({ ledger = stealthy }, { __index = world })
	results, refusals = change.apply(other, { { kind = "edit", reg = "training", rid = made.rid, set = { title = "七" } } })
	is(results == nil and refusals[1].code, "conflict", "a change between the look and the writing is seen")
	is(world.ledger:record("training", made.rid).fields.title, "四", "and nothing of it stays")
end

local function of_values(world)
	local made = change.apply(world, { create("八", { teacher = "王老师", who = { { name = "张", unit = "甲" } } }) })[1]
	local fields = world.ledger:record("training", made.rid).fields
	is(type(fields.teacher) == "table" and world.ledger:unseal(fields.teacher), "王老师", "a personal value is sealed")
	is(world.ledger:unseal(fields.who[1].name) .. fields.who[1].unit, "张甲", "so is a cell of a row, and the others are not")
	is(json.encode(world.ledger:events { reg = "training", rid = made.rid }):find "王老师", nil, "no event has it")
	change.apply(world, { { kind = "edit", reg = "training", rid = made.rid, set = { teacher = json.null } } })
	is(world.ledger:record("training", made.rid).fields.teacher, nil, "null empties a field")
	local again = change.apply(world, { create("九", { teacher = "王老师" }) })[1]
	is(again.similar and again.similar[1].no or "none", "none", "the same person is not found by a value that was emptied")
	local third = change.apply(world, { create("十", { teacher = "王老师" }) })[1]
	is(third.similar[1].no, again.no, "but by one that is there")
end

local function of_history(world)
	local made = change.apply(world, { { kind = "import", reg = "training", set = { title = "旧", on = "2020-04-28", hours = 2 }, no = "培训2020-07",
		on = "2020-04-01", state = "filed", closed = true, history = { { move = "hold", on = "2020-04-28", to = "held" },
			{ move = "file", on = "2020-05-20", to = "filed", closed = true } } } })[1]
	local record = world.ledger:record("training", made.rid)
	is(("%s %d-%d %s %s"):format(record.no, record.year, record.n, record.state, record.closed_on or ""), "培训2020-07 2020-7 filed 2020-05-20",
		"an old record comes with its number, state and dates")
	local late
	for _, one in ipairs(world.ledger:clocks("training", made.rid)) do if one.name == "file" then late = one.late end end
	is(late, true, "and its deadlines are those of its dates")
	is(change.apply(world, { create "新" })[1].no:match "^培训2023%-%d+$" ~= nil, true, "this year's numbers go on")
end

local function old(title, more)
	local op = { kind = "import", reg = "training", set = { title = title, on = "2022-04-28" }, on = "2022-04-28", state = "held" }
	for key, value in pairs(more) do op[key] = value end
	return op
end

-- an import is looked at as a whole before it is written
local function of_imports(world)
	local before = events(world)
	local function refused(first, second, name)
		local results, refusals = change.apply(world, { old("甲", first), old("乙", second) })
		is(results == nil and refusals[1].code .. refusals[1].index, "conflict2", name)
		is(events(world), before, "and nothing is written")
		return refusals and refusals[1]
	end
	local one, two = { title = "甲", on = "2022-04-28", code = "Z" }, { title = "乙", on = "2022-04-28", code = "Z" }
	local taken = refused({ no = "培训2022-31", set = one }, { no = "培训2022-32", set = two }, "two rows with a value that stands once")
	is(taken.reason:find("培训2022-31", 1, true) ~= nil, true, "the first of them is named")
	refused({ no = "培训2022-31" }, { no = "培训2022-31" }, "two rows with one number")
	refused({ no = "培训2022-31" }, { no = "培训2020-07" }, "a number that the register has")
	local made = change.apply(world, { old("甲", { no = "培训2022-31" }), old("乙", {}), old("丙", {}), old("丁", { no = "培训2022-40" }),
		old("戊", {}) })
	is(made[2].no .. made[3].no .. made[5].no, "培训2022-32培训2022-33培训2022-41", "rows without a number get those behind the rows above")
	local results, refusals = change.apply(world, { old("己", { set = { title = "己", on = "2022-04-28", code = "A9" } }),
		{ kind = "edit", reg = "training", rid = made[1].rid, set = { code = "A9" }, why = "x" } })
	is(results == nil and refusals[1].code .. refusals[1].index, "conflict2", "beside other operations rows are looked at one by one")
	is(events(world), before + 5, "and all is taken back")
end

return function(args)
	local world <close> = world_module.open { ["-C"] = args[1], ["--today"] = "2023-04-20" }
	of_refusals(world)
	of_others(world)
	of_values(world)
	of_history(world)
	of_imports(world)
	print("1.." .. n)
	return failed > 0 and 1 or 0
end
