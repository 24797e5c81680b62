/* which rules want a page: conditions over its words and facts */
#include "core/crawl/triggers.h"

#include <stdio.h>
#include <string.h>

#include "core/base/value.h"
#include "tests/lib/tap.h"

#define WORD(s) {.type = GP_VALUE_STRING, .string = {s, sizeof(s) - 1}}
#define KEY(k, ...) {.key = k, .key_n = sizeof(k) - 1, .value = __VA_ARGS__}
#define LIST(...) {.type = GP_VALUE_LIST, .list = {(const struct gp_value[]){__VA_ARGS__}, \
	sizeof((const struct gp_value[]){__VA_ARGS__}) / sizeof(struct gp_value)}}
#define MAP(...) {.type = GP_VALUE_MAP, .map = {(const struct gp_member[]){__VA_ARGS__}, \
	sizeof((const struct gp_member[]){__VA_ARGS__}) / sizeof(struct gp_member)}}

static struct gp_arena arena;

/* Whether the condition, as number 9 among others, fits the page. */
static bool fits_as(const struct gp_value *condition, const char *html, bool file)
{
	const struct gp_value other = MAP(KEY("text", WORD("公告"))), all = MAP(KEY("lacks", MAP(KEY("text", WORD("绝无此语")))));
	struct gp_triggers *t = gp_triggers_new();
	unsigned char bits[GP_TRIGGERS_BITS];
	struct gp_facts f;
	struct gp_trigger_page p = {.source = {html, strlen(html)}};
	bool fits;

	gp_arena_reset(&arena);
	gp_facts_html(&f, &arena, html, strlen(html), NULL);
	p.text = f.text;
	p.title = f.title;
	p.facts = file ? NULL : &f;
	gp_triggers_add(t, 1, &other);
	gp_triggers_add(t, 9, condition);
	gp_triggers_add(t, 20, &all);
	gp_triggers_judge(t, &p, bits);
	fits = bits[1] & 2;
	gp_triggers_judge(t, &p, bits);
	if (fits != !!(bits[1] & 2) || !(bits[2] & 16))
		ok(false, "the same page is judged alike, whatever was before it");
	gp_triggers_free(t);
	return fits;
}

static bool fits(const struct gp_value condition, const char *html)
{
	return fits_as(&condition, html, false);
}

static void words(void)
{
	const struct gp_value text = MAP(KEY("text", LIST(WORD("通知"), WORD("公告"))));
	const struct gp_value source = MAP(KEY("source", WORD("公告")));
	const struct gp_value title = MAP(KEY("title", WORD("Untitled")));
	const struct gp_value within = MAP(KEY("text", LIST(LIST(WORD("布署"), WORD("布署名"), WORD("公布署")), WORD("甲"))));
	const struct gp_value nested = MAP(KEY("text", LIST(LIST(WORD("布署"), WORD("布署名"), WORD("布署名和布署单")))));
	const struct gp_value none = MAP(KEY("text", {.type = GP_VALUE_LIST}));

	ok(fits(text, "<p>关于某事的公告"), "one of the words is enough");
	ok(!fits(text, "<p>公<b>开</b>告"), "a word that is not there is none");
	ok(!fits(text, "<p title=公告>甲"), "text is what is seen");
	ok(fits(source, "<p title=公告>甲"), "the source is all");
	ok(fits(title, "<title>ＵＮtitled 1</title>"), "titles are compared without case and width");
	ok(fits(title, "<meta name=ArticleTitle content=untitled>"), "and may stand in a meta tag");
	ok(fits(within, "<p>布署如下") && fits(within, "<p>公布署名，布署"), "a word with longer ones beside it");
	ok(!fits(within, "<p>公布署名文章") && !fits(within, "<p>公布署"), "does not count within them");
	ok(!fits(nested, "<p>布署名和布署单"), "nor behind one that ends within another");
	ok(!fits(none, "<p>公告"), "an empty list fits nothing");
}

