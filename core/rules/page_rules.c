#include "core/rules/page_rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/rules/page_finds.h"
#include "core/rules/page_rules_impl.h"
#include "core/script/file_subject.h"

#define FINDINGS_MAX ((size_t)4 << 20) /* packed bytes of one page */
#define FAILED_MAX ((size_t)1 << 20)   /* of them about rules themselves */

struct gp_page_rules {
	struct gp_rules *rules;
	struct gp_session *session; /* that loaded them */
	enum gp_lang lang;
	struct gp_loop *loop;
	struct gp_script **lanes; /* by region */
	int lane_count;
	struct gp_look *looks;     /* under way */
	struct gp_page_finds finds; /* conditions of rules, and what is found by them alone */
	bool notes;                /* of every page, for rules on sites */
	bool documents;            /* files are read for rules on them */
	struct gp_crawl_looker looker;
	struct gp_file_rules *files;
};

/* One page; goes with the last answer about it, or with the run. */
struct gp_look {
	struct gp_look *older, **link; /* among those under way */
	struct gp_page_rules *p;
	struct gp_task *ticket;
	bool file;            /* a file: file_rules.c says when it is done */
	struct gp_script *script;
	struct gp_script_page page;
	struct gp_script_known known;
	uint16_t *files;      /* of the rules to run */
	size_t count;
	size_t next;          /* alone: the one that runs */
	bool alone;           /* one rule a request, to find out which one takes the worker down */
	struct gp_arena arena;
	struct gp_buf failed, found; /* packed findings: about rules, and by rules */
	size_t failed_count, found_count;
	bool noted;
};

static void ask(struct gp_look *k);

static void look_free(struct gp_look *k)
{
	*k->link = k->older;
	if (k->older)
		k->older->link = k->link;
	gp_buf_free(&k->failed);
	gp_buf_free(&k->found);
	gp_arena_free(&k->arena);
	free(k->files);
	free(k);
}

void gp_look_end(struct gp_look *k)
{
	struct gp_buf list;

	gp_buf_init(&list, FINDINGS_MAX + 16);
	if (k->failed_count + k->found_count) {
		gp_pack_list(&list, k->failed_count + k->found_count);
		gp_buf_put(&list, k->failed.data, k->failed.len);
		gp_buf_put(&list, k->found.data, k->found.len);
	}
	gp_crawl_looked(k->ticket, list.data, list.len);
	gp_buf_free(&list);
	look_free(k);
}

/* Rules have looked at it. */
static void finish(struct gp_look *k)
{
	if (k->file)
		gp_file_rules_next(k->p->files);
	else
		gp_look_end(k);
}

static void drop(struct gp_look *k, int file)
{
	size_t n = 0;

	for (size_t i = 0; i < k->count; i++)
		if (k->files[i] != file)
			k->files[n++] = k->files[i];
	k->count = n;
}

/* -1: no room; the buffer is as before. */
static int add(struct gp_buf *list, const struct gp_finding *f)
{
	size_t before = list->len;

	gp_finding_pack(list, f);
	if (!list->full)
		return 0;
	list->len = before;
	list->full = false;
	return -1;
}

static void failed(struct gp_look *k, int file, const char *why)
{
	struct gp_rule *rule = gp_rules_by_file(k->p->rules, file);
	struct gp_finding f;
	char said[600];

	drop(k, file);
	if (rule->strikes >= GP_RULES_STRIKES) /* it was on its way when it was left out */
		return;
	if (gp_rule_strike(k->p->rules, rule))
		snprintf(said, sizeof said, gp_err_word("%s; this was the third time, so the rule is left out for the rest of "
		    "the check"), why);
	else
		snprintf(said, sizeof said, "%s", why);
	gp_rule_failure(&f, rule, NULL, said, &k->arena);
	if (!add(&k->failed, &f))
		k->failed_count++;
}

/* [id, value]: what check() returned, or with an empty id what was noted of the page. -1: no room. */
static int add_value(struct gp_look *k, const char *id, const struct gp_value *v)
{
	size_t before = k->found.len;

	gp_pack_list(&k->found, 2);
	gp_pack_str(&k->found, id, strlen(id));
	gp_pack_value(&k->found, v);
	if (!k->found.full) {
		k->found_count++;
		return 0;
	}
	k->found.len = before;
	k->found.full = false;
	return -1;
}

/* NULL, or why the rule broke. What passes the limit of the run is not stored; the rule hears of that at the end. */
static const char *keep(struct gp_look *k, struct gp_rule *rule, const struct gp_value *v)
{
	if (rule->kept > GP_RULES_KEPT)
		return NULL;
	rule->kept++;
	return add_value(k, rule->id, v) ? gp_err_word("report: all findings of a page are more than the program takes") : NULL;
}

