--[[
政府网站工作年度报表（国办函〔2018〕12号）：每个政府网站每年 1 月 31 日前在本网站首页显著位置发布。

八个方面（信息发布、专栏专题、解读回应、办事服务、互动交流、安全防护、移动新媒体、创新发展）和发布时间见通知正文；
通知的附表没有见到，具体项目凭记忆，按各地公布的报表录入（M），使用前请与上级下发的表核对。
表的左边一栏是方面，右边是各项；json 是项目在数据里的名字。
--]]
local checks = require "website-checks"

-- 一项：id、数据里的名字、印出的名称（不写时就是 id）、单位；more 里是其他说明
local function item(group, id, json, name, unit, more)
	local label = { group[1], group[2], name or id }
	if not group[2] then label = { group[1], name or id } end
	if not group[1] then label = { name or id } end
	local row = { id = id, json = json, label = label, unit = unit }
	if unit then
		local last = label[#label]
		label[#label] = ("%s（单位：%s）"):format(last, unit)
		row.also = { last, ("%s（%s）"):format(last, unit) }
	end
	for key, value in pairs(more or {}) do row[key] = value end
	return row
end

local text, yesno, optional = { type = "text" }, { type = "yesno" }, { type = "text", optional = true }

local function site()
	local none = {}
	return {
		item(none, "填报单位", "reporter", nil, nil, text),
		item(none, "网站名称", "name", nil, nil, text),
		item(none, "首页网址", "url", nil, nil, text),
		item(none, "主办单位", "operator", nil, nil, text),
		item(none, "网站类型", "kind", nil, nil, { type = "text", hint = "政府门户网站，或者部门网站。" }),
		item(none, "政府网站标识码", "code", nil, nil, { type = "text", hint = "10 位，与网站底部公布的一致。" }),
		item(none, "ICP备案号", "icp", nil, nil, text),
		item(none, "公安机关备案号", "police", nil, nil, text),
		item(none, "独立用户访问总量", "visitors", nil, "个"),
		item(none, "网站总访问量", "visits", nil, "次"),
	}
end

local function published()
	local news, columns = { "信息发布" }, { "专栏专题" }
	return {
		item(news, "信息发布总数", "published", "总数", "条", { hint = "三类信息更新量都计入总数。" }),
		item(news, "概况类信息更新量", "published_overview", nil, "条"),
		item(news, "政务动态信息更新量", "published_news", nil, "条"),
		item(news, "信息公开目录信息更新量", "published_catalogue", nil, "条"),
		item(columns, "专栏专题维护数量", "columns_kept", "维护数量", "个"),
		item(columns, "专栏专题新开设数量", "columns_new", "新开设数量", "个"),
	}
end

local function explained()
	local sent, answered = { "解读回应", "解读信息发布" }, { "解读回应", "回应公众关注热点或重大舆情" }
	return {
		item(sent, "解读信息总数", "explained", "总数", "条", { hint = "解读材料、解读产品、媒体评论文章合计。" }),
		item(sent, "解读材料数量", "explained_texts", nil, "条"),
		item(sent, "解读产品数量", "explained_products", nil, "个", { hint = "图表、音频、视频、动漫等。" }),
		item(sent, "媒体评论文章数量", "explained_comments", nil, "篇"),
		item(answered, "回应数量", "responses", nil, "次"),
	}
end

local function services()
	local all, cases = { "办事服务" }, { "办事服务", "办件量" }
	return {
		item(all, "是否发布服务事项目录", "services_listed", nil, nil, yesno),
		item(all, "注册用户数", "users", nil, "个"),
		item(all, "政务服务事项数量", "services", nil, "项"),
		item(all, "可全程在线办理政务服务事项数量", "services_online", nil, "项"),
		item(cases, "办件量总数", "cases", "总数", "件"),
		item(cases, "自然人办件量", "cases_people", nil, "件"),
		item(cases, "法人办件量", "cases_organisations", nil, "件"),
	}
end

local function exchange()
	local all, messages, surveys, talks =
		{ "互动交流" }, { "互动交流", "留言办理" }, { "互动交流", "征集调查" }, { "互动交流", "在线访谈" }
	return {
		item(all, "是否使用统一平台", "platform", nil, nil, yesno),
		item(messages, "收到留言数量", "messages", nil, "条"),
		item(messages, "办结留言数量", "messages_closed", nil, "条"),
		item(messages, "平均办理时间", "messages_days", nil, "天", { type = "decimal", places = 2 }),
		item(messages, "公开答复数量", "messages_answered", nil, "条"),
		item(surveys, "征集调查期数", "surveys", nil, "期"),
		item(surveys, "收到意见数量", "survey_opinions", nil, "条"),
		item(surveys, "公布调查结果期数", "survey_results", nil, "期"),
		item(talks, "访谈期数", "talks", nil, "期"),
		item(talks, "网民留言数量", "talk_questions", nil, "条"),
		item(talks, "答复网民提问数量", "talk_answers", nil, "条"),
		item(all, "是否提供智能问答", "robot", nil, nil, yesno),
	}
end

local function safety()
	local all = { "安全防护" }
	return {
		item(all, "安全检测评估次数", "audits", nil, "次"),
		item(all, "发现问题数量", "faults", nil, "个"),
		item(all, "问题整改数量", "faults_mended", nil, "个"),
		item(all, "是否建立安全监测预警机制", "monitored", nil, nil, yesno),
		item(all, "是否开展应急演练", "drills", nil, nil, yesno),
		item(all, "是否明确网站安全责任人", "responsible", nil, nil, yesno),
	}
end

local function media()
	local all, weibo, wechat, new = { "移动新媒体" }, { "移动新媒体", "微博" }, { "移动新媒体", "微信" }, { "创新发展" }
	return {
		item(all, "是否有移动新媒体", "media", nil, nil, yesno),
		item(weibo, "微博名称", "weibo", "名称", nil, optional),
		item(weibo, "微博信息发布量", "weibo_posts", "信息发布量", "条", { optional = true }),
		item(weibo, "微博关注量", "weibo_followers", "关注量", "个", { optional = true }),
		item(wechat, "微信名称", "wechat", "名称", nil, optional),
		item(wechat, "微信信息发布量", "wechat_posts", "信息发布量", "条", { optional = true }),
		item(wechat, "微信订阅数", "wechat_followers", "订阅数", "个", { optional = true }),
		item(all, "其他新媒体", "media_other", "其他", nil, optional),
		item(new, "搜索即服务", "search", nil, nil, yesno),
		item(new, "多语言版本", "languages", nil, nil, yesno),
		item(new, "无障碍浏览", "accessible", nil, nil, yesno),
		item(new, "千人千网", "personal", nil, nil, yesno),
		item(new, "其他创新", "innovation_other", "其他", nil, optional),
	}
end

local function signatures()
	local none = {}
	return {
		item(none, "单位负责人", "head", nil, nil, text),
		item(none, "审核人", "reviewer", nil, nil, text),
		item(none, "填报人", "author", nil, nil, text),
		item(none, "联系电话", "phone", nil, nil, text),
		item(none, "填报日期", "date", nil, nil, text),
	}
end

local function rows()
	local all = {}
	for _, group in ipairs { site(), published(), explained(), services(), exchange(), safety(), media(), signatures() } do
		table.move(group, 1, #group, #all + 1, all)
	end
	return all
end

return report {
	id = "website",
	series = "website",
	title = { zh = "政府网站工作年度报表", en = "Annual return of a government website" },
	form = { number = "国办函〔2018〕12号", basis = "《政府网站发展指引》（国办发〔2017〕47号）", mark = "M" },
	years = { 2017 },
	due = { department = "01-31", government = "01-31" },
	heading = "政府网站工作年度报表（{year}年度）",
	sections = { { id = "0", table = "1" } },
	tables = {
		{ id = "1", json = "website", sheet = "工作年度报表", layout = "fields",
			parts = { { columns = { { id = "内容", label = { "内容" } } }, rows = rows() } } },
	},
	checks = checks,
}
