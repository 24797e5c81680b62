--[[
网页没有声明语言：<html> 上没有 lang。读屏软件靠它选择发音，没有声明的中文可能按英文念。
多半是模板里少写，全站都缺，所以整个网站只报一次，写明有多少页。网页片段（源代码里没有 <html>）不查。
--]]
local across = require "across"

return rule {
	id = "accessibility/lang",
	title = { zh = "网页没有声明语言", en = "Page without a language" },
	basis = "WCAG 2.1, 3.1.1 (H57)",
	mark = "M",
	severity = "warning",
	on = { "page", "finish" },
	match = { status = 200, has = "no-lang" },
	tags = { "accessibility" },
	message = { zh = "{n} 个页面的 <html> 没有写 lang，例如 {first}。", en = "The <html> of {n} pages has no lang, as on {first}." },
	fix = { zh = "在模板里写成 <html lang=\"zh-CN\">。", en = "Write <html lang=\"zh-CN\"> in the template." },

	finds = { { word = "lang" } },
	check = function(run, report) across.tell(run, report) end,

	tests = {
		{ name = "没有 lang", html = "<!DOCTYPE html>\n<html>\n<title>某局</title><p>通知</p>", finds = { { message = "1 个页面" } } },
		{ name = "空着", html = "<html lang=\"\"><p>通知</p>", finds = 1 },
		{ name = "只有链接写了 hreflang", html = "<html><p><a href='/en/' hreflang=en>English</a></p>", finds = 1 },
		{ name = "有", html = "<html class=a lang='zh-CN'><p>通知</p>", finds = 0 },
		{ name = "有，大写", html = "<HTML LANG=zh><p>通知</p>", finds = 0 },
		{ name = "xml:lang 也算", html = "<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='zh'><p>通知</p>", finds = 0 },
		{ name = "片段不查", html = "<div>通知</div>", finds = 0 },
		{ name = "出错的页面不查", status = 404, html = "<html><p>404</p>", finds = 0 },
	},
}
