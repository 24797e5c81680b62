#define _GNU_SOURCE
#include "core/rules/run_rules.h"

#include <stdlib.h>
#include <string.h>

#include "core/ledger/date.h"
#include "core/web/url.h"

#define AT_START "start-findings" /* values of the store: packed lists of findings */
#define AT_END "run-findings"
#define FOUND_MAX ((size_t)8 << 20)
#define AHEAD 64 /* rules that are asked before the first has answered */

/* What a rule on finish is given of what it kept. */
struct kept {
	struct gp_rule *rule;
	struct gp_buf list; /* packed maps { url, value } */
	size_t count, bytes;
};

struct running {
	const struct gp_run_input *in;
	struct gp_run_sites sites;
	struct kept *kept;
	size_t kept_count;
	struct gp_arena arena, page; /* page: of what lies with one page */
	struct gp_buf found, body;
	struct gp_buf numbers; /* the member `findings` of what finish is given */
	size_t found_count;
	size_t shown;          /* bytes of the session's memory that rules without an answer look at */
	struct gp_err *e;
};

/* A rule that is asked; they answer in their order. */
struct asked {
	struct running *x;
	struct gp_rule *rule;
	const char *url;   /* what a finding is about that names nothing else */
};

/* --- members of the data */

void gp_run_pack_str(struct gp_buf *b, const char *key, const char *s)
{
	gp_pack_key(b, key, strlen(key));
	if (s)
		gp_pack_str(b, s, strlen(s));
	else
		gp_pack_null(b);
}

void gp_run_pack_int(struct gp_buf *b, const char *key, int64_t v)
{
	gp_pack_key(b, key, strlen(key));
	gp_pack_int(b, v);
}

void gp_run_pack_counts(struct gp_buf *b, const int64_t counts[GP_VERDICTS])
{
	gp_pack_key(b, "counts", 6);
	gp_pack_map(b, GP_VERDICTS);
	for (int v = 0; v < GP_VERDICTS; v++)
		gp_run_pack_int(b, gp_verdict_name((enum gp_verdict)v), counts[v]);
}

void gp_run_pack_common(struct gp_buf *b, const struct gp_run_input *in)
{
	char today[11];

	gp_date_iso(in->today, today);
	gp_run_pack_str(b, "today", today);
	gp_run_pack_str(b, "state", in->state);
	gp_pack_key(b, "office", 6);
	if (!in->office) {
		gp_pack_null(b);
		return;
	}
	gp_pack_map(b, 2);
	gp_run_pack_str(b, "name", in->office->name[in->lang]);
	gp_run_pack_str(b, "code", in->office->code);
}

