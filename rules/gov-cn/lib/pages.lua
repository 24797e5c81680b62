--[[
What kind of page of a government site it is, by its tags and its address: the home page, a column, an article.
--]]
local site = require "site"

local pages = {}

local ARTICLES = { "/t%d%d%d%d%d%d%d%d_%d+%.", "/art/%d+/%d+/%d+/", "/content/post_%d+", "/content_%d+%.", "/info/%d+/%d+%.",
	"/%d%d%d%d%d%d%d%d/[%x-]+%.s?html?$", "/post_%d+%.html" }

-- The same of an article, for `any` in a match or in `finds`; of a page that stays.
pages.is_article = { { meta = { "ArticleTitle", "PubDate", "ContentSource" } }, { address = { "/t########_#+.", "/art/#+/#+/#+/",
	"/content/post_#+", "/content_#+.", "/info/#+/#+.", "/########/~+.htm$", "/########/~+.html$", "/########/~+.shtm$",
	"/########/~+.shtml$", "/post_#+.html" } } }

-- The path of an address without what follows "?" and "#", at least "/".
function pages.path(address)
	local path = address:match("^%a+://[^/?#]*([^?#]*)") or ""
	return path == "" and "/" or path
end

-- One that only leads on to another is none of these.
local function stays(page)
	return site.government(page) and not page.meta.refresh
end

function pages.article(page)
	if not stays(page) then return false end
	local meta = page.meta
	if meta.articletitle or meta.pubdate or meta.contentsource then return true end
	local path = pages.path(page.url)
	for _, address in ipairs(ARTICLES) do
		if path:find(address) then return true end
	end
	return false
end

function pages.column(page)
	if not stays(page) or page.meta.articletitle then return false end
	local meta, path = page.meta, pages.path(page.url)
	return path:find("/$") ~= nil or path:find("/index%.%a+$") ~= nil or meta.columntype ~= nil
end

-- The title of an article, without the name of the site behind it.
function pages.title(page)
	local title = page.meta.articletitle or (page.title or ""):gsub("%s*[_|｜-]+%s*[^_|-]*$", "")
	return text.trim(title:gsub("%s+", " "))
end

-- For `finds`: each of the names of tags that are absent or empty, on pages of which one of `any` is true.
function pages.lacking_tags(names, any)
	local list = {}
	for i, name in ipairs(names) do list[i] = { word = name, lacks = { meta = name }, any = any } end
	return list
end

-- Words that come as often on a page that lacks a tag: those of `names` that are absent or empty.
function pages.lacking(page, names)
	local found
	for _, name in ipairs(names) do
		local value = page.meta[name:lower()]
		if not value or not value:find("%S") then
			found = found or {}
			found[#found + 1] = name
		end
	end
	return found
end

return pages
