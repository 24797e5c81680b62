--[[
文件的日期互相矛盾：发布日期早于成文日期，或者文号里的年份与成文日期的年份不同。
日期取自信息表；表里没有发布日期的，看网页标签 PubDate。年初补编上一年文号、年底的文件第二年初才印发是常事，
所以年份只差一年而且成文在一月、十二月的不报。
--]]
local record, site = require "record", require "site"

local function year_differs(number, written)
	local year = number:match("[〔%[%(【][^%d]*(%d%d%d%d)")
	local y, m = written:match("^(%d+)%-(%d+)")
	if not year or year == y then return nil end
	local gap = math.abs(tonumber(year) - tonumber(y))
	if gap == 1 and (m == "01" or m == "12") then return nil end
	return year
end

return rule {
	id = "gov-cn/document-dates",
	title = { zh = "文件的日期互相矛盾", en = "Dates of a document that contradict each other" },
	mark = "D",
	severity = "warning",
	on = "page",
	match = { source = record.signs },
	tags = { "metadata" },
	message = { zh = "发布日期 {published} 早于成文日期 {written}。", en = "Published on {published}, before it was written on {written}." },
	fix = { zh = "对照原件核对成文日期、发布日期和文号。", en = "Check both dates and the number against the document." },

	check = function(page, report)
		local fields = site.government(page) and record.read(page)
		local written = fields and record.date(fields.written)
		if not written then return end
		local published = record.date(fields.published) or record.date(page.meta.pubdate)
		if published and published < written then
			report { at = record.place(page, "written"), params = { published = published, written = written } }
		end
		local year = year_differs(fields.number or "", written)
		if year then
			report { at = record.place(page, "number"), evidence = fields.number,
				params = { number = fields.number, written = written }, message = {
				zh = "文号“{number}”的年份与成文日期 {written} 不同。",
				en = "The year in the number \"{number}\" is not that of the date {written}." } }
		end
	end,

	tests = {
		{ name = "发布早于成文", finds = { { message = "2019-01-15 早于成文日期 2019-01-27" } }, html = [[<table>
			<tr><td>发文机关：</td><td>国务院</td><td>成文日期：</td><td>2019年01月27日</td></tr>
			<tr><td>发文字号：</td><td>国发〔2019〕5号</td><td>发布日期：</td><td>2019年01月15日</td></tr></table>]] },
		{ name = "标签里的发布日期", finds = 1, html = [[<meta name=PubDate content="2023-03-01 09:30"><table>
			<tr><td>发文机关</td><td>某局</td><td>成文日期</td><td>2023年3月14日</td></tr></table>]] },
		{ name = "年份不同", finds = { { evidence = "国发〔2018〕5号" } }, html = [[<table>
			<tr><td>发文机关：</td><td>国务院</td><td>成文日期：</td><td>2019年05月27日</td></tr>
			<tr><td>发文字号：</td><td>国发〔2018〕5号</td><td>发布日期：</td><td>2019年06月15日</td></tr></table>]] },
		{ name = "同一天发布", finds = 0, html = [[<table>
			<tr><td>发文机关：</td><td>国务院</td><td>成文日期：</td><td>2019年01月27日</td></tr>
			<tr><td>发文字号：</td><td>国发〔2019〕5号</td><td>发布日期：</td><td>2019-01-27 10:00</td></tr></table>]] },
		{ name = "跨年的不报", finds = 0, html = [[<table>
			<tr><td>发文机关：</td><td>某局</td><td>成文日期：</td><td>2019年1月7日</td></tr>
			<tr><td>发文字号：</td><td>某发〔2018〕50号</td><td>发布日期：</td><td>2019年1月15日</td></tr></table>]] },
		{ name = "没有信息表", finds = 0, html = "<p>成文日期：2023年3月14日，发布日期：2023年3月1日。</p>" },
	},
}