static void facts(void)
{
	const struct gp_value meta = MAP(KEY("meta", WORD("PubDate")));
	const struct gp_value filled = MAP(KEY("lacks", MAP(KEY("meta", WORD("PubDate")))));
	const struct gp_value element = MAP(KEY("element", LIST(WORD("table"), WORD("marquee"))));
	const struct gp_value scheme = MAP(KEY("scheme", WORD("tel")));
	const struct gp_value kind = MAP(KEY("kind", WORD("video")));

	ok(fits(meta, "<meta name=pubdate content=''>"), "a meta tag is there, even empty");
	ok(fits(filled, "<meta name=pubdate content=' '>"), "but an empty one is lacking");
	ok(!fits(filled, "<meta name=pubdate content=1>"), "and another is not");
	ok(fits(element, "<p><MARQUEE>a</marquee>"), "an element, in any case");
	ok(!fits(element, "<!-- <table> --><p>"), "not in a comment");
	ok(fits(scheme, "<a href=' TE\tL:1'>a</a>"), "a scheme as browsers read it");
	ok(!fits(scheme, "<a href='telephone:1'>a</a>") && !fits(scheme, "<a href='/tel:1'>a</a>"), "and no other");
	ok(fits(kind, "<video src=a.mp4>") && !fits(kind, "<img src=a.mp4>"), "a link of a kind");
}

static bool has(const char *sign, const char *html)
{
	const struct gp_value one = {.type = GP_VALUE_STRING, .string = {sign, strlen(sign)}};
	const struct gp_value condition = MAP(KEY("has", one));

	return fits(condition, html);
}

static void signs(void)
{
	static const struct {
		const char *sign, *with, *without;
	} list[] = {
		{"twin-ids", "<p id=a><p id=b><p id=a>", "<p id=a><p id=b>"},
		{"bare-image", "<img src=a.png>", "<img src=a.png alt=甲>"},
		{"no-alt", "<img src=a.png>", "<img src=a.png alt=''>"},
		{"bare-link", "<a href=a> </a>", "<a href=a>甲</a>"},
		{"empty-link", "<a href='#'>甲</a>", "<a href='#a'>甲</a>"},
		{"credentials", "<a href='ftp://me:secret@host/'>甲</a>", "<a href='mailto:me@host'>甲</a>"},
		{"unpaired", "<p>《办法", "<p>《办法》"},
		{"date", "<p>2023年4月20日", "<p>四月"},
		{"title", "<title>甲</title>", "<title> </title>"},
		{"no-lang", "<html class=lang xml:id=\"lang\"><p>", "<HTML xml:lang = 'zh'><p>"},
		{"no-lang", "<html lang=''><p>", "<p lang=zh>"},
		{"time", "<p>2023-04-20 11:20", "<p>2023-04-20"},
		{"time", "<meta name=pubdate content='2023-04-20 11:20'><p>2023-04-20 11:20",
		    "<meta name=PubDate content='2023-04-20 11:20:05'><p>2023-04-20"},
		{"odd-tel", "<a href='tel:9-12345'>甲</a>", "<a href=tel:12345>甲</a>"},
		{"odd-tel", "<a href='tel:010-1234567'>甲</a>", "<a href='tel: 010-1234 5678'>甲</a>"},
		{"odd-tel", "<a href=tel:1390000000>甲</a>", "<a href=tel:13900000000>甲</a>"},
		{"odd-tel", "<a href=TEL:+86-21-55501234>甲</a>", "<a href=TEL:021-55501234>甲</a>"},
		{"email", "<p>me@example.com", "<p>me"},
		{"resident-id", "<p>11010519491231002X", "<p>110105194912310021"},
	};
	const struct gp_value file = MAP(KEY("has", WORD("file")));

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		ok(has(list[i].sign, list[i].with) && !has(list[i].sign, list[i].without), "%s", list[i].sign);
	ok(fits_as(&file, "<p>", true) && !fits_as(&file, "<p>", false), "file");
}

static bool at(const struct gp_value condition, const char *url)
{
	struct gp_triggers *t = gp_triggers_new();
	unsigned char bits[GP_TRIGGERS_BITS];
	const struct gp_trigger_page p = {.source = {"", 0}, .text = {"", 0}, .title = {"", 0}, .url = url};

	gp_triggers_add(t, 0, &condition);
	gp_triggers_judge(t, &p, bits);
	gp_triggers_free(t);
	return bits[0] & 1;
}

