--[[
链接到微信文章的临时地址：带 tempkey 的预览地址几个小时后失效；搜狗搜索来的（src=11、signature=）过一阵也打不开；
公众号后台的地址（/cgi-bin/…token=）只有编辑登录后才能看。点开时好好的，过后读者看到“链接已过期”。
永久地址是 /s/ 加一串字符，或者 /s?__biz=…&mid=…&idx=…&sn=…，不报。
--]]
local function temporary(address)
	local rest = address:match("^https?://mp%.weixin%.qq%.com(/.*)$")
	if not rest then return nil end
	if rest:find("^/cgi%-bin/") then return "cgi-bin" end
	if rest:find("[?&]tempkey=") or rest:find("^/s/tempkey") then return "tempkey" end
	if rest:find("^/s%?") and rest:find("[?&]signature=") and not rest:find("[?&]sn=") then return "signature" end
	if rest:find("^/mp/appmsg/show") and not rest:find("sign=") then return nil end
	return nil
end

return rule {
	id = "media/wechat-link",
	title = { zh = "微信文章的临时地址", en = "Temporary address of a WeChat article" },
	basis = "微信公众平台文章地址的各种写法",
	mark = "M",
	severity = "warning",
	on = "page",
	match = { source = "mp.weixin.qq.com" },
	tags = { "media", "links" },
	message = { zh = "“{text}”是微信文章的临时地址（{why}），过一阵就打不开。",
		en = "\"{text}\" is a temporary address of a WeChat article ({why}) and will stop working." },
	fix = { zh = "在手机微信里打开文章，用右上角的“复制链接”取得永久地址。",
		en = "Open the article in WeChat on a telephone and take the address that \"copy link\" gives." },

	check = function(page, report)
		if not page:contains("mp.weixin.qq.com") then return end
		for _, kind in ipairs { "a", "area", "iframe" } do
			for _, link in ipairs(page:links_where { kind = kind }) do
				local url = link.raw:find("weixin", 1, true) and link.url
				local why = url and temporary(url)
				if why then report { at = link, params = { text = link.text, why = why }, evidence = url } end
			end
		end
	end,

	tests = {
		{ name = "预览地址", finds = { { line = 1, message = "tempkey" } },
			html = [[<a href="https://mp.weixin.qq.com/s?__biz=MzA&tempkey=MTIx&chksm=1">活动预告</a>]] },
		{ name = "搜索来的", finds = 1,
			html = [[<a href="http://mp.weixin.qq.com/s?src=11&timestamp=1681960800&ver=4500&signature=abc*">解读</a>]] },
		{ name = "后台的地址", finds = 1, html = [[<a href="https://mp.weixin.qq.com/cgi-bin/appmsg?t=media/appmsg_edit&token=1">解读</a>]] },
		{ name = "永久地址", finds = 0, html = [[<a href="https://mp.weixin.qq.com/s/AbCdEf123">甲</a>
			<a href="https://mp.weixin.qq.com/s?__biz=MzA&mid=2650&idx=1&sn=abc&chksm=1#rd">乙</a>]] },
		{ name = "别的网站", finds = 0, html = [[<a href="https://www.example.gov.cn/s?tempkey=1">丙</a>]] },
	},
}
