/* links_csv.c - a row for each place, for Excel and WPS */
#include <string.h>

#include "core/crawl/edges.h"
#include "core/report/csv.h"
#include "core/report/links.h"
#include "core/report/outfile.h"

#define OUT_MAX ((size_t)16 << 20)
#define DRAIN_AT ((size_t)64 << 10)

static const char *const heads[] = {"csv.verdict", "csv.cause", "csv.url", "csv.status", "csv.confirmed",
    "csv.message", "csv.fix", "csv.final", "csv.page", "csv.line", "csv.col", "csv.text", "csv.kind", "csv.pages",
    "csv.column", "csv.owner", "csv.basis", "csv.first-seen", "csv.failed-since", "csv.streak", "csv.change"};

static void column_cells(struct gp_csv *c, const struct gp_links_run *run, const char *page)
{
	const struct gp_column *column = page ? gp_links_column(run, page) : NULL;

	gp_csv_str(c, column ? column->name : "");
	gp_csv_str(c, column ? column->owner : "");
}

/* What is remembered of the link: empty for findings of rules. */
static void past_cells(struct gp_csv *c, const struct gp_link_past *p, const struct gp_links_style *st)
{
	static const char *const change[] = {"", "html.new", "html.still", "html.fixed", "html.other"};
	char minute[32];

	gp_csv_str(c, p->first_seen ? gp_link_minute(p->first_seen, minute) : "");
	gp_csv_str(c, p->failed_since ? gp_link_minute(p->failed_since, minute) : "");
	if (p->streak)
		gp_csv_int(c, p->streak);
	else
		gp_csv_str(c, "");
	gp_csv_str(c, p->change ? gp_catalogue_text(st->words, st->lang, change[p->change]) : "");
}

static void link_row(struct gp_csv *c, const struct gp_link_entry *l, const struct gp_link_place *p,
    const struct gp_links_run *run, const struct gp_links_style *st)
{
	struct gp_buf b;

	gp_buf_init(&b, 64 << 10);
	gp_csv_str(c, gp_verdict_word(st, l->judged.verdict));
	gp_csv_str(c, l->judged.cause->id);
	gp_csv_str(c, l->url);
	if (l->judged.status > 0)
		gp_csv_int(c, l->judged.status);
	else
		gp_csv_str(c, "");
	gp_csv_str(c, gp_catalogue_text(st->words, st->lang, l->judged.confirmed ? "csv.yes" : "csv.no"));
	gp_link_message(&b, l, st);
	gp_csv_strn(c, b.data ? b.data : "", b.len);
	gp_buf_clear(&b);
	gp_link_mend(&b, l, st);
	gp_csv_strn(c, b.data ? b.data : "", b.len);
	gp_csv_str(c, l->final_url);
	if (p) {
		gp_csv_str(c, p->page);
		gp_csv_int(c, p->line);
		gp_csv_int(c, p->col);
		gp_csv_str(c, p->text);
		gp_csv_str(c, gp_edge_kind_name(p->kind));
	} else {
		for (int i = 0; i < 5; i++)
			gp_csv_str(c, "");
	}
	gp_csv_int(c, l->pages_total);
	column_cells(c, run, p ? p->page : NULL);
	gp_csv_str(c, "");
	past_cells(c, &l->past, st);
	gp_csv_end_row(c);
	gp_buf_free(&b);
}

/* A rule in the place of a cause, a page in the place of a link's page. */
static void finding_row(struct gp_csv *c, const struct gp_finding *f, const struct gp_links_run *run,
    const struct gp_links_style *st)
{
	const char *page = f->file ? f->file : f->url;

	gp_csv_str(c, gp_severity_word(st, f->severity));
	gp_csv_str(c, f->rule);
	for (int i = 0; i < 3; i++) /* link, status, confirmed */
		gp_csv_str(c, "");
	gp_csv_str(c, f->message[st->lang]);
	gp_csv_str(c, f->fix[st->lang]);
	gp_csv_str(c, "");
	gp_csv_str(c, page);
	if (f->line) {
		gp_csv_int(c, f->line);
		gp_csv_int(c, f->col);
	} else {
		gp_csv_str(c, "");
		gp_csv_str(c, "");
	}
	gp_csv_str(c, f->evidence);
	gp_csv_str(c, f->selector);
	gp_csv_int(c, 1);
	column_cells(c, run, page);
	gp_csv_str(c, f->basis);
	past_cells(c, &(struct gp_link_past){0}, st);
	gp_csv_end_row(c);
}

/* The rows of the packs come last, for programs that count. One that the office does not trust, or that did not run, is unchecked. */
static void pack_row(struct gp_csv *c, const struct gp_links_pack *p, const struct gp_links_style *st)
{
	struct gp_buf line;

	gp_buf_init(&line, 1 << 14);
	gp_links_pack_line(&line, p, st);
	gp_csv_str(c, gp_severity_word(st, strcmp(p->state, "trusted") ? GP_SEVERITY_UNCHECKED : GP_SEVERITY_INFO));
	gp_csv_str(c, "pack");
	for (size_t i = 2; i < sizeof heads / sizeof *heads; i++)
		gp_csv_str(c, !strcmp(heads[i], "csv.message") ? line.data : "");
	gp_csv_end_row(c);
	gp_buf_free(&line);
}

int gp_links_csv(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct gp_buf b;
	struct gp_csv c;
	int rc = 0;

	gp_buf_init(&b, OUT_MAX);
	gp_csv_init(&c, &b, true);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		gp_csv_str(&c, gp_catalogue_text(st->words, st->lang, heads[i]));
	gp_csv_end_row(&c);
	for (size_t i = 0; !rc && i < l->count; i++) {
		for (size_t k = 0; k < l->list[i].place_count; k++)
			link_row(&c, &l->list[i], &l->list[i].places[k], run, st);
		if (!l->list[i].place_count)
			link_row(&c, &l->list[i], NULL, run, st);
		if (b.len >= DRAIN_AT)
			rc = gp_outfile_drain(o, &b, e);
	}
	for (size_t i = 0; !rc && i < l->finding_count; i++) {
		finding_row(&c, &l->findings[i], run, st);
		if (b.len >= DRAIN_AT)
			rc = gp_outfile_drain(o, &b, e);
	}
	for (size_t i = 0; i < run->pack_count; i++)
		pack_row(&c, &run->packs[i], st);
	rc = rc || gp_outfile_drain(o, &b, e) ? -1 : 0;
	gp_buf_free(&b);
	return rc;
}