static void addresses(void)
{
	const struct gp_value host = MAP(KEY("host", WORD("gov.cn")));
	const struct gp_value article = MAP(KEY("address", LIST(WORD("/t########_#+."), WORD("/########/~+.html$"))));
	const struct gp_value any = MAP(KEY("address", WORD("/a*/#.htm*$"))), root = MAP(KEY("address", WORD("/$")));

	ok(at(host, "https://www.GOV.cn/") && at(host, "http://gov.cn:8080/a"), "a host, and those below it");
	ok(!at(host, "https://mygov.cn/") && !at(host, "https://a.example/?gov.cn"), "and no other");
	ok(at(article, "http://a/zwgk/t20230420_123.html") && !at(article, "http://a/t2023042_123.html"), "# is one digit");
	ok(!at(article, "http://a/t20230420_.html") && !at(article, "http://a/?/t20230420_1.html"), "#+ one at least, in the path");
	ok(at(article, "http://a/20230420/3f-0B.html?x") && !at(article, "http://a/20230420/index.html") &&
	    !at(article, "http://a/20230420/3f.html/b"), "~+ is an identifier, and $ the end");
	ok(at(any, "http://a/abc/1.html") && at(any, "http://a/a/1.htm") && !at(any, "http://a/a/b/1.htm"),
	    "* is anything but a slash, or nothing");
	ok(at(root, "http://a") && at(root, "http://a/b/#c") && !at(root, "http://a/b"), "a path is at least a slash");
}

/* Patterns are followed together, each longer than a machine word has bits, or shorter. */
static void many_addresses(void)
{
#define FORTY "/0123456789-0123456789-0123456789-012345"
	const struct gp_value lengthy = MAP(KEY("address", WORD(FORTY FORTY "/**#+**.htm$")));
	const struct gp_value several = MAP(KEY("address", LIST(WORD(FORTY), WORD("/x**"), WORD(FORTY "*/y$"), WORD("/z/~~+"))));
	const struct gp_value all = MAP(KEY("address", LIST(WORD("/nowhere"), WORD("$"))));

	ok(at(lengthy, "http://a/b" FORTY FORTY "/12.htm") && !at(lengthy, "http://a" FORTY "/a1b.htm") &&
	    at(lengthy, "http://a" FORTY FORTY "/a1b.htm"), "a long pattern is followed to its end");
	ok(!at(lengthy, "http://a" FORTY FORTY "/a.htm") && !at(lengthy, "http://a" FORTY FORTY "/1/.htm"),
	    "and is not found where it is broken off");
	ok(at(several, "http://a/" FORTY) && at(several, "http://a/b/x") && at(several, "http://a/z/a-"), "each of several is found");
	ok(!at(several, "http://a/y") && !at(several, "http://a/z/a") && !at(several, "http://a/0123456789-0123456789/z/"),
	    "one does not go on where another ends");
	ok(at(all, "http://a/b"), "the end alone is in every path");
}

static void excepted(void)
{
	const struct gp_value empty = MAP(KEY("has", WORD("empty-link")), KEY("except", LIST(WORD("收藏"), WORD("top"))));

	ok(!fits(empty, "<a href='#'>收藏</a><a href>top</a>"), "empty links that are named do not count");
	ok(fits(empty, "<a href='#'>收藏</a><a href='#'>机构职能</a>"), "but others beside them do");
}

/* What the condition tells of the page: word:count:line:col of its first find, with number 5. */
static const char *found(const struct gp_value condition, const char *html)
{
	static char said[200];
	const struct gp_value other = MAP(KEY("text", LIST(WORD("甲"), WORD("乙丙"))));
	struct gp_triggers *t = gp_triggers_new();
	unsigned char bits[GP_TRIGGERS_BITS];
	struct gp_facts f;
	struct gp_trigger_page p = {.source = {html, strlen(html)}, .facts = &f};
	const struct gp_trigger_found *one;
	struct gp_place place;

	gp_facts_html(&f, &arena, html, strlen(html), NULL);
	p.text = f.text;
	p.title = f.title;
	gp_triggers_add(t, 1, &other);
	gp_triggers_add(t, 5, &condition);
	gp_triggers_judge(t, &p, bits);
	if (gp_triggers_ask(t, bits) != !!(bits[0] & 2))
		ok(false, "a condition that finds does not ask for the page");
	gp_triggers_judge(t, &p, bits);
	snprintf(said, sizeof said, "nothing");
	one = gp_triggers_found(t, 0);
	if (one && one->number == 5) {
		place = gp_trigger_found_place(&p, one);
		snprintf(said, sizeof said, "%.*s:%zu:%u:%u", (int)one->word.n, one->word.p, one->count, (unsigned)place.line,
		    (unsigned)place.col);
	}
	gp_triggers_free(t);
	return said;
}

