/* links_text.c - the report that a person reads in a terminal or a mail */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/edges.h"
#include "core/report/links.h"
#include "core/report/outfile.h"
#include "core/text/utf8.h"

#define OUT_MAX ((size_t)16 << 20)
#define DRAIN_AT ((size_t)64 << 10)
#define PLACES_SHOWN 3
#define LESSER_SHOWN 10     /* links of a verdict that needs no hurry, unless --all */
#define TEMPLATE_PAGES 10   /* as many pages with the same link: a template */
#define FOOTER_FROM 200     /* mean place on the page, of 255 */
#define HEADER_TO 80

/* Worst first; what is fine comes last. */
static const enum gp_verdict order[GP_VERDICTS] = {GP_VERDICT_DANGER, GP_VERDICT_BROKEN, GP_VERDICT_BLOCKED,
    GP_VERDICT_THROTTLED, GP_VERDICT_UNVERIFIED, GP_VERDICT_UNCHECKED, GP_VERDICT_REDIRECTED, GP_VERDICT_OK};

struct text {
	struct gp_outfile *o;
	struct gp_buf b, page, words;
	const struct gp_links *l;
	const struct gp_links_style *st;
	struct gp_err *e;
};

static void say(struct text *t, const char *id, const struct gp_param *params)
{
	gp_catalogue_say(&t->b, t->st->words, t->st->lang, id, params);
	gp_buf_putc(&t->b, '\n');
}

static const char *number(char buf[24], int64_t n)
{
	snprintf(buf, 24, "%" PRId64, n);
	return buf;
}

static const char *verdict_word(const struct text *t, enum gp_verdict v)
{
	char id[40];

	snprintf(id, sizeof id, "verdict.%s", gp_verdict_name(v));
	return gp_catalogue_text(t->st->words, t->st->lang, id);
}

/* --- places */

/* `s` as a terminal may have it, until the next call. */
static const char *shown(struct text *t, const char *s)
{
	gp_buf_clear(&t->page);
	gp_utf8_show(&t->page, s, strlen(s));
	return t->page.data ? t->page.data : "";
}

static const char *shown_page(struct text *t, const struct gp_link_place *p)
{
	gp_buf_clear(&t->page);
	gp_link_show(&t->page, t->l, p->page);
	return t->page.data ? t->page.data : "";
}

static void place(struct text *t, const char *id, const struct gp_link_entry *n, const struct gp_link_place *p)
{
	char line[24], col[24], pages[24];
	struct gp_param params[] = {{"page", shown_page(t, p)}, {"line", number(line, p->line)},
	    {"col", number(col, p->col)}, {"n", number(pages, n->pages_total)}, {"text", ""}, {NULL, NULL}};

	gp_buf_clear(&t->words);
	gp_utf8_show(&t->words, p->text, strlen(p->text));
	params[4].value = t->words.data ? t->words.data : "";
	gp_buf_puts(&t->b, "      ");
	say(t, id, params);
}

/* One template on 4,000 pages is one thing to mend. */
static const char *template_words(const struct gp_link_entry *n)
{
	uint64_t mean = n->place_sum / (uint64_t)n->pages_total;

	return mean >= FOOTER_FROM ? "report.footer" : mean <= HEADER_TO ? "report.header" : "report.template";
}

static void places(struct text *t, const struct gp_link_entry *n)
{
	char rest[24];
	size_t show = n->place_count < PLACES_SHOWN || t->st->all ? n->place_count : PLACES_SHOWN;

	if (!n->place_count) {
		gp_buf_puts(&t->b, "      ");
		say(t, "report.start", NULL);
		return;
	}
	if (n->pages_total >= TEMPLATE_PAGES && !t->st->all) {
		place(t, template_words(n), n, &n->places[0]);
		return;
	}
	for (size_t i = 0; i < show; i++)
		place(t, n->places[i].text[0] ? "report.page-text" : "report.page", n, &n->places[i]);
	if (n->pages_total > (int64_t)show) {
		struct gp_param params[] = {{"n", number(rest, n->pages_total - (int64_t)show)}, {NULL, NULL}};

		gp_buf_puts(&t->b, "      ");
		say(t, "report.more-pages", params);
	}
}

/* --- groups */

static void entry(struct text *t, const struct gp_link_entry *n, bool own_words)
{
	gp_buf_puts(&t->b, "    ");
	gp_link_show(&t->b, t->l, n->url);
	gp_buf_putc(&t->b, '\n');
	if (own_words) {
		gp_buf_puts(&t->b, "      ");
		gp_buf_clear(&t->words);
		gp_link_message(&t->words, n, t->st);
		gp_utf8_show(&t->b, t->words.data ? t->words.data : "", t->words.len);
		gp_buf_putc(&t->b, '\n');
	}
	places(t, n);
}

static void group_head(struct text *t, const struct gp_link_entry *first, size_t count, bool own_words)
{
	char n[24];
	struct gp_param head[] = {{"verdict", verdict_word(t, first->judged.verdict)},
	    {"count", number(n, (int64_t)count)}, {"cause", first->judged.cause->id}, {NULL, NULL}};
	struct gp_param fix[] = {{"fix", ""}, {NULL, NULL}};

	gp_buf_putc(&t->b, '\n');
	say(t, "report.group", head);
	gp_buf_clear(&t->words);
	gp_link_message(&t->words, first, t->st);
	if (!own_words && t->words.len) {
		gp_buf_puts(&t->b, "  ");
		gp_utf8_show(&t->b, t->words.data, t->words.len);
		gp_buf_putc(&t->b, '\n');
	}
	gp_buf_clear(&t->words);
	gp_link_fix(&t->words, first, t->st);
	if (t->words.len) {
		fix[0].value = shown(t, t->words.data);
		gp_buf_puts(&t->b, "  ");
		say(t, "report.fix", fix);
	}
}

