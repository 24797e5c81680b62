--[[
The sample office and what every office gets for its editors, out of the binary.
Both add what is missing to `dir` and append the paths that they wrote to `written`.
--]]
local embed = require "govpub.embed"
local folder = require "govpub.folder"

local sample = {}

local function append(list, more)
	table.move(more, 1, #more, #list + 1, list)
end

-- examples/… that begin with `prefix`, below `into`
function sample.part(dir, prefix, into, written)
	append(written, folder.add_embedded(dir, "examples/" .. prefix, into))
end

-- office.lua first: whatever stops the rest, the folder is an office then and can be completed
function sample.office(dir, written)
	sample.part(dir, "office/office.lua", "office.lua", written)
	sample.part(dir, "office/", "", written)
	sample.part(dir, "portal/", "portal", written)
end

-- how editors with a Lua language server know the functions of rules
function sample.stubs(dir, written)
	append(written, folder.add_embedded(dir, "lua/template/luarc.json", ".luarc.json"))
	append(written, folder.add_embedded(dir, "lua/meta/", "lua/meta"))
end

-- Everything that a lesson begins with, as { path, bytes }; what the lesson itself has comes in place of the office's.
function sample.lesson(name)
	local parts, seen = {}, {}
	local function add(prefix, into)
		for _, source in ipairs(embed.list(prefix)) do
			local path = folder.join(into, source:sub(#prefix + 1))
			if not seen[path] then
				seen[path] = true
				parts[#parts + 1] = { path = path, bytes = embed.read(source) }
			end
		end
	end
	for _, readme in ipairs { "README.md", "README.zh-CN.md" } do add("examples/" .. name .. "/" .. readme, readme) end
	add("examples/" .. name .. "/start/", "")
	add("examples/office/", "")
	add("examples/portal/", "portal")
	add("lua/template/luarc.json", ".luarc.json")
	add("lua/meta/", "lua/meta")
	return parts
end

return sample
