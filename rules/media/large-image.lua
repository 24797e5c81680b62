--[[
写在网页里的大图：图片直接编码在网页里（data: 地址），超过 100 KB；或者声明的宽、高超过 4000 像素。
前一种让每次打开都要多下载，浏览器也不能缓存；后一种多半是把原图直接放上来了。
--]]
return rule {
	id = "media/large-image",
	title = { zh = "写在网页里的大图", en = "Large image inside a page" },
	basis = "国办发〔2017〕47号《政府网站发展指引》：页面加载不宜超过 3 秒",
	mark = "V",
	severity = "info",
	on = "page",
	match = { source = { "data:image/", "width=\"", "height=\"" } },
	tags = { "media" },
	args = {
		bytes = { type = "integer", default = 102400, min = 1, help = { zh = "data: 图片最多有多少字节", en = "bytes of a data: image" } },
		pixels = { type = "integer", default = 4000, min = 1, help = { zh = "声明的宽、高最多多少像素", en = "declared width or height in pixels" } },
	},
	message = { zh = "图片有 {n} KB 直接编码在网页里。", en = "An image of {n} KB is written into the page." },
	fix = { zh = "把图片存成文件，压缩到需要的大小。", en = "Keep the image in a file, at the size that is needed." },

	check = function(page, report, args)
		if page:contains("data:image/") then
			local body = page.body
			local at = body:find("data:image/", 1, true)
			while at do
				local stop = body:find("[\"'%s>)]", at) or #body
				if stop - at > args.bytes then report { params = { n = (stop - at) // 1024 } } end
				at = body:find("data:image/", stop, true)
			end
		end
		for _, side in ipairs { 'width="', 'height="' } do
			if page:contains(side) then
				local body = page.body
				local at = body:find(side, 1, true)
				while at do
					local size = tonumber(body:match("^(%d+)[px]*\"", at + #side))
					local tag = size and size > args.pixels and body:sub(math.max(1, at - 400), at):match("<([iI][mM][gG])[^<>]*$")
					if tag then
						report { params = { size = size }, message = { zh = "图片声明的宽或高是 {size} 像素。",
							en = "An image is declared to be {size} pixels wide or high." } }
					end
					at = body:find(side, at + 1, true)
				end
			end
		end
	end,

	tests = {
		{ name = "编码在网页里", args = { bytes = 20 }, html = "<img src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUg' alt=''>", finds = 1 },
		{ name = "声明的宽度", html = [[<img src=a.jpg width="6000" height="400">]], finds = { { message = "6000" } } },
		{ name = "小图标", html = "<img src='data:image/png;base64,iVBORw0KGgo' alt=''>", finds = 0 },
		{ name = "普通大小，别的元素", html = [[<img src=a.jpg width="600" height="400"><table width="5000"><tr><td></table>]], finds = 0 },
	},
}
