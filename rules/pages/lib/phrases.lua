--[[
Phrases by which a page that answers 200 says that it is not there.

Read by the link checker as data, and by pages/soft-404. A page is judged by its title,
its headings, and (when it is short) its text outside links; see the numbers.
Sources: error pages of Chinese portal systems (TRS, jcms, NFCMS and others)
and of public platforms, as collected in the field; mark M: seen, not published.
--]]
return {
	-- more characters than this outside links: an article, never judged by phrases
	long_text = 800,
	-- at most this many: a phrase anywhere outside links is enough
	short_text = 300,

	["soft-404"] = {
		"页面不存在", "网页不存在", "页面未找到", "页面没有找到", "找不到页面", "页面找不到", "找不到该页面",
		"您访问的页面不存在", "您访问的页面不存在或已被删除", "您要访问的页面不存在", "您查看的页面不存在",
		"您所访问的页面不存在", "您请求的页面不存在", "访问的页面已被删除", "页面已被删除", "页面已删除",
		"该信息已删除", "信息已被删除", "该信息不存在", "文章不存在", "该文章不存在", "文章已被删除",
		"内容不存在", "该内容不存在", "栏目已取消", "栏目不存在", "您访问的栏目不存在", "您访问的资源不存在",
		"404错误", "404 错误", "404 页面", "404页面", "错误404", "无法找到该页", "无法找到该网页",
		"文件或目录未找到", "找不到文件或目录",
		"404 not found", "404 - not found", "error 404", "404 error", "page not found", "file not found",
		"the page you requested could not be found", "the page you are looking for",
		"the requested url was not found", "the resource cannot be found",
	},

	["deleted-article"] = {
		-- WeChat official accounts: every one of these answers 200
		"该内容已被发布者删除", "此内容已被发布者删除", "此内容因违规无法查看", "此内容被投诉且经审核涉嫌侵权，无法查看",
		"此帐号已被屏蔽", "此账号已被屏蔽", "该公众号已迁移", "此内容发送失败无法查看", "根据作者隐私设置，无法查看该内容",
		"链接已过期", "参数错误",
		-- Weibo, video and article platforms
		"抱歉，此微博已被作者删除", "该微博因被多人举报", "你暂时没有这条微博的查看权限", "此微博已不可见", "你要观看的视频不存在", "该视频已被删除", "视频已失效",
		"作者已设置仅自己可见",
	},

	-- titles only, and only where a link had another title before: the domain was given up, or lost
	["parked"] = {
		"域名出售", "域名转让", "域名交易", "域名停放", "域名已过期", "域名已到期", "域名过期", "此域名可", "该域名可", "本域名可",
		"该域名正在", "此域名正在", "本域名出售", "网站已过期", "域名注册成功",
		"domain for sale", "domain is for sale", "domain may be for sale", "domain name for sale", "buy this domain",
		"parked domain", "domain parking", "domain has expired", "domain expired", "expired domain", "hugedomains",
		"sedo.com", "afternic",
	},
	["betting"] = {
		"博彩", "葡京", "娱乐城", "百家乐", "老虎机", "六合彩", "时时彩", "北京赛车", "幸运飞艇", "真人娱乐", "真人视讯", "棋牌游戏",
		"威尼斯人", "太阳城", "银河娱乐", "彩票平台", "彩票注册", "网上赌", "在线赌", "体育投注", "电竞投注", "开元棋牌", "亚博体育",
		"开云体育", "华体会", "乐鱼体育", "米兰体育", "爱游戏体育", "必威体育", "万博体育", "皇冠体育", "澳门金沙", "滚球", "捕鱼达人",
		"bet365", "betway", "188bet", "manbetx", "casino", "sportsbook", "online betting", "slot gacor", "judi online",
		"togel", "poker online",
	},
}
