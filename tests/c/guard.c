/* guards: each protection that ships is told by its reply, and ordinary replies are nobody's */
#include "core/base/buf.h"
#include "core/crawl/guard.h"
#include "core/crawl/phrases.h"
#include "core/script/data.h"
#include "core/web/fetch.h"
#include "tests/lib/tap.h"

static struct gp_phrases shipped;

struct reply {
	int status;
	const char *header, *value, *cookies, *body; /* NULL: none */
};

static const char *whose(const struct reply *from)
{
	struct gp_fetch_header h = {from->header, from->value};
	struct gp_fetch_reply r = {.status = from->status, .type = "text/html", .charset = "", .cookies = from->cookies};
	const struct gp_guard *g;
	struct gp_buf body;
	static char said[100];

	gp_buf_init(&body, 1 << 20);
	gp_buf_puts(&body, from->body ? from->body : "");
	r.kept = from->body != NULL;
	r.body = &body;
	r.headers = from->header ? &h : NULL;
	r.header_count = from->header != NULL;
	g = gp_guards_find(&shipped.guards, &r);
	gp_buf_free(&body);
	snprintf(said, sizeof said, "%s %s", g ? g->cause : "-", g ? g->vendor : "-");
	return said;
}

static const struct {
	struct reply reply;
	const char *want;
} cases[] = {
	{{521, NULL, NULL, "__jsluid_s=0f; x=1", "<script>document.cookie=('_')+('_')</script>"}, "challenge 加速乐"},
	{{512, NULL, NULL, NULL, "<script>document.cookie='__jsl_clearance_s=1'</script>"}, "challenge 加速乐"},
	{{405, NULL, NULL, NULL, "<a href=\"http://www.365cyd.com/\">"}, "waf 创宇盾"},
	{{412, NULL, NULL, "aO=1; aP=2", "<meta content=\"x\" r='m'><script>$_ts=window['$_ts']"}, "challenge 瑞数"},
	{{412, NULL, NULL, NULL, "<script>var a=$_ts;</script>"}, "challenge 瑞数"},
	{{405, NULL, NULL, NULL, "<img src=\"https://errors.aliyun.com/images/x.png\">"}, "waf 阿里云"},
	{{405, NULL, NULL, NULL, "<script>var arg1='0';setCookie('acw_sc__v2',x)"}, "challenge 阿里云"},
	{{403, "x-tengine-error", "denied by http_custom", NULL, NULL}, "waf 阿里云"},
	{{491, "wzws-ray", "1234", NULL, NULL}, "waf 奇安信网站卫士"},
	{{491, NULL, NULL, NULL, NULL}, "waf 奇安信网站卫士"},
	{{412, NULL, NULL, NULL, "{\"code\":-412,\"message\":\"由于触发哔哩哔哩安全风控策略，该次访问请求被拒绝。\"}"}, "waf 哔哩哔哩"},
	{{503, NULL, NULL, NULL, "<title>安全验证</title>"}, "challenge 安全验证"},
	{{503, NULL, NULL, NULL, "<p>正在检查您的浏览器，请稍候</p>"}, "challenge 安全验证"},
	{{503, NULL, NULL, NULL, "<p>服务暂停</p>"}, "- -"},
	{{403, NULL, NULL, NULL, "<h1>Index of /</h1><hr>nginx"}, "- -"},
	{{412, NULL, NULL, NULL, "<a href='/WZWSChallenge'>"}, "challenge 奇安信网站卫士"},
	{{493, NULL, NULL, NULL, "/wzws-waf-cgi/"}, "challenge 奇安信网站卫士"},
	{{403, "x-powered-by-360wzb", "wangzhan.360.cn", NULL, NULL}, "waf 360网站卫士"},
	{{403, NULL, NULL, NULL, "<title>网防G01</title>"}, "waf 网防G01"},
	{{403, NULL, NULL, "a=b; yunsuo_session_verify=1", NULL}, "challenge 云锁"},
	{{403, NULL, NULL, NULL, "yunsuo_session_verify"}, "challenge 云锁"},
	{{403, NULL, NULL, NULL, "<a href=http://www.SafeDog.cn>"}, "waf 安全狗"},
	{{403, NULL, NULL, "safedog-flow-item=1", NULL}, "waf 安全狗"},
	{{567, NULL, NULL, NULL, NULL}, "waf 腾讯 EdgeOne"},
	{{566, NULL, NULL, NULL, "x"}, "waf 腾讯 EdgeOne"},
	{{403, NULL, NULL, NULL, "src=//waf.tencent-cloud.com/"}, "waf 腾讯云"},
	{{405, NULL, NULL, NULL, "T-Sec-WAF"}, "waf 腾讯云"},
	{{418, "server", "CloudWAF", NULL, NULL}, "waf 华为云"},
	{{418, NULL, NULL, "HWWAFSESID=1", NULL}, "waf 华为云"},
	{{403, "server", "yunjiasu-nginx", NULL, NULL}, "waf 百度云加速"},
	{{403, "cf-mitigated", "challenge", NULL, "<title>Just a moment...</title>"}, "challenge Cloudflare"},
	{{200, "cf-mitigated", "challenge", NULL, NULL}, "challenge Cloudflare"},
	{{503, NULL, NULL, NULL, "<script src=\"/cdn-cgi/challenge-platform/h/b\">"}, "challenge Cloudflare"},
	{{403, NULL, NULL, NULL, "<script>window._cf_chl_opt={"}, "challenge Cloudflare"},
	{{403, NULL, NULL, NULL, "<title>Attention Required! | Cloudflare</title>"}, "waf Cloudflare"},
	{{202, "x-amzn-waf-action", "challenge", NULL, NULL}, "challenge AWS WAF"},
	{{405, "x-amzn-waf-action", "captcha", NULL, NULL}, "challenge AWS WAF"},
	{{405, NULL, NULL, NULL, "AwsWafCookieDomainList"}, "challenge AWS WAF"},
	{{403, "server", "AkamaiGHost", NULL, "Reference #18"}, "waf Akamai"},
	{{403, "x-iinfo", "1-2", NULL, NULL}, "waf Imperva"},
	{{403, NULL, NULL, NULL, "<script src=\"/_Incapsula_Resource?\">"}, "challenge Imperva"},
	{{403, "x-sucuri-id", "1", NULL, NULL}, "waf Sucuri"},
	{{403, "x-datadome", "protected", NULL, NULL}, "challenge DataDome"},
	{{200, "server", "AkamaiGHost", "sid=1", "fine"}, "- -"},
	{{200, "server", "CloudWAF", "HWWAFSESID=1", "fine"}, "- -"},
	{{200, NULL, NULL, NULL, "an article on acw_sc__v2"}, "- -"},
	{{404, "server", "AkamaiGHost", NULL, "safedog"}, "- -"},
	{{403, "server", "nginx", NULL, "forbidden"}, "- -"},
	{{521, NULL, NULL, NULL, NULL}, "- -"},
	{{412, NULL, NULL, "x=__jsl", "precondition failed"}, "- -"},
	{{500, NULL, NULL, "__jsl=1", NULL}, "- -"},
};

