--[[
图片文件太大（默认 3 MB 以上）：相机、手机拍的原图直接放到网页上，打开很慢。只看本网站上网页用到的图片。
整个网站只报一次，写明有多少张，举一张为例。
--]]
local across = require "across"

return rule {
	id = "media/heavy-image",
	title = { zh = "图片文件太大", en = "Image file that is too large" },
	basis = "国办发〔2017〕47号《政府网站发展指引》：页面加载不宜超过 3 秒",
	mark = "V",
	severity = "info",
	on = { "attachment", "finish" },
	tags = { "media" },
	args = {
		kilobytes = { type = "integer", default = 3000, min = 1, help = { zh = "超过多少 KB 算太大", en = "KB from which it is too large" } },
	},
	message = { zh = "有 {n} 张图片太大，例如 {first}（{detail} KB）。", en = "{n} images are too large, as {first} ({detail} KB)." },
	fix = { zh = "缩小到显示的大小，存成 JPEG。", en = "Scale them to the size at which they are shown, and save them as JPEG." },

	check = function(thing, report, args)
		if thing.on == "finish" then return across.tell(thing, report) end
		local image = thing.magic == "jpeg" or thing.magic == "png" or thing.magic == "gif"
		if image and thing.size and thing.size > args.kilobytes * 1000 then return { "image\t" .. thing.size // 1000 } end
		return nil
	end,

	tests = {
		{ name = "太大", args = { kilobytes = 100 }, url = "https://www.example.gov.cn/a.jpg", attachment = { magic = "jpeg", size = 250000 },
			finds = { { message = "250 KB" } } },
		{ name = "不大", url = "https://www.example.gov.cn/a.jpg", attachment = { magic = "jpeg", size = 250000 }, finds = 0 },
		{ name = "不是图片", args = { kilobytes = 100 }, url = "https://www.example.gov.cn/a.pdf", attachment = { magic = "pdf", size = 250000 }, finds = 0 },
	},
}
