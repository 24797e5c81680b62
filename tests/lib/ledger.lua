--[[
Cases for govpub.ledger, run by tests/c/command_ledger.c inside of the program.
--]]
local json = require "govpub.json"
local ledger = require "govpub.ledger"

local n, failed = 0, 0
local function ok(pass, name)
	n = n + 1
	if not pass then failed = failed + 1 end
	print(("%sok %d - %s"):format(pass and "" or "not ", n, name))
	return pass
end

local function show(v) return type(v) == "string" and v or v == nil and "nil" or json.encode(v) end

local function is(got, want, name)
	if not ok(show(got) == show(want), name) then print("#   got:  " .. show(got) .. "\n#   want: " .. show(want)) end
end

-- errors of the module are one private value
local function fails(name, f, ...) ok(not pcall(f, ...), name) end

local function opening(dir)
	fails("nothing is made unasked", ledger.open, dir)
	local l <close> = ledger.open(dir, { create = true, office = "310000" })
	is(#l:heads(), 0, "a new one is empty")
	is(l:record("foi", "X"), nil, "no record")
	is(l:next("foi", 2023), 1, "the first number is 1")
	is(l:last_tx("zhang", "foi"), nil, "nobody has done anything")
end

local function writing(l)
	fails("a write outside of a transaction", l.append, l, { reg = "foi", kind = "create", on = "2023-04-20" })
	l:begin()
	local one = l:append { reg = "foi", kind = "create", on = "2023-04-20", by = "zhang", tx = "T1",
		body = { no = "依申请〔2023〕1号", n = 1, year = 2023, to = "received",
			set = { subject = "扶持资金", pages = 12, tags = { "资金" }, dept = { reg = "dept", rid = "D1" } } } }
	is(#one.rid, 26, "a new record gets a name")
	is(one.seq, 1, "the first event of its register")
	is(one.rev, 1, "and of its record")
	ok(one.at:find "^%d+%-%d%d%-%d%dT%d%d:%d%d:%d%d%+08:00$", "the time in China")
	local two = l:append { reg = "foi", rid = one.rid, kind = "move", move = "accept", on = "2023-04-21", by = "li", tx = "T2",
		body = { to = "open", set = { pages = json.null, note = "急", tags = {} } } }
	is({ two.seq, two.rev }, { 2, 2 }, "the second event")
	l:commit()
	local r = l:record("foi", one.rid)
	is({ r.no, r.n, r.year, r.state, r.rev, r.created_on, r.void }, { "依申请〔2023〕1号", 1, 2023, "open", 2, "2023-04-20", false },
		"the record as its events leave it")
	is(r.fields, { subject = "扶持资金", tags = {}, dept = { reg = "dept", rid = "D1" }, note = "急" },
		"fields: null takes away, a list is replaced whole")
	is(l:by_number("foi", 1, 2023), { one.rid }, "found by number and year")
	is(l:by_number("foi", 1), { one.rid }, "and by number")
	is(l:by_number("foi", 1, 2022), {}, "not in another year")
	is(l:by_no("foi", "依申请〔2023〕1号"), one.rid, "found by its full number")
	is(l:next("foi", 2023), 2, "the next number")
	is(l:next("foi", 2024), 1, "which begins again each year")
	local moves = l:moves("foi", one.rid)
	is({ #moves, moves[1].move, moves[1].on, moves[1].by, moves[1].state, moves[1].closed, moves[1].undone },
		{ 1, "accept", "2023-04-21", "li", "open", false, false }, "its moves")
	is(l:links("foi", one.rid), { { field = "dept", reg = "dept", rid = "D1", back = false } }, "what it refers to")
	is(l:links("dept", "D1"), { { field = "dept", reg = "foi", rid = one.rid, back = true } }, "and what refers to that")
	is({ l:last_tx("zhang", "foi"), l:last_tx("li", "foi") }, { "T1", "T2" }, "the last thing that somebody did")
	is(l:last_tx("zhang", "foi", "T1"), nil, "and what was before it")
	is(l:last_tx("zhang", "dept"), nil, "or in another register")
	is(#l:events { reg = "foi" }, 2, "all events of a register")
	is(l:events { tx = "T2" }[1].body.set.note, "急", "the event of one command, with its body")
	is(#l:events { rid = one.rid, reg = "foi", after_seq = 1 }, 1, "events after another")
	is(l:events { limit = 1, newest = true }[1].seq, 2, "the newest first")
	return one.rid
end

local function undoing(l, rid)
	l:begin()
	l:append { reg = "foi", rid = rid, kind = "move", move = "deliver", on = "2023-05-10", by = "li",
		body = { to = "done", closed = true, set = { outcome = "1" } } }
	is(l:record("foi", rid).closed_on, "2023-05-10", "a move that closes a record says when")
	local last = l:events { reg = "foi", newest = true, limit = 1 }[1]
	l:append { reg = "foi", rid = rid, kind = "undo", on = "2023-05-11", by = "li",
		body = { tx = last.tx, seqs = { last.seq }, state = "open", set = { outcome = json.null } } }
	l:commit()
	local r = l:record("foi", rid)
	is({ r.state, r.closed_on, r.fields.outcome, r.rev }, { "open", nil, nil, 4 }, "undone, it is as it was")
	ok(l:moves("foi", rid)[2].undone and not l:moves("foi", rid)[1].undone, "the move says that it was undone")
	l:begin()
	local made = l:append { reg = "foi", kind = "create", on = "2023-05-11", by = "li", body = { n = 2, year = 2023, to = "received" } }
	l:append { reg = "foi", rid = made.rid, kind = "undo", on = "2023-05-11", by = "li", body = { seqs = { made.seq }, void = true } }
	l:commit()
	ok(l:record("foi", made.rid).void, "an undone creation is void")
	is(l:by_number("foi", 2, 2023), {}, "and not found by its number")
	is(l:next("foi", 2023), 3, "which is not given again")
	l:begin()
	l:append { reg = "foi", rid = rid, kind = "read", on = "2023-05-11", by = "li" }
	l:commit()
	is(l:record("foi", rid).rev, 4, "reading changes nothing")
end

local function importing(l)
	l:begin()
	local made = l:append { reg = "old", kind = "import", on = "2019-01-07", by = "li", via = "import", body = { to = "done",
		no = "旧1", n = 1, year = 2019, set = { subject = "旧" }, history = {
			{ move = "accept", on = "2019-01-08", to = "open" }, { move = "deliver", on = "2019-02-01", to = "done", closed = true } } } }
	l:commit()
	local moves = l:moves("old", made.rid)
	is({ #moves, moves[1].move, moves[2].on, moves[2].state, moves[2].closed }, { 2, "accept", "2019-02-01", "done", true },
		"an import brings what happened before")
	is(l:record("old", made.rid).closed_on, "2019-02-01", "and when it was closed")
end

local function refusing(l, rid)
	local function refused(name, entry)
		l:begin()
		fails(name, l.append, l, entry)
		l:rollback()
	end
	refused("no such kind", { reg = "foi", kind = "change", on = "2023-04-20" })
	refused("no such date", { reg = "foi", kind = "create", on = "20.4.2023" })
	refused("no register", { kind = "create", on = "2023-04-20" })
	refused("no such record", { reg = "foi", rid = "01ARZ3NDEKTSV4RRFFQ69G5FAV", kind = "edit", on = "2023-04-20" })
	refused("a NUL in a word", { reg = "foi", kind = "create", on = "2023-04-20", by = "a\0b" })
	refused("bytes that are no text", { reg = "foi", kind = "create", on = "2023-04-20", by = "\xff" })
	refused("a function in a body", { reg = "foi", kind = "create", on = "2023-04-20", body = { f = print } })
	l:begin()
	l:append { reg = "foi", rid = rid, kind = "note", on = "2023-06-01", by = "li", body = { text = "x" } }
	pcall(l.append, l, { reg = "foi", rid = "01ARZ3NDEKTSV4RRFFQ69G5FAV", kind = "edit", on = "2023-06-01" })
	l:rollback()
	is(l:record("foi", rid).rev, 4, "a transaction that is given up leaves nothing")
	fails("nothing is open", l.commit, l)
	l:begin()
	fails("a transaction inside of another", l.begin, l)
	l:rollback()
end

local function secrets(l, rid)
	l:begin()
	local name, phone = l:seal "张三", l:seal { "13800000000", "5" }
	ok(#name["$v"] == 64 and name["$v"] ~= l:seal("张三")["$v"], "a value is sealed with salt")
	l:append { reg = "foi", rid = rid, kind = "edit", on = "2023-06-02", by = "li", body = { set = { name = name, phone = phone } } }
	local second = l:seal "李四"
	l:append { reg = "foi", rid = rid, kind = "edit", on = "2023-06-02", by = "li", body = { set = { name = second } } }
	l:blind("foi", "name", rid, "李四")
	l:commit()
	is({ l:unseal(name), l:unseal(phone), l:unseal(second) }, { "张三", { "13800000000", "5" }, "李四" }, "and read back")
	is(l:find_blind("foi", "name", "李四"), { rid }, "found by its value")
	is({ #l:find_blind("foi", "name", "王五"), #l:find_blind("foi", "phone", "李四") }, { 0, 0 }, "by no other, in no other field")
	l:begin()
	l:erase("foi", rid, { "name" })
	l:append { reg = "foi", rid = rid, kind = "erase", on = "2023-06-03", by = "li",
		body = { set = { name = { ["$erased"] = true } } } }
	l:commit()
	is({ l:unseal(name), l:unseal(second), l:unseal(phone) }, { nil, nil, { "13800000000", "5" } },
		"erased: every value that the field ever had, and no other")
	is(#l:find_blind("foi", "name", "李四"), 0, "nor is it found any more")
	is(l:record("foi", rid).fields.name, { ["$erased"] = true }, "the record says so")
	is(l:unseal { ["$v"] = "x" }, nil, "what is no name of a value")
end

local function clocks(l, rid)
	l:begin()
	l:put_clocks("foi", rid, { { name = "reply", status = "running", due = "2023-05-19", used = 3, total = 20 },
		{ name = "give", status = "none" } })
	l:commit()
	is(l:clocks("foi", rid), { { reg = "foi", rid = rid, no = "依申请〔2023〕1号", name = "reply", status = "running", due = "2023-05-19",
		used = 3, total = 20, provisional = false, late = false }, { reg = "foi", rid = rid, no = "依申请〔2023〕1号", name = "give",
		status = "none", provisional = false, late = false } }, "the clocks of a record")
	is(#l:due { until_ = "2023-05-18" }, 0, "nothing is due before")
	is(l:due { until_ = "2023-05-19", regs = { "old", "foi" } }[1].name, "reply", "what is due by a day")
	is(#l:due { regs = { "old" } }, 0, "in other registers nothing")
	is({ #l:due { status = "paused" }, #l:due { status = "running" } }, { 0, 1 }, "by status")
	l:begin()
	l:put_clocks("foi", rid, { { name = "reply", status = "met", due = "2023-05-19", met_on = "2023-05-18" } })
	is(#l:due {}, 0, "what is met is not due")
	l:rollback()
	l:begin()
	l:put_clocks("foi", rid, {})
	l:commit()
	is(#l:clocks("foi", rid), 0, "they are put in place of the old")
end

local function files(l, dir)
	local path = dir .. "/letter.txt"
	local f <close> = assert(io.open(path, "w"))
	f:write "答复书"
	f:flush()
	l:begin()
	local blob = l:blob(path, "答复书.txt", "text/plain")
	l:commit()
	is({ blob.h, blob.size, blob.name, blob.mime }, { "13e5f94f06f4fa2c4ab34110a7a3ccfa9ff515ff2e7f52ceb98b04d14dfac2c8", 9,
		"答复书.txt", "text/plain" }, "a file is known by its hash")
	local kept <close> = assert(io.open(l:blob_path(blob.h)))
	is(kept:read "a", "答复书", "its bytes are kept")
	l:begin()
	fails("a file that is not there", l.blob, l, dir .. "/none", "x")
	fails("a folder", l.blob, l, dir, "x")
	l:rollback()
end

local function chain(l)
	local heads = l:heads()
	is({ #heads, heads[1].reg, heads[1].seq, #heads[1].hash }, { 2, "foi", 10, 64 }, "the head of every register")
	l:begin()
	l:mark_head "foi"
	l:declare("abc", "foi", "return register {}")
	l:declare("abc", "foi", "another")
	l:commit()
	is(l:heads("printed")[1].hash, heads[1].hash, "a head that was printed is remembered")
end

local function walking(l)
	local seen = {}
	l:each("foi", function(r) seen[#seen + 1] = r.rid end)
	is(#seen, 2, "every record of a register, void ones too")
	local broke, why = pcall(l.each, l, "foi", function() error("stop", 0) end)
	is({ broke, why }, { false, "stop" }, "an error on the way is passed on")
	l:begin() -- no statement stayed open
	l:commit()
end

local function listing(l)
	l:begin()
	for i = 1, 9 do
		local made = l:append { reg = "list", kind = "create", on = "2023-01-0" .. i, by = "li", body = { n = i, year = 2023,
			to = i % 2 == 0 and "open" or "done", set = { code = ({ "b", "a", "c" })[i % 3 + 1] } } }
		l:put_clocks("list", made.rid, i < 4 and { { name = "reply", status = "running", due = "2023-02-0" .. 9 - i } } or {})
	end
	l:commit()
	local function numbers(wanted)
		local list = {}
		wanted.reg = "list"
		for i, r in ipairs((l:list(wanted))) do list[i] = r.n end
		return table.concat(list)
	end
	is(numbers {}, "987654321", "a list begins with the newest")
	is(numbers { sort = "created_on" }, "123456789", "or as it is asked for")
	is(numbers { sort = "code,-n" }, "741963852", "by several keys")
	is(numbers { sort = "reply" }, "321456789", "by a clock; what has none stands at the end")
	is(numbers { sort = "-reply", limit = 4 }, "1239", "also when it goes down")
	is({ select(2, l:list { reg = "list", limit = 9 }), select(2, l:list { reg = "list", limit = 8 }) }, { false, true },
		"whether there are more")
	is(numbers { limit = 2, offset = 3 }, "65", "a part of it")
	fails("a sort key that is none", l.list, l, { reg = "list", sort = "a'; drop" })
	local decl = { name = "list", title = { zh = "表", en = "List" }, fields = {
		{ key = "code", label = { zh = "代码", en = "Code" }, type = "text" },
		{ key = "name", label = { zh = "姓名", en = "Name" }, type = "text", pii = true } },
		states = { { key = "open", label = { zh = "在办" } }, { key = "done", label = { zh = "办结" } } }, moves = {}, clocks = {} }
	local function filtered(filter) return { reg = "list", filter = filter, declared = decl, today = "2023-02-01" } end
	is(l:count(filtered "代码:a"), 3, "counted by a filter")
	is(l:list(filtered "状态:在办 code:a")[1].n, 4, "listed by one")
	is(#l:crosstab((function() local f = filtered "code:a" f.row = "state" return f end)()), 2, "and cross-tabulated")
	local one = l:list(filtered "code:b")[1].rid
	l:begin()
	l:append { reg = "list", rid = one, kind = "edit", on = "2023-02-01", by = "li", body = { set = { note = "文化产业扶持资金",
		name = l:seal "张三" } } }
	l:blind("list", "name", one, "张三")
	l:commit()
	is(l:list(filtered '"扶持资金"')[1].rid, one, "by words in its text")
	is(l:count(filtered '"张三"'), 0, "where personal values are not")
	is(l:list(filtered "姓名=张三")[1].rid, one, "by a personal value, whole")
	fails("a filter that is none", l.list, l, filtered "代码代码:a")
	is(l:count { reg = "list" }, 9, "counted")
	is(l:crosstab { reg = "list", row = "code", col = "state" }, { { row = "a", col = "done", n = 2 }, { row = "a", col = "open", n = 1 },
		{ row = "b", col = "done", n = 2 }, { row = "b", col = "open", n = 1 }, { row = "c", col = "done", n = 1 },
		{ row = "c", col = "open", n = 2 } }, "counted by two fields")
	is(#l:crosstab { reg = "list", row = "state" }, 2, "or by one")
end

local function verifying(l)
	local found = {}
	local counts = l:verify(function(finding) found[#found + 1] = finding end)
	is({ counts.registers, counts.records, counts.secrets, counts.files, counts.findings }, { 3, 12, 3, 1, #found },
		"all of it is looked at")
	is(#found, 0, "and nothing is wrong")
end

local function backing_up(dir, rid)
	local copy = dir .. "/backup"
	do
		local l <close> = ledger.open(dir)
		local made = l:backup(copy)
		is({ made.files, made.damaged }, { 1, 0 }, "a backup has the files too")
		fails("a folder that is there already", l.backup, l, copy)
		fails("nobody restores what somebody has open", ledger.restore, dir, copy)
	end
	is(ledger.restore(dir, copy).files, 1, "put back where nothing has happened since")
	do
		local l <close> = ledger.open(dir)
		l:begin()
		l:append { reg = "foi", rid = rid, kind = "note", on = "2023-07-01", by = "li", body = { text = "later" } }
		l:commit()
	end
	fails("not over entries that it does not have", ledger.restore, dir, copy)
	local new = dir .. "/other"
	assert(require "lfs".mkdir(new))
	ledger.restore(new, copy)
	local there, here = 0, 0
	do
		local a <close> = ledger.open(new)
		local b <close> = ledger.open(dir)
		there, here = #a:events { reg = "foi" }, #b:events { reg = "foi" }
		is(a:verify(function(f) print("#", f.what) end).findings, 0, "in a new office it is sound")
	end
	is(here - there, 1, "what was refused has changed nothing")
	ledger.restore(dir, copy, true)
	do
		local l <close> = ledger.open(dir)
		is(#l:events { reg = "foi" }, there, "forced, they are given up")
	end
	ok(io.open(dir .. "/data/govpub.db.before-restore"), "and stay beside it")
	local function damage(name, change)
		local f <close> = assert(io.open(copy .. "/" .. name, "r+b"))
		local bytes = f:read "a"
		f:seek("set", 0)
		f:write(change(bytes))
		f:flush()
		fails(name .. " that was changed", ledger.restore, new, copy, true)
		f:seek("set", 0)
		f:write(bytes)
	end
	local function flip(bytes) return bytes:sub(1, 99) .. string.char(bytes:byte(100) ~ 1) .. bytes:sub(101) end
	damage("MANIFEST", flip)
	damage("data/govpub.db", flip)
	damage("data/files/13/13e5f94f06f4fa2c4ab34110a7a3ccfa9ff515ff2e7f52ceb98b04d14dfac2c8",
		function(bytes) return "x" .. bytes:sub(2) end)
	ledger.restore(new, copy)
	fails("a folder that is no backup", ledger.restore, new, dir)
end

local function rebuilding(l)
	local function lines()
		local list = {}
		l:dump(function(line) list[#list + 1] = line end)
		return list
	end
	local before = lines()
	is({ #before > 25, before[1]:sub(1, 11) }, { true, '{"record":{' }, "all that follows from the events, as lines")
	local broke, why = pcall(l.dump, l, function() error("stop", 0) end)
	is({ broke, why }, { false, "stop" }, "an error on the way is passed on")
	is(l:rebuild(), 12, "all records are made again")
	is(table.concat(lines(), "\n"), table.concat(before, "\n"), "and are as they were, byte by byte")
	is(l:verify(function() end).findings, 0, "nothing is wrong with them")
	local words = { reg = "list", filter = '"扶持资金"', declared = { name = "list", fields = {}, states = {}, moves = {}, clocks = {} } }
	is(l:count(words), 1, "their words are found as before")
end

return function(args)
	local dir = args[1]
	opening(dir)
	local first
	do
		local l <close> = ledger.open(dir)
		local rid = writing(l)
		first = rid
		undoing(l, rid)
		importing(l)
		refusing(l, rid)
		secrets(l, rid)
		clocks(l, rid)
		files(l, dir)
		chain(l)
		walking(l)
		listing(l)
		verifying(l)
		rebuilding(l)
	end
	backing_up(dir, first)
	print("1.." .. n)
	return failed == 0 and 0 or 1
end
