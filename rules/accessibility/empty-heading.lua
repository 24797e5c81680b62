--[[
标题（h1 至 h6）里什么也没有。听的人按标题在页面里跳转，空标题是一步空踏。
里面有图片、图标字体，或者由脚本填写（有 id、class 带 js 的，含模板标记的）不查。
--]]
local across, tags = require "across", require "tags"

-- What makes a heading without text fine: a picture with a name, or a script that fills it.
local function filled(one, inside)
	local low = inside:lower()
	return one.attr.id or one.attr["aria-label"] or one.attr.style or one.tag:find("[%s:@]v%-") or one.tag:find("data-", 1, true)
		or low:find("<img", 1, true) or low:find("<svg", 1, true) or low:find("<script", 1, true)
		or low:find("<input", 1, true) or low:find("<i[%s>]") or low:find("{{", 1, true)
end

return rule {
	id = "accessibility/empty-heading",
	title = { zh = "空标题", en = "Empty heading" },
	basis = "WCAG 2.1, 1.3.1、2.4.6 (G130)",
	mark = "M",
	severity = "info",
	on = { "page", "finish" },
	match = { element = { "h1", "h2", "h3", "h4", "h5", "h6" }, source = { "></h", "&nbsp;</h", "> </h", "></H" } },
	tags = { "accessibility" },
	message = { zh = "{word} 里面是空的，{n} 个页面上都有，例如 {first}。", en = "{word} is empty, on {n} pages, as on {first}." },
	fix = { zh = "写上标题；只为留空的，改用样式。", en = "Write the heading; where it only makes room, use a style." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		if not (thing:contains("></h") or thing:contains("&nbsp;</h") or thing:contains("> </h") or thing:contains("></H")) then
			return nil
		end
		local found, seen = {}, {}
		for level = 1, 6 do
			for _, one in ipairs(tags.all(thing, "h" .. level)) do
				local inside = tags.inside(thing, one)
				local shown = inside and inside:gsub("<!%-%-.-%-%->", ""):gsub("<[^>]*>", ""):gsub("&nbsp;", ""):gsub("　", "")
				if shown and #inside < 2000 and not shown:find("%S") and not filled(one, inside) then
					local class = one.attr.class
					local word = "<h" .. level .. (class and #class < 60 and ' class="' .. class .. '"' or "") .. ">"
					if not seen[word] and #found < 5 then seen[word], found[#found + 1] = true, word end
				end
			end
		end
		return found[1] and found or nil
	end,

	tests = {
		{ name = "空的", html = "<h1>通知</h1><h2 class=\"t\"></h2>", finds = { { message = 'class="t"' } } },
		{ name = "只有空格和空链接", html = "<h3>&nbsp;</h3><h2><a href=/></a></h2>", finds = 2 },
		{ name = "有文字", html = "<h1><span>通</span>知</h1>", finds = 0 },
		{ name = "图片和图标", html = "<h1><img src=a.png alt=某局></h1><h2><i class=icon></i></h2>", finds = 0 },
		{ name = "由脚本填写", html = [[<h1 id="title"></h1><h2 v-text="t"></h2><h3>{{ t }}</h3>]], finds = 0 },
		{ name = "注释里的", html = "<!-- <h1></h1> --><h1>通知</h1>", finds = 0 },
	},
}
