--[[
已经宣布废止、失效的文件，原来的页面没有标明。看本网站上标题是“废止……”“失效……”的文章点了哪些文件的名（书名号里的），
再看同名文件的页面：信息表的“有效性”和全文都没有“废止”“失效”，就报在那个页面上。名称要完全一样（不计空格和“试行”）。
解读、征求意见稿不算原文件。
--]]
local pages, titles = require "pages", require "titles"

local GONE = { "废止", "失效" }
local POLICIES = { "办法", "规定", "细则", "意见", "规范", "通知", "条例", "方案" }
local NOT_POLICY = { "解读", "图解", "问答", "征求意见", "废止", "失效", "采纳情况" }

-- What an announcement does away with: names in its title, else in the paragraphs of its text that are about this.
local function away_with(page, title)
	local names = titles.quoted(title, 5)
	if names[1] then return names end
	local active = false
	for line in page.text:gmatch("[^\n]+") do
		if active and not line:find("^%s*%d+%s*[%.．、]") and not line:find("《", 1, true) then active = false end
		if line:find("废止", 1, true) or line:find("失效", 1, true) then active = true end
		if active and #names < 10 then
			for _, name in ipairs(titles.quoted(line, 10 - #names)) do names[#names + 1] = name end
		end
	end
	return names
end

local function look(page)
	if not pages.article(page) then return nil end
	local title = pages.title(page)
	if title:find("废止", 1, true) or title:find("失效", 1, true) then
		local names = away_with(page, title)
		return names[1] and { gone = table.concat(names, "\n"):sub(1, 800) } or nil
	end
	for _, word in ipairs(NOT_POLICY) do
		if title:find(word, 1, true) then return nil end
	end
	local policy = false
	for _, word in ipairs(POLICIES) do
		policy = policy or title:find(word, 1, true) ~= nil
	end
	if not policy or page:contains("废止") or page:contains("失效") then return nil end
	return { names = table.concat(titles.names(title), "\n"):sub(1, 600) }
end

return rule {
	id = "gov-cn/repealed",
	title = { zh = "已废止的文件没有标明", en = "Repealed document that is not marked" },
	basis = "国办发〔2017〕47号：修改、废止、失效的文件要及时公开并在已发布的原文件上作出明确标注",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { status = 200, any = { { title = GONE }, { title = POLICIES, lacks = { source = GONE } } }, lacks = { meta = "refresh" } },
	tags = { "pages" },
	message = { zh = "{by} 宣布这个文件废止或者失效，这里没有标明。", en = "{by} does away with this document, and the page does not say so." },
	fix = { zh = "在原文件的标题和“有效性”一栏标明，并链接到废止的决定。", en = "Mark title and validity, with a link to the decision." },

	check = function(thing, report)
		if thing.on ~= "finish" then return look(thing) end
		local gone = {}
		for _, kept in ipairs(thing.kept) do
			for name in (kept.value.gone or ""):gmatch("[^\n]+") do gone[name] = gone[name] or kept.url end
		end
		for _, kept in ipairs(thing.kept) do
			for name in (kept.value.names or ""):gmatch("[^\n]+") do
				if gone[name] then
					report { url = kept.url, params = { by = gone[name] }, evidence = name }
					break
				end
			end
		end
	end,

	tests = {
		{ name = "没有标明", on = "finish", finds = { { message = "t2.html", evidence = "某市娱乐场所评分办法" } },
			data = { kept = { { url = "http://a.gov.cn/t1.html", value = { names = "某市娱乐场所评分办法" } },
				{ url = "http://a.gov.cn/t2.html", value = { gone = "某市旅行社登记规定\n某市娱乐场所评分办法" } } } } },
		{ name = "别的文件", on = "finish", finds = 0,
			data = { kept = { { url = "http://a.gov.cn/t1.html", value = { names = "某市娱乐场所评分办法实施细则" } },
				{ url = "http://a.gov.cn/t2.html", value = { gone = "某市娱乐场所评分办法" } } } } },
		{ name = "决定自己不是被废止的", finds = 0,
			html = "<meta name=ArticleTitle content=关于废止《某市娱乐场所评分办法》的决定><p>现决定废止《某市娱乐场所评分办法》。</p>" },
	},
}
