--[[ how a shell prints values: strings quoted and escaped, tables and objects with sorted keys, long things cut

show(host, width, value) returns text of one or more lines, safe on a terminal. `host` is what the
worker lends (core/script/script_shell.c). Nothing here runs code of whoever made the value: tables are
read raw.
]]
local DEEP = 4      -- tables inside one another that are still opened
local ITEMS = 20    -- of a sequence or table; the outermost shows more
local FIRST = 40
local LONG = 160    -- characters of a string inside of something; one by itself shows more
local ALONE = 4000

local escapes = { ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ['"'] = '\\"', ["\\"] = "\\\\" }

-- the first n characters, and how many there are; bytes that are no UTF-8 count as one each
local function cut(s, n)
	local count = utf8.len(s)
	if not count then return #s > n and s:sub(1, n) or s, #s end
	return count > n and s:sub(1, utf8.offset(s, n + 1) - 1) or s, count
end

local function quoted(host, s, most)
	local head, count = cut(s, most)
	local text = '"' .. head:gsub('([^\n\r\t"\\]*)([\n\r\t"\\]?)', function(plain, mark)
		return host.escape(plain) .. (escapes[mark] or "")
	end) .. '"'
	return count > most and ("%s … %d more"):format(text, count - most) or text
end

local function number(v)
	if math.type(v) == "integer" then return ("%d"):format(v) end
	return (("%.14g"):format(v):gsub("^(-?%d+)$", "%1.0"))
end

local order = { number = 1, string = 2, boolean = 3 }

local function before(a, b)
	local x, y = order[type(a)] or 4, order[type(b)] or 4
	if x ~= y then return x < y end
	return x < 3 and a < b
end

local function raw_keys(t, from)
	local keys, k = {}, nil
	repeat
		k = next(t, k)
		if k ~= nil and not (math.type(k) == "integer" and k >= 1 and k <= from) then keys[#keys + 1] = k end
	until k == nil
	table.sort(keys, before)
	return keys
end

local reserved = {}
for word in ("and break do else elseif end false for function goto if in local nil not or repeat return then true until while")
	:gmatch("%a+") do
	reserved[word] = true
end

local function key_text(host, k)
	if type(k) == "string" then
		if k:find("^[%a_][%w_]*$") and not reserved[k] then return k .. " = " end
		return "[" .. quoted(host, k, LONG) .. "] = "
	end
	return "[" .. (type(k) == "number" and number(k) or tostring(k)) .. "] = "
end

local value -- below

-- `name { a, b }` on one line when it fits, else a line for each
local function block(host, name, items, rest, state, indent)
	if #items == 0 and not rest then return name .. "{}" end
	if rest then items[#items + 1] = rest end
	local line = name .. "{ " .. table.concat(items, ", ") .. " }"
	if not line:find("\n", 1, true) and host.width(line) + indent + 4 <= state.width and not rest then return line end
	local pad = (" "):rep(indent + 2)
	return name .. "{\n" .. pad .. table.concat(items, ",\n" .. pad) .. "\n" .. (" "):rep(indent) .. "}"
end

local function more(count, shown)
	return count > shown and ("… %d more"):format(count - shown) or nil
end

local function most(state)
	return state.depth == 1 and FIRST or ITEMS
end

local function table_text(host, t, state, indent)
	if state.open[t] then return "{ … }" end -- it holds itself
	if state.depth >= DEEP then return next(t) == nil and "{}" or "{ … }" end
	state.open[t], state.depth = true, state.depth + 1
	local n, items, max = rawlen(t), {}, most(state)
	for i = 1, math.min(n, max) do items[i] = value(host, rawget(t, i), state, indent + 2) end
	local keys = raw_keys(t, n)
	for i = 1, math.min(#keys, max - #items) do
		items[#items + 1] = key_text(host, keys[i]) .. value(host, rawget(t, keys[i]), state, indent + 2)
	end
	state.open[t], state.depth = nil, state.depth - 1
	return block(host, "", items, more(n + #keys, #items), state, indent)
end

-- inside of something: as many fields as one line takes
local function record_line(host, v, name, fields, state, indent)
	local line, room = name .. " { ", state.width - indent - 6
	state.depth = state.depth + 1
	for i, field in ipairs(fields) do
		local x = v[field]
		local text = x ~= nil and field .. " = " .. value(host, x, state, state.width - 40)
		if text and host.width(line) + host.width(text) > room then
			line = line .. (i > 1 and ", …" or "…")
			break
		elseif text then
			line = line .. (i > 1 and ", " or "") .. text
		end
	end
	state.depth = state.depth - 1
	return line .. " }"
end

local function record_text(host, v, name, fields, state, indent)
	if state.depth >= 2 then return "<" .. host.escape(tostring(v)) .. ">" end
	if state.depth == 1 then return record_line(host, v, name, fields, state, indent) end
	state.depth = state.depth + 1
	local items = {}
	for _, field in ipairs(fields) do
		local x = v[field]
		if x ~= nil then items[#items + 1] = field .. " = " .. value(host, x, state, indent + 2) end
	end
	state.depth = state.depth - 1
	return block(host, name .. " ", items, nil, state, indent)
end

local function sequence_text(host, v, name, state, indent)
	local n, items = #v, {}
	if state.depth >= 1 and n > 0 and type(v[1]) == "userdata" then return ("<%s: %d>"):format(name, n) end
	state.depth = state.depth + 1
	for i = 1, math.min(n, most(state)) do items[i] = value(host, v[i], state, indent + 2) end
	state.depth = state.depth - 1
	return block(host, name .. " ", items, more(n, #items), state, indent)
end

local function map_text(host, v, name, state, indent)
	local n, items = 0, {}
	state.depth = state.depth + 1
	for k, x in pairs(v) do
		n = n + 1
		if n <= most(state) then items[n] = key_text(host, k) .. value(host, x, state, indent + 2) end
	end
	state.depth = state.depth - 1
	return block(host, name .. " ", items, more(n, #items), state, indent)
end

local function object_text(host, v, state, indent)
	local kind, name, fields = host.about(v)
	if kind == "record" then return record_text(host, v, name, fields, state, indent) end
	if kind == "sequence" then return sequence_text(host, v, name, state, indent) end
	if kind == "map" then return map_text(host, v, name, state, indent) end
	return "<" .. host.escape(tostring(v)) .. ">"
end

function value(host, v, state, indent)
	local kind = type(v)
	if kind == "string" then
		return quoted(host, v, state.depth == 0 and ALONE or math.min(LONG, state.width - indent))
	end
	if kind == "number" then return number(v) end
	if kind == "table" then return table_text(host, v, state, indent) end
	if kind == "userdata" then return object_text(host, v, state, indent) end
	if kind == "function" then return "<function>" end
	return tostring(v)
end

return function(host, width, v)
	return value(host, v, { depth = 0, width = width, open = {} }, 0)
end
