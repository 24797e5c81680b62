--[[
二维码没有说明：图片没有 alt、title，旁边也没有文字说明扫了以后是什么。手机上看网页的人扫不了自己的屏幕，听的人更不知道。
按图片的文件名认（erweima、ewm、qrcode、二维码等）；前后 300 字节里有“二维码、微信、微博、扫、关注、客户端、APP”的算有说明。
放在样式里的背景图看不到。全站只报一次。
--]]
local across, tags = require "across", require "tags"

local NAMES = { "erweima", "ewm", "qrcode", "qr_code", "qr-code", "二维码", "wxgzh", "gzh_" }
local WORDS = { "二维码", "微信", "微博", "扫", "关注", "客户端", "APP", "App", "公众号", "抖音", "小程序", "手机版", "无障碍" }

local function named(src)
	local low = src:lower()
	for _, name in ipairs(NAMES) do
		if low:find(name, 1, true) then return true end
	end
	return false
end

local function explained(body, one)
	local before, after = body:sub(math.max(1, one.at - 300), one.at - 1), body:sub(one.stop, one.stop + 300)
	for _, word in ipairs(WORDS) do
		if before:find(word, 1, true) or after:find(word, 1, true) then return true end
	end
	return false
end

return rule {
	id = "media/qr-code",
	title = { zh = "二维码没有说明", en = "QR code without a word" },
	basis = "WCAG 2.1, 1.1.1",
	mark = "M",
	severity = "info",
	on = { "page", "finish" },
	match = { has = "bare-image", source = { "ewm", "erweima", "rcode", "二维码", "qr", "wxgzh" } },
	tags = { "media", "accessibility" },
	message = { zh = "二维码 {word} 没有说明，{n} 个页面上都有，例如 {first}。", en = "Nothing says what the QR code {word} is, on {n} pages, as on {first}." },
	fix = { zh = "写明是哪个账号，alt 里也写，并给出能点的链接。",
		en = "Say what it leads to, in the alt as well, and give a link beside it." },

	check = function(thing, report)
		if thing.on == "finish" then return across.tell(thing, report) end
		local possible = false
		for _, name in ipairs { "ewm", "erweima", "rcode", "二维码", "qr", "wxgzh" } do
			possible = possible or thing:contains(name)
		end
		if not possible then return nil end
		local found, seen = {}, {}
		for _, one in ipairs(tags.all(thing, "img")) do
			local attr, src = one.attr, one.attr.src or ""
			if named(src) and #src < 200 and (attr.alt or "") == "" and (attr.title or "") == "" and not tags.hidden(attr)
				and not explained(thing.body, one) then
				local word = src:match("([^/?#]+)[?#]?[^/]*$") or src
				if not seen[word] and #found < 5 then seen[word], found[#found + 1] = true, word end
			end
		end
		return found[1] and found or nil
	end,

	tests = {
		{ name = "只有图", html = "<p>页脚</p><img src='/images/ewm.jpg'>", finds = { { message = "ewm.jpg" } } },
		{ name = "文件名是中文", html = "<img src='/images/二维码1.png' alt=''>", finds = 1 },
		{ name = "旁边有文字", html = "<img src='/images/qrcode.png'><p>扫一扫，关注我们</p>", finds = 0 },
		{ name = "有 alt", html = "<img src='/images/qrcode.png' alt='某局官方账号'>", finds = 0 },
		{ name = "别的图片", html = "<img src='/images/view.jpg'>", finds = 0 },
	},
}
