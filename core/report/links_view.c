/* links_view.c - what has to be done, in order, and the words for it */
#include "core/report/links_view.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/report/outfile.h"

#define OUT_MAX ((size_t)32 << 20) /* one row with all its places is far smaller */
#define WORDS_SHOWN 1000           /* code points of a sentence: rules may write long ones */

/* --- words */

/* What the words hold, escaped. */
static void put_words(struct gp_view *v)
{
	gp_markup_cut(&v->m, v->words.data ? v->words.data : "", v->words.len, WORDS_SHOWN);
}

void gp_view_say(struct gp_view *v, const char *id, const struct gp_param *params)
{
	gp_buf_clear(&v->words);
	gp_catalogue_say(&v->words, v->st->words, v->st->lang, id, params);
	put_words(v);
}

void gp_view_say_n(struct gp_view *v, const char *id, int64_t n)
{
	char digits[24];
	struct gp_param params[] = {{"n", digits}, {NULL, NULL}};

	snprintf(digits, sizeof digits, "%" PRId64, n);
	gp_view_say(v, id, params);
}

void gp_view_where(struct gp_view *v, const struct gp_link_entry *l, const struct gp_link_place *p, bool whole)
{
	gp_buf_clear(&v->words);
	gp_link_where(&v->words, v->l, l, p, whole, v->st);
	put_words(v);
}

void gp_view_put_message(struct gp_buf *out, const struct gp_view *v, const struct gp_view_item *i)
{
	if (i->link)
		gp_link_message(out, i->link, v->st);
	else
		gp_buf_puts(out, i->finding->message[v->st->lang]);
}

void gp_view_put_fix(struct gp_buf *out, const struct gp_view *v, const struct gp_view_item *i)
{
	if (i->link)
		gp_link_mend(out, i->link, v->st);
	else
		gp_buf_puts(out, i->finding->fix[v->st->lang]);
}

void gp_view_message(struct gp_view *v, const struct gp_view_item *i)
{
	gp_buf_clear(&v->words);
	gp_view_put_message(&v->words, v, i);
	put_words(v);
}

static void say_fix(struct gp_view *v, const struct gp_buf *fix)
{
	struct gp_param params[] = {{"fix", fix->data}, {NULL, NULL}};

	if (fix->len)
		gp_view_say(v, "report.fix", params);
}

void gp_view_fix(struct gp_view *v, const struct gp_view_item *i)
{
	struct gp_buf fix;

	gp_buf_init(&fix, 1 << 20);
	gp_view_put_fix(&fix, v, i);
	say_fix(v, &fix);
	gp_buf_free(&fix);
}

void gp_view_group_fix(struct gp_view *v, const struct gp_view_item *i)
{
	struct gp_buf fix;

	if (i->finding) {
		gp_view_fix(v, i);
		return;
	}
	gp_buf_init(&fix, 1 << 20);
	gp_link_fix(&fix, i->link, v->st);
	say_fix(v, &fix);
	gp_buf_free(&fix);
}

const char *gp_view_incomplete(const struct gp_links_run *run)
{
	if (!strcmp(run->state, "complete"))
		return NULL;
	return !strcmp(run->state, "budget") ? "html.budget" : "html.interrupted";
}

/* --- items */

const char *gp_view_item_address(const struct gp_view_item *i)
{
	if (i->link)
		return i->link->url;
	return i->finding->file ? i->finding->file : i->finding->url ? i->finding->url : "";
}

const char *gp_view_level(const struct gp_view_item *i)
{
	return i->link ? gp_verdict_name(i->link->judged.verdict) : gp_severity_name(i->finding->severity);
}

const char *gp_view_cause(const struct gp_view_item *i)
{
	return i->link ? i->link->judged.cause->id : i->finding->rule;
}

const char *gp_view_cause_word(const struct gp_view *v, const struct gp_view_item *i)
{
	const char *title;

	if (i->link)
		return gp_cause_word(v->st, i->link->judged.cause);
	title = i->finding->title[v->st->lang];
	return *title ? title : i->finding->rule;
}

