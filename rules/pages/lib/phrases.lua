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
		-- Weibo, video and article platforms
		"抱歉，此微博已被作者删除", "该微博因被多人举报", "你要观看的视频不存在", "该视频已被删除", "视频已失效",
	},
}
