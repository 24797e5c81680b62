--[[
Prints forms: letters, receipts, sheets. Each print is an event with the hashes of the template and of what came out.

  print.run(world, model, given, words)   words: FORM RECORD…; without any: which forms there are
--]]
local change = require "govpub.register.change"
local file = require "govpub.file"
local folder = require "govpub.folder"
local forms = require "govpub.register.print_forms"
local lfs = require "lfs"
local lookup = require "govpub.register.lookup"
local output = require "govpub.register.output"
local print_letter = require "govpub.register.print_letter"
local say = require "govpub.say"

local SAMPLE = "templates/letter.docx" -- an office's own Word file, whose look letters take
local MAX_COPIES, MAX_NAME = 999, 200

local print_ = {}

-- --- the forms that there are

local function list_forms(world, model, given)
	local rows = {}
	for i, form in ipairs(forms.all(model)) do
		local moves, path, is_shipped = {}, forms.path(world, model, form)
		for k, key in ipairs(form.moves) do moves[k] = say.choose(model.move(key).label) end
		if not path and form.variants then path, is_shipped = forms.path(world, model, form, form.variants[1]) end
		rows[i] = { form.key, say.choose(form.label), table.concat(moves, "、"),
			is_shipped and say.text "print.shipped" or path or say.text "print.no-template" }
	end
	output.table({ { "key", say.text "record.name" }, { "label", say.text "print.form" }, { "moves", say.text "record.what" },
		{ "template", say.text "print.template" } }, rows, given)
	return 0
end

-- --- what is asked for

local function copies_of(given, form)
	local word = given["--copies"]
	if not word then return form.copies or 1 end
	local n = word:find "^%d+$" and #word < 4 and math.tointeger(tonumber(word))
	if not n or n < 1 or n > MAX_COPIES then say.fail("usage", "--copies: '%s' is no number of copies", word) end
	return n
end

local function format_of(given)
	local word = given["--format"] or (given["-o"] or ""):match "%.(%l+)$"
	if word and word ~= "docx" and word ~= "html" and word ~= "md" and word ~= "pdf" then
		if not given["--format"] then return nil end
		say.fail("usage", "--format: '%s' is none of docx html md pdf", word)
	end
	return word
end

local function sample_of(world, given)
	local path = given["--sample"]
	if not path then
		path = folder.join(world.dir, SAMPLE)
		if not folder.exists(path) then return nil end
	end
	local f, why = io.open(path, "rb")
	if not f then say.fail("io", "%s", why) end
	local bytes = f:read "a"
	f:close()
	return bytes, path
end

