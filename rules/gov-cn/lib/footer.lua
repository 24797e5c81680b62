--[[
The footer of a home page, where a government site says who it is. A footer that a script or a frame
brings is not in the page: then nothing is known, and only gov-cn/footer says so.
--]]
local site = require "site"

local footer = {}

-- Each as it is shown; one of them is enough to know that the footer is there.
local signs = { "标识码", "ICP备", "网安备", "主办单位", "网站找错", "主办:", "承办单位" }
local HOME = { ["/"] = true, ["/index.html"] = true, ["/index.htm"] = true, ["/index.shtml"] = true, ["/index.jsp"] = true,
	["/index.php"] = true, ["/index.aspx"] = true, ["/default.aspx"] = true, ["/default.html"] = true }

-- The home page of a government site that shows something; not one that only leads on.
function footer.home(page)
	local path = page.url:match("^%a+://[^/?#]*([^?#]*)") or ""
	if path ~= "" and not HOME[path:lower()] then return false end
	return site.government(page) and page.plain_count >= 20 and not page.meta.refresh
end

-- The text of the home page in half-width characters, or nil where it has no footer to judge.
function footer.text(page)
	if not footer.home(page) then return nil end
	local s = text.fold(page.text)
	for _, sign in ipairs(signs) do
		if s:find(sign, 1, true) then return s end
	end
	return nil
end

-- Whether the source has one of these, as an address, a name of an image or a script would be written.
function footer.has(page, words)
	for _, word in ipairs(words) do
		if page:contains(word) then return true end
	end
	return false
end

-- 10 digits, or "bm" and 8 digits.
function footer.is_code(s)
	return s:find("^%d%d%d%d%d%d%d%d%d%d$") ~= nil or s:find("^[bB][mM]%d%d%d%d%d%d%d%d$") ~= nil
end

return footer
