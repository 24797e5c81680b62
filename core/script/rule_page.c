#define _GNU_SOURCE
#include "core/script/rule_page.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/match/lookup.h"
#include "core/script/file_subject.h"
#include "core/script/page_view.h"
#include "core/script/rule_document.h"
#include "core/script/script.h"
#include "core/web/facts_pack.h"

#define TEXT_MAX ((size_t)64 << 20) /* decoded bytes of one body */

struct gp_rule_page {
	struct gp_rule_page *next; /* of the pages of this thread */
	uint64_t number;
	struct gp_rule_page_input in;
	bool has_lookup, has_charset, has_body, has_markup, has_facts, has_tree, has_data, has_document;
	struct gp_value data;
	struct gp_doc_facts document;
	int asked_raw;                  /* words looked for in the body as it was received */
	bool unpacked;                  /* the facts came from a parser: all but the text */
	struct gp_charset_choice charset;
	struct gp_buf utf8;
	struct gp_lookup lookup;        /* in the body */
	struct gp_text body;            /* in utf8, or where it was received */
	struct gp_arena arena;
	struct gp_facts facts;
	struct gp_rule_url *urls;
	struct gp_text *ids;            /* sorted */
	struct gp_url page, base, url;
	const struct gp_url *against;   /* what links are resolved against; NULL: nothing */
	struct gp_tree *tree;
	struct gp_err tree_err;
	struct gp_select select;        /* the last selector: rules ask for one again and again */
	char asked[GP_SELECT_BYTES];
	size_t asked_n;
	bool compiled;
};

static _Thread_local struct gp_rule_page *pages;
static _Thread_local uint64_t last_number;

struct gp_rule_page *gp_rule_page_new(void)
{
	struct gp_rule_page *p = gp_calloc(1, sizeof *p);

	gp_buf_init(&p->utf8, TEXT_MAX);
	gp_url_init(&p->page);
	gp_url_init(&p->base);
	gp_url_init(&p->url);
	p->tree = gp_tree_new();
	p->next = pages;
	pages = p;
	gp_rule_page_set(p, &(struct gp_rule_page_input){.url = "", .type = "", .charset = "", .body = ""});
	return p;
}

void gp_rule_page_set(struct gp_rule_page *p, const struct gp_rule_page_input *in)
{
	p->number = ++last_number;
	p->asked_raw = 0;
	p->in = *in;
	p->has_lookup = p->has_charset = p->has_body = p->has_markup = p->has_facts = p->has_tree = p->has_data = p->has_document =
	    p->unpacked = false;
	p->urls = NULL;
	p->ids = NULL;
	p->against = NULL;
	gp_tree_clear(p->tree);
	gp_arena_reset(&p->arena);
	gp_buf_clear(&p->utf8);
}

void gp_rule_page_free(struct gp_rule_page *p)
{
	struct gp_rule_page **at = &pages;

	if (!p)
		return;
	while (*at && *at != p)
		at = &(*at)->next;
	if (*at)
		*at = p->next;
	gp_tree_free(p->tree);
	gp_arena_free(&p->arena);
	gp_buf_free(&p->utf8);
	gp_url_free(&p->page);
	gp_url_free(&p->base);
	gp_url_free(&p->url);
	free(p);
}

uint64_t gp_rule_page_number(const struct gp_rule_page *p)
{
	return p->number;
}

struct gp_rule_page *gp_rule_page_numbered(uint64_t number)
{
	struct gp_rule_page *p = pages;

	while (p && p->number != number)
		p = p->next;
	return p;
}

const struct gp_rule_page_input *gp_rule_page_input(const struct gp_rule_page *p)
{
	return &p->in;
}

const struct gp_value *gp_rule_page_data(struct gp_rule_page *p)
{
	struct gp_err ignored = GP_ERR_INIT;

	if (!p->has_data && gp_value_unpack(&p->data, &p->arena, p->in.body, p->in.n, &ignored))
		p->data = (struct gp_value){.type = GP_VALUE_NULL};
	p->has_data = true;
	return &p->data;
}

const struct gp_doc_facts *gp_rule_page_document(struct gp_rule_page *p)
{
	struct gp_err ignored = GP_ERR_INIT;

	if (p->has_document)
		return &p->document;
	p->has_document = true;
	if (gp_rule_document_is_page(p))
		gp_rule_document_of_page(&p->document, &p->arena, gp_rule_page_facts(p)->text, gp_rule_page_headings(p));
	else if (gp_doc_unpack(&p->document, &p->arena, p->in.body, p->in.n, &ignored))
		p->document = (struct gp_doc_facts){.title = {"", 0}, .text = {"", 0}, .behind = {"", 0}};
	return &p->document;
}

const char *gp_rule_document_name(struct gp_rule_page *p)
{
	return gp_file_name(&p->arena, p->in.url);
}

