/* parse_worker.c - role "parse": hostile bytes in, facts out, behind closed doors */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/crawl/edges.h"
#include "core/crawl/hidden.h"
#include "core/crawl/link_memo.h"
#include "core/crawl/mixed.h"
#include "core/crawl/page_signs.h"
#include "core/crawl/parse_msg.h"
#include "core/crawl/parse_put.h"
#include "core/crawl/phrases.h"
#include "core/crawl/triggers.h"
#include "core/sys/jail.h"
#include "core/sys/proc.h"
#include "core/text/charset.h"
#include "core/text/utf8.h"
#include "core/web/facts.h"
#include "core/web/facts_pack.h"
#include "core/web/passage.h"
#include "core/web/sitemap.h"

#define WORKER_MEMORY ((size_t)1 << 30)     /* address space; the shared body region counts */
#define FLUSH_AT (48 << 10)                 /* send when this many bytes of records wait */
#define SITEMAP_BYTES ((size_t)20 << 20)    /* of records for one sitemap, below GP_PARSE_REPLY_MAX */
#define TEXT_MAX ((size_t)64 << 20)         /* decoded bytes of one body */

struct worker {
	struct gp_buf in, out, packed;
	struct gp_buf utf8;    /* of a page that came as something else */
	struct gp_text text;   /* the page as UTF-8, there or in the shared memory */
	struct gp_buf passages; /* text directives that this page is looked through for, a line each */
	struct gp_arena arena;
	struct gp_phrases phrases;
	struct gp_triggers *triggers;
	unsigned trigger_count;
	unsigned char fits[GP_TRIGGERS_BITS]; /* which of them fit this page */
	struct gp_trigger_page judged;
	struct gp_url page, base, url;
	struct gp_link_memo memo;
	uint8_t *hidden; /* of each link of the page: enum gp_veil_why */
	bool upgraded; /* browsers load all that the page names over https */
	const char *shared;
	size_t shared_size;
	char *notes;           /* for the worker that runs rules */
	size_t notes_size;
};

static int flush(struct worker *w)
{
	return gp_msg_flush(GP_PROC_SOCKET, &w->out);
}

/* Which rules want the page, and a note of its date. */
static void put_judgement(struct worker *w, struct gp_msg_out *m, const struct gp_parse_job *job, const struct gp_facts *f)
{
	struct gp_text date = {"", 0};

	if (job->wanted != GP_UNWANTED && f->date_count)
		date = f->dates[0];
	gp_msg_put_str(m, date.p, gp_utf8_prefix(date.p, date.n, GP_PARSE_DATE_MAX));
	gp_msg_put_str(m, (const char *)w->fits, job->wanted == GP_UNWANTED ? 0 : (w->trigger_count + 7) / 8);
}

static void judge(struct worker *w, const struct gp_parse_job *job, const struct gp_charset_choice *cs,
    const struct gp_facts *f)
{
	w->judged = (struct gp_trigger_page){.facts = f, .source = w->text, .text = f->text, .title = f->title, .url = job->url,
	    .mislabelled = cs->mislabelled, .late_charset = cs->late_meta};
	memset(w->fits, 0, sizeof w->fits);
	if (job->wanted != GP_UNWANTED && w->trigger_count)
		gp_triggers_judge(w->triggers, &w->judged, w->fits);
}

/* Whether a rule will look at it. */
static bool is_wanted(const struct worker *w, const struct gp_parse_job *job)
{
	if (job->wanted != GP_WANTED_IF)
		return job->wanted == GP_WANTED;
	return w->trigger_count && gp_triggers_ask(w->triggers, w->fits);
}