-- records whose move went by since the form was last printed
local function unprinted(world, model, form)
	if #form.moves == 0 then say.fail("usage", "'%s' goes with no move; name the records", say.choose(form.label)) end
	local printed, wanted, list = {}, {}, {}
	for _, key in ipairs(form.moves) do wanted[key] = true end
	for _, event in ipairs(world.ledger:events { reg = model.id, kind = "print" }) do
		if event.body.form == form.key then printed[event.rid] = event.seq end
	end
	world.ledger:each(model.id, function(record)
		local last = 0
		for _, made in ipairs(record.void and {} or world.ledger:moves(model.id, record.rid)) do
			if wanted[made.move] and not made.undone then last = made.seq end
		end
		if last > (printed[record.rid] or 0) then list[#list + 1] = record end
	end)
	return list
end

local function records_of(world, model, form, given, words)
	if given["--all-due"] then
		if words[1] then say.fail("usage", "'%s' is too much", words[1]) end
		return unprinted(world, model, form)
	end
	if not words[1] then say.fail("usage", "%s: which record? Give its number", "print") end
	local list = lookup.records(world, model, words)
	return list
end

-- --- files

local function base_name(letter)
	local label = (letter.variant or letter.form).label.zh
	local name = (label .. "-" .. letter.record.no):gsub("[/\\%c:*?\"<>|]", "_")
	return #name <= MAX_NAME and name or letter.form.key .. "-" .. letter.record.rid
end

local function is_folder(path) return path:find "/$" or lfs.attributes(path, "mode") == "directory" end

-- a name that no file has: printed again, the first one stays
local function free_path(dir, letter, taken)
	local base, n = base_name(letter), 1
	local path = folder.join(dir, base .. "." .. letter.format)
	while taken[path] or folder.exists(path) do
		n = n + 1
		path = folder.join(dir, ("%s-%d.%s"):format(base, n, letter.format))
	end
	taken[path] = true
	return path
end

local function name_files(letters, out)
	local taken = {}
	local into = out and out ~= "-" and is_folder(out) and out:gsub("(.)/+$", "%1") or not out and "" or nil
	if not into and #letters > 1 then say.fail("usage", "-o %s: several letters go into a folder; name one that is there", out) end
	if into and into ~= "" and lfs.attributes(into, "mode") ~= "directory" then lfs.mkdir(into) end -- else writing says why
	for _, letter in ipairs(letters) do
		letter.path = into and free_path(into, letter, taken) or out
	end
end

local function operations_of(model, letters, copies)
	local operations = {}
	for _, letter in ipairs(letters) do
		local record = letter.record
		if letter.read[1] then
			operations[#operations + 1] = { kind = "read", reg = model.id, rid = record.rid, fields = letter.read }
		end
		operations[#operations + 1] = { kind = "print", reg = model.id, rid = record.rid, form = letter.form.key,
			h = file.sha256(letter.bytes), extra = { file = letter.path:match "[^/]+$", copies = copies,
				variant = letter.variant and letter.variant.key,
				template = { name = letter.template.path:match "[^/]+$", sha256 = file.sha256(letter.template.bytes) } } }
	end
	return operations
end

-- files first: an event tells of what is there
local function write(world, model, letters, copies)
	local marked = false
	for _, letter in ipairs(letters) do
		file.write(letter.path, letter.bytes, letter.read[1] ~= nil)
		marked = marked or letter.head
	end
	if marked then
		world.ledger:begin()
		world.ledger:mark_head(model.id)
		world.ledger:commit()
	end
	local results, refusals = change.apply(world, operations_of(model, letters, copies))
	if results then return end
	for _, letter in ipairs(letters) do
		if letter.path ~= "-" then os.remove(letter.path) end
	end
	change.refuse(refusals)
end

local function tell(letters, given)
	if given["--json"] or given["--jsonl"] then
		return output.records(letters, given, function(letter)
			return { reg = letter.record.reg, rid = letter.record.rid, no = letter.record.no, form = letter.form.key,
				variant = letter.variant and letter.variant.key, file = letter.path, sha256 = file.sha256(letter.bytes),
				blanks = letter.blanks[1] and letter.blanks or nil, confirm = letter.template.confirm }
		end)
	end
	local told = {}
	for _, letter in ipairs(letters) do
		if letter.path ~= "-" and not given["-q"] then
			say.line("print.done", { no = letter.record.no, form = say.choose((letter.variant or letter.form).label), path = letter.path })
		end
		if letter.blanks[1] then
			io.stderr:write(say.text("print.blank", say.shown { no = letter.record.no, names = table.concat(letter.blanks, "、") }), "\n")
		end
		local confirm = letter.template.confirm
		if confirm and not told[confirm] then
			told[confirm] = true
			io.stderr:write(say.text("print.confirm", say.shown { what = confirm }), "\n")
		end
	end
end

local function head_of(world, model)
	for _, head in ipairs(world.ledger:heads()) do
		if head.reg == model.id then return ("%d %s"):format(head.seq, head.hash:sub(1, 16)) end
	end
	return ""
end

function print_.run(world, model, given, words)
	if #words == 0 then return list_forms(world, model, given) end
	local form = forms.named(model, table.remove(words, 1))
	local list = records_of(world, model, form, given, words)
	local sample, sample_name = sample_of(world, given)
	local job = { form = form, copies = copies_of(given, form), format = format_of(given), head = head_of(world, model),
		all = given["--all-due"],
		look = { sample = sample, sample_name = sample_name, date = world.today, author = world.office.name } }
	local letters = {}
	for _, record in ipairs(list) do letters[#letters + 1] = print_letter.of(world, model, job, record) end
	if #letters == 0 then
		say.line("print.none", { form = say.choose(form.label) })
		return 0
	end
	name_files(letters, given["-o"])
	write(world, model, letters, job.copies)
	tell(letters, given)
	return 0
end

return print_
