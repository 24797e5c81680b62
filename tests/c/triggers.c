/* which rules want a page: conditions over its words and facts */
#include "core/crawl/triggers.h"

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
	const struct gp_value none = MAP(KEY("text", {.type = GP_VALUE_LIST}));

	ok(fits(text, "<p>关于某事的公告"), "one of the words is enough");
	ok(!fits(text, "<p>公<b>开</b>告"), "a word that is not there is none");
	ok(!fits(text, "<p title=公告>甲"), "text is what is seen");
	ok(fits(source, "<p title=公告>甲"), "the source is all");
	ok(fits(title, "<title>ＵＮtitled 1</title>"), "titles are compared without case and width");
	ok(fits(title, "<meta name=ArticleTitle content=untitled>"), "and may stand in a meta tag");
	ok(fits(within, "<p>布署如下") && fits(within, "<p>公布署名，布署"), "a word with longer ones beside it");
	ok(!fits(within, "<p>公布署名文章") && !fits(within, "<p>公布署"), "does not count within them");
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
		{"email", "<p>me@example.com", "<p>me"},
		{"resident-id", "<p>11010519491231002X", "<p>110105194912310021"},
	};
	const struct gp_value file = MAP(KEY("has", WORD("file")));

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		ok(has(list[i].sign, list[i].with) && !has(list[i].sign, list[i].without), "%s", list[i].sign);
	ok(fits_as(&file, "<p>", true) && !fits_as(&file, "<p>", false), "file");
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
	together();
	gp_arena_free(&arena);
	return tap_done();
}
