--[[
样例单位：云澜市文化和旅游局。单位、人员、网站都是虚构的，供试用和培训。
A made-up bureau to try things with: its portal is in portal/, its rules are in rules/.
--]]
return office {
	name = { zh = "云澜市文化和旅游局", en = "Yunlan Bureau of Culture and Tourism" },
	code = "yunlan-wlj",
	language = "zh",

	departments = {
		{ id = "office", name = "办公室", phone = "12345", email = "gongkai@wlj.yunlan.example" },
		{ id = "public", name = "公共服务处" },
		{ id = "arts", name = "艺术处" },
		{ id = "industry", name = "产业发展处" },
		{ id = "resources", name = "资源开发处" },
		{ id = "relics", name = "文物保护处" },
		{ id = "heritage", name = "非物质文化遗产处" },
		{ id = "market", name = "市场管理处" },
		{ id = "enforcement", name = "执法支队" },
	},

	people = {
		{ id = "shen", name = "沈知行", department = "office", roles = { "head", "publisher" } },
		{ id = "lu", name = "陆晓岚", department = "office", roles = { "clerk", "editor", "admin" } },
		{ id = "gu", name = "顾一鸣", department = "public", roles = { "editor" } },
		{ id = "tang", name = "唐若水", department = "market", roles = { "reviewer" } },
	},

	-- 准备发布的网站在 portal 文件夹里；换成自己的网站写 url = "https://……/"
	sites = {
		{ name = "门户网站", folder = "portal" },
	},

	accounts = {
		{ platform = "wechat", name = "云澜文旅", id = "yunlan-wenlv", owner = "office", days = 14 },
		{ platform = "weibo", name = "云澜文旅发布", id = "yunlan-fabu", owner = "public", days = 14 },
	},

	columns = {
		{ path = "/zwgk/", name = "政务公开", owner = "office", days = 180 },
		{ path = "/zwgk/zcwj/", name = "政策文件", owner = "office", days = 180 },
		{ path = "/zwgk/zcjd/", name = "政策解读", owner = "office", days = 180 },
		{ path = "/zwgk/tzgg/", name = "通知公告", owner = "office", days = 14 },
		{ path = "/zwgk/nb/", name = "信息公开年报", owner = "office", days = 365 },
		{ path = "/whhd/", name = "文化活动", owner = "public", days = 14 },
		{ path = "/bsfw/", name = "办事服务", owner = "market" },
		{ path = "/hdjl/", name = "互动交流", owner = "office", days = 90 },
		{ path = "/zt/kfy/", name = "政府开放月", owner = "office" },
		{ path = "/zt/ycld/", name = "遗产漫步", owner = "relics" },
	},

	letters = { address = "云澜市湖滨路1号", postcode = "100000", phone = "12345", review = "云澜市人民政府",
		court = "云澜铁路运输法院" },

	limits = { connections = 8, depth = 20 },
}
