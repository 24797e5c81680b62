--[[
Flash：<object>、<embed> 里的 .swf。2020 年 12 月 31 日以后浏览器都不再播放，读者看到的是一块空白。
链接到 .swf 文件的（下载用）不查。模板里的全站只报一次。
--]]
local across, tags = require "across", require "tags"

local function is_flash(attr)
	local what = ((attr.src or "") .. " " .. (attr.data or "") .. " " .. (attr.movie or "")):lower()
	return what:find("%.swf[?%s]") or what:find("%.swf$") or (attr.type or ""):lower():find("shockwave-flash", 1, true)
		or (attr.classid or ""):lower():find("d27cdb6e", 1, true)
end

return rule {
	id = "media/flash",
	title = { zh = "浏览器不再播放的 Flash", en = "Flash, which no browser plays" },
	basis = "Adobe 2020 年 12 月 31 日停止支持 Flash Player",
	mark = "M",
	severity = "warning",
	on = { "page", "finish" },
	match = { element = { "embed", "object" }, source = { ".swf", "shockwave-flash", "D27CDB6E", "d27cdb6e" } },
	tags = { "media" },
	message = { zh = "{n} 个页面上有 Flash，浏览器已经不能播放，例如 {first} 的 {detail}。",
		en = "{n} pages have Flash, which browsers no longer play, as {detail} on {first}." },
	fix = { zh = "换成图片或者 <video>；没有用的去掉。", en = "Put an image or a <video> there, or drop it." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		if not (thing:contains(".swf") or thing:contains("shockwave-flash") or thing:contains("D27CDB6E") or thing:contains("d27cdb6e")) then
			return nil
		end
		for _, name in ipairs { "embed", "object" } do
			for _, one in ipairs(tags.all(thing, name)) do
				if is_flash(one.attr) then return { "flash\t" .. (one.attr.src or one.attr.data or "<" .. name .. ">"):sub(1, 200) } end
			end
		end
		return nil
	end,

	tests = {
		{ name = "embed", html = "<embed src='/images/banner.swf' type='application/x-shockwave-flash'>", finds = { { message = "banner.swf" } } },
		{ name = "object", finds = 1,
			html = "<object classid='clsid:D27CDB6E-AE6D-11cf-96B8-444553540000'><param name=movie value=a.swf></object>" },
		{ name = "下载用的链接", html = "<a href=a.swf>动画</a>", finds = 0 },
		{ name = "播放器脚本里的备用地址", html = "<script>swf = 'player.swf'</script>", finds = 0 },
		{ name = "PDF", html = "<object data=a.pdf type='application/pdf'></object>", finds = 0 },
	},
}
