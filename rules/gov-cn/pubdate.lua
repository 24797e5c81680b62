--[[
网页标签 PubDate 的写法：应当是“年-月-日 时:分”，如 2023-04-20 11:20。
多写了秒的只提示；只有日期、用了破折号或者斜杠的、月日不可能的，按 warning 报。同一种写法整个网站只报一次。
没有 PubDate 的由 gov-cn/article-tags 报。
--]]
local across, site = require "across", require "site"

-- Whether it names a time that there is, or would in other dress.
local function possible(s)
	local y, m, d, rest = s:match("^(%d%d%d%d)%D+(%d%d?)%D+(%d%d?)(.*)$")
	local hour, minute = (rest or ""):match("(%d%d?):(%d%d)")
	y, m, d, hour, minute = tonumber(y), tonumber(m), tonumber(d), tonumber(hour or 0), tonumber(minute or 0)
	return y and m >= 1 and m <= 12 and d >= 1 and d <= 31 and hour <= 24 and minute <= 59
end

return rule {
	id = "gov-cn/pubdate",
	title = { zh = "PubDate 的写法", en = "Form of PubDate" },
	basis = "国办发〔2017〕47号，网页标签规范（PubDate：YYYY-MM-DD HH:MM）",
	mark = "V",
	severity = "warning",
	on = { "page", "finish" },
	match = { meta = "PubDate" },
	tags = { "metadata" },
	message = { zh = "{n} 个页面的 PubDate 写成“{detail}”，应当是“年-月-日 时:分”，例如 {first}。",
		en = "The PubDate of {n} pages is like \"{detail}\", not YYYY-MM-DD HH:MM, as on {first}." },
	fix = { zh = "在模板里把 PubDate 的格式改为 2023-04-20 11:20 的样子。", en = "Let the template write it like 2023-04-20 11:20." },

	check = function(thing, report)
		if thing.on == "finish" then
			return across.tell(thing, report, function(g, finding)
				if g.word == "0000-00-00 00:00:00" then finding.severity = "info" end
			end)
		end
		local date = thing.meta.pubdate
		if not date or not site.government(thing) then return nil end
		date = text.trim(date)
		if date == "" then return nil end
		local shape = date:gsub("%d", "0")
		if shape == "0000-00-00 00:00" and possible(date) then return nil end
		return { (possible(date) and shape or "?"):sub(1, 60) .. "\t" .. date:sub(1, 60):gsub("[\x80-\xff]*$", "") }
	end,

	tests = {
		{ name = "只有日期", html = "<meta name=PubDate content=2023-04-20>", finds = { { message = "2023-04-20", severity = "warning" } } },
		{ name = "有秒", html = "<meta name=PubDate content='2023-04-20 11:20:00'>", finds = { { severity = "info" } } },
		{ name = "斜杠、没有补零", html = "<meta name=PubDate content='2023/4/20 11:20'>", finds = 1 },
		{ name = "破折号", html = "<meta name=PubDate content='2023—04—20 11:20'>", finds = { { severity = "warning" } } },
		{ name = "没有的日子", html = "<meta name=PubDate content='2023-13-20 11:20'>", finds = 1 },
		{ name = "对的", html = "<meta name=PubDate content=' 2023-04-20 11:20 '>", finds = 0 },
		{ name = "空着的由另一条报", html = "<meta name=PubDate content=''>", finds = 0 },
	},
}
