--[[
The verb `check`: what the registers contradict, and deadlines that have passed. One finding has the shape of every
finding of govpub: { rule, severity, where = { record, register }, message, basis }.

  check.run(world, given, words)           1 when there is a finding as severe as --fail-on
  check.findings(world, model, put)        of one register
--]]
local clocks = require "govpub.register.clocks"
local due = require "govpub.register.due"
local output = require "govpub.register.output"
local say = require "govpub.say"
local values = require "govpub.register.values"
local worker = require "govpub.register.worker"

local BATCH = 200
local severities = { info = 1, warning = 2, error = 3 }

local check = {}

local function put_values(model, record, put)
	for _, field in ipairs(model.decl.fields) do
		local value = record.fields[field.key]
		local why = value ~= nil and not field.calc and values.check(field, value)
		if why then
			put { rule = model.id .. ".value", severity = "error", record = record,
				message = say.text("record.bad-value", { field = say.choose(field.label), why = why }) }
		end
	end
	if not model.state(record.state) then
		put { rule = model.id .. ".state", severity = "error", record = record,
			message = say.text("record.no-state", { state = record.state }) }
	end
end

local function put_clocks(world, model, record, put)
	local stored = clocks.stored(world, model, record)
	for _, spec in ipairs(model.decl.clocks or {}) do
		local one = stored[spec.key]
		if one and one.status ~= "met" and clocks.overdue(one, world.today) and one.due then
			put { rule = model.id .. ".clock." .. spec.key, severity = spec.whose and "info" or "error", record = record,
				message = say.text("record.overdue", { clock = say.choose(spec.label), due = one.due }), basis = spec.law }
		end
	end
end

local function put_checks(world, model, batch, put)
	if #(model.decl.checks or {}) == 0 then return end
	local by_id, records = {}, {}
	for _, one in ipairs(model.decl.checks) do by_id[one.id] = one end
	for i, record in ipairs(batch) do records[i] = worker.record(world, model, record) end
	for i, failed in ipairs(worker.call(world, model, "check", nil, records)) do
		for _, one in ipairs(failed) do
			local declared = by_id[one.id] or {}
			if one.ok == false then
				put { rule = model.id .. "." .. one.id, severity = declared.level or "error", record = batch[i],
					message = say.choose(one.reason or one.id), basis = declared.law }
			end
		end
	end
end

function check.findings(world, model, put)
	local batch = {}
	local function flush()
		if #batch > 0 then put_checks(world, model, batch, put) end
		batch = {}
	end
	local all = {}
	world.ledger:each(model.id, function(record)
		if not record.void then all[#all + 1] = record end
	end)
	for _, record in ipairs(all) do
		put_values(model, record, put)
		put_clocks(world, model, record, put)
		batch[#batch + 1] = record
		if #batch == BATCH then flush() end
	end
	flush()
end

local function data(finding)
	return { rule = finding.rule, severity = finding.severity, message = finding.message, basis = finding.basis,
		where = finding.record and { register = finding.record.reg, record = finding.record.no, rid = finding.record.rid } or nil }
end

local names = { error = "severity.error", warning = "severity.warning", info = "severity.info" }

function check.run(world, given, words)
	local least = severities[given["--fail-on"] or "warning"]
	if not least then say.fail("usage", "--fail-on: '%s' is none of error, warning, info", given["--fail-on"]) end
	due.tell_moved(world)
	local models = {}
	for i, word in ipairs(words) do
		models[i] = world.registry:named(word) or say.fail("notfound", "there is no register '%s'", word)
	end
	local findings, status = {}, 0
	local function put(finding)
		findings[#findings + 1] = finding
		if severities[finding.severity] and severities[finding.severity] >= least then status = 1 end
	end
	for _, model in ipairs(words[1] and models or world.registry:all()) do check.findings(world, model, put) end
	for _, broken in ipairs(world.registry.broken) do
		put { rule = "declaration.unusable", severity = "error", message = broken.why }
	end
	if given["--json"] then
		local list = {}
		for i, finding in ipairs(findings) do list[i] = data(finding) end
		io.write(#list > 0 and "" or '{"findings":[]}\n')
		if #list > 0 then output.json { findings = list } end
		return status
	end
	for _, finding in ipairs(findings) do
		local id = names[finding.severity]
		io.write(output.plain(("%s  %s  %s"):format(finding.record and finding.record.no or "—",
			id and say.text(id) or finding.severity, finding.message)), finding.basis and "  " .. output.plain(finding.basis) or "",
			"  [", finding.rule, "]\n")
	end
	return status
end

return check
