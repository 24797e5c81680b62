--[[
The words behind the name of a register.

  actions.run(world, model, given, words)   words[1] is an action or a move, in English or Chinese; none: list
  actions.named(word)                       the action's English name, or nil
  actions.options                           { [action] = { options … } }: what each takes besides -C --json --lang --today
  actions.list                              { { name, chinese }, … } by name
--]]
local fold = require("govpub.text").fold
local say = require "govpub.say"
local values = require "govpub.register.values"

local actions = {}

local writing = { "--no-input", "--on", "--yes", "-q" }

local function with(list, ...)
	local out = table.move(list, 1, #list, 1, {})
	for _, word in ipairs { ... } do out[#out + 1] = word end
	return out
end

actions.options = {
	add = with(writing, "--from"),
	edit = with(writing, "--why"),
	note = writing,
	attach = with(writing, "--field"),
	link = with(writing, "--field"),
	erase = with(writing, "--why"),
	undo = with(writing, "--tx"),
	move = with(writing, "--force", "--late"),
	list = { "--cols", "--csv", "--limit", "--offset", "--personal", "--sort" },
	show = { "--csv", "--events", "--personal" },
	log = { "--by", "--csv", "--lag", "--tx" },
	advance = { "--all" },
	stat = { "--by", "--csv" },
	import = with(writing, "--accept", "--history", "--mapping", "-o", "--update", "--why"),
	export = { "--cols", "--csv", "--edit", "-o", "--personal", "-q", "--sort" },
	print = { "--all-due", "--copies", "--format", "--no-input", "-o", "-q", "--sample", "--yes" },
	due = { "--csv", "--explain", "--ics", "--within" },
}

local chinese = { ["登记"] = "add", ["列表"] = "list", ["查看"] = "show", ["修改"] = "edit", ["备注"] = "note", ["附件"] = "attach",
	["关联"] = "link", ["推进"] = "advance", ["办理"] = "do", ["撤销"] = "undo", ["留痕"] = "log", ["统计"] = "stat",
	["导入"] = "import", ["导出"] = "export", ["期限"] = "due", ["清除"] = "erase", ["打印"] = "print" }

actions.list = {}
for word, name in pairs(chinese) do actions.list[#actions.list + 1] = { name = name, chinese = word } end
table.sort(actions.list, function(a, b) return a.name < b.name end)

function actions.named(word)
	local name = chinese[word] or word
	return (actions.options[name] and name ~= "move" or name == "do") and name or nil
end

local common = { ["-C"] = true, ["--json"] = true, ["--jsonl"] = true, ["--lang"] = true, ["--today"] = true }

local function refuse_others(given, action)
	local known = {}
	for _, name in ipairs(actions.options[action]) do known[name] = true end
	for name in pairs(given) do
		if not common[name] and not known[name] then say.fail("usage", "%s does not take %s", action, name) end
	end
end

-- A reason stands in the trace for good: it is a text, and says something.
local function check_reasons(given)
	for _, name in ipairs { "--why", "--late", "--force" } do
		local text = given[name]
		local wrong = text and values.check({ type = "para" }, text)
		if wrong then say.fail("usage", "%s: %s", name, wrong) end
		if text and fold(text):match "^%s*$" then say.fail("usage", "%s: say why in a few words", name) end
	end
end

local function act_of(name)
	return function(...) return require("govpub.register.act")[name](...) end
end

local function run_of(name)
	return function(...) return require("govpub.register." .. name).run(...) end
end

local run = { add = act_of "add", edit = act_of "edit", note = act_of "note", attach = act_of "attach", link = act_of "link",
	erase = act_of "erase", list = run_of "list", show = run_of "show", log = run_of "log", undo = run_of "undo",
	advance = run_of "advance", stat = run_of "stat", import = run_of "import", export = run_of "export",
	print = run_of "print" }

function run.due(world, model, given, words) return require("govpub.register.due").run(world, given, words, model) end

-- 签发 → 签发答复: the moves that are named in part
local function guess(model, word)
	local names = {}
	for _, move in ipairs(model.decl.moves or {}) do
		local label = say.choose(move.label)
		if word ~= "" and (label:find(word, 1, true) or word:find(label, 1, true)) then names[#names + 1] = say.text("record.quoted", { word = label }) end
	end
	return names[1] and say.text("record.guess", { names = table.concat(names, say.text "record.or") }) or ""
end

local function move_named(model, word)
	return model.move(word) or say.fail("usage", "register %s has no action '%s'%s; see govpub reg show %s", model.id, word or "",
		guess(model, word or ""), model.id)
end

-- a view or a filter where an action may stand: it is listed
local function is_listed(model, word)
	return not model.move(word) and (model.view(word) or word == "all" or word == "全部" or word:find "[:<>@]" or word:find "：")
end

function actions.run(world, model, given, words)
	if not words[1] or is_listed(model, words[1]) then table.insert(words, 1, "list") end
	local word = table.remove(words, 1)
	check_reasons(given)
	local name = actions.named(word)
	if name == "do" then
		word = table.remove(words, 1)
		name = nil
	end
	if name and run[name] then
		refuse_others(given, name)
		return run[name](world, model, given, words)
	end
	local move = move_named(model, word)
	refuse_others(given, "move")
	return act_of "move"(world, model, given, words, move)
end

return actions
