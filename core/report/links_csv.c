/* links_csv.c - a row for each place, for Excel and WPS */
#include <string.h>

#include "core/crawl/edges.h"
#include "core/report/csv.h"
#include "core/report/links.h"
#include "core/report/outfile.h"

#define OUT_MAX ((size_t)16 << 20)
#define DRAIN_AT ((size_t)64 << 10)

static const char *const heads[] = {"csv.verdict", "csv.cause", "csv.url", "csv.status", "csv.confirmed",
    "csv.message", "csv.fix", "csv.final", "csv.page", "csv.line", "csv.col", "csv.text", "csv.kind", "csv.pages"};

static void row(struct gp_csv *c, const struct gp_link_entry *l, const struct gp_link_place *p,
    const struct gp_links_style *st)
{
	char verdict[40] = "verdict.";
	struct gp_buf b;

	gp_buf_init(&b, 64 << 10);
	strncat(verdict, gp_verdict_name(l->judged.verdict), sizeof verdict - strlen(verdict) - 1);
	gp_csv_str(c, gp_catalogue_text(st->words, st->lang, verdict));
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
	gp_link_fix(&b, l, st);
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
	gp_csv_end_row(c);
	gp_buf_free(&b);
}

int gp_links_csv(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct gp_buf b;
	struct gp_csv c;
	int rc = 0;

	(void)run; /* a table has no place for it */
	gp_buf_init(&b, OUT_MAX);
	gp_csv_init(&c, &b, true);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		gp_csv_str(&c, gp_catalogue_text(st->words, st->lang, heads[i]));
	gp_csv_end_row(&c);
	for (size_t i = 0; !rc && i < l->count; i++) {
		for (size_t k = 0; k < l->list[i].place_count; k++)
			row(&c, &l->list[i], &l->list[i].places[k], st);
		if (!l->list[i].place_count)
			row(&c, &l->list[i], NULL, st);
		if (b.len >= DRAIN_AT)
			rc = gp_outfile_drain(o, &b, e);
	}
	rc = rc || gp_outfile_drain(o, &b, e) ? -1 : 0;
	gp_buf_free(&b);
	return rc;
}
