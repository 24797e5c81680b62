--[[
政府信息公开工作年度报告没有按时公布：4 月 1 日以后，网站上看得到以前年度的报告，看不到上一年度的。
（部门 1 月 31 日前、政府 3 月 31 日前公布；4 月 1 日以后两种都到期了。）
看标题里有“年报”“年度报告”的页面，它的标题和链接文字里“2025年……政府信息公开工作年度报告”一类的字样。一份也没有看到的不报，由 gov-cn/disclosure-columns 说。
没有读完的网站（检查有上限，或者只看了几个文件）不报。
--]]
local site = require "site"

-- Years of reports that a text names.
local function years_in(s, years)
	if not (s:find("公开", 1, true) and (s:find("年度报告", 1, true) or s:find("年报", 1, true))) then return end
	for year in s:gmatch("(20%d%d)%s*年") do years[year] = true end
end

local function look(page)
	local title = page.title or ""
	if not (title:find("年度报告", 1, true) or title:find("年报", 1, true)) or not site.government(page) then return nil end
	local years, list = {}, {}
	years_in(title, years)
	for _, link in ipairs(page:links_where { kind = "a" }) do years_in(link.text, years) end
	for year in pairs(years) do list[#list + 1] = year end
	table.sort(list)
	return list[#list]
end

return rule {
	id = "gov-cn/annual-report",
	title = { zh = "政府信息公开年度报告没有公布", en = "Annual report on disclosure not published" },
	basis = "《政府信息公开条例》第四十九条",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { status = 200, title = { "年度报告", "年报" }, any = site.is_government },
	tags = { "pages" },
	message = { zh = "看到的政府信息公开工作年度报告只到 {newest} 年度，{due} 年度的应当已经公布。",
		en = "The newest annual report on disclosure that is seen is of {newest}; that of {due} is due." },
	fix = { zh = "公布 {due} 年度的报告；已经公布的，检查栏目里有没有链接。", en = "Publish the report of {due}; where it is published, link to it." },

	check = function(thing, report)
		if thing.on ~= "finish" then return look(thing) end
		if thing.today:sub(6) < "04-01" or thing.state ~= "complete" then return end
		local due, newest, urls, order = tostring(tonumber(thing.today:sub(1, 4)) - 1), {}, {}, {}
		for _, kept in ipairs(thing.kept) do
			local own = kept.url:match("^%a+://[^/?#]*") or ""
			if not newest[own] then order[#order + 1] = own end
			if not newest[own] or kept.value > newest[own] then newest[own], urls[own] = kept.value, kept.url end
		end
		for _, own in ipairs(order) do
			if newest[own] < due then report { url = urls[own], params = { newest = newest[own], due = due } } end
		end
	end,

	tests = {
		{ name = "只到 2019 年度", finds = { { message = "2019 年度" } },
			html = "<title>年报</title><a href=1.html>某局2018年政府信息公开工作年度报告</a> <a href=2.html>某局2019年政府信息公开工作年度报告</a>" },
		{ name = "更新的已经公布", finds = 0, html = "<title>年报</title><a href=1.html>某局2999年政府信息公开工作年度报告</a>" },
		{ name = "别的年度报告", finds = 0, html = "<title>年报</title><a href=1.html>某局2019年部门决算年度报告</a>" },
		{ name = "没有年度报告", finds = 0, html = "<title>政府信息公开年报</title><p>年度报告</p>" },
	},
}