/* The parser tells those that answer 200; each phrase leads back to its maker. */
static void pages_that_open(void)
{
	struct gp_arena a = {0};
	size_t challenges = 0;
	struct gp_facts f;

	for (size_t i = 0; i < shipped.count; i++) {
		char page[200];
		unsigned bits;

		if (shipped.list[i].set != GP_PHRASE_CHALLENGE)
			continue;
		challenges++;
		/* words are shown, marks are run */
		snprintf(page, sizeof page, (unsigned char)shipped.list[i].text[0] < 0x80 ? "<script>%s</script>" : "<p>%s</p>",
		    shipped.list[i].text);
		gp_facts_html(&f, &a, page, strlen(page), NULL);
		bits = gp_phrases_judge(&shipped, &f, page, strlen(page));
		ok(bits & 1u << GP_PHRASE_CHALLENGE &&
		    !strcmp(shipped.list[(bits >> GP_PHRASE_WHICH) - 1].vendor, shipped.list[i].vendor) && *shipped.list[i].vendor,
		    "%s", shipped.list[i].text);
	}
	ok(challenges >= 10, "challenges that open with 200 are known");
	gp_arena_free(&a);
}

/* A page of a firm that sells protections, an article that quotes them, and a reply with another status. */
static void pages_about_them(void)
{
	static const char *const pages[] = {
		"<title>某某科技</title><p>我们销售网防G01、加速乐、云锁、瑞数、安全狗等产品，提供百度安全验证接入。</p>",
		"<title>说明</title><pre>document.cookie = \"acw_sc__v2=...\"; $_ts=window['$_ts'];</pre>",
		"<title>网页打不开怎么办</title><p>有的文章打开后提示“环境异常”，完成验证后即可继续访问；有的提示访问过于频繁，或者请在微信客户端打开链接。"
		"遇到这种情况，可以稍后再试，也可以换一个浏览器，或者联系网站的管理员说明情况，由管理员查看防护系统的记录并放行。</p>",
	};
	struct gp_arena a = {0};
	struct gp_facts f;

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		unsigned bits;

		gp_facts_html(&f, &a, pages[i], strlen(pages[i]), NULL);
		bits = gp_phrases_judge(&shipped, &f, pages[i], strlen(pages[i]));
		ok(!(gp_phrases_at(&shipped, bits, 200) & 1u << GP_PHRASE_CHALLENGE), "page %zu is about protections", i + 1);
	}
	gp_arena_free(&a);
}

int main(void)
{
	struct gp_err e = GP_ERR_INIT;

	if (gp_data_phrases(&shipped, &e))
		return 1;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char name[40];

		snprintf(name, sizeof name, "reply %zu, status %d", i + 1, cases[i].reply.status);
		is_str(whose(&cases[i].reply), cases[i].want, name);
	}
	pages_that_open();
	pages_about_them();
	gp_phrases_free(&shipped);
	return tap_done();
}