const struct gp_charset_choice *gp_rule_page_charset(struct gp_rule_page *p)
{
	const struct gp_script_known *k = p->in.known;

	if (!p->has_charset && k)
		p->charset = (struct gp_charset_choice){.declared = gp_charset_by_label(k->declared, strlen(k->declared)),
		    .used = gp_charset_by_label(k->found, strlen(k->found)), .mislabelled = k->mislabelled,
		    .late_meta = k->late_meta};
	if (!p->has_charset && (!k || !p->charset.used))
		gp_charset_choose(&p->charset, p->in.body, p->in.n, p->in.charset, strlen(p->in.charset));
	p->has_charset = true;
	return &p->charset;
}

/* A charset that is known comes without word of the byte order mark. */
static void skip_mark(struct gp_text *t)
{
	size_t n = 0;

	if (t->n >= 3 && !memcmp(t->p, "\xEF\xBB\xBF", 3))
		n = 3;
	else if (t->n >= 2 && (!memcmp(t->p, "\xFE\xFF", 2) || !memcmp(t->p, "\xFF\xFE", 2)))
		n = 2;
	t->p += n;
	t->n -= n;
}

struct gp_text gp_rule_page_body(struct gp_rule_page *p)
{
	const struct gp_charset_choice *cs = gp_rule_page_charset(p);

	if (p->has_body)
		return p->body;
	p->body = (struct gp_text){p->in.body + cs->bom, p->in.n - cs->bom};
	skip_mark(&p->body);
	p->has_body = true;
	if (!strcmp(gp_charset_name(cs->used), "utf-8") && gp_utf8_valid(p->body.p, p->body.n))
		return p->body;
	/* a body over the maximum is read as far as it fits */
	if (gp_charset_decode(cs->used, p->in.body + cs->bom, p->in.n - cs->bom,
	    &p->utf8, NULL))
		p->utf8.full = true;
	p->body = (struct gp_text){p->utf8.len ? p->utf8.data : "", p->utf8.len};
	return p->body;
}

/* As the crawl resolves: <base> counts when it is an address that can have others below it. */
static void set_base(struct gp_rule_page *p)
{
	struct gp_text base = p->facts.base;

	if (gp_url_parse(&p->page, p->in.url, strlen(p->in.url), NULL, NULL) == GP_URL_OK)
		p->against = &p->page;
	if (p->facts.has_base &&
	    gp_url_parse(&p->base, base.p, base.n, p->against, NULL) == GP_URL_OK &&
	    p->base.scheme != GP_SCHEME_OTHER)
		p->against = &p->base;
}

/* What a parser has handed over, all of it but the text. */
static bool unpack_facts(struct gp_rule_page *p)
{
	const struct gp_script_known *k = p->in.known;

	if (!k || gp_facts_unpack(&p->facts, &p->arena, k->facts, k->facts_n))
		return false;
	set_base(p);
	p->has_markup = p->unpacked = true;
	return true;
}

/* The text that a parser has handed over, which nobody has checked yet. */
static bool take_text(struct gp_rule_page *p)
{
	struct gp_text t = p->facts.text;

	p->has_facts = p->unpacked && t.p && gp_utf8_valid(t.p, t.n);
	return p->has_facts;
}

/* What was found before stays in the arena, and links and ids come in the same order again. */
static void read_facts(struct gp_rule_page *p, bool markup_only)
{
	struct gp_facts_limits lim = {.markup_only = markup_only};
	struct gp_text body;

	if (!p->has_markup && unpack_facts(p) && markup_only)
		return;
	if (!markup_only && take_text(p))
		return;
	body = gp_rule_page_body(p);

	if (!strcmp(p->in.type, "text/css"))
		gp_facts_css(&p->facts, &p->arena, body.p, body.n, &lim);
	else
		gp_facts_html(&p->facts, &p->arena, body.p, body.n, &lim);
	set_base(p);
	p->urls = NULL;
	p->ids = NULL;
	p->has_markup = true;
	p->has_facts = !markup_only;
	p->unpacked = false;
}

const struct gp_facts *gp_rule_page_facts(struct gp_rule_page *p)
{
	if (!p->has_facts)
		read_facts(p, false);
	return &p->facts;
}

const struct gp_facts *gp_rule_page_markup(struct gp_rule_page *p)
{
	if (!p->has_markup)
		read_facts(p, true);
	return &p->facts;
}

/* Facts with plain_count, dates and headings, which a parser may have found already. */
static const struct gp_facts *with_text(struct gp_rule_page *p)
{
	if (p->in.known)
		gp_rule_page_markup(p);
	return p->unpacked ? &p->facts : gp_rule_page_facts(p);
}

struct gp_text gp_rule_page_headings(struct gp_rule_page *p)
{
	return with_text(p)->headings;
}

static bool is_ascii(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] & 0x80)
			return false;
	return true;
}

#define ASKED_AS_RECEIVED 8 /* so often; for more the source is read once and for all */

/*
 * Reading a page in UTF-8 takes no word away, for what is malformed is no part of one, and adds none but with U+FFFD in it.
 * A byte order mark goes.
 */
