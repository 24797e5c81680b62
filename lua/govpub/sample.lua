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

return sample
