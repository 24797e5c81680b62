--[[
Start tags as they are written. To look for "<input" in the source costs a hundredth of parsing the page for
selectors, and a rule that looks at every page has no more to spend. What stands in comments, scripts, style sheets,
templates and text areas is left out.
--]]
local tags = {}

local CLOSED = { { "<!--", "-->" }, { "<script", "</script" }, { "<SCRIPT", "</SCRIPT" }, { "<style", "</style" },
	{ "<template", "</template" }, { "<textarea", "</textarea" }, { "<noscript", "</noscript" }, { "<xmp", "</xmp" } }
local LONG = 4000 -- bytes of one tag

-- Where nothing is shown: a list of { from, to }, from the start of the source to its end.
local function read_closed_parts(page, body)
	local parts = {}
	for _, pair in ipairs(CLOSED) do
		local from = page:contains(pair[1]) and body:find(pair[1], 1, true)
		while from do
			local to = body:find(pair[2], from + #pair[1], true) or #body
			parts[#parts + 1] = { from, to }
			from = body:find(pair[1], to, true)
		end
	end
	return parts
end

-- All rules of the pack ask about the same page.
local last, known

local function closed_parts(page, body)
	if body ~= last then last, known = body, read_closed_parts(page, body) end
	return known
end

local function shown(parts, at)
	for _, part in ipairs(parts) do
		if at > part[1] and at < part[2] then return false end
	end
	return true
end

-- The tag that begins at `at`, with its closing ">", which may not be one inside of a quoted value.
local function whole(body, at)
	local near, i = body:sub(at, at + LONG), 1
	while true do
		local place, sign = near:match("()([>\"'])", i)
		if not place then return near end
		if sign == ">" then return near:sub(1, place) end
		local quoted = near:sub(i, place - 1):find("=%s*$")
		i = (quoted and near:find(sign, place + 1, true) or place) + 1
	end
end

--[[
The attributes of a tag as a map from names in lower case to values as they are written; "" for one without a value.
--]]
function tags.attributes(tag)
	local found, at = {}, tag:find("[%s/]") or #tag
	while at do
		local from, stop, name = tag:find("([^%s=/>\"']+)", at)
		if not from then break end
		local value_at = tag:match("^%s*=%s*()", stop + 1)
		local value, after = "", stop + 1
		if value_at then
			local quote = tag:match("^[\"']", value_at)
			if quote then
				local close = tag:find(quote, value_at + 1, true) or #tag
				value, after = tag:sub(value_at + 1, close - 1), close + 1
			else
				value, after = tag:match("^([^%s>]*)()", value_at)
			end
		end
		name = name:lower()
		if not found[name] then found[name] = value end
		at = after
	end
	return found
end

--[[
All tags of this name (in lower case) as a list of { at, tag, attr, stop }: where it begins in page.body, as it is
written, its attributes, and where it ends. Empty, and cheap, when the page has none.
--]]
function tags.all(page, name)
	local list, body, parts = {}, nil, nil
	for _, spelling in ipairs { "<" .. name, "<" .. name:upper() } do
		if page:contains(spelling) then
			body = body or page.body
			local at = body:find(spelling, 1, true)
			while at do
				parts = parts or closed_parts(page, body)
				if body:find("^[%s/>]", at + #spelling) and shown(parts, at) then
					local tag = whole(body, at)
					list[#list + 1] = { at = at, tag = tag, attr = tags.attributes(tag), stop = at + #tag }
				end
				at = body:find(spelling, at + 1, true)
			end
		end
	end
	table.sort(list, function(a, b) return a.at < b.at end)
	return list
end

-- What stands between a tag and its end tag; nil when it has none.
function tags.inside(page, one)
	local name = one.tag:match("^<(%a[%w]*)")
	local body = page.body
	local stop = body:find("</" .. name, one.stop, true) or body:find("</" .. name:lower(), one.stop, true)
	return stop and body:sub(one.stop, stop - 1) or nil
end

-- Whether the attributes say that the element is not shown.
function tags.hidden(attr)
	local style = (attr.style or ""):gsub("%s", ""):lower()
	return attr.hidden ~= nil or attr["aria-hidden"] == "true" or style:find("display:none", 1, true) ~= nil
		or style:find("visibility:hidden", 1, true) ~= nil
end

-- Line and column of a place in page.body.
function tags.place(page, at)
	local body, line, from = page.body, 1, 1
	local stop = body:find("\n", 1, true)
	while stop and stop < at do
		line, from = line + 1, stop + 1
		stop = body:find("\n", from, true)
	end
	return line, (utf8.len(body:sub(from, at - 1)) or 0) + 1
end

return tags