/* What one rule found, up to the first piece that is another's; returns that. */
static const struct gp_script_piece *take_rule(struct gp_look *k, const struct gp_script_piece *p)
{
	struct gp_rule *rule = gp_rules_by_file(k->p->rules, p->file);
	size_t before = k->found.len, count = k->found_count;
	const char *why = NULL;
	struct gp_err e = GP_ERR_INIT;
	int file = p->file;

	for (; p && p->file == file; p = p->next) {
		struct gp_finding f;

		if (p->cost)
			gp_rule_spent(rule, k->page.url, p->cost);
		if (why || p->cost)
			continue;
		if (p->kept) {
			why = keep(k, rule, p->kept);
			continue;
		}
		if (p->message)
			why = p->message;
		else if (gp_rule_finding(&f, rule, NULL, p->value, &k->arena, &e))
			why = e.msg;
		else if (add(&k->found, &f))
			why = gp_err_word("report: all findings of a page are more than the program takes");
		else {
			k->found_count++;
			rule->cost.findings++;
		}
	}
	if (why) { /* what it had found is not complete, so it does not count */
		k->found.len = before;
		k->found_count = count;
		failed(k, file, why);
	}
	return p;
}

static void take_pieces(struct gp_look *k, const struct gp_script_piece *p)
{
	while (p)
		p = take_rule(k, p);
}

/* The worker is gone, and what it had found with it; -1: nobody knows through which rule. */
static void stopped(struct gp_look *k, const struct gp_script_answer *a)
{
	struct gp_err e = GP_ERR_INIT;
	int file = k->alone ? k->files[k->next] : k->count == 1 ? k->files[0] : a->file;

	if (a->outcome == GP_SCRIPT_LOST && k->count > 1 && !k->alone)
		file = -1;
	if (file >= 0) {
		gp_script_fail(a, gp_rules_by_file(k->p->rules, file)->id, &e);
		failed(k, file, e.msg);
		return;
	}
	k->alone = true;
	k->next = 0;
}

static void on_answer(void *user, const struct gp_script_answer *a)
{
	struct gp_look *k = user;

	if (a->outcome != GP_SCRIPT_GOOD) {
		stopped(k, a);
	} else {
		int asked = k->alone ? k->files[k->next] : -1;

		take_pieces(k, a->first);
		if (a->note && !k->noted)
			k->noted = !add_value(k, "", a->note);
		if (k->next < k->count && k->files[k->next] == asked) /* a rule that broke has left the list */
			k->next++;
	}
	if (k->alone ? k->next >= k->count : a->outcome == GP_SCRIPT_GOOD || !k->count)
		finish(k);
	else
		ask(k);
}

static void ask(struct gp_look *k)
{
	struct gp_err e = GP_ERR_INIT;
	const uint16_t *files = k->alone ? k->files + k->next : k->files;

	if (!gp_script_check(k->script, &k->page, files, k->alone ? 1 : k->count, on_answer, k, &e))
		return;
	while (k->count) /* no worker at all: each rule says so, three times, and is out */
		failed(k, k->files[0], e.msg);
	finish(k);
}

/* --- the looker */

static int begin(void *user, struct gp_loop *loop, struct gp_err *e)
{
	struct gp_page_rules *p = user;

	(void)e;
	p->loop = loop;
	return 0;
}

static void end(void *user)
{
	struct gp_page_rules *p = user;

	gp_file_rules_free(p->files);
	p->files = NULL;
	for (int i = 0; i < p->lane_count; i++)
		gp_script_free(p->lanes[i]);
	for (struct gp_look *k = p->looks, *older; k; k = older) { /* the run stopped: their pages are not done */
		older = k->older;
		look_free(k);
	}
	free(p->lanes);
	p->lanes = NULL;
	p->lane_count = 0;
}

/* What a page is whose type is not known yet, or is. */
static struct gp_rule_thing thing_of(const struct gp_page_rules *p, const char *url, const char *type, int status)
{
	return (struct gp_rule_thing){.subjects = GP_ON_HTML, .url = url, .type = type, .status = status,
	    .home = gp_rules_is_home(p->rules, url)};
}

static bool runs(const struct gp_rule *r, const struct gp_rule_thing *t)
{
	return !r->cause && gp_rule_wants(r, t);
}

