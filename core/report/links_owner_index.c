#include "core/report/links_owner_index.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/report/csv.h"
#include "core/report/links_html.h"
#include "core/text/utf8.h"

#define OUT_MAX ((size_t)16 << 20)

static const char *word(const struct gp_owner_index *x, const char *id)
{
	return gp_catalogue_text(x->st->words, x->st->lang, id);
}

/* --- text */

static void text_line(struct gp_buf *out, const struct gp_owner_index *x, const struct gp_owner_line *l)
{
	char mend[24], rules[24], hand[24];
	struct gp_buf owner, file;
	struct gp_param params[] = {{"owner", ""}, {"mend", mend}, {"rules", rules}, {"hand", hand}, {"file", ""},
	    {NULL, NULL}};

	gp_buf_init(&owner, OUT_MAX);
	gp_buf_init(&file, OUT_MAX);
	gp_utf8_show(&owner, l->owner, strlen(l->owner));
	gp_utf8_show(&file, l->file ? l->file : "", l->file ? strlen(l->file) : 0);
	params[0].value = owner.data ? owner.data : "";
	params[4].value = file.data ? file.data : "";
	snprintf(mend, sizeof mend, "%" PRId64, l->mend);
	snprintf(rules, sizeof rules, "%" PRId64, l->rules);
	snprintf(hand, sizeof hand, "%" PRId64, l->hand);
	gp_buf_puts(out, "  ");
	gp_catalogue_say(out, x->st->words, x->st->lang, l->file ? "owners.line" : "owners.line-none", params);
	gp_buf_putc(out, '\n');
	gp_buf_free(&owner);
	gp_buf_free(&file);
}

int gp_owner_index_text(struct gp_buf *out, const struct gp_owner_index *x, struct gp_err *e)
{
	char minute[32];
	struct gp_buf seed;
	struct gp_param params[] = {{"seed", ""}, {"started", gp_link_minute(x->run->started, minute)}, {NULL, NULL}};

	(void)e;
	gp_buf_init(&seed, OUT_MAX);
	gp_utf8_show(&seed, x->run->seed, strlen(x->run->seed));
	params[0].value = seed.data ? seed.data : "";
	gp_catalogue_say(out, x->st->words, x->st->lang, "owners.head", params);
	gp_buf_putc(out, '\n');
	for (size_t i = 0; i < x->count; i++)
		text_line(out, x, &x->list[i]);
	gp_buf_free(&seed);
	return 0;
}

/* --- CSV and JSON */

int gp_owner_index_csv(struct gp_buf *out, const struct gp_owner_index *x, struct gp_err *e)
{
	static const char *const heads[] = {"csv.owner", "owners.file", "html.mend", "html.rule", "html.by-hand"};
	struct gp_csv c;

	(void)e;
	gp_csv_init(&c, out, true);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		gp_csv_str(&c, word(x, heads[i]));
	gp_csv_end_row(&c);
	for (size_t i = 0; i < x->count; i++) {
		gp_csv_str(&c, x->list[i].owner);
		gp_csv_str(&c, x->list[i].file);
		gp_csv_int(&c, x->list[i].mend);
		gp_csv_int(&c, x->list[i].rules);
		gp_csv_int(&c, x->list[i].hand);
		gp_csv_end_row(&c);
	}
	return 0;
}

static void number(struct gp_json *j, const char *key, int64_t n)
{
	gp_json_key(j, key);
	gp_json_int(j, n);
}

static void text(struct gp_json *j, const char *key, const char *s)
{
	gp_json_key(j, key);
	gp_json_str(j, s);
}

int gp_owner_index_json(struct gp_buf *out, const struct gp_owner_index *x, struct gp_err *e)
{
	struct gp_json j;
	char iso[32];

	(void)e;
	gp_json_init(&j, out);
	gp_json_object(&j);
	number(&j, "schema", 1);
	gp_json_key(&j, "run");
	gp_json_object(&j);
	text(&j, "seed", x->run->seed);
	text(&j, "started", gp_clock_iso(x->run->started, iso));
	text(&j, "state", x->run->state);
	gp_json_object_end(&j);
	gp_json_key(&j, "owners");
	gp_json_array(&j);
	for (size_t i = 0; i < x->count; i++) {
		gp_json_object(&j);
		text(&j, "owner", x->list[i].named ? x->list[i].owner : NULL);
		text(&j, "file", x->list[i].file);
		number(&j, "mend", x->list[i].mend);
		number(&j, "rules", x->list[i].rules);
		number(&j, "hand", x->list[i].hand);
		gp_json_object_end(&j);
	}
	gp_json_array_end(&j);
	gp_json_object_end(&j);
	gp_buf_putc(out, '\n');
	return 0;
}

