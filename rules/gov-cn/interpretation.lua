--[[
政策文件和它的解读没有互相链接。本网站有《X》的解读（标题里有书名号和“解读”“图解”“问答”），也有标题就是 X 的文件，
却没有从文件链接到解读，或者没有从解读链接到文件。两个页面都读到了才判断；链接由脚本加载的看不到。
两个方向各报一次，写明有多少，举第一对为例。名称要完全一样（不计空格和“试行”）。
--]]
local across, pages, site, titles = require "across", require "pages", require "site", require "titles"

local KINDS = { "解读", "图解", "问答", "一图读懂" }
local POLICIES = { "办法", "规定", "细则", "意见", "规范", "通知", "方案", "条例", "规划", "要点" }
local WORDS = table.move(POLICIES, 1, #POLICIES, #KINDS + 1, table.move(KINDS, 1, #KINDS, 1, {}))
local MOST = 24 -- links of a page that are kept; one with more is taken to have them all

-- The last part of an address: tells the articles of one site apart, and is short.
local function tail(address)
	local path = address:match("^[^?#]*")
	return path:match("^.*/([^/]+)/?$") or path:match("^([^/]+)/?$") or ""
end

-- Links to articles, by their last parts as they are written; "*" when they are too many.
local function links_of(page)
	local list, seen, size = {}, {}, 0
	for _, link in ipairs(page:links_where { kind = "a", address = "##" }) do
		local last = tail(link.raw)
		if last:find("%d%d") and not seen[last] then
			seen[last], list[#list + 1] = true, last
			size = size + #last
			if #list > MOST or size > 500 then return "*" end
		end
	end
	return table.concat(list, "\n")
end

local function look(page)
	if not pages.article(page) then return nil end
	local title = pages.title(page)
	for _, kind in ipairs(KINDS) do
		if title:find(kind, 1, true) then
			local name = titles.quoted(title, 1)[1]
			return name and { of = name, links = links_of(page) } or nil
		end
	end
	local policy = false
	for _, word in ipairs(POLICIES) do
		policy = policy or title:find(word, 1, true) ~= nil
	end
	if not policy or title:find("征求意见", 1, true) or title:find("采纳情况", 1, true) then return nil end
	return { names = table.concat(titles.names(title), "\n"):sub(1, 300), 		links = (page:contains("解读") or page:contains("图解") or page:contains("问答")) and links_of(page) or "" }
end

local function has(links, address)
	return links == "*" or ("\n" .. links .. "\n"):find("\n" .. tail(address) .. "\n", 1, true) ~= nil
end

-- Each pair that lacks a link, as what across.tell() takes.
local function pairs_of(kept)
	local policies, lacking = {}, {}
	for _, k in ipairs(kept) do
		for name in (k.value.names or ""):gmatch("[^\n]+") do policies[name] = policies[name] or k end
	end
	for _, k in ipairs(kept) do
		local policy = k.value.of and policies[k.value.of]
		if policy and policy.url ~= k.url then
			if not has(policy.value.links, k.url) then lacking[#lacking + 1] = { url = policy.url, value = { "policy\t" .. k.url } } end
			if not has(k.value.links, policy.url) then lacking[#lacking + 1] = { url = k.url, value = { "interpretation\t" .. policy.url } } end
		end
	end
	return lacking
end

return rule {
	id = "gov-cn/interpretation",
	title = { zh = "政策文件与解读没有互相链接", en = "Policy and interpretation that do not link to each other" },
	basis = "国办秘函〔2019〕19号检查指标：解读与政策文件相互关联",
	mark = "M",
	severity = "warning",
	on = { "page", "finish" },
	match = { status = 200, title = WORDS, any = site.is_government, lacks = { meta = "refresh" } },
	tags = { "links" },
	message = { zh = "{n} 个政策文件没有链接到已经发布的解读，例如 {first}，解读在 {detail}。",
		en = "{n} policies do not link to an interpretation that is published, as {first}, with {detail}." },
	fix = { zh = "在文件页面加“政策解读”的链接，在解读页面加“政策原文”的链接。", en = "Add a link on each of the two." },

	check = function(thing, report)
		if thing.on ~= "finish" then return look(thing) end
		across.tell({ kept = pairs_of(thing.kept) }, report, function(g, finding)
			if g.word == "policy" then return end
			finding.message = { zh = "{n} 个解读没有链接到它的政策文件，例如 {first}，文件在 {detail}。",
				en = "{n} interpretations do not link to their policy, as {first}, of {detail}." }
		end)
	end,

	tests = {
		{ name = "两个方向都没有", on = "finish", finds = { { message = "没有链接到已经发布的解读" }, { message = "没有链接到它的政策文件" } },
			data = { kept = { { url = "http://a.gov.cn/zcwj/t20230315_1.html", value = { names = "某市美术馆管理办法", links = "t20230101_9.html" } },
				{ url = "http://a.gov.cn/zcjd/t20230315_2.html", value = { of = "某市美术馆管理办法", links = "" } } } } },
		{ name = "互相链接", on = "finish", finds = 0,
			data = { kept = { { url = "http://a.gov.cn/zcwj/t20230315_1.html", value = { names = "某市美术馆管理办法", links = "t20230315_2.html" } },
				{ url = "http://a.gov.cn/zcjd/t20230315_2.html", value = { of = "某市美术馆管理办法", links = "*" } } } } },
		{ name = "解读的文件不在本网站", on = "finish", finds = 0,
			data = { kept = { { url = "http://a.gov.cn/zcjd/t20230315_2.html", value = { of = "某市美术馆管理办法", links = "" } } } } },
		{ name = "只有文件或者只有解读的页面", finds = 0, html = "<meta name=ArticleTitle content=《某市美术馆管理办法》解读><a href=a.html>首页</a>" },
	},
}
