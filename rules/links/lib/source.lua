--[[
Links as they are written: onclick, aria-label and whatever else a link object does not
carry. To look at the source around a link costs far less than to parse the page again.
--]]
local source = {}

local REACH = 4000 -- bytes looked at on each side of the address

--[[
A function for links of the page, asked in their order. It gives the start tag of the link in
lower case, what stands between it and </a>, and what stands before and behind them.
--]]
function source.reader(page)
	local body, line, col, at = page.body, 1, 1, 1
	return function(link)
		while line < link.line do
			at = (body:find("\n", at, true) or #body) + 1
			line, col = line + 1, 1
		end
		at = utf8.offset(body, link.col - col + 1, at) or at
		col = link.col
		local before, after = body:sub(math.max(1, at - REACH), at - 1), body:sub(at, at + REACH)
		local open = before:match("^.*()<") or 1
		local rest, inside, behind = after:match("^([^>]*>)(.-)</[aA]%s*>(.*)$")
		return (before:sub(open) .. (rest or after)):lower(), inside or "", before:sub(1, open - 1), behind or ""
	end
end

-- Whether a script acts on the element with this start tag: then its address is of no matter.
function source.scripted(tag)
	for _, sign in ipairs { "on%a+%s*=", "data%-", "role%s*=", "id%s*=", "accesskey%s*=", "@click", "v%-on", "ng%-" } do
		if tag:find("[%s\"']" .. sign) then return true end
	end
	local class = tag:match("[%s\"']class%s*=%s*[\"']?([^\"'>]*)") or ""
	for _, sign in ipairs { "btn", "button", "tab", "close", "prev", "next", "toggle", "menu", "drop", "arrow",
		"search", "js", "j_" } do
		if class:find(sign, 1, true) then return true end
	end
	return false
end

return source