static void pack_seeds(struct gp_buf *b, const struct gp_run_input *in)
{
	gp_pack_key(b, "seeds", 5);
	gp_pack_list(b, in->seed_count);
	for (size_t i = 0; i < in->seed_count; i++)
		gp_pack_str(b, in->seeds[i], strlen(in->seeds[i]));
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many findings each rule has, once for all that finish. */
static void pack_findings(struct gp_buf *b, const struct gp_links *l)
{
	const char **list = gp_calloc(l->finding_count, sizeof *list);
	struct gp_buf members;
	size_t rules = 0, n;

	gp_buf_init(&members, FOUND_MAX);
	for (size_t i = 0; i < l->finding_count; i++)
		list[i] = l->findings[i].rule;
	if (l->finding_count)
		qsort(list, l->finding_count, sizeof *list, by_name);
	for (size_t i = 0; i < l->finding_count; i += n) {
		for (n = 1; i + n < l->finding_count && !strcmp(list[i], list[i + n]); n++)
			;
		gp_run_pack_int(&members, list[i], (int64_t)n);
		rules++;
	}
	gp_pack_key(b, "findings", 8);
	gp_pack_map(b, rules);
	gp_buf_put(b, members.data ? members.data : "", members.len);
	gp_buf_free(&members);
	free(list);
}

/* What start and finish are given; `kept` may be NULL. */
static void pack_run(struct running *x, enum gp_subject_word word, const struct kept *kept)
{
	const struct gp_run_input *in = x->in;
	struct gp_buf *b = &x->body;
	bool end = word == GP_SUBJECT_FINISH;

	gp_buf_clear(b);
	gp_pack_map(b, end ? 9 : 5);
	gp_run_pack_str(b, "on", gp_subject_words[word]);
	gp_run_pack_common(b, in);
	pack_seeds(b, in);
	if (!end)
		return;
	gp_run_pack_counts(b, in->links->counts);
	gp_buf_put(b, x->numbers.data, x->numbers.len);
	gp_pack_key(b, "sites", 5);
	gp_pack_list(b, x->sites.count);
	for (size_t i = 0; i < x->sites.count; i++)
		gp_run_site_pack(b, &x->sites.list[i], in, false);
	gp_pack_key(b, "kept", 4);
	gp_pack_list(b, kept->count);
	gp_buf_put(b, kept->list.data ? kept->list.data : "", kept->list.len);
}

/* --- findings */

static void add(struct running *x, const struct gp_finding *f)
{
	size_t before = x->found.len;

	gp_finding_pack(&x->found, f);
	if (x->found.full) {
		x->found.len = before;
		x->found.full = false;
		return;
	}
	x->found_count++;
}

static void failed(struct running *x, const struct gp_rule *rule, const char *why)
{
	struct gp_finding f;

	gp_rule_failure(&f, rule, NULL, why, &x->arena);
	f.file = rule->path;
	add(x, &f);
}

static bool is_address(const char *s)
{
	struct gp_url u;
	bool good;

	gp_url_init(&u);
	good = gp_url_parse(&u, s, strlen(s), NULL, NULL) == GP_URL_OK &&
	    (u.scheme == GP_SCHEME_HTTP || u.scheme == GP_SCHEME_HTTPS);
	gp_url_free(&u);
	return good;
}

/* As gp_rule_finding(), at the address that the report names. */
static int finding(const struct asked *q, struct gp_finding *f, const struct gp_value *report, struct gp_err *e)
{
	struct gp_arena *arena = &q->x->arena;
	const struct gp_value *url = gp_value_get(report, "url");

	if (gp_rule_finding(f, q->rule, q->url, report, arena, e))
		return -1;
	if (url && (url->type != GP_VALUE_STRING || url->string.n > 8192 || !is_address(url->string.p)))
		return gp_fail(e, GP_ESCRIPT, "report: 'url' must be an address with http:// or https://");
	if (url)
		f->url = gp_arena_strndup(arena, url->string.p, url->string.n);
	return 0;
}

static void on_answer(void *user, const struct gp_script_answer *a)
{
	const struct asked *q = user;
	struct gp_finding f;
	struct gp_err e = GP_ERR_INIT;

	if (a->outcome != GP_SCRIPT_GOOD) {
		gp_script_fail(a, q->rule->id, &e);
		failed(q->x, q->rule, e.msg);
		return;
	}
	for (const struct gp_script_piece *p = a->first; p; p = p->next)
		if (p->message || (p->value && finding(q, &f, p->value, &e))) {
			failed(q->x, q->rule, p->message ? p->message : e.msg);
			return;
		}
	for (const struct gp_script_piece *p = a->first; p; p = p->next)
		if (p->value && !finding(q, &f, p->value, &e))
			add(q->x, &f);
}

/* All that were asked have answered, so what they found stands where it belongs, and the memory is free. */
static int wait_for_all(struct running *x)
{
	x->shown = 0;
	return gp_session_wait(x->in->session, x->e);
}

/* Says of a rule why it was not asked, behind what those before it find. */
static int refuse(struct running *x, struct gp_rule *rule, const char *why)
{
	if (wait_for_all(x))
		return -1;
	failed(x, rule, why);
	return 0;
}

/*
 * Shows x->body to the rule. The answer is not waited for: to wake the worker and be woken again costs more than most
 * rules take, and the next body is packed meanwhile.
 */
static int show(struct running *x, struct gp_rule *rule, enum gp_subject_word word, const char *url)
{
	const struct gp_session *s = x->in->session;
	struct gp_script_page page = {.url = url, .type = "", .charset = "", .length = x->body.len,
	    .subjects = 1u << word};
	uint16_t file = (uint16_t)rule->file;
	struct asked *q;

	if (x->body.full || x->body.len > s->shared.size)
		return refuse(x, rule, gp_err_word("there is too much to be shown to a rule (16 MiB)"));
	if ((gp_script_pending(s->script) >= AHEAD || x->body.len > s->shared.size - x->shown) && wait_for_all(x))
		return -1;
	q = gp_arena_alloc(&x->arena, sizeof *q);
	*q = (struct asked){x, rule, url};
	page.offset = x->shown;
	memcpy(s->shared.map + page.offset, x->body.data, x->body.len);
	x->shown += x->body.len;
	return gp_script_check(s->script, &page, &file, 1, on_answer, q, x->e);
}

static bool wants(const struct gp_rule *r, enum gp_subject_word word)
{
	return !r->cause && gp_rule_runs(r) && r->match.things.on & 1u << word;
}

static void open_all(struct running *x, const struct gp_run_input *in, struct gp_err *e)
{
	*x = (struct running){.in = in, .e = e};
	gp_buf_init(&x->found, FOUND_MAX);
	gp_buf_init(&x->body, GP_SESSION_PAGE_MAX + 1);
	gp_buf_init(&x->numbers, FOUND_MAX);
}

/* Of all that were asked. */
static int keep_findings(struct running *x, const char *key)
{
	struct gp_buf whole;
	int rc;

	if (wait_for_all(x))
		return -1;
	gp_buf_init(&whole, FOUND_MAX + 16);
	gp_pack_list(&whole, x->found_count);
	gp_buf_put(&whole, x->found.data ? x->found.data : "", x->found.len);
	rc = gp_store_put_value(x->in->store, key, whole.data, whole.len, x->e);
	gp_buf_free(&whole);
	return rc;
}

static void close_all(struct running *x)
{
	for (size_t i = 0; i < x->kept_count; i++)
		gp_buf_free(&x->kept[i].list);
	free(x->kept);
	free(x->sites.list);
	gp_arena_free(&x->sites.arena);
	gp_arena_free(&x->arena);
	gp_arena_free(&x->page);
	gp_buf_free(&x->found);
	gp_buf_free(&x->body);
	gp_buf_free(&x->numbers);
}

int gp_run_rules_start(const struct gp_run_input *in, struct gp_err *e)
{
	struct running x;
	int rc = 0;

	open_all(&x, in, e);
	for (size_t i = 0; !rc && i < in->rules->count; i++) {
		struct gp_rule *rule = &in->rules->list[in->rules->order[i]];

		if (!wants(rule, GP_SUBJECT_START))
			continue;
		pack_run(&x, GP_SUBJECT_START, NULL);
		rc = show(&x, rule, GP_SUBJECT_START, in->seed_count ? in->seeds[0] : "");
	}
	if (!rc)
		rc = keep_findings(&x, AT_START);
	close_all(&x);
	return rc;
}

/* --- the end */

static struct kept *kept_of(struct running *x, const char *id)
{
	for (size_t i = 0; i < x->kept_count; i++)
		if (!strcmp(x->kept[i].rule->id, id))
			return &x->kept[i];
	return NULL;
}

static void take_kept(struct kept *k, const char *url, const struct gp_value *v)
{
	size_t before = k->list.len;

	k->count++;
	if (k->count > GP_RULES_KEPT || k->bytes > GP_RULES_KEPT_BYTES)
		return;
	gp_pack_map(&k->list, 2);
	gp_run_pack_str(&k->list, "url", url);
	gp_pack_key(&k->list, "value", 5);
	gp_pack_value(&k->list, v);
	k->bytes += k->list.len - before;
}

/* What lies with the findings of a page. */
static int take_page(void *user, int64_t id, const char *url, const void *blob, size_t n)
{
	struct running *x = user;
	struct gp_value list;

	(void)id;
	gp_arena_reset(&x->page);
	if (gp_value_unpack(&list, &x->page, blob, n, x->e) || list.type != GP_VALUE_LIST)
		return gp_fail(x->e, GP_EINTEGRITY, "%s: what rules found there cannot be read; check again with --fresh", url);
	for (size_t i = 0; i < list.list.n; i++) {
		const struct gp_value *v = &list.list.items[i];
		struct kept *k;

		if (v->type != GP_VALUE_LIST || v->list.n != 2 || v->list.items[0].type != GP_VALUE_STRING)
			continue;
		if (!v->list.items[0].string.n)
			gp_run_sites_note(&x->sites, x->in, url, &v->list.items[1]);
		else if ((k = kept_of(x, v->list.items[0].string.p)))
			take_kept(k, url, &v->list.items[1]);
	}
	return 0;
}

static int show_sites(struct running *x, struct gp_rule *rule)
{
	for (size_t i = 0; i < x->sites.count; i++) {
		struct gp_rule_thing t = {.subjects = GP_ON(SITE), .url = x->sites.list[i].url, .home = true};

		if (!gp_rule_wants(rule, &t))
			continue;
		gp_buf_clear(&x->body);
		gp_run_site_pack(&x->body, &x->sites.list[i], x->in, true);
		if (show(x, rule, GP_SUBJECT_SITE, t.url))
			return -1;
	}
	return 0;
}

static int show_finish(struct running *x, struct gp_rule *rule)
{
	const struct kept *k = kept_of(x, rule->id);

	if (k->count > GP_RULES_KEPT || k->bytes > GP_RULES_KEPT_BYTES)
		return refuse(x, rule, gp_err_word("it kept more than 4 MiB or 100,000 values, so its end was not run"));
	pack_run(x, GP_SUBJECT_FINISH, k);
	return show(x, rule, GP_SUBJECT_FINISH, x->in->seed_count ? x->in->seeds[0] : "");
}

int gp_run_rules_end(const struct gp_run_input *in, struct gp_err *e)
{
	struct running x;
	int rc = 0;

	open_all(&x, in, e);
	pack_findings(&x.numbers, in->links);
	x.kept = gp_calloc(in->rules->count, sizeof *x.kept);
	for (size_t i = 0; i < in->rules->count; i++)
		if (wants(&in->rules->list[i], GP_SUBJECT_FINISH)) {
			x.kept[x.kept_count].rule = &in->rules->list[i];
			gp_buf_init(&x.kept[x.kept_count++].list, (size_t)4 * GP_RULES_KEPT_BYTES);
		}
	if (!rc && gp_rules_any_on(in->rules, GP_ON(SITE) | GP_ON(FINISH)))
		rc = gp_run_sites_read(&x.sites, in, e) || gp_store_each_findings(in->store, take_page, &x, e) ? -1 : 0;
	for (size_t i = 0; !rc && i < in->rules->count; i++)
		if (wants(&in->rules->list[in->rules->order[i]], GP_SUBJECT_SITE))
			rc = show_sites(&x, &in->rules->list[in->rules->order[i]]);
	for (size_t i = 0; !rc && i < in->rules->count; i++)
		if (wants(&in->rules->list[in->rules->order[i]], GP_SUBJECT_FINISH))
			rc = show_finish(&x, &in->rules->list[in->rules->order[i]]);
	if (!rc)
		rc = keep_findings(&x, AT_END);
	close_all(&x);
	return rc;
}

/* --- reports */

static int take_value(struct gp_links *l, struct gp_store *s, const char *key, struct gp_err *e)
{
	struct gp_value list;
	struct gp_finding f;
	char *packed;
	size_t n;
	int rc = 0;

	if (gp_store_get_value(s, key, &packed, &n, e))
		return -1;
	if (!packed)
		return 0;
	rc = gp_value_unpack(&list, &l->arena, gp_arena_strndup(&l->arena, packed, n), n, e) ||
	    list.type != GP_VALUE_LIST ? -1 : 0;
	free(packed);
	if (rc)
		return gp_fail(e, GP_EINTEGRITY, "what rules found of the whole cannot be read; check again with --fresh");
	for (size_t i = 0; !rc && i < list.list.n; i++) {
		rc = gp_finding_read(&f, &list.list.items[i], e);
		if (!rc)
			gp_links_add_finding(l, &f);
	}
	return rc;
}

int gp_run_rules_began(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	return take_value(l, s, AT_START, e);
}

int gp_run_rules_ended(struct gp_links *l, struct gp_store *s, struct gp_err *e)
{
	return take_value(l, s, AT_END, e);
}