/* --- HTML */

/* As a relative address: everything that is not plain is percent-encoded. */
static void put_href(struct gp_markup *m, const char *file)
{
	for (; *file; file++)
		if ((*file >= 'a' && *file <= 'z') || (*file >= 'A' && *file <= 'Z') || (*file >= '0' && *file <= '9') ||
		    *file == '.' || *file == '-' || *file == '_')
			gp_buf_putc(&m->out, *file);
		else
			gp_buf_printf(&m->out, "%%%02X", (unsigned)(unsigned char)*file);
}

static void number_cell(struct gp_markup *m, int64_t n)
{
	gp_markup_raw(m, n ? "<td>" : "<td class=\"none\">");
	gp_markup_int(m, n);
	gp_markup_raw(m, "</td>");
}

static void row(struct gp_markup *m, const struct gp_owner_line *l)
{
	gp_markup_raw(m, "<tr><th scope=\"row\">");
	if (l->file) {
		gp_markup_raw(m, "<a href=\"./");
		put_href(m, l->file);
		gp_markup_raw(m, "\">");
	}
	gp_markup_str(m, l->owner);
	gp_markup_raw(m, l->file ? "</a></th>" : "</th>");
	number_cell(m, l->mend);
	number_cell(m, l->rules);
	number_cell(m, l->hand);
	gp_markup_raw(m, "</tr>\n");
}

static void head_cell(struct gp_markup *m, const char *text)
{
	gp_markup_raw(m, "<th scope=\"col\">");
	gp_markup_str(m, text);
	gp_markup_raw(m, "</th>");
}

static void table(struct gp_markup *m, const struct gp_owner_index *x)
{
	gp_markup_raw(m, "<table class=\"chart owners\">\n<thead><tr>");
	head_cell(m, word(x, "csv.owner"));
	head_cell(m, word(x, "html.mend"));
	head_cell(m, word(x, "html.rule"));
	head_cell(m, word(x, "html.by-hand"));
	gp_markup_raw(m, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < x->count; i++)
		row(m, &x->list[i]);
	gp_markup_raw(m, "</tbody>\n</table>\n<p class=\"note\">");
	gp_markup_str(m, word(x, "owners.note"));
	gp_markup_raw(m, "</p>\n");
}

int gp_owner_index_html(struct gp_buf *out, const struct gp_owner_index *x, struct gp_err *e)
{
	const char *part = gp_view_incomplete(x->run);
	char minute[32];
	struct gp_markup m;
	int rc;

	gp_markup_init(&m, OUT_MAX);
	rc = gp_links_html_open(&m, x->st, x->run, e);
	if (!rc) {
		gp_markup_raw(&m, "<header>\n<p class=\"office\">");
		gp_markup_str(&m, x->run->office ? x->run->office : "");
		gp_markup_raw(&m, "</p>\n<h1>");
		gp_markup_str(&m, word(x, "owners.title"));
		gp_markup_raw(&m, "</h1>\n<p class=\"run\"><b class=\"u\">");
		gp_markup_str(&m, x->run->seed);
		gp_markup_raw(&m, "</b> ");
		gp_markup_str(&m, gp_link_minute(x->run->started, minute));
		gp_markup_raw(&m, "</p>\n</header>\n<main>\n");
		if (part) {
			gp_markup_raw(&m, "<p class=\"incomplete\" role=\"alert\">");
			gp_markup_str(&m, word(x, "owners.incomplete"));
			gp_markup_raw(&m, "</p>\n");
		}
		table(&m, x);
		gp_markup_raw(&m, "</main>\n</body>\n</html>\n");
		gp_buf_put(out, m.out.data, m.out.len);
	}
	gp_markup_free(&m);
	return rc;
}
