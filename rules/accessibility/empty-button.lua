--[[
按钮没有名称：<button> 里没有文字，没有 title、aria-label，里面的图片也没有 alt。听的人只听到“按钮”两个字。
--]]
local across, tags = require "across", require "tags"

local function named(one, inside)
	local attr, low = one.attr, inside:lower()
	return (attr.title or "") ~= "" or (attr["aria-label"] or "") ~= "" or (attr["aria-labelledby"] or "") ~= ""
		or attr["aria-hidden"] == "true" or attr.hidden or one.tag:find("[%s:@]v%-") or low:find("alt%s*=%s*[\"']?[^\"'%s>]")
		or low:find("<title", 1, true) or low:find("aria-label", 1, true) or low:find("title=", 1, true) or low:find("{{", 1, true)
end

return rule {
	id = "accessibility/empty-button",
	title = { zh = "按钮没有名称", en = "Button without a name" },
	basis = "WCAG 2.1, 4.1.2",
	mark = "M",
	severity = "warning",
	on = { "page", "finish" },
	match = { element = "button" },
	tags = { "accessibility" },
	message = { zh = "按钮 {word} 没有名称，{n} 个页面上都有，例如 {first}。", en = "The button {word} has no name, on {n} pages, as on {first}." },
	fix = { zh = "在按钮里写字，或者加上 title、aria-label。", en = "Write text into the button, or give it title or aria-label." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local found, seen = {}, {}
		for _, one in ipairs(tags.all(thing, "button")) do
			local inside = tags.inside(thing, one)
			local shown = inside and inside:gsub("<[^>]*>", ""):gsub("&nbsp;", ""):gsub("　", "")
			if shown and #inside < 2000 and not shown:find("%S") and not named(one, inside) then
				local which = one.attr.class or one.attr.id or one.attr.name
				local word = "<button" .. (which and #which < 60 and ' class="' .. which .. '"' or "") .. ">"
				if not seen[word] and #found < 5 then seen[word], found[#found + 1] = true, word end
			end
		end
		return found[1] and found or nil
	end,

	tests = {
		{ name = "只有图标", html = [[<button class="search"><i class="icon"></i></button>]], finds = { { message = "search" } } },
		{ name = "图片没有 alt", html = "<button><img src=s.png></button>", finds = 1 },
		{ name = "有文字", html = "<button><i></i> 搜索</button>", finds = 0 },
		{ name = "有 title、alt", html = [[<button title="搜索"></button><button><img src=s.png alt="搜索"></button>]], finds = 0 },
		{ name = "没有按钮", html = "<p>button</p>", finds = 0 },
	},
}