enum gp_view_group gp_view_group(const struct gp_view_item *i)
{
	if (i->finding)
		return i->finding->severity == GP_SEVERITY_INFO || i->finding->severity == GP_SEVERITY_BONUS
		    ? GP_VIEW_FINE : GP_VIEW_RULE;
	switch (i->link->judged.verdict) {
	case GP_VERDICT_DANGER:
	case GP_VERDICT_BROKEN:
		return GP_VIEW_MEND;
	case GP_VERDICT_BLOCKED:
	case GP_VERDICT_THROTTLED:
	case GP_VERDICT_UNVERIFIED:
		return GP_VIEW_HAND;
	case GP_VERDICT_UNCHECKED:
		return GP_VIEW_UNCHECKED;
	default:
		return GP_VIEW_FINE;
	}
}

const char *gp_view_group_name(enum gp_view_group g)
{
	static const char *const names[] = {"mend", "hand", "open", "rule", "fine"};

	return names[g];
}

/* How early an item comes; both orders keep to it. */
static int tier(const struct gp_view_item *i)
{
	if (i->link)
		return i->link->judged.verdict == GP_VERDICT_DANGER ? 0
		    : gp_view_group(i) == GP_VIEW_MEND ? 1 : gp_view_group(i) == GP_VIEW_FINE ? 3 : 2;
	return i->finding->severity == GP_SEVERITY_VETO ? 0
	    : gp_severity_rank(i->finding->severity) <= gp_severity_rank(GP_SEVERITY_ERROR) ? 1
	    : gp_view_group(i) == GP_VIEW_FINE ? 3 : 2;
}

size_t gp_view_run(const struct gp_view *v, size_t from)
{
	size_t to = from + 1;

	while (to < v->count && !v->items[to].link == !v->items[from].link &&
	    !strcmp(gp_view_level(&v->items[to]), gp_view_level(&v->items[from])) &&
	    !strcmp(gp_view_cause(&v->items[to]), gp_view_cause(&v->items[from])))
		to++;
	return to - from;
}

bool gp_view_is_whole(const struct gp_view_item *i)
{
	return !i->link || !i->link->place_count || gp_view_group(i) == GP_VIEW_FINE ||
	    gp_link_spread(i->link) != GP_LINK_SINGLE;
}

size_t gp_view_tasks(const struct gp_view_item *i)
{
	return gp_view_is_whole(i) ? 1 : i->link->place_count;
}

/* Links and findings in one list: tier by tier, the links of a tier first. */
static void collect(struct gp_view *v)
{
	const struct gp_link_entry **links = gp_links_by_verdict(v->l);
	const struct gp_finding **findings = gp_findings_by_severity(v->l);
	size_t link = 0, finding = 0;

	v->count = v->l->count + v->l->finding_count;
	v->items = gp_calloc(v->count + 1, sizeof *v->items);
	for (size_t i = 0; i < v->count; i++) {
		struct gp_view_item a = {.link = link < v->l->count ? links[link] : NULL};
		struct gp_view_item b = {.finding = finding < v->l->finding_count ? findings[finding] : NULL};
		bool take_link = a.link && (!b.finding || tier(&a) <= tier(&b));

		v->items[i] = take_link ? a : b;
		link += take_link;
		finding += !take_link;
		v->templates += take_link && gp_view_group(&a) == GP_VIEW_MEND &&
		    gp_link_spread(a.link) != GP_LINK_SINGLE;
	}
	free(links);
	free(findings);
}

/* --- the whole */

struct gp_view *gp_view_new(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct gp_view *v = gp_calloc(1, sizeof *v);

	*v = (struct gp_view){.o = o, .e = e, .l = l, .run = run, .st = st};
	gp_markup_init(&v->m, OUT_MAX);
	gp_buf_init(&v->words, OUT_MAX);
	collect(v);
	gp_view_columns_load(v);
	return v;
}

void gp_view_free(struct gp_view *v)
{
	if (!v)
		return;
	gp_view_columns_free(&v->columns);
	free(v->items);
	gp_markup_free(&v->m);
	gp_buf_free(&v->words);
	free(v);
}

int gp_view_drain(struct gp_view *v)
{
	return v->m.out.len >= GP_VIEW_DRAIN ? gp_outfile_drain(v->o, &v->m.out, v->e) : 0;
}
