--[[
init - makes an office folder, or adds to one what is missing.

office.lua is written first: whatever stops the rest, the folder is an office then, and
the same command goes on where it ended.
--]]
local embed = require "govpub.embed"
local folder = require "govpub.folder"
local options = require "govpub.options"
local sample = require "govpub.sample"
local say = require "govpub.say"

-- the code of an office.lua, for telling the sample office from others
local function code_of(source)
	return source:match('\n%s*code%s*=%s*"([^"]*)"')
end

local function refuse_other_folders(dir, example)
	local state, office = folder.state(dir), folder.join(dir, "office.lua")
	if state == "file" then say.fail("usage", "%s: is no folder", dir) end
	if state ~= "full" then return end
	if not folder.exists(office) then
		say.fail("denied", "%s: has files and no office.lua; name an empty folder or a new one", dir)
	end
	if example then
		local f = io.open(office, "rb")
		local source = f and f:read(1 << 20) or ""
		if f then f:close() end
		if code_of(source) ~= code_of(embed.read("examples/office/office.lua")) then
			say.fail("denied", "%s: is an office already; the sample goes into an empty folder or a new one", dir)
		end
	end
end

local function add_template(dir, written)
	local source = embed.read(("lua/template/%s/office.lua"):format(say.language))
	if folder.add(dir, "office.lua", source) then written[#written + 1] = "office.lua" end
end

-- one line for each file of the folder itself, and one for each folder in it
local function tell(written)
	local order, count = {}, {}
	for _, path in ipairs(written) do
		local top = path:match("^[^/]*/?")
		if not count[top] then order[#order + 1] = top end
		count[top] = (count[top] or 0) + 1
	end
	for _, top in ipairs(order) do
		say.line(top:find("/$") and "init.folder" or "init.file", { path = top, n = count[top] })
	end
end

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub init [--example] [--lang LANG] [--unattended] DIR",
		"--example", "--lang LANG", "--unattended",
	})
	if not given then return end
	if #operands ~= 1 then say.fail("usage", "init makes one folder: govpub init [--example] DIR") end
	local dir, written = operands[1]:gsub("(.)/+$", "%1"), {}
	refuse_other_folders(dir, given["--example"])
	if given["--example"] then
		sample.office(dir, written)
		sample.part(dir, "workshop/", "workshop", written)
	else
		add_template(dir, written)
	end
	sample.stubs(dir, written)
	if given["--unattended"] then sample.part(dir, "unattended/", "unattended", written) end
	if #written == 0 then
		say.line("init.complete", { dir = dir })
	else
		say.line("init.written", { dir = dir })
		tell(written)
	end
	if written[1] == "office.lua" then
		say.line(given["--example"] and "init.next-example" or "init.next", { dir = dir })
	end
end