static bool stays_as_received(struct gp_rule_page *p, const char *s, size_t n)
{
	return !strcmp(gp_charset_name(gp_rule_page_charset(p)->used), "utf-8") && gp_utf8_valid(s, n) &&
	    !memmem(s, n, "\xEF\xBF\xBD", 3) && !memmem(s, n, "\xEF\xBB\xBF", 3);
}

/* ASCII stays ASCII in every charset of the web but the UTF-16s and ISO-2022-JP: what is not among the bytes is nowhere. */
static bool missing_as_received(struct gp_rule_page *p, const char *s, size_t n)
{
	const char *charset = gp_charset_name(gp_rule_page_charset(p)->used);
	struct gp_text raw = {p->in.body, p->in.n};

	if (p->has_body || !is_ascii(s, n) || !strncmp(charset, "utf-16", 6) || !strncmp(charset, "iso-2022", 8))
		return false;
	return !gp_lookup_once(raw.p, raw.n, s, n);
}

bool gp_rule_page_contains(struct gp_rule_page *p, const char *s, size_t n)
{
	struct gp_text body;

	if (n == 0)
		return true;
	if (!p->has_lookup && p->asked_raw < ASKED_AS_RECEIVED && stays_as_received(p, s, n)) {
		p->asked_raw++;
		return gp_lookup_once(p->in.body, p->in.n, s, n);
	}
	if (n < GP_SIEVE_WORD && missing_as_received(p, s, n))
		return false;
	body = gp_rule_page_body(p);
	if (!p->has_lookup)
		gp_lookup_set(&p->lookup, body.p, body.n);
	p->has_lookup = true;
	return gp_lookup_has(&p->lookup, s, n);
}

size_t gp_rule_page_plain_count(struct gp_rule_page *p)
{
	return with_text(p)->plain_count;
}

const struct gp_text *gp_rule_page_dates(struct gp_rule_page *p, size_t *count)
{
	const struct gp_facts *f = with_text(p);

	*count = f->date_count;
	return f->dates;
}

static int compare(struct gp_text a, struct gp_text b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

static int by_bytes(const void *a, const void *b)
{
	return compare(*(const struct gp_text *)a, *(const struct gp_text *)b);
}

bool gp_rule_page_has_id(struct gp_rule_page *p, const char *id, size_t n)
{
	const struct gp_facts *f = gp_rule_page_markup(p);
	struct gp_text key = {id, n};

	if (!f->id_count)
		return false;
	if (!p->ids) {
		p->ids = gp_arena_alloc(&p->arena, f->id_count * sizeof *p->ids);
		memcpy(p->ids, f->ids, f->id_count * sizeof *p->ids);
		qsort(p->ids, f->id_count, sizeof *p->ids, by_bytes);
	}
	return bsearch(&key, p->ids, f->id_count, sizeof *p->ids, by_bytes);
}

const struct gp_rule_url *gp_rule_page_url(struct gp_rule_page *p, size_t link)
{
	const struct gp_facts *f = gp_rule_page_markup(p);
	const struct gp_link *l = &f->links[link];
	struct gp_rule_url *u;

	if (!p->urls) {
		p->urls = gp_arena_alloc(&p->arena, f->link_count * sizeof *p->urls);
		memset(p->urls, 0, f->link_count * sizeof *p->urls);
	}
	u = &p->urls[link];
	if (u->done)
		return u;
	u->done = true;
	u->href = (struct gp_text){"", 0};
	u->why = gp_url_parse(&p->url, l->raw.p, l->raw.n, p->against, gp_rule_page_charset(p)->used);
	if (u->why == GP_URL_OK) {
		u->href.n = p->url.text.len;
		u->href.p = gp_arena_strndup(&p->arena, gp_url_href(&p->url), u->href.n);
		u->scheme_end = p->url.scheme_end;
	}
	return u;
}

struct gp_tree *gp_rule_page_tree(struct gp_rule_page *p)
{
	return p->tree;
}

static int compile(struct gp_rule_page *p, const char *css, size_t n, struct gp_err *e)
{
	if (p->compiled && n == p->asked_n && (!n || !memcmp(css, p->asked, n)))
		return 0;
	p->compiled = false;
	if (gp_select_compile(&p->select, css, n, e))
		return -1;
	memcpy(p->asked, css, n);
	p->asked_n = n;
	p->compiled = true;
	return 0;
}

int gp_rule_page_select(struct gp_rule_page *p, const struct gp_node *within, const char *css,
    size_t n, size_t max, const struct gp_node *const **found, size_t *count, struct gp_err *e)
{
	struct gp_text body;

	if (compile(p, css, n, e))
		return -1;
	if (!p->has_tree) {
		body = gp_rule_page_body(p);
		p->has_tree = true;
		p->tree_err = (struct gp_err)GP_ERR_INIT;
		if (gp_tree_parse(p->tree, body.p, body.n, &p->tree_err))
			p->tree_err.code = GP_ELIMIT;
	}
	if (p->tree_err.code) {
		*e = p->tree_err;
		return -1;
	}
	*count = gp_select_all(&p->select, p->tree, within, max, found);
	return 0;
}
