--[[
图片没有 alt 属性。alt="" 表示只是装饰，听的人不必知道，不算缺；一个字也没写的才报。
大小是 1 像素的、统计用的、不显示的、放在链接里的（由 links/text 查）不报。整个网站只报一次，写明有多少页，
举第一页上的几张为例。
--]]
local across, tags = require "across", require "tags"

local function tiny(attr)
	local w, h = tonumber((attr.width or ""):match("^%d+")), tonumber((attr.height or ""):match("^%d+"))
	return (w and w <= 2) or (h and h <= 2)
end

-- Whether the image stands inside of a link.
local function linked(body, at)
	local before = body:sub(math.max(1, at - 800), at - 1):lower()
	local from = before:match(".*()<a[%s>]")
	return from ~= nil and not before:find("</a", from, true)
end

return rule {
	id = "accessibility/image-alt",
	title = { zh = "图片没有 alt", en = "Image without alt" },
	basis = "WCAG 2.1, 1.1.1 (F65)",
	mark = "M",
	severity = "info",
	on = { "page", "finish" },
	match = { has = "no-alt" },
	tags = { "accessibility" },
	message = { zh = "{n} 个页面上有图片没有 alt，例如 {first} 的 {detail}。", en = "{n} pages have images without alt, as {detail} on {first}." },
	fix = { zh = "写上 alt：图里有什么字、说明什么；只是装饰的，写 alt=\"\"。",
		en = "Write an alt that says what the image shows; alt=\"\" where it is decoration." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		if not thing:links_where { kind = "img", text = "" }[1] then return nil end
		local found, seen = {}, {}
		for _, one in ipairs(tags.all(thing, "img")) do
			local attr, src = one.attr, one.attr.src or ""
			if not attr.alt and not attr.title and not attr["aria-label"] and attr.role ~= "presentation"
				and not tags.hidden(attr) and src ~= "" and #src < 200 and not src:find("^data:") and not src:find("[{<]")
				and not tiny(attr) and not linked(thing.body, one.at) then
				local word = src:match("([^/?#]+)[?#]?[^/]*$") or src
				if not seen[word] and #found < 5 then seen[word], found[#found + 1] = true, word end
			end
		end
		return found[1] and { "img\t" .. table.concat(found, " ") } or nil
	end,

	tests = {
		{ name = "没有 alt", html = "<p>图</p><img src='/images/a.png'>", finds = { { message = "a.png" } } },
		{ name = "一页只报一次", html = "<img src=a.png><img src=a.png><img src=b.png>", finds = { { message = "a.png b.png" } } },
		{ name = "不显示的", html = "<img src=a.png style='display:none;'>", finds = 0 },
		{ name = "有 alt，装饰的", html = "<img src=a.png alt=图> <img src=b.png alt=''> <img src=c.png alt>", finds = 0 },
		{ name = "一个像素的、由脚本换的", html = "<img src=s.gif width=1 height=1> <img src='data:image/gif;base64,R0lGOD'> <img src='{{a}}'>", finds = 0 },
		{ name = "在链接里的", html = "<a href=/a/><img src=a.png></a>", finds = 0 },
		{ name = "注释里的", html = "<!-- <img src=a.png> --><img src=b.png alt=''>", finds = 0 },
	},
}