bool gp_page_rules_want(const struct gp_page_rules *p, const struct gp_rule_thing *t)
{
	for (size_t i = 0; i < p->rules->count; i++)
		if (runs(&p->rules->list[i], t))
			return true;
	return false;
}

static enum gp_wanted wants(void *user, const char *url)
{
	const struct gp_page_rules *p = user;
	const struct gp_rule_thing t = thing_of(p, url, NULL, 0);
	enum gp_wanted wanted = !p->notes ? GP_UNWANTED : t.home ? GP_WANTED : GP_WANTED_IF;

	for (size_t i = 0; i < p->rules->count && wanted != GP_WANTED; i++) {
		const struct gp_page_numbers *n = &p->finds.of[i];
		bool always = n->condition < 0 && !n->said;

		if ((always || wanted == GP_UNWANTED) && runs(&p->rules->list[i], &t))
			wanted = always ? GP_WANTED : GP_WANTED_IF;
	}
	return wanted;
}

static enum gp_crawl_bytes wants_file(void *user, const char *url)
{
	const struct gp_page_rules *p = user;
	const struct gp_rule_thing document = {.subjects = GP_ON(DOCUMENT), .url = url},
	    attachment = {.subjects = GP_ON(ATTACHMENT), .url = url};

	if (p->documents && gp_page_rules_want(p, &document))
		return gp_file_is_no_text(url) ? GP_CRAWL_FIRST : GP_CRAWL_ALL;
	return gp_page_rules_want(p, &attachment) ? GP_CRAWL_FIRST : GP_CRAWL_NONE;
}

static struct gp_script *lane(struct gp_page_rules *p, int region, int memory, int notes)
{
	struct gp_script_options o = {.sources = p->rules->files.list, .count = p->rules->files.count, .memory_fd = memory,
	    .notes_fd = notes,
	    .lang = p->lang, .profile = p->rules->profile};

	while (p->lane_count <= region) {
		p->lanes = gp_reallocarray(p->lanes, (size_t)p->lane_count + 1, sizeof(struct gp_script *));
		p->lanes[p->lane_count++] = NULL;
	}
	if (!p->lanes[region])
		p->lanes[region] = gp_script_new(p->loop, &o);
	return p->lanes[region];
}

static struct gp_look *look_new(struct gp_page_rules *p, struct gp_task *ticket)
{
	struct gp_look *k = gp_calloc(1, sizeof *k);

	k->p = p;
	k->older = p->looks;
	k->link = &p->looks;
	if (k->older)
		k->older->link = &k->older;
	p->looks = k;
	k->ticket = ticket;
	k->files = gp_calloc(p->rules->count, sizeof *k->files);
	gp_buf_init(&k->failed, FAILED_MAX);
	gp_buf_init(&k->found, FINDINGS_MAX - FAILED_MAX);
	return k;
}

/* Whether the page goes to the code of the rule. */
static bool is_asked(const struct gp_page_rules *p, int rule, const struct gp_crawl_page *page)
{
	return !p->finds.of[rule].said && gp_page_finds_fit(&p->finds, rule, page);
}

/* The rules that want it, in their order; `page` NULL: their conditions are looked at by the script worker. */
static void choose(struct gp_look *k, const struct gp_rule_thing *t, const struct gp_crawl_page *page)
{
	const struct gp_rules *r = k->p->rules;

	k->count = k->next = 0;
	k->alone = false;
	for (size_t i = 0; i < r->count; i++)
		if ((!page || is_asked(k->p, r->order[i], page)) && runs(&r->list[r->order[i]], t))
			k->files[k->count++] = (uint16_t)r->list[r->order[i]].file;
}

void gp_look_at(struct gp_look *k, struct gp_script *script, const struct gp_rule_thing *t,
    const struct gp_script_page *page)
{
	choose(k, t, NULL);
	k->page = *page;
	k->script = script;
	if (k->count)
		ask(k);
	else
		finish(k);
}

void gp_look_add(struct gp_look *k, const struct gp_finding *f)
{
	if (!add(&k->failed, f))
		k->failed_count++;
}

static void look_file(void *user, const struct gp_crawl_file *file, struct gp_task *ticket)
{
	struct gp_page_rules *p = user;
	struct gp_look *k = look_new(p, ticket);

	k->file = true;
	if (!p->files)
		p->files = gp_file_rules_new(p, p->loop, p->session, p->documents);
	gp_file_rules_add(p->files, file, k);
}

