--[[
嵌在页面里的框架（<iframe>）没有名称：没有 title，也没有 aria-label。听的人不知道里面是什么，只能进去试。
看不见的框架（宽或高是 0、1，写了 hidden、display:none 的）、由脚本填地址的（没有 src）不查。
整个网站只报一次，写明有多少页，举第一页上的几个为例。
--]]
local across, tags = require "across", require "tags"

local function unseen(attr)
	return tags.hidden(attr) or (attr.width or ""):find("^[01]%%?$") or (attr.height or ""):find("^[01]$")
		or (attr.style or ""):gsub("%s", ""):find("[;^]?width:[01][p;]") or (attr.style or ""):gsub("%s", ""):find("height:0")
end

return rule {
	id = "media/iframe-title",
	title = { zh = "框架没有名称", en = "Frame without a name" },
	basis = "WCAG 2.1, 4.1.2 (H64)",
	mark = "M",
	severity = "info",
	on = { "page", "finish" },
	match = { element = "iframe" },
	tags = { "media", "accessibility" },
	message = { zh = "{n} 个页面上有框架没有 title，例如 {first} 的 {detail}。", en = "{n} pages have frames without title, as {detail} on {first}." },
	fix = { zh = "写成 <iframe title=\"天气预报\" …>。", en = "Say in title what the frame holds." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local found, seen = {}, {}
		for _, one in ipairs(tags.all(thing, "iframe")) do
			local attr, src = one.attr, one.attr.src or ""
			if src ~= "" and src ~= "about:blank" and not src:find("^javascript:") and not src:find("extension:", 1, true) and (attr.title or "") == ""
				and (attr["aria-label"] or "") == "" and not unseen(attr) then
				local word = src:match("^[^?#]*"):sub(1, 100)
				if not seen[word] and #found < 5 then seen[word], found[#found + 1] = true, word end
			end
		end
		return found[1] and { "iframe\t" .. table.concat(found, " ") } or nil
	end,

	tests = {
		{ name = "没有", html = "<iframe src='/tq/index.html?c=1' width=200 height=60></iframe>", finds = { { message = "/tq/index.html" } } },
		{ name = "有", html = "<iframe src='/tq/' title='天气预报'></iframe> <iframe src='/a/' aria-label='a'></iframe>", finds = 0 },
		{ name = "看不见的", html = "<iframe src='/t.html' width=0 height=0></iframe> <iframe src='/t.html' style='display: none'></iframe>", finds = 0 },
		{ name = "由脚本填写", html = "<iframe id=f></iframe> <iframe src='about:blank'></iframe> <iframe src=''></iframe>", finds = 0 },
	},
}