static void places(void)
{
	const struct gp_value marks = MAP(KEY("finds", WORD("text")), KEY("text", LIST(WORD("。。"), WORD("，，"))));
	const struct gp_value both = MAP(KEY("finds", WORD("text")), KEY("text", WORD("乙丙")), KEY("element", WORD("h1")));
	const struct gp_value nested = MAP(KEY("finds", WORD("text")), KEY("text", LIST(WORD("甲乙丙丁"), WORD("甲"), WORD("丁"))));
	const struct gp_value within = MAP(KEY("finds", WORD("text")),
	    KEY("text", LIST(LIST(WORD("布署"), WORD("公布署名")))));

	is_str(found(marks, "<p>甲乙</p>\n<p>丙，，丁</p><p>戊。。</p>"), "，，:2:2:4", "the first word, how many, and its line");
	is_str(found(marks, "<p>等。。。。。</p>"), "。。:1:1:4", "what stands together is one place");
	is_str(found(marks, "<p>一。。二。。"), "。。:2:1:4", "a character between them makes two");
	is_str(found(both, "<p>乙丙"), "nothing", "nothing where the rest of the condition does not fit");
	is_str(found(both, "<h1>乙丙</h1>"), "乙丙:1:1:5", "a word that others look for as well");
	is_str(found(within, "<p>公布署名，布署"), "布署:1:1:4", "a word within a longer one is passed over");
	is_str(found(nested, "<p>甲乙丙丁"), "甲乙丙丁:1:1:4", "words within a word stand at its place");
}

static void together(void)
{
	const struct gp_value both = MAP(KEY("text", WORD("甲乙")), KEY("element", WORD("h1")),
	    KEY("lacks", MAP(KEY("source", WORD("丙丁")))));
	const struct gp_value any = MAP(KEY("element", WORD("p")), KEY("any", LIST(MAP(KEY("text", WORD("甲乙"))),
	    MAP(KEY("meta", WORD("m")), KEY("lacks", MAP(KEY("source", WORD("NAME"))))))));

	ok(fits(both, "<h1>甲乙</h1>"), "all that is said has to fit");
	ok(!fits(both, "<h2>甲乙</h2>") && !fits(both, "<h1>甲乙</h1><!-- 丙丁 -->"), "else the page is not wanted");
	ok(fits(any, "<p>甲乙") && fits(any, "<meta name=m content=1><p>"), "one of several fits");
	ok(!fits(any, "<meta NAME=m content=1><p>") && !fits(any, "<h1>甲乙"), "none of them does, or the rest does not");
}

/* Two conditions ask for one word of the source, and one of those for another as well. */
static void shared_words(void)
{
	const struct gp_value name = MAP(KEY("source", WORD("name"))), other = MAP(KEY("source", LIST(WORD("甲乙丙"), WORD("name"))));
	const struct gp_value lacks = MAP(KEY("lacks", MAP(KEY("source", WORD("name")))));
	static const char *const html[] = {"<p name=a>", "<p>甲乙丙", "<p>"};
	static const unsigned char wanted[] = {1 | 2, 2 | 4, 4};
	struct gp_triggers *t = gp_triggers_new();
	unsigned char bits[GP_TRIGGERS_BITS];
	struct gp_facts f;

	gp_triggers_add(t, 0, &name);
	gp_triggers_add(t, 1, &other);
	gp_triggers_add(t, 2, &lacks);
	for (size_t i = 0; i < 3; i++) {
		gp_facts_html(&f, &arena, html[i], strlen(html[i]), NULL);
		gp_triggers_judge(t, &(struct gp_trigger_page){.facts = &f, .source = {html[i], strlen(html[i])}}, bits);
		ok(bits[0] == wanted[i], "what several conditions ask for is answered to each: %s", html[i]);
	}
	gp_triggers_free(t);
}

int main(void)
{
	words();
	shared_words();
	facts();
	signs();
	addresses();
	many_addresses();
	excepted();
	places();
	together();
	gp_arena_free(&arena);
	return tap_done();
}
