--[[
Whether a page is an article: news, a notice, a document. It has the meta tag ArticleTitle; or
its address or furniture is that of an article, and it has much text for its links. Pages about the
office itself, guides and lists are none. What costs little is asked first.
--]]

-- as common systems give them
local addresses = { "/t%d%d%d%d%d%d%d%d_%d+%.", "/art/%d+/%d+/%d+/", "/content/post_%d+", "/content_%d+%.",
	"/info/%d+/%d+%.", "/%d%d%d%d%d%d%d%d/[%x-]+%.s?html?$" }
local words = { "来源：", "来源:", "发布机构：", "浏览次数", "阅读次数", "责任编辑", "打印本页" }

local function has_address(page)
	for _, address in ipairs(addresses) do
		if page.url:find(address) then return true end
	end
	return false
end

-- At the beginning of a line or after a space: "非官方来源：" in a sentence is none.
local function has_word(page)
	local text
	for _, word in ipairs(words) do
		if page:contains(word) then
			text = text or "\n" .. page.text
			local at = text:find(word, 1, true)
			if at and (text:find("^%s", at - 1) or text:find("^　", at - 3) or text:find("^信息", at - 6)) then return true end
		end
	end
	return false
end

-- `least`: characters outside of links.
return function(page, least)
	local chars = page.plain_count
	if chars < least then return false end
	local tagged = page:contains("ArticleTitle") or page:contains("articletitle")
	if tagged and page.meta.articletitle then return true end
	if not has_address(page) and not has_word(page) then return false end
	return not page.meta.columnname and chars >= 8 * #page.links
end
