/* phrases: which pages that answer 200 say that they are not there, and which two pages say the same */
#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/base/buf.h"
#include "core/crawl/phrases.h"
#include "core/script/data.h"
#include "tests/lib/tap.h"

#define SOFT (1u << GP_PHRASE_SOFT_404)
#define DELETED (1u << GP_PHRASE_DELETED)
#define CHALLENGE (1u << GP_PHRASE_CHALLENGE)

static struct gp_phrases shipped;

static unsigned judge_bytes(const char *html, size_t n)
{
	struct gp_arena a = {0};
	struct gp_facts f;
	unsigned bits;

	gp_facts_html(&f, &a, html, n, NULL);
	bits = gp_phrases_judge(&shipped, &f, html, n) & ((1u << GP_PHRASE_WHICH) - 1);
	gp_arena_free(&a);
	return bits;
}

static unsigned judge(const char *html)
{
	return judge_bytes(html, strlen(html));
}

/* `part` before, then enough Chinese text to count as `n` characters, then `tail`. */
static unsigned judge_long(const char *part, int n, const char *tail)
{
	struct gp_buf b;
	unsigned bits;

	gp_buf_init(&b, 1 << 20);
	gp_buf_puts(&b, part);
	gp_buf_puts(&b, "<p>");
	for (int i = 0; i < n; i++)
		gp_buf_puts(&b, "文");
	gp_buf_puts(&b, tail);
	bits = judge_bytes(b.data, b.len);
	gp_buf_free(&b);
	return bits;
}

static void not_there(void)
{
	is_int(judge("<title>页面不存在</title><p>返回首页"), SOFT, "a title says so");
	is_int(judge_long("<title>页面不存在_某市人民政府</title>", 500, ""), SOFT,
	    "a title that goes on with the site's name");
	is_int(judge_long("<title>某市人民政府 - 页面不存在</title>", 500, ""), SOFT,
	    "a title that begins with the site's name");
	is_int(judge_long("<title>404 - Not Found</title>", 500, ""), SOFT,
	    "a phrase that has a separator inside");
	is_int(judge_long("<title>404 - 找不到文件或目录。</title>", 500, ""), SOFT, "the page of IIS");
	is_int(judge_long("<title>某局</title><h1>Page Not Found</h1>", 500, ""), SOFT,
	    "a heading says so, in any case of letters");
	is_int(judge_long("<h2>欢迎</h2><h2>您访问的页面不存在！</h2>", 500, ""), SOFT, "a later heading");
	is_int(judge("<title>某局</title><p>抱歉，您访问的页面不存在或已被删除。"), SOFT, "a short text says so");
	is_int(judge_long("", 250, "页面未找到"), SOFT, "a text of 255 characters is short");
	is_int(judge("<p>该内容已被发布者删除"), DELETED, "an article that its author deleted");
	is_int(judge("<script>var arg1='x';setCookie('acw_sc__v2',1)</script>"), CHALLENGE,
	    "a challenge in the source");
	is_int(judge("<title>404 Not Found</title><p>该内容已被发布者删除"), SOFT | DELETED, "two things at once");
}

static void there(void)
{
	is_int(judge("<title>某市人民政府</title><p>政务公开"), 0, "an ordinary page");
	is_int(judge(""), 0, "an empty page");
	is_int(judge("<title>某局</title><p>新闻<a href=/1>关于网站页面不存在问题的整改通报</a>"), 0,
	    "links that quote the phrase do not count");
	is_int(judge("<a href=/1>页面不存在怎么办</a><p>页面不存在"), SOFT, "but text beside them does");
	is_int(judge_long("<title>关于“页面不存在”等错链问题整改情况的通报_某局</title>", 400,
	    "打开链接时提示“页面不存在”。"), 0, "an article about such pages");
	is_int(judge_long("<title>页面不存在</title>", 900, ""), 0, "nothing long is judged by its title");
	is_int(judge_long("", 320, "页面未找到"), 0, "a text of 325 characters is not short");
	is_int(judge_long("<script>acw_sc__v2</script>", 400, ""), 0, "a challenge with much text is a page");
	is_int(judge("<!-- 页面不存在 --><p>政务公开"), 0, "comments say nothing");
}

