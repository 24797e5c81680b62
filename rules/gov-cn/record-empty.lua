--[[
文件页面的信息表（索引号、发文机关、成文日期、发文字号……）里，印了名称却没有内容的格子。
信息表里要有其中两项才算；没有文号的文件可以不设这一格，设了又空着才报。名称单独占一行的，内容可能在下一行，不判断。
有效性、主题词等其他各项空着，不查。
--]]
local record, site = require "record", require "site"

local names = { index = "索引号", issuer = "发文机关", written = "成文日期", number = "发文字号" }
local order = { "index", "issuer", "written", "number" }

return rule {
	id = "gov-cn/record-empty",
	title = { zh = "文件信息表里有空格子", en = "Empty cell in the table of a document" },
	basis = "《政府信息公开条例》第十二条（目录包括索引、名称、内容概述、生成日期）",
	mark = "V",
	severity = "warning",
	on = "page",
	match = { source = record.signs },
	tags = { "metadata" },
	message = { zh = "信息表里“{name}”一格是空的。", en = "The cell \"{name}\" in the table of the document is empty." },
	fix = { zh = "对照文件填上；没有这一项的，去掉这一格或者写“无”。",
		en = "Fill it in from the document; where there is none, drop the cell or write 无." },

	check = function(page, report)
		local fields = site.government(page) and record.read(page)
		if not fields then return end
		for _, key in ipairs(order) do
			if fields[key] == "" then report { at = record.place(page, key), params = { name = names[key] } } end
		end
	end,

	tests = {
		{ name = "发文字号空着", finds = { { message = "发文字号" } }, html = [[<h1>办法</h1><table>
			<tr><th>索引号</th><td>00000000-0/2023-00007</td><th>发文字号</th><td></td></tr>
			<tr><th>发文机关</th><td>某局</td><th>成文日期</th><td>2023年3月14日</td></tr></table>]] },
		{ name = "索引号空着，名称中间有空格", finds = { { line = 2, message = "索引号" } }, html = [[<table>
			<tr><td>索 引 号：</td><td>&nbsp;</td><td>主题分类：</td><td>综合政务</td></tr>
			<tr><td>发文机关：</td><td>国务院</td><td>成文日期：</td><td>2019年01月27日</td></tr></table>]] },
		{ name = "都填了，主题词空着", finds = 0, html = [[<table>
			<tr><td>索 引 号：</td><td>000014349/2019-00007</td><td>主题分类：</td><td>工商</td></tr>
			<tr><td>发文机关：</td><td>国务院</td><td>成文日期：</td><td>2019年01月27日</td></tr>
			<tr><td>发文字号：</td><td>国发〔2019〕5号</td><td>主题词：</td><td></td></tr></table>]] },
		{ name = "内容在下一行的不判断", finds = 0, html = [[<dl><dt>索引号：</dt><dd>000014349/2019-00007</dd>
			<dt>发文机关：</dt><dd>国务院</dd><dt>发文字号：</dt><dd>国发〔2019〕5号</dd></dl>]] },
		{ name = "正文里说到的不算", finds = 0, html = [[<p>填写索引号 发文字号 时，应当与原件一致。</p><p>发文机关 由办公室填写。</p>
			<p>请各单位认真填写目录，包括索引号、发文机关、成文日期、发文字号。</p>]] },
		{ name = "不是政府网站", url = "https://www.example.com/1.html", finds = 0,
			html = [[<table><tr><th>索引号</th><td></td><th>发文字号</th><td></td></tr></table>]] },
	},
}