/* What a rule finds by its conditions alone: kept for its finish, or as findings. NULL, or what is wrong. */
static const char *say_rule(struct gp_look *k, int place, const struct gp_crawl_page *page)
{
	const struct gp_rules *r = k->p->rules;
	struct gp_rule *rule = &k->p->rules->list[place];
	const struct gp_value *v;
	struct gp_finding f;
	struct gp_err e = GP_ERR_INIT;

	if (rule->match.things.keeps) {
		v = gp_page_finds_kept(&k->p->finds, r, place, page, &k->arena);
		return v ? keep(k, rule, v) : NULL;
	}
	for (size_t i = 0; (v = gp_page_finds_report(&k->p->finds, r, place, page, i, &k->arena)); i++) {
		if (gp_rule_finding(&f, rule, NULL, v, &k->arena, &e))
			return gp_arena_strndup(&k->arena, e.msg, strlen(e.msg));
		if (add(&k->found, &f))
			return gp_err_word("report: all findings of a page are more than the program takes");
		k->found_count++;
		rule->cost.findings++;
	}
	return NULL;
}

/* What the readers have found for rules without code. */
static void say(struct gp_look *k, const struct gp_rule_thing *t, const struct gp_crawl_page *page)
{
	static const struct gp_script_cost nothing;
	struct gp_rules *r = k->p->rules;

	for (size_t i = 0; i < r->count; i++) {
		struct gp_rule *rule = &r->list[r->order[i]];
		const char *why;

		if (!k->p->finds.of[r->order[i]].said || !gp_page_finds_fit(&k->p->finds, r->order[i], page) || !runs(rule, t))
			continue;
		if (r->profile)
			gp_rule_spent(rule, page->url, &nothing);
		why = say_rule(k, r->order[i], page);
		if (why)
			failed(k, rule->file, why);
	}
}

/* As page_note.c notes it; of a page that is no home page this is all. */
static void note_date(struct gp_look *k, const char *date)
{
	const struct gp_member member = {.key = "date", .key_n = 4, .value = {.type = GP_VALUE_STRING,
	    .string = {date, strlen(date)}}};
	const struct gp_value note = {.type = GP_VALUE_MAP, .map = {&member, 1}};

	k->noted = !add_value(k, "", &note);
}

static void look(void *user, const struct gp_crawl_page *page, struct gp_task *ticket)
{
	struct gp_page_rules *p = user;
	struct gp_look *k = look_new(p, ticket);
	const struct gp_rule_thing t = thing_of(p, page->url, page->type, page->status);

	choose(k, &t, page);
	say(k, &t, page);
	if (p->notes && !t.home)
		note_date(k, page->date);
	if (!k->count && !(p->notes && t.home)) { /* nobody has anything to say about it */
		finish(k);
		return;
	}
	k->page = (struct gp_script_page){.url = page->url, .type = page->type, .charset = page->charset,
	    .status = page->status, .offset = page->offset, .length = page->length, .headers = page->headers,
	    .known = page->facts_n || page->noted ? &k->known : NULL, .judged = true,
	    .note = p->notes && t.home};
	k->known = (struct gp_script_known){page->declared, page->found, page->mislabelled, page->late_meta, page->facts,
	    page->facts_n, page->noted};
	k->script = lane(p, page->region, page->memory, page->notes);
	ask(k);
}

struct gp_page_rules *gp_page_rules_new(struct gp_rules *rules, struct gp_session *session, enum gp_lang lang,
    bool documents)
{
	struct gp_page_rules *p = gp_calloc(1, sizeof *p);
	const unsigned files = GP_ON(ATTACHMENT) | (documents ? GP_ON(DOCUMENT) : 0u);

	p->rules = rules;
	p->session = session;
	p->lang = lang;
	p->documents = documents;
	p->notes = gp_rules_any_on(rules, GP_ON(SITE));
	gp_page_finds_read(&p->finds, rules);
	p->looker.conditions = p->finds.conditions;
	p->looker.condition_count = p->finds.count;
	p->looker.begin = begin;
	p->looker.wants = wants;
	p->looker.look = look;
	p->looker.end = end;
	p->looker.user = p;
	if (gp_rules_any_on(rules, files)) {
		p->looker.wants_file = wants_file;
		p->looker.look_file = look_file;
	}
	return p;
}

void gp_page_rules_free(struct gp_page_rules *p)
{
	if (!p)
		return;
	end(p);
	gp_page_finds_free(&p->finds);
	free(p);
}

const struct gp_crawl_looker *gp_page_rules_looker(struct gp_page_rules *p)
{
	return gp_rules_any_on(p->rules, GP_ON_HTML | GP_ON(ATTACHMENT) | GP_ON(SITE)) ? &p->looker : NULL;
}