static void phrases_are_data(void)
{
	struct gp_arena a = {0};
	struct gp_phrases p = {.long_text = 100, .short_text = 50};
	struct gp_facts f;
	static const char page[] = "<p>gone AWAY";

	gp_facts_html(&f, &a, page, sizeof page - 1, NULL);
	is_int(gp_phrases_judge(&p, &f, page, sizeof page - 1), 0, "without phrases nothing is judged");
	gp_phrases_add(&p, GP_PHRASE_SOFT_404, "", 0, "");
	is_int(gp_phrases_judge(&p, &f, page, sizeof page - 1), 0, "an empty phrase is none");
	gp_phrases_add(&p, GP_PHRASE_DELETED, "Gone Away", 9, "");
	is_int(gp_phrases_judge(&p, &f, page, sizeof page - 1), DELETED, "phrases are found in any case");
	gp_phrases_free(&p);
	ok(!p.list && !p.count, "and freed");
	gp_arena_free(&a);
}

/* 60,000 links on a page with little text of its own: all phrases over all link texts takes too long. */
static void a_hostile_page_takes_no_time(void)
{
	struct gp_buf b;
	int64_t before;

	gp_buf_init(&b, 32 << 20);
	for (int i = 0; i < 60000; i++)
		gp_buf_puts(&b, "<a href=/>页面不存在网页不存在页面未找到文章不存在404 not found该信息不存在栏目不存在</a>");
	before = gp_clock_mono_ms();
	is_int(judge_bytes(b.data, b.len), 0, "60,000 links that quote phrases");
	ok(gp_clock_mono_ms() - before < 4000, "take little time (%d ms)", (int)(gp_clock_mono_ms() - before));
	gp_buf_free(&b);
}

/* --- fingerprints */

static const char error_page[] = "抱歉，您访问的页面不存在。可能是地址有误，或者页面已被移动。"
    "您可以返回网站首页，也可以使用站内搜索查找需要的内容，或者拨打政务服务热线咨询。时间：2023-04-20 11:20:00";

static int64_t length(const char *s)
{
	int64_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static int alike(const char *a, const char *b)
{
	return gp_text_alike(gp_text_fingerprint(a, strlen(a), (size_t)length(a)), length(a),
	    gp_text_fingerprint(b, strlen(b), (size_t)length(b)), length(b));
}

static void fingerprints(void)
{
	char other[1000], *big = gp_alloc(40000);
	size_t n = sizeof error_page - 1;

	is_int(alike(error_page, error_page), 1, "a text is like itself");
	snprintf(other, sizeof other, "%.*s", (int)(n - 8), error_page);
	strncat(other, "09:59:59", sizeof other - strlen(other) - 1);
	is_int(alike(error_page, other), 1, "another time of day is no difference");
	snprintf(other, sizeof other, "%s /a/b", error_page);
	is_int(alike(error_page, other), 1, "nor is an address that is echoed");
	is_int(alike(error_page, "某市人民政府办公室关于印发政务公开工作要点的通知，各区县人民政府、市政府各部门："
	    "现将工作要点印发给你们，请结合实际认真贯彻落实。附件：政务公开工作要点任务分工表，由办公室负责解释。"), 0,
	    "another text is");
	is_int(alike("404", "200"), 1, "digits count for nothing");
	is_int(alike("甲乙丙", "甲乙丁"), 0, "short texts are alike only when equal");
	ok(gp_text_fingerprint("", 0, 0) != 0, "an empty text has a fingerprint");
	ok(gp_text_fingerprint(NULL, 0, 0) != 0, "also when there is no text at all");
	is_int(gp_text_alike(0, 10, 0, 10), 0, "what was not read is like nothing");
	is_int(gp_text_alike(0xFF, 100, 0xF0, 100), 1, "four bits apart");
	is_int(gp_text_alike(0xFF, 100, 0xF0, 130), 0, "but not when one is longer by a quarter");
	is_int(gp_text_alike(0xFF, 3000, 0xF0, 3000), 0, "long texts are alike only when equal");
	memset(big, 'a', 40000);
	ok(gp_text_fingerprint(big, 40000, 100) != gp_text_fingerprint(big, 39999, 100),
	    "long texts have exact fingerprints");
	free(big);
}

int main(void)
{
	struct gp_err e = GP_ERR_INIT;

	if (gp_data_phrases(&shipped, &e)) {
		printf("Bail out! %s\n", e.msg);
		return 1;
	}
	not_there();
	there();
	phrases_are_data();
	a_hostile_page_takes_no_time();
	fingerprints();
	gp_phrases_free(&shipped);
	return tap_done();
}
