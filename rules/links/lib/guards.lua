--[[
Protections that stand before a site: how their refusals and challenges are told from pages.

Read by the link checker as data. A reply is theirs when its status is one of `status` and all that
the row names is there: `header` ("name" or "name: part of its value"), `cookie` (the beginning of a
cookie's name), `source` (part of the body). Letters in either case. In pages that open (200, 202) a
`source` counts only where little else is said: words only as title, heading or next to all of the text, marks of
scripts only where they are run and not shown. The first row that fits is taken.
cause: "challenge" when a browser may pass by itself, "waf" when it refuses.
Sources: the replies themselves, as seen in the field (mark M), and the makers' manuals where a
header or a status is documented (mark V).
--]]
return {
	-- Chinese makers
	{ vendor = "加速乐", mark = "M", cause = "challenge", status = { 521, 512, 503 }, cookie = "__jsl" },
	{ vendor = "加速乐", mark = "M", cause = "challenge", status = { 200, 202, 512, 521 }, source = "__jsl_clearance" },
	{ vendor = "创宇盾", mark = "M", cause = "waf", status = { 403, 405, 521 }, source = "365cyd" },
	{ vendor = "瑞数", mark = "M", cause = "challenge", status = { 200, 202, 400, 412 }, source = "$_ts=window" },
	{ vendor = "瑞数", mark = "M", cause = "challenge", status = { 200, 202, 400, 412 }, source = "$_ts = window" },
	{ vendor = "瑞数", mark = "M", cause = "challenge", status = { 412 }, source = "$_ts" },
	{ vendor = "阿里云", mark = "M", cause = "challenge", status = { 200, 202, 405 }, source = "acw_sc__v2" },
	{ vendor = "阿里云", mark = "M", cause = "waf", status = { 403, 405 }, source = "errors.aliyun.com" },
	{ vendor = "阿里云", mark = "M", cause = "waf", status = { 403, 405 }, header = "x-tengine-error: denied" },
	{ vendor = "奇安信网站卫士", mark = "M", cause = "challenge", status = { 200, 202, 412, 491, 493 }, source = "wzwschallenge" },
	{ vendor = "奇安信网站卫士", mark = "M", cause = "challenge", status = { 200, 202, 412, 491, 493 }, source = "wzws-waf-cgi" },
	{ vendor = "奇安信网站卫士", mark = "M", cause = "waf", status = { 403, 405, 491, 493 }, header = "wzws-ray" },
	{ vendor = "奇安信网站卫士", mark = "V", cause = "waf", status = { 491 } },
	{ vendor = "360网站卫士", mark = "M", cause = "waf", status = { 403, 405, 493 }, header = "x-powered-by-360wzb" },
	{ vendor = "网防G01", mark = "M", cause = "waf", status = { 202, 403, 405 }, source = "网防g01" },
	{ vendor = "云锁", mark = "M", cause = "challenge", status = { 200, 202, 403 }, source = "yunsuo_session" },
	{ vendor = "云锁", mark = "M", cause = "challenge", status = { 403 }, cookie = "yunsuo_session" },
	{ vendor = "安全狗", mark = "M", cause = "waf", status = { 403, 405 }, source = "safedog" },
	{ vendor = "安全狗", mark = "M", cause = "waf", status = { 403, 405 }, cookie = "safedog" },
	{ vendor = "腾讯 EdgeOne", mark = "V", cause = "waf", status = { 566, 567 } },
	{ vendor = "腾讯云", mark = "M", cause = "waf", status = { 403, 405 }, source = "waf.tencent-cloud.com" },
	{ vendor = "腾讯云", mark = "M", cause = "waf", status = { 403, 405 }, source = "t-sec-waf" },
	{ vendor = "华为云", mark = "M", cause = "waf", status = { 403, 405, 418 }, header = "server: cloudwaf" },
	{ vendor = "华为云", mark = "M", cause = "waf", status = { 403, 405, 418 }, cookie = "hwwafses" },
	{ vendor = "百度云加速", mark = "M", cause = "waf", status = { 403 }, header = "server: yunjiasu" },
	{ vendor = "百度安全验证", mark = "M", cause = "challenge", status = { 200, 202 }, source = "百度安全验证" },
	{ vendor = "百度安全验证", mark = "M", cause = "challenge", status = { 200, 202, 403 }, source = "wappass.baidu.com/static/captcha" },
	{ vendor = "微信", mark = "V", cause = "challenge", status = { 200 }, source = "完成验证后即可继续访问" },
	{ vendor = "微信", mark = "V", cause = "challenge", status = { 200 }, source = "请在微信客户端打开链接" },
	{ vendor = "微信", mark = "V", cause = "challenge", status = { 200 }, source = "访问过于频繁" },
	{ vendor = "微信", mark = "V", cause = "challenge", status = { 200 }, source = "环境异常" },
	{ vendor = "微信", mark = "V", cause = "challenge", status = { 200 }, source = "wappoc_appmsgcaptcha" },
	{ vendor = "新浪", mark = "M", cause = "challenge", status = { 200 }, source = "sina visitor system" },
	{ vendor = "新浪", mark = "M", cause = "challenge", status = { 200 }, source = "passport.weibo.com/visitor" },
	{ vendor = "哔哩哔哩", mark = "M", cause = "waf", status = { 412 }, source = "安全风控策略" },
	-- an error that asks for a test is no error; whose it is does not show
	{ vendor = "安全验证", mark = "M", cause = "challenge", status = { 503, 521 }, source = "安全验证" },
	{ vendor = "安全验证", mark = "M", cause = "challenge", status = { 503, 521 }, source = "人机验证" },
	{ vendor = "安全验证", mark = "M", cause = "challenge", status = { 503, 521 }, source = "滑动验证" },
	{ vendor = "安全验证", mark = "M", cause = "challenge", status = { 503, 521 }, source = "完成验证" },
	{ vendor = "安全验证", mark = "M", cause = "challenge", status = { 503, 521 }, source = "正在检查您的浏览器" },
	-- others
	{ vendor = "Cloudflare", mark = "V", cause = "challenge", status = { 200, 403, 429, 503 }, header = "cf-mitigated: challenge" },
	{ vendor = "Cloudflare", mark = "M", cause = "challenge", status = { 200, 202, 403, 429, 503 }, source = "_cf_chl_opt" },
	{ vendor = "Cloudflare", mark = "M", cause = "challenge", status = { 403, 503 }, source = "cdn-cgi/challenge-platform" },
	{ vendor = "Cloudflare", mark = "M", cause = "waf", status = { 403 }, source = "attention required! | cloudflare" },
	{ vendor = "AWS WAF", mark = "V", cause = "challenge", status = { 202, 405 }, header = "x-amzn-waf-action" },
	{ vendor = "AWS WAF", mark = "M", cause = "challenge", status = { 202, 405 }, source = "awswaf" },
	{ vendor = "Akamai", mark = "M", cause = "waf", status = { 403 }, header = "server: akamaighost" },
	{ vendor = "Imperva", mark = "M", cause = "waf", status = { 403 }, header = "x-iinfo" },
	{ vendor = "Imperva", mark = "M", cause = "challenge", status = { 200, 403 }, source = "_incapsula_resource" },
	{ vendor = "Sucuri", mark = "M", cause = "waf", status = { 403 }, header = "x-sucuri-id" },
	{ vendor = "DataDome", mark = "M", cause = "challenge", status = { 403 }, header = "x-datadome" },
}