static int send_page(struct worker *w, const struct gp_parse_job *job,
    const struct gp_charset_choice *cs, const struct gp_facts *f)
{
	struct gp_msg_out m;
	const char *declared = cs && cs->declared ? gp_charset_name(cs->declared) : "";
	const char *used = cs ? gp_charset_name(cs->used) : "";
	const char *limit = f->limit ? f->limit : "";

	gp_msg_begin(&m, &w->out, GP_PARSE_PAGE);
	gp_msg_put_int(&m, job->id);
	gp_msg_put_str(&m, declared, strlen(declared));
	gp_msg_put_str(&m, used, strlen(used));
	gp_msg_put_int(&m, cs && cs->mislabelled);
	gp_msg_put_int(&m, cs && cs->late_meta);
	gp_msg_put_str(&m, f->title.p, gp_utf8_prefix(f->title.p, f->title.n, 250));
	gp_msg_put_int(&m, (int64_t)f->plain_count);
	gp_msg_put_int(&m, (int64_t)gp_text_fingerprint(f->text.p, f->text.n, f->plain_count));
	gp_msg_put_int(&m, gp_phrases_judge(&w->phrases, f, w->text.p, w->text.n) | gp_page_signs(f, &w->page, &w->url));
	gp_msg_put_str(&m, limit, strlen(limit));
	put_judgement(w, &m, job, f);
	return gp_msg_end(&m);
}

