/* links_text.c - the report that a person reads in a terminal or a mail */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/crawl/edges.h"
#include "core/report/links_accounts.h"
#include "core/report/links_moves.h"
#include "core/report/outfile.h"
#include "core/text/utf8.h"

#define OUT_MAX ((size_t)16 << 20)
#define DRAIN_AT ((size_t)64 << 10)
#define PLACES_SHOWN 3
#define LESSER_SHOWN 10     /* links of a verdict that needs no hurry, unless --all */

struct text {
	struct gp_outfile *o;
	struct gp_buf b, page, words;
	const struct gp_links *l;
	const struct gp_links_style *st;
	int64_t started;
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

/* --- places */

/* `s` as a terminal may have it, until the next call. */
static const char *shown(struct text *t, const char *s)
{
	gp_buf_clear(&t->page);
	gp_utf8_show(&t->page, s, strlen(s));
	return t->page.data ? t->page.data : "";
}

/* `whole`: as the template that it belongs to. */
static void place(struct text *t, const struct gp_link_entry *n, const struct gp_link_place *p, bool whole)
{
	gp_buf_puts(&t->b, "      ");
	gp_link_where(&t->b, t->l, n, p, whole, t->st);
	gp_buf_putc(&t->b, '\n');
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
	if (gp_link_spread(n) != GP_LINK_SINGLE && !t->st->all) {
		place(t, n, &n->places[0], true);
		return;
	}
	for (size_t i = 0; i < show; i++)
		place(t, n, &n->places[i], false);
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
	gp_buf_clear(&t->words);
	gp_link_mark(&t->words, t->l, n, t->started, t->st);
	if (t->words.len)
		gp_buf_printf(&t->b, " %s", t->words.data);
	gp_buf_putc(&t->b, '\n');
	if (own_words) {
		gp_buf_puts(&t->b, "      ");
		gp_buf_clear(&t->words);
		gp_link_message(&t->words, n, t->st);
		gp_utf8_show(&t->b, t->words.data ? t->words.data : "", t->words.len);
		gp_buf_putc(&t->b, '\n');
	}
	if (n->suggestion) {
		gp_buf_puts(&t->b, "      ");
		gp_buf_clear(&t->words);
		gp_link_suggestion(&t->words, n, t->st);
		gp_utf8_show(&t->b, t->words.data ? t->words.data : "", t->words.len);
		gp_buf_putc(&t->b, '\n');
	}
	places(t, n);
}

static void group_head(struct text *t, const struct gp_link_entry *first, size_t count, bool own_words)
{
	char n[24];
	struct gp_param head[] = {{"verdict", gp_verdict_word(t->st, first->judged.verdict)},
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

static void more(struct text *t, const char *id, size_t count)
{
	char n[24];
	struct gp_param params[] = {{"n", number(n, (int64_t)count)}, {NULL, NULL}};

	gp_buf_puts(&t->b, "    ");
	say(t, id, params);
}

static int group(struct text *t, const struct gp_link_entry *const *list, size_t count)
{
	enum gp_verdict v = list[0]->judged.verdict;
	bool lesser = v != GP_VERDICT_BROKEN && v != GP_VERDICT_DANGER && !t->st->all;
	size_t show = lesser && count > LESSER_SHOWN ? LESSER_SHOWN : count;
	bool own_words = gp_link_own_words(list[0], t->st);

	group_head(t, list[0], count, own_words);
	for (size_t i = 0; i < show; i++) {
		entry(t, list[i], own_words);
		if (t->b.len >= DRAIN_AT && gp_outfile_drain(t->o, &t->b, t->e))
			return -1;
	}
	if (show < count)
		more(t, "report.more-links", count - show);
	return 0;
}

static int groups(struct text *t)
{
	const struct gp_link_entry **list = gp_links_by_verdict(t->l);
	size_t from = 0, to;
	int rc = 0;

	for (; !rc && from < t->l->count; from = to) {
		for (to = from + 1; to < t->l->count && list[to]->judged.verdict == list[from]->judged.verdict &&
		    list[to]->judged.cause == list[from]->judged.cause && list[to]->trap == list[from]->trap; to++)
			;
		rc = group(t, list + from, to - from);
	}
	free(list);
	return rc;
}

/* --- findings of rules: a group for each rule */

/* Indents, says `id` with the one parameter `name`, shown. */
static void part(struct text *t, const char *id, const char *name, const char *value)
{
	struct gp_param params[] = {{name, shown(t, value)}, {NULL, NULL}};

	gp_buf_puts(&t->b, "  ");
	say(t, id, params);
}

/* What to do, where all findings of a group say the same, or "". */
static const char *common_fix(struct text *t, const struct gp_finding *const *list, size_t count)
{
	const char *fix = list[0]->fix[t->st->lang];

	for (size_t i = 1; i < count; i++)
		if (strcmp(list[i]->fix[t->st->lang], fix))
			return "";
	return fix;
}

static void finding_head(struct text *t, const struct gp_finding *f, size_t count, const char *fix)
{
	const char *title = f->title[t->st->lang];
	char n[24];
	struct gp_param head[] = {{"verdict", gp_severity_word(t->st, f->severity)}, {"count", number(n, (int64_t)count)},
	    {"cause", shown(t, f->rule)}, {NULL, NULL}};

	gp_buf_putc(&t->b, '\n');
	say(t, "report.group", head);
	if (f->severity == GP_SEVERITY_UNCHECKED && !gp_links_finding_unread(f)) { /* the title would read as if these pages had the fault */
		part(t, "report.unjudged", "title", title);
		return;
	}
	if (*title)
		gp_buf_printf(&t->b, "  %s\n", shown(t, title));
	if (*fix)
		part(t, "report.fix", "fix", fix);
	if (f->basis && *f->basis)
		part(t, "report.basis", "basis", f->basis);
}

static void finding(struct text *t, const struct gp_finding *f, const char *common)
{
	const char *fix = f->fix[t->st->lang];
	char line[24], col[24];
	struct gp_param params[] = {{"line", number(line, f->line)}, {"col", number(col, f->col)}, {NULL, NULL}};

	gp_buf_puts(&t->b, "    ");
	gp_link_show(&t->b, t->l, f->file ? f->file : f->url ? f->url : "");
	gp_buf_puts(&t->b, "\n      ");
	if (f->line)
		gp_catalogue_say(&t->b, t->st->words, t->st->lang, "report.at", params);
	else if (gp_finding_place(&t->b, f, t->st->words, t->st->lang))
		gp_buf_puts(&t->b, t->st->lang == GP_LANG_ZH ? "：" : ": ");
	gp_buf_printf(&t->b, "%s\n", shown(t, f->message[t->st->lang]));
	if (f->severity != GP_SEVERITY_UNCHECKED && strcmp(fix, common)) {
		gp_buf_puts(&t->b, "    ");
		part(t, "report.fix", "fix", fix);
	}
}

static int findings_of(struct text *t, const struct gp_finding *const *list, size_t count)
{
	bool lesser = gp_severity_rank(list[0]->severity) > gp_severity_rank(GP_SEVERITY_ERROR) && !t->st->all;
	size_t show = lesser && count > LESSER_SHOWN ? LESSER_SHOWN : count;
	const char *fix = common_fix(t, list, count);

	finding_head(t, list[0], count, fix);
	for (size_t i = 0; i < show; i++) {
		finding(t, list[i], fix);
		if (t->b.len >= DRAIN_AT && gp_outfile_drain(t->o, &t->b, t->e))
			return -1;
	}
	if (show < count)
		more(t, "report.more-findings", count - show);
	return 0;
}

static int findings(struct text *t)
{
	const struct gp_finding **list = gp_findings_by_severity(t->l);
	size_t from = 0, to;
	int rc = 0;

	if (t->l->finding_count) {
		gp_buf_putc(&t->b, '\n');
		say(t, "report.by-rules", NULL);
	}
	for (; !rc && from < t->l->finding_count; from = to) {
		for (to = from + 1; to < t->l->finding_count && list[to]->severity == list[from]->severity &&
		    !strcmp(list[to]->rule, list[from]->rule); to++)
			;
		rc = findings_of(t, list + from, to - from);
	}
	free(list);
	return rc;
}

/* --- redirects that can be mended in one go */

static void move(struct text *t, const struct gp_link_move *m)
{
	char links[24], places[24];
	struct gp_buf to;
	struct gp_param params[] = {{"from", ""}, {"to", ""}, {"links", number(links, (int64_t)m->count)},
	    {"places", number(places, m->places)}, {NULL, NULL}};

	gp_buf_init(&to, 1 << 20);
	gp_buf_clear(&t->words);
	gp_link_move_show(&t->words, t->l, m->from, m->from_n, m->prefix);
	gp_link_move_show(&to, t->l, m->to, m->to_n, m->prefix);
	params[0].value = t->words.data ? t->words.data : "";
	params[1].value = to.data ? to.data : "";
	gp_buf_puts(&t->b, "    ");
	say(t, m->prefix ? "moves.line-prefix" : "moves.line", params);
	gp_buf_free(&to);
}

static void moves(struct text *t)
{
	struct gp_links_moves m;
	size_t show;
	char n[24];
	struct gp_param params[] = {{"n", n}, {NULL, NULL}};

	gp_links_moves_make(&m, t->l);
	number(n, m.links);
	show = m.count < LESSER_SHOWN || t->st->all ? m.count : LESSER_SHOWN;
	if (m.count) {
		gp_buf_putc(&t->b, '\n');
		say(t, "moves.head", params);
	}
	for (size_t i = 0; i < show; i++)
		move(t, &m.list[i]);
	if (show < m.count)
		more(t, "report.more-links", m.count - show);
	gp_links_moves_free(&m);
}

/* --- head and foot */

static void severities(struct text *t)
{
	const char *between = t->st->lang == GP_LANG_ZH ? "：" : ": ";
	char n[24];
	struct gp_param params[] = {{"n", number(n, (int64_t)t->l->finding_count)}, {NULL, NULL}};

	if (!t->l->finding_count)
		return;
	gp_catalogue_say(&t->b, t->st->words, t->st->lang, "report.findings", params);
	for (int i = 0; i < GP_SEVERITIES; i++)
		if (t->l->severities[gp_severity_order[i]]) {
			gp_buf_printf(&t->b, "%s%s %" PRId64, between, gp_severity_word(t->st, gp_severity_order[i]),
			    t->l->severities[gp_severity_order[i]]);
			between = t->st->lang == GP_LANG_ZH ? "，" : ", ";
		}
	gp_buf_putc(&t->b, '\n');
}

/* "new 3, fixed 5, still 12": against the run before this one. */
static void changes(struct text *t, const struct gp_links_run *run)
{
	const struct gp_links_history *h = &t->l->history;
	char since[32], fresh[24], fixed[24], still[24], days[24];
	int64_t d = gp_link_days(h->oldest, t->started);
	struct gp_param params[] = {{"since", gp_link_minute(h->since, since)}, {"new", number(fresh, h->fresh)},
	    {"fixed", number(fixed, h->fixed)}, {"still", number(still, h->still)}, {"days", number(days, d)},
	    {NULL, NULL}};

	if (h->since && run->owner) /* where a link stood that is gone is not remembered */
		say(t, "report.changes-part", params);
	else if (h->since)
		say(t, d ? "report.changes-old" : "report.changes", params);
	if (t->l->only_changed)
		say(t, h->since ? "report.only-changed" : "report.no-last", NULL);
}

/* The good news at the end, when only changes are listed. */
static void fixed(struct text *t)
{
	const struct gp_links_history *h = &t->l->history;
	char n[24];
	struct gp_param params[] = {{"n", number(n, h->fixed)}, {NULL, NULL}};

	if (!t->l->only_changed || !h->fixed)
		return;
	gp_buf_putc(&t->b, '\n');
	say(t, "report.fixed", params);
	for (size_t i = 0; i < h->count; i++) {
		gp_buf_puts(&t->b, "    ");
		gp_link_show(&t->b, t->l, h->list[i].url);
		if (!strcmp(h->list[i].verdict, GP_PAST_REMOVED))
			gp_buf_printf(&t->b, " %s", gp_catalogue_text(t->st->words, t->st->lang, "report.removed"));
		gp_buf_putc(&t->b, '\n');
	}
	if (h->fixed > (int64_t)h->count)
		more(t, "report.more-links", (size_t)h->fixed - h->count);
}

/* What the last run spared this one. */
static void saved(struct text *t)
{
	char carried[24], unchanged[24];
	struct gp_param params[] = {{"carried", number(carried, t->l->carried)},
	    {"unchanged", number(unchanged, t->l->unchanged)}, {NULL, NULL}};

	if (t->l->carried || t->l->unchanged)
		say(t, "report.saved", params);
}

static void documents(struct text *t, const struct gp_links_run *run)
{
	if (gp_links_documents_line(&t->b, run, t->st))
		gp_buf_putc(&t->b, '\n');
}

static void packs(struct text *t, const struct gp_links_run *run)
{
	struct gp_buf line;

	gp_buf_init(&line, 1 << 14);
	for (size_t i = 0; i < run->pack_count; i++) {
		struct gp_param params[] = {{"pack", ""}, {NULL, NULL}};

		gp_buf_clear(&line);
		gp_links_pack_line(&line, &run->packs[i], t->st);
		params[0].value = shown(t, line.data ? line.data : "");
		say(t, "report.pack", params);
	}
	gp_buf_free(&line);
}

static void head(struct text *t, const struct gp_links_run *run)
{
	char minute[32], seconds[24], requests[24], pages[24], total[24];
	struct gp_param params[] = {{"seed", shown(t, run->seed)}, {"started", gp_link_minute(run->started, minute)},
	    {"seconds", number(seconds, run->seconds)}, {"requests", number(requests, run->requests)},
	    {"pages", number(pages, t->l->pages)}, {"total", number(total, t->l->total)},
	    {"level", run->protection}, {NULL, NULL}};
	const char *between = t->st->lang == GP_LANG_ZH ? "：" : ": ";

	say(t, "report.title", params);
	if (run->owner) {
		struct gp_param owner[] = {{"owner", shown(t, run->owner)}, {NULL, NULL}};

		say(t, "report.owner", owner);
	}
	say(t, "report.run", params);
	gp_catalogue_say(&t->b, t->st->words, t->st->lang, "report.counts", params);
	for (int i = GP_VERDICTS - 1; i >= 0; i--)
		if (t->l->counts[gp_verdict_order[i]]) {
			gp_buf_puts(&t->b, between);
			between = t->st->lang == GP_LANG_ZH ? "，" : ", ";
			gp_buf_printf(&t->b, "%s %" PRId64, gp_verdict_word(t->st, gp_verdict_order[i]), t->l->counts[gp_verdict_order[i]]);
		}
	gp_buf_putc(&t->b, '\n');
	severities(t);
	saved(t);
	changes(t, run);
	if (!t->l->counts[GP_VERDICT_BROKEN] && !t->l->counts[GP_VERDICT_DANGER])
		say(t, "report.clean", NULL);
	if (strcmp(run->protection, "full") && strcmp(run->protection, "unknown"))
		say(t, "report.protection", params);
	documents(t, run);
	packs(t, run);
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
	struct text t = {.o = o, .l = l, .st = st, .started = run->started, .e = e};
	int rc;

	gp_buf_init(&t.b, OUT_MAX);
	gp_buf_init(&t.page, 1 << 20);
	gp_buf_init(&t.words, 1 << 20);
	head(&t, run);
	rc = groups(&t) || findings(&t) ? -1 : 0;
	moves(&t);
	gp_links_accounts_text(&t.b, l, st);
	fixed(&t);
	partial(&t, run);
	rc = rc || gp_outfile_drain(o, &t.b, e) ? -1 : 0;
	gp_buf_free(&t.b);
	gp_buf_free(&t.page);
	gp_buf_free(&t.words);
	return rc;
}
