--[[
表单里的输入框没有名称：没有 <label>，也没有 title、aria-label、aria-labelledby。听的人不知道这一格要填什么。
看得见的提示文字（placeholder）不算名称，但是也能念出来，所以只写了 placeholder 的按 info 报。
隐藏的、提交按钮一类的不查；由脚本写出来的（document.write）不在源代码里，看不到。
同一个网站里同名的输入框只报一次，写明有多少页。
--]]
local across, tags = require "across", require "tags"

local unnamed = { hidden = true, submit = true, button = true, reset = true, image = true }

-- Whether the field stands inside of a <label>.
local function wrapped(body, at)
	local before = body:sub(math.max(1, at - 600), at - 1):lower()
	local from = before:match(".*()<label[%s>]")
	return from ~= nil and not before:find("</label", from, true)
end

local function named(page, one)
	local attr = one.attr
	if (attr.title or "") ~= "" or (attr["aria-label"] or "") ~= "" or (attr["aria-labelledby"] or "") ~= "" then return true end
	local id = attr.id or ""
	if id ~= "" then
		for _, quote in ipairs { '"', "'", "" } do
			if page:contains("for=" .. quote .. id .. quote) then return true end
		end
	end
	return wrapped(page.body, one.at)
end

return rule {
	id = "accessibility/labels",
	title = { zh = "输入框没有名称", en = "Form field without a name" },
	basis = "WCAG 2.1, 4.1.2 (F68)、3.3.2",
	mark = "M",
	severity = "warning",
	on = { "page", "finish" },
	match = { element = { "input", "select", "textarea" } },
	tags = { "accessibility" },
	message = { zh = "输入框 {word} 没有名称，{n} 个页面上都有，例如 {first}。",
		en = "The field {word} has no name, on {n} pages, as on {first}." },
	fix = { zh = "加上 <label for=\"…\">，或者在输入框上写 title、aria-label。",
		en = "Add a <label for=\"…\">, or title or aria-label on the field." },

	check = function(thing, report)
		if thing.on == "finish" then
			return across.tell(thing, report, function(g, finding)
				if g.word:find("placeholder", 1, true) then finding.severity = "info" end
			end)
		end
		local found, seen = {}, {}
		for _, name in ipairs { "input", "select", "textarea" } do
			for _, one in ipairs(tags.all(thing, name)) do
				local attr = one.attr
				if not unnamed[(attr.type or ""):lower()] and not tags.hidden(attr) and not named(thing, one) then
					local which = attr.name or attr.id or attr.class
					local word = "<" .. name .. (which and which ~= "" and #which < 60 and ' name="' .. which .. '"' or "")
						.. ((attr.placeholder or "") ~= "" and " placeholder" or "") .. ">"
					if not seen[word] and #found < 5 then seen[word], found[#found + 1] = true, word end
				end
			end
		end
		return found[1] and found or nil
	end,

	tests = {
		{ name = "没有名称", html = [[<form><input type="text" name="kw"> <input type=submit value="搜索"></form>]],
			finds = { { message = 'name="kw"', severity = "warning" } } },
		{ name = "只有 placeholder", html = [[<input name=kw placeholder="请输入">]], finds = { { severity = "info" } } },
		{ name = "下拉框和文本框", html = "<select name=y><option>2023</select> <textarea name=t></textarea>", finds = 2 },
		{ name = "同名的只报一次", html = "<input name=a><input name=a>", finds = 1 },
		{ name = "有 label", html = [[<label for="kw">关键词</label><input id="kw"> <label>年份 <select name=y></select></label>]], finds = 0 },
		{ name = "有 title、aria-label", html = [[<input title="关键词"> <input aria-label='关键词'> <INPUT TITLE=x>]], finds = 0 },
		{ name = "不用填的", html = [[<input type=hidden name=t> <input type="button" value=x> <INPUT TYPE=IMAGE> <input style="display: none">]],
			finds = 0 },
		{ name = "注释和脚本里的", html = [[<!-- <input name=a> --><script>document.write("<input name=b>")</script>]], finds = 0 },
	},
}