/* Whether the sentence names something of the single link (a target, a status, a place). */
static bool has_own_words(const struct text *t, const struct gp_link_entry *n)
{
	char id[64];

	snprintf(id, sizeof id, "cause.%s.message", n->judged.cause->id);
	return strchr(gp_catalogue_text(t->st->words, t->st->lang, id), '{') != NULL;
}

static int group(struct text *t, const struct gp_link_entry *const *list, size_t count)
{
	enum gp_verdict v = list[0]->judged.verdict;
	bool lesser = v != GP_VERDICT_BROKEN && v != GP_VERDICT_DANGER && !t->st->all;
	size_t show = lesser && count > LESSER_SHOWN ? LESSER_SHOWN : count;
	bool own_words = has_own_words(t, list[0]);

	group_head(t, list[0], count, own_words);
	for (size_t i = 0; i < show; i++) {
		entry(t, list[i], own_words);
		if (t->b.len >= DRAIN_AT && gp_outfile_drain(t->o, &t->b, t->e))
			return -1;
	}
	if (show < count) {
		char n[24];
		struct gp_param params[] = {{"n", number(n, (int64_t)(count - show))}, {NULL, NULL}};

		gp_buf_puts(&t->b, "    ");
		say(t, "report.more-links", params);
	}
	return 0;
}

static int rank(enum gp_verdict v)
{
	int i;

	for (i = 0; i < GP_VERDICTS && order[i] != v; i++)
		;
	return i;
}

static int by_verdict(const void *a, const void *b)
{
	const struct gp_link_entry *x = *(const struct gp_link_entry *const *)a;
	const struct gp_link_entry *y = *(const struct gp_link_entry *const *)b;
	int c = rank(x->judged.verdict) - rank(y->judged.verdict);

	if (!c)
		c = (x->judged.cause > y->judged.cause) - (x->judged.cause < y->judged.cause);
	if (!c) /* what stands on many pages first */
		c = (x->pages_total < y->pages_total) - (x->pages_total > y->pages_total);
	return c ? c : strcmp(x->url, y->url);
}

static int groups(struct text *t)
{
	const struct gp_link_entry **list = gp_calloc(t->l->count, sizeof(struct gp_link_entry *));
	size_t from = 0, to;
	int rc = 0;

	for (size_t i = 0; i < t->l->count; i++)
		list[i] = &t->l->list[i];
	if (t->l->count)
		qsort(list, t->l->count, sizeof *list, by_verdict);
	for (; !rc && from < t->l->count; from = to) {
		for (to = from + 1; to < t->l->count && list[to]->judged.verdict == list[from]->judged.verdict &&
		    list[to]->judged.cause == list[from]->judged.cause; to++)
			;
		rc = group(t, list + from, to - from);
	}
	free(list);
	return rc;
}

/* --- head and foot */

static void head(struct text *t, const struct gp_links_run *run)
{
	char iso[32], seconds[24], requests[24], pages[24], total[24];
	struct gp_param params[] = {{"seed", shown(t, run->seed)}, {"started", gp_clock_iso(run->started, iso)},
	    {"seconds", number(seconds, run->seconds)}, {"requests", number(requests, run->requests)},
	    {"pages", number(pages, t->l->pages)}, {"total", number(total, t->l->total)},
	    {"level", run->protection}, {NULL, NULL}};
	const char *between = t->st->lang == GP_LANG_ZH ? "：" : ": ";

	iso[16] = '\0'; /* minutes are enough for a person */
	iso[10] = ' ';
	say(t, "report.title", params);
	say(t, "report.run", params);
	gp_catalogue_say(&t->b, t->st->words, t->st->lang, "report.counts", params);
	for (int i = GP_VERDICTS - 1; i >= 0; i--)
		if (t->l->counts[order[i]]) {
			gp_buf_puts(&t->b, between);
			between = t->st->lang == GP_LANG_ZH ? "，" : ", ";
			gp_buf_printf(&t->b, "%s %" PRId64, verdict_word(t, order[i]), t->l->counts[order[i]]);
		}
	gp_buf_putc(&t->b, '\n');
	if (!t->l->counts[GP_VERDICT_BROKEN] && !t->l->counts[GP_VERDICT_DANGER])
		say(t, "report.clean", NULL);
	if (strcmp(run->protection, "full") && strcmp(run->protection, "unknown"))
		say(t, "report.protection", params);
}

static void partial(struct text *t, const struct gp_links_run *run)
{
	char n[24];
	struct gp_param params[] = {{"n", number(n, t->l->counts[GP_VERDICT_UNCHECKED])}, {NULL, NULL}};

	if (strcmp(run->state, "budget"))
		return;
	gp_buf_putc(&t->b, '\n');
	say(t, "report.partial", params);
}

int gp_links_text(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct text t = {.o = o, .l = l, .st = st, .e = e};
	int rc;

	gp_buf_init(&t.b, OUT_MAX);
	gp_buf_init(&t.page, 1 << 20);
	gp_buf_init(&t.words, 1 << 20);
	head(&t, run);
	rc = groups(&t);
	partial(&t, run);
	rc = rc || gp_outfile_drain(o, &t.b, e) ? -1 : 0;
	gp_buf_free(&t.b);
	gp_buf_free(&t.page);
	gp_buf_free(&t.words);
	return rc;
}
