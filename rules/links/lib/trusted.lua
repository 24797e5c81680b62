--[[
Domains, each with all below it, that nobody breaks in to link to.

Read by the link checker as data: a link to them is no hidden link (暗链), however it is
shown. Public bodies and their signs, central media, platforms of official accounts,
makers of browsers, counters of visits. Mark D: our choice.
--]]
return {
	"gov.cn", "mil.cn", "edu.cn", "12377.cn", "12321.cn", "12371.cn", "conac.cn", "cyberpolice.cn",
	"people.com.cn", "people.cn", "news.cn", "xinhuanet.com", "cctv.com", "cctv.cn", "cri.cn", "cnr.cn",
	"china.com.cn", "china.cn", "chinadaily.com.cn", "gmw.cn", "ce.cn", "youth.cn", "qstheory.cn", "xuexi.cn",
	"chinanews.com", "chinanews.com.cn", "legaldaily.com.cn",
	"weibo.com", "weibo.cn", "qq.com", "baidu.com", "alipay.com", "douyin.com", "toutiao.com", "kuaishou.com",
	"bilibili.com", "facebook.com", "twitter.com", "x.com", "youtube.com", "linkedin.com", "github.com",
	"w3.org", "wikipedia.org", "mozilla.org", "firefox.com.cn", "google.com", "google.cn", "microsoft.com",
	"apple.com", "opera.com", "adobe.com", "browsehappy.com", "enable-javascript.com",
	"cnzz.com", "umeng.com", "51.la", "51yes.com",
}
