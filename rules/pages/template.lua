--[[
模板没有填写：{{…}}、<%…%>、${…} 原样出现在网址、标题或者正文里。
由浏览器里的脚本（Vue、Angular 等）填写的页面不查，代码示例不查。
--]]
local holes, place = require "holes", require "place"

return rule {
	id = "pages/template",
	title = { zh = "模板没有填写", en = "Template that was not filled in" },
	mark = "D",
	severity = "warning",
	on = "page",
	match = { source = { "{{", "<%", "${" } },
	message = { zh = "“{raw}”应当换成真正的内容，却原样发布了。", en = "\"{raw}\" stands where the content should be." },
	fix = { zh = "请网站管理员检查模板和数据，重新生成这个页面。", en = "Let the webmaster look at template and data, and publish the page again." },

	check = function(page, report)
		-- 绝大多数页面到这里就结束，不必解析
		if not holes.possible(page) then return end
		local templates, seen = page.templates, {}
		local text_hole = holes.first(page)
		if (#templates == 0 and not text_hole) or holes.filled_by_script(page) then return end
		for _, t in ipairs(templates) do
			if not seen[t.raw] then
				seen[t.raw] = true
				report { line = t.line, col = t.col, params = { raw = t.raw } }
			end
		end
		if text_hole then
			local line, col = place.of(page, text_hole)
			report { line = line, col = col, params = { raw = text_hole } }
		end
	end,

	tests = {
		{ name = "网址里", html = [[<p>附件：<a href="{{item.url}}">下载</a> <img src="<%=img%>" alt="图"></p>]],
			finds = { { line = 1, col = 16, message = "item.url" }, { line = 1 } } },
		{ name = "正文和标题里", html = "<title>通知</title>\n<p>发布时间：${article.pubDate}</p>", finds = { { line = 2, message = "pubDate" } } },
		{ name = "同样的只报一次", html = [[<a href="${url}">甲</a><a href="${url}">乙</a>]], finds = 1 },
		{ name = "脚本填写的不查", html = [[<div id="app" v-cloak><a href="{{a}}">{{ title }}</a></div>]], finds = 0 },
		{ name = "脚本和注释里的不查", html = [[<script>var s = `${a}`; t = "{{b}}"</script><!-- {{c}} --><template>{{d}}</template>]], finds = 0 },
		{ name = "代码示例不查", html = [[<p>变量写作 <code>${HOME}</code>，<pre>{{ name }}</pre>]], finds = 0 },
		{ name = "普通的括号不查", html = [[<p>集合 {{1},{2}}，价格 $ {5}，比例 <%20</p>]], finds = 0 },
	},
}
