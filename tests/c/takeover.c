/* takeover: which links became something else, and which only moved or were redesigned */
#include "core/crawl/takeover.h"

#include "core/crawl/phrases.h"
#include "core/script/data.h"
#include "tests/lib/tap.h"

#define PARKED (1 << GP_PHRASE_PARKED)
#define BETTING (1 << GP_PHRASE_BETTING)

static struct gp_phrases phrases;

static int64_t bits_of(const char *title)
{
	struct gp_facts f = {.title = {title, strlen(title)}, .headings = {"", 0}, .text = {"", 0}, .plain_count = 5000};

	return (int64_t)gp_phrases_judge(&phrases, &f, "", 0);
}

static void case_is(bool want, const char *link, const char *was_host, const char *was, const char *now_host,
    const char *now)
{
	struct gp_face before = {.host = was_host, .title = was, .phrases = bits_of(was)};
	struct gp_face after = {.host = now_host, .title = now, .phrases = bits_of(now)};
	char url[300];

	snprintf(url, sizeof url, "http://%s/", now_host);
	ok(gp_takeover(&before, &after, link, url) == want, "%s (%s) -> %s (%s) is %s takeover", was, was_host, now, now_host,
	    want ? "a" : "no");
}

static void taken(void)
{
	case_is(true, "www.hospital.com", "www.hospital.com", "某县人民医院", "www.xpj888.com", "澳门新葡京_官方网站");
	case_is(true, "www.hospital.com", "www.hospital.com", "某县人民医院", "www.hospital.com", "澳门新葡京娱乐城_首页");
	case_is(true, "www.hospital.com", "www.hospital.com", "某县人民医院", "www.hospital.com", "hospital.com domain is for sale");
	case_is(true, "tour.org", "tour.org", "某市旅游协会", "othershop.net", "Cheap Shoes Online");
	case_is(true, "old.org", "old.org", "Association of Bridge Engineers", "new.net", "Best Loans 2026");
	case_is(true, "a.cn", "www.b.cn", "某某博物馆", "c.com", "域名出售");
}

static void not_taken(void)
{
	/* redesigns */
	case_is(false, "www.hospital.com", "www.hospital.com", "某县人民医院", "www.hospital.com", "首页");
	case_is(false, "www.shop.com", "www.shop.com", "Welcome", "www.shop.com", "An entirely new look");
	/* http and https, www and none, another machine of the domain */
	case_is(false, "example.com", "example.com", "A", "www.example.com", "B C D E F");
	case_is(false, "example.com", "www.example.com", "旧标题", "new.example.com", "全然不同");
	/* moves of one organisation */
	case_is(false, "www.example.com", "www.example.com", "甲乙公司", "www.example.cn", "欢迎光临");
	case_is(false, "www.old.com", "www.old.com", "某市中心图书馆", "www.new.org", "中心图书馆 - 首页");
	case_is(false, "tax.example.com", "tax.example.com", "某市税务", "www.chinatax.gov.cn", "办税服务厅");
	case_is(false, "lib.com", "lib.com", "数字图书馆", "www.example.edu.cn", "某大学");
	/* it led elsewhere and is at home again */
	case_is(false, "www.own.com", "cdn.com", "某某平台", "www.own.com", "全新登场");
	/* words that were there before */
	case_is(false, "lottery.com", "lottery.com", "彩票平台 导航", "lottery.com", "彩票平台 新站");
	/* about betting, and not betting */
	case_is(false, "www.example.gov.cn", "www.example.gov.cn", "公安局", "www.example.gov.cn", "打击网上赌博专项行动");
	case_is(false, "a.cn", "a.cn", "123", "b.cn", "456");
}

static void logins(void)
{
	struct gp_face was = {.host = "a.com", .title = "某某论坛"}, now = {.host = "id.net", .title = "请登录"};

	ok(!gp_takeover(&was, &now, "a.com", "https://id.net/login?next=x"), "a login is no takeover");
	ok(gp_takeover(&was, &now, "a.com", "https://id.net/x"), "the same elsewhere is");
}

static void titles(void)
{
	is_int(gp_titles_alike("abc", "abc"), 100, "equal titles are alike");
	is_int(gp_titles_alike("Hello World", "hello, world!"), 100, "whatever their case and marks");
	is_int(gp_titles_alike("某县人民医院", "另外一家网站"), 0, "strangers share nothing");
	is_int(gp_titles_alike("", "x y z"), 100, "without a title nothing is unlike");
	ok(gp_titles_alike("某县人民医院", "某县人民医院 - 首页 - 欢迎") == 100, "what was added takes nothing away");
	ok(gp_titles_alike("\xff\xfe\x80", "a\x80\xc3") >= 0, "bytes that are no text do no harm");
}

static void words(void)
{
	ok(bits_of("澳门新葡京_首页") == BETTING && bits_of("example.com is parked: buy this domain") == PARKED,
	    "the shipped words are looked for in titles");
	ok(!bits_of("某市人民政府门户网站") && !bits_of("中国—亚欧博览会（亚博会）"), "and are not everyday ones");
}

int main(void)
{
	struct gp_err e = GP_ERR_INIT;

	if (gp_data_phrases(&phrases, &e)) {
		printf("Bail out! %s\n", e.msg);
		return 1;
	}
	taken();
	not_taken();
	logins();
	titles();
	words();
	gp_phrases_free(&phrases);
	return tap_done();
}