/* A prefix of at most `max` bytes that does not cut a character. */
static size_t cut(struct gp_text t, size_t max)
{
	size_t n = t.n < max ? t.n : max;

	while (n && n < t.n && ((unsigned char)t.p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* A link from the page to words of its own: they are looked for at once. */
static void keep_passages(struct worker *w, const struct gp_url *u)
{
	const char *fragment = gp_url_href(u) + u->fragment, *end = gp_url_href(u) + u->fragment_end;
	struct gp_text d;

	if (gp_url_bare_len(u) != gp_url_bare_len(&w->page) ||
	    memcmp(gp_url_href(u), gp_url_href(&w->page), gp_url_bare_len(u)))
		return;
	fragment += gp_passage_at(fragment, (size_t)(end - fragment));
	while (fragment < end && gp_passage_next(&fragment, end, &d)) {
		if (w->passages.len + d.n + 1 > GP_PARSE_PASSAGES)
			return;
		gp_buf_put(&w->passages, d.p, d.n);
		gp_buf_putc(&w->passages, '\n');
	}
}

/* key: NULL when the link is to stay without a number. */
static int put_link(struct worker *w, struct gp_buf *out, const struct gp_link *l, uint8_t hidden, const struct gp_url *base,
    const struct gp_charset *cs, const struct gp_link_memo_key *key)
{
	struct gp_msg_out m;
	enum gp_url_why why = gp_url_parse(&w->url, l->raw.p, l->raw.n, base, cs);
	const struct gp_url *u = &w->url;
	bool ok = why == GP_URL_OK;
	/* long values of schemes that are never fetched are of no use to anyone */
	bool keep_raw = !ok || (u->scheme != GP_SCHEME_HTTP && u->scheme != GP_SCHEME_HTTPS);
	enum gp_mixed mixed = ok && !w->upgraded ? gp_mixed_class(l, &w->page, u) : GP_MIXED_NONE;
	bool numbered = key && !keep_raw && !(w->page.scheme == GP_SCHEME_HTTPS && u->scheme == GP_SCHEME_HTTP);

	if (ok && u->has_fragment)
		keep_passages(w, u);
	gp_msg_begin(&m, out, GP_PARSE_LINK);
	gp_msg_put_int(&m, gp_edge_kind(l->kind, strlen(l->kind)));
	gp_msg_put_int(&m, why);
	gp_msg_put_str(&m, ok ? gp_url_href(u) : "", ok ? gp_url_bare_len(u) : 0);
	gp_msg_put_str(&m, l->raw.p, keep_raw ? cut(l->raw, GP_PARSE_RAW_MAX) : 0);
	gp_msg_put_int(&m, ok && u->has_fragment);
	gp_msg_put_str(&m, ok ? gp_url_href(u) + u->fragment : "",
	    ok && u->has_fragment ? u->fragment_end - u->fragment : 0);
	gp_msg_put_str(&m, l->text.p, cut(l->text, 1000));
	gp_msg_put_int(&m, l->line);
	gp_msg_put_int(&m, l->col);
	gp_msg_put_int(&m, l->place);
	gp_msg_put_int(&m, hidden);
	gp_msg_put_int(&m, mixed);
	gp_msg_put_int(&m, l->confidence == GP_CONFIDENCE_LOW);
	gp_msg_put_int(&m, l->download);
	gp_msg_put_int(&m, numbered ? gp_link_memo_add(&w->memo, key, l, u) : 0);
	return gp_msg_end(&m);
}

/* A link like one that was sent before, `line` further down than the one before it. */
static void put_again(struct gp_msg_out *m, const struct gp_link *l, const struct gp_link_memo_key *key, uint32_t number,
    bool same_text, bool keep, uint32_t line)
{
	const uint64_t numbers[] = {(key->has_fragment ? GP_AGAIN_FRAGMENT : 0u) | (same_text ? 0u : GP_AGAIN_TEXT) |
	    (keep ? GP_AGAIN_KEEP : 0u), number, line, l->col, l->place};

	gp_msg_put_numbers(m, numbers, sizeof numbers / sizeof *numbers);
	if (key->has_fragment)
		gp_msg_put_str(m, key->fragment.p, key->fragment.n);
	if (!same_text)
		gp_msg_put_str(m, l->text.p, cut(l->text, 1000));
}

static void put_stamp(struct gp_msg_out *m, const struct gp_link *l, uint32_t number, uint32_t line)
{
	const uint64_t numbers[] = {GP_AGAIN_STAMP, number, line, l->col, l->place};

	gp_msg_put_numbers(m, numbers, sizeof numbers / sizeof *numbers);
}

/* What is known of a link that was sent before. */
struct sent {
	uint32_t stamp;  /* its number, or 0 … */
	uint32_t number; /* … and that of a link like it */
	uint64_t hash;
	struct gp_link_memo_key key;
	bool same_text;
};

/* Whether such a link was sent before. What is hidden in this place is a matter of its own. */
static bool sent_before(const struct worker *w, const struct gp_facts *f, size_t at, struct sent *s)
{
	const struct gp_link *l = &f->links[at];

	s->number = 0;
	s->hash = w->hidden[at] ? 0 : gp_link_memo_hash(&w->memo, l);
	s->stamp = gp_link_memo_stamp(&w->memo, s->hash);
	if (s->stamp)
		return true;
	gp_link_memo_key(&w->memo, &s->key, l);
	if (!w->hidden[at])
		s->number = gp_link_memo_find(&w->memo, &s->key, l, &s->same_text);
	return s->number;
}

static void put_sent(struct worker *w, struct gp_msg_out *m, const struct gp_link *l, const struct sent *s, uint32_t line)
{
	bool keep;

	if (s->stamp) {
		put_stamp(m, l, s->stamp, line);
		return;
	}
	keep = gp_link_memo_add_stamp(&w->memo, s->hash, s->key.fragment.n + (s->same_text ? 0 : l->text.n));
	put_again(m, l, &s->key, s->number, s->same_text, keep, line);
}

/* One record for link number *at and those after it that were sent before, as it was; or for one that is new. */
static int put_links(struct worker *w, const struct gp_facts *f, size_t *at, const struct gp_url *base,
    const struct gp_charset *cs)
{
	const struct gp_link *l = &f->links[*at];
	uint32_t line = *at ? l[-1].line : 0;
	size_t start = w->out.len;
	struct gp_msg_out m;
	struct sent s;

	if (!sent_before(w, f, *at, &s)) {
		uint8_t hidden = w->hidden[(*at)++];

		return put_link(w, &w->out, l, hidden, base, cs, hidden ? NULL : &s.key);
	}
	gp_msg_begin(&m, &w->out, GP_PARSE_AGAIN);
	do {
		put_sent(w, &m, l, &s, l->line - line);
		line = l->line;
		l++;
		if (++*at == f->link_count || w->out.len - start > GP_PARSE_PIECE / 2)
			break;
	} while (sent_before(w, f, *at, &s));
	return gp_msg_end(&m);
}

static int by_value(const void *a, const void *b)
{
	uint32_t x, y;

	memcpy(&x, a, 4);
	memcpy(&y, b, 4);
	return (x > y) - (x < y);
}

/* Hashes for the answers to text directives; how many. What cannot be told is not said. */
static size_t find_passages(struct worker *w, uint32_t *hash)
{
	const char *p = w->passages.data, *end = p + w->passages.len, *nl;
	struct gp_passage_text text;
	size_t n = 0;

	if (p == end)
		return 0;
	gp_passage_read(&text, &w->arena, w->text.p, w->text.n);
	for (; p < end && (nl = memchr(p, '\n', (size_t)(end - p))); p = nl + 1) {
		struct gp_text d = {p, (size_t)(nl - p)};
		enum gp_passage_answer answer = gp_passage_find(&text, &w->arena, d);

		if (answer != GP_PASSAGE_UNKNOWN)
			hash[n++] = gp_edges_passage_hash(d.p, d.n, false);
		if (answer == GP_PASSAGE_FOUND)
			hash[n++] = gp_edges_passage_hash(d.p, d.n, true);
	}
	return n;
}

static int send_ids(struct worker *w, const struct gp_facts *f)
{
	/* a directive is at least "text=x" and the end of its line */
	uint32_t *hash = gp_arena_alloc(&w->arena, (f->id_count + 2 * (w->passages.len / 7)) * 4);
	size_t n = f->id_count;
	struct gp_msg_out m;

	for (size_t i = 0; i < f->id_count; i++)
		hash[i] = gp_edges_name_hash(f->ids[i].p, f->ids[i].n);
	n += find_passages(w, hash + n);
	qsort(hash, n, 4, by_value);
	n *= 4;
	for (size_t at = 0, len; at < n; at += len) {
		len = n - at < GP_PARSE_PIECE ? n - at : GP_PARSE_PIECE;
		gp_msg_begin(&m, &w->out, GP_PARSE_IDS);
		gp_msg_put_str(&m, (const char *)hash + at, len);
		if (gp_msg_end(&m) || flush(w))
			return -1;
	}
	return 0;
}

/* Facts go past the parent, which has no use for them, to where another worker sees the body. */
static int send_packed(struct worker *w, const struct gp_parse_job *job, const struct gp_facts *f)
{
	struct gp_msg_out m;

	gp_buf_clear(&w->packed);
	gp_facts_pack(&w->packed, f);
	if (!w->packed.full && w->packed.len <= job->length && job->offset + job->length <= w->notes_size) {
		memcpy(w->notes + job->offset, w->packed.data, w->packed.len);
		gp_msg_begin(&m, &w->out, GP_PARSE_NOTED);
		gp_msg_put_int(&m, (int64_t)w->packed.len);
		return gp_msg_end(&m);
	}
	for (size_t at = 0, n; !w->packed.full && at < w->packed.len; at += n) {
		n = w->packed.len - at < GP_PARSE_PIECE ? w->packed.len - at : GP_PARSE_PIECE;
		gp_msg_begin(&m, &w->out, GP_PARSE_FACTS);
		gp_msg_put_str(&m, w->packed.data + at, n);
		if (gp_msg_end(&m) || (w->out.len >= FLUSH_AT && flush(w)))
			return -1;
	}
	return 0;
}

static int send_facts(struct worker *w, const struct gp_parse_job *job,
    const struct gp_charset_choice *cs, const struct gp_facts *f)
{
	const struct gp_url *base = &w->page;
	struct gp_msg_out m;
	size_t links = job->want_links ? f->link_count : 0;
	w->hidden = gp_arena_alloc(&w->arena, f->link_count);
	w->upgraded = gp_mixed_upgraded(f);
	if (f->has_base &&
	    gp_url_parse(&w->base, f->base.p, f->base.n, &w->page, NULL) == GP_URL_OK &&
	    w->base.scheme != GP_SCHEME_OTHER)
		base = &w->base;
	if (links && gp_link_memo_page(&w->memo, &w->page, base, gp_charset_name(cs->used))) {
		gp_msg_begin(&m, &w->out, GP_PARSE_FORGET);
		if (gp_msg_end(&m))
			return -1;
	}
	judge(w, job, cs, f);
	if (send_page(w, job, cs, f) || (job->wanted != GP_UNWANTED && gp_parse_put_found(&w->out, w->triggers, &w->judged)))
		return -1;
	if (links)
		gp_hidden_judge(w->hidden, f, &w->page, base, &w->phrases);
	for (size_t i = 0; i < links;) {
		if (put_links(w, f, &i, base, cs->used))
			return -1;
		if (w->out.len >= FLUSH_AT && flush(w))
			return -1;
	}
	if (send_ids(w, f) || (is_wanted(w, job) && send_packed(w, job, f)))
		return -1;
	gp_msg_begin(&m, &w->out, GP_PARSE_DONE);
	gp_msg_put_int(&m, (int64_t)links);
	return gp_msg_end(&m) || flush(w) ? -1 : 0;
}

/* --- sitemaps: the record of the page is sent first and known last, so those of the links wait */

struct listing {
	struct worker *w;
	struct gp_buf records;
	size_t count;
};

static int add_address(void *user, const struct gp_sitemap_entry *entry)
{
	struct listing *l = user;
	struct gp_link link = {.kind = "sitemap", .raw = {entry->loc, entry->loc_n}, .line = entry->line, .col = entry->col,
	    .place = 128, .download = entry->kind == GP_SITEMAP_FILE};
	char day[32];
	int rc;

	if (entry->lastmod != GP_SITEMAP_UNDATED)
		link.text = (struct gp_text){gp_clock_iso(entry->lastmod, day), sizeof "2024-01-02" - 1};
	rc = put_link(l->w, &l->records, &link, 0, &l->w->page, NULL, NULL);
	l->count += !rc;
	return rc;
}

static int send_listing(struct worker *w, const struct gp_parse_job *job, const struct gp_sitemap *s, struct listing *l)
{
	struct gp_facts none = {.limit = *s->limit ? s->limit : NULL};
	struct gp_msg_out m;
	char limit[40];

	if (s->form == GP_SITEMAP_NONE) {
		none.limit = GP_PARSE_NO_SITEMAP;
	} else if (*s->limit) {
		snprintf(limit, sizeof limit, "%s %u", s->limit, (unsigned)s->line);
		none.limit = limit;
	}
	if (send_page(w, job, NULL, &none) || flush(w) || gp_msg_flush(GP_PROC_SOCKET, &l->records))
		return -1;
	gp_msg_begin(&m, &w->out, GP_PARSE_DONE);
	gp_msg_put_int(&m, (int64_t)l->count);
	return gp_msg_end(&m) || flush(w) ? -1 : 0;
}

static int do_sitemap(struct worker *w, const struct gp_parse_job *job)
{
	struct listing l = {.w = w};
	struct gp_sitemap s;
	int rc;

	gp_buf_init(&l.records, SITEMAP_BYTES);
	gp_sitemap_read(&s, w->shared + job->offset, job->length, job->charset, add_address, &l);
	rc = send_listing(w, job, &s, &l);
	gp_buf_free(&l.records);
	return rc;
}

/* What is UTF-8 already, as most pages are, is read where it lies. */
static int decode(struct worker *w, const struct gp_charset_choice *cs, const char *body, size_t n)
{
	w->text = (struct gp_text){body, n};
	if (cs->well_formed && !strcmp(gp_charset_name(cs->used), "utf-8"))
		return 0;
	gp_buf_clear(&w->utf8);
	if (gp_charset_decode(cs->used, body + cs->bom, n - cs->bom, &w->utf8, NULL))
		return -1;
	w->text = (struct gp_text){w->utf8.data, w->utf8.len};
	return 0;
}

static int do_job(struct worker *w, const struct gp_parse_job *job)
{
	const char *body = w->shared + job->offset;
	struct gp_charset_choice cs;
	struct gp_facts f;

	gp_arena_reset(&w->arena);
	w->text = (struct gp_text){"", 0};
	gp_buf_clear(&w->passages);
	gp_buf_puts(&w->passages, job->passages);
	if (gp_url_parse(&w->page, job->url, strlen(job->url), NULL, NULL) != GP_URL_OK)
		return -1;
	if (job->as == GP_PARSE_AS_SITEMAP)
		return do_sitemap(w, job);
	gp_charset_choose(&cs, body, job->length, job->charset, strlen(job->charset));
	if (decode(w, &cs, body, job->length))
		return -1;
	if (job->as == GP_PARSE_AS_CSS)
		gp_facts_css(&f, &w->arena, w->text.p, w->text.n, NULL);
	else
		gp_facts_html(&f, &w->arena, w->text.p, w->text.n, NULL);
	return send_facts(w, job, &cs, &f);
}

static int take_config(struct worker *w, struct gp_msg_in *m)
{
	w->phrases.long_text = (size_t)gp_msg_take_int(m);
	w->phrases.short_text = (size_t)gp_msg_take_int(m);
	while (m->left && !m->bad) {
		enum gp_phrase_set set = (enum gp_phrase_set)gp_msg_take_range(m, 0, GP_PHRASE_SETS - 1);
		size_t n;
		const char *s = gp_msg_take_str(m, 400, &n);

		gp_phrases_add(&w->phrases, set, s, n, ""); /* the parent knows whose */
	}
	return gp_msg_done(m) ? 0 : -1;
}

static int take_trigger(struct worker *w, struct gp_msg_in *m)
{
	unsigned number = (unsigned)gp_msg_take_range(m, 0, GP_TRIGGERS_MAX - 1);
	size_t n;
	const char *packed = gp_msg_take_bytes(m, GP_PARSE_PIECE, &n);
	struct gp_arena a = {0};
	struct gp_value condition;
	struct gp_err e = GP_ERR_INIT;
	int rc = -1;

	if (gp_msg_done(m) && !gp_value_unpack(&condition, &a, packed, n, &e)) {
		if (!w->triggers)
			w->triggers = gp_triggers_new();
		gp_triggers_add(w->triggers, number, &condition);
		if (number >= w->trigger_count)
			w->trigger_count = number + 1;
		rc = 0;
	}
	gp_arena_free(&a);
	return rc;
}

static int take_job(struct worker *w, struct gp_msg_in *m)
{
	struct gp_parse_job job = {.id = gp_msg_take_int(m)};
	char *url, *charset, *passages;
	const char *s;
	size_t n;
	int rc;

	job.as = (enum gp_parse_as)gp_msg_take_range(m, GP_PARSE_AS_HTML, GP_PARSE_AS_SITEMAP);
	job.want_links = gp_msg_take_range(m, 0, 1);
	job.wanted = (enum gp_wanted)gp_msg_take_range(m, GP_UNWANTED, GP_WANTED);
	job.offset = (size_t)gp_msg_take_range(m, 0, (int64_t)w->shared_size);
	job.length = (size_t)gp_msg_take_range(m, 0, (int64_t)(w->shared_size - job.offset));
	s = gp_msg_take_str(m, GP_URL_MAX, &n);
	url = gp_strndup(s, n);
	s = gp_msg_take_str(m, 200, &n);
	charset = gp_strndup(s, n);
	s = gp_msg_take_str(m, GP_PARSE_PASSAGES, &n);
	passages = gp_strndup(s, n);
	job.url = url;
	job.charset = charset;
	job.passages = passages;
	rc = gp_msg_done(m) ? do_job(w, &job) : -1;
	free(url);
	free(charset);
	free(passages);
	return rc;
}

static int handle(void *user, struct gp_msg_in *m)
{
	struct worker *w = user;

	switch (m->type) {
	case GP_PARSE_CONFIG:
		return take_config(w, m);
	case GP_PARSE_TRIGGER:
		return take_trigger(w, m);
	default:
		return take_job(w, m);
	}
}

int gp_parse_worker(void)
{
	struct worker w = {0};
	struct gp_jail_limits lim = {.memory = WORKER_MEMORY, .keep_fd = GP_PROC_MEMORY};
	struct gp_jail_level level;
	struct gp_msg_out m;
	struct gp_err e = GP_ERR_INIT;
	const char *name;

	gp_buf_init(&w.in, GP_MSG_MAX + 8192);
	gp_buf_init(&w.out, 4 * GP_MSG_MAX);
	gp_buf_init(&w.utf8, TEXT_MAX);
	gp_buf_init(&w.packed, GP_PARSE_FACTS_MAX);
	gp_buf_init(&w.passages, GP_PARSE_PASSAGES);
	gp_url_init(&w.page);
	gp_url_init(&w.base);
	gp_url_init(&w.url);
	gp_charset_preload();
	w.shared = gp_shared_map(GP_PROC_MEMORY, &w.shared_size, &e);
	w.notes = gp_notes_map(GP_PROC_NOTES, &w.notes_size, &e); /* without them all goes by messages */
	if (!w.shared || gp_jail_enter(GP_JAIL_PARSE, &lim, &level, &e))
		return 8;
	name = gp_jail_level_name(&level);
	gp_msg_begin(&m, &w.out, GP_PARSE_READY);
	gp_msg_put_str(&m, name, strlen(name));
	if (gp_msg_end(&m) || flush(&w))
		return 8;
	return gp_msg_serve(&w.in, 4096, handle, &w) ? 8 : 0;
}
