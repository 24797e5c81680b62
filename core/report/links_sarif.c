/*
 * links_sarif.c - the report as SARIF 2.1.0 (OASIS, with errata 01), for code hosts and editors.
 *
 * A rule is a cause or a rule of the office; a result is one link on one page, or one template.
 * GitHub shows results by their first location, tells old from new by the fingerprint, which knows
 * rule, link and page but no line, and takes 25,000 of them.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xxhash.h>

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/mem.h"
#include "core/crawl/crawl.h"
#include "core/report/links_view.h"
#include "core/report/outfile.h"

#define OUT_MAX ((size_t)64 << 20) /* one result with all its places is far smaller */
#define RESULTS_MAX 25000
#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/* What several items have in common; items[first] stands for it. */
struct rule {
	size_t first;
	const char *id, *level;
};

struct sarif {
	struct gp_view *v;
	struct gp_buf out, word;
	struct gp_json j;
	struct rule *rules;
	size_t rule_count, rule_cap;
	int64_t results, left_out;
};

/* --- levels and rules */

static const char *level(const struct gp_view_item *i)
{
	switch (gp_view_group(i)) {
	case GP_VIEW_MEND:
		return "error";
	case GP_VIEW_HAND:
		return "warning";
	case GP_VIEW_RULE:
		return i->finding->severity == GP_SEVERITY_UNCHECKED ? "note"
		    : gp_severity_rank(i->finding->severity) <= gp_severity_rank(GP_SEVERITY_ERROR) ? "error" : "warning";
	default:
		return i->link && i->link->judged.verdict == GP_VERDICT_OK ? "none" : "note";
	}
}

static const char *rule_id(const struct gp_view_item *i)
{
	const char *cause = gp_view_cause(i);

	return *cause ? cause : gp_view_level(i);
}

/* Its place among the rules; rules are few, and asked for once a group. */
static size_t rule_of(struct sarif *s, size_t item)
{
	const struct gp_view_item *i = &s->v->items[item];
	size_t r;

	for (r = 0; r < s->rule_count; r++)
		if (!strcmp(s->rules[r].id, rule_id(i)))
			return r;
	if (s->rule_count == s->rule_cap) {
		s->rule_cap = s->rule_cap ? s->rule_cap * 2 : 32;
		s->rules = gp_reallocarray(s->rules, s->rule_cap, sizeof *s->rules);
	}
	s->rules[s->rule_count++] = (struct rule){item, rule_id(i), level(i)};
	return r;
}

static void collect_rules(struct sarif *s)
{
	for (size_t from = 0; from < s->v->count; from += gp_view_run(s->v, from))
		rule_of(s, from);
}

/* --- texts */

static void key_str(struct sarif *s, const char *key, const char *value)
{
	gp_json_key(&s->j, key);
	gp_json_str(&s->j, value);
}

/* {"text": …} of what `word` holds. */
static void message(struct sarif *s, const char *key)
{
	gp_json_key(&s->j, key);
	gp_json_object(&s->j);
	gp_json_key(&s->j, "text");
	gp_json_strn(&s->j, s->word.data ? s->word.data : "", s->word.len);
	gp_json_object_end(&s->j);
	gp_buf_clear(&s->word);
}

/* A sentence about a cause in general: what is special to one link is left open. */
static void say_cause(struct sarif *s, const char *part, const struct gp_cause *c, enum gp_lang lang)
{
	static const struct gp_param open[] = {{"status", "…"}, {"final", "…"}, {"detail", "…"}, {"fragment", "…"},
	    {"first", "…"}, {"guard", ""}, {NULL, NULL}};
	char id[80];

	snprintf(id, sizeof id, "cause.%s.%s", c->id, part);
	gp_catalogue_say(&s->word, s->v->st->words, lang, id, open);
}

static void texts_of_link(struct sarif *s, const struct gp_link_entry *l, enum gp_lang lang)
{
	struct gp_links_style st = {.words = s->v->st->words, .lang = lang};

	gp_buf_puts(&s->word, gp_cause_word(&st, l->judged.cause));
	message(s, "shortDescription");
	if (!l->judged.cause->id[0])
		return;
	say_cause(s, "message", l->judged.cause, lang);
	message(s, "fullDescription");
	say_cause(s, "fix", l->judged.cause, lang);
	message(s, "help");
}

static void texts_of_finding(struct sarif *s, const struct gp_finding *f, enum gp_lang lang)
{
	gp_buf_puts(&s->word, f->title[lang][0] ? f->title[lang] : f->rule);
	message(s, "shortDescription");
	if (f->fix[lang][0]) {
		gp_buf_puts(&s->word, f->fix[lang]);
		message(s, "help");
	}
}

static void texts(struct sarif *s, const struct rule *r, enum gp_lang lang)
{
	const struct gp_view_item *i = &s->v->items[r->first];

	if (i->link)
		texts_of_link(s, i->link, lang);
	else
		texts_of_finding(s, i->finding, lang);
}

/* --- the tool */

static const char *language(enum gp_lang lang)
{
	return lang == GP_LANG_ZH ? "zh-CN" : "en";
}

static void driver(struct sarif *s)
{
	gp_json_key(&s->j, "driver");
	gp_json_object(&s->j);
	key_str(s, "name", "govpub");
	key_str(s, "fullName", "govpub check-links");
	key_str(s, "version", GP_VERSION);
	key_str(s, "language", language(s->v->st->lang));
	gp_json_key(&s->j, "rules");
	gp_json_array(&s->j);
	for (size_t r = 0; r < s->rule_count; r++) {
		const struct gp_view_item *i = &s->v->items[s->rules[r].first];

		gp_json_object(&s->j);
		key_str(s, "id", s->rules[r].id);
		texts(s, &s->rules[r], s->v->st->lang);
		gp_json_key(&s->j, "defaultConfiguration");
		gp_json_object(&s->j);
		key_str(s, "level", s->rules[r].level);
		gp_json_object_end(&s->j);
		if (i->finding && i->finding->basis && *i->finding->basis) {
			gp_json_key(&s->j, "properties");
			gp_json_object(&s->j);
			key_str(s, "basis", i->finding->basis);
			gp_json_object_end(&s->j);
		}
		gp_json_object_end(&s->j);
	}
	gp_json_array_end(&s->j);
	gp_json_object_end(&s->j);
}

/* The other language's words for the same rules (3.14.9, 3.19.4). */
static void translation(struct sarif *s)
{
	enum gp_lang other = s->v->st->lang == GP_LANG_ZH ? GP_LANG_EN : GP_LANG_ZH;

	gp_json_key(&s->j, "translations");
	gp_json_array(&s->j);
	gp_json_object(&s->j);
	key_str(s, "name", "govpub");
	key_str(s, "language", language(other));
	gp_json_key(&s->j, "rules");
	gp_json_array(&s->j);
	for (size_t r = 0; r < s->rule_count; r++) {
		gp_json_object(&s->j);
		key_str(s, "id", s->rules[r].id);
		texts(s, &s->rules[r], other);
		gp_json_object_end(&s->j);
	}
	gp_json_array_end(&s->j);
	gp_json_object_end(&s->j);
	gp_json_array_end(&s->j);
}

/* RFC 3339 in UTC, as 3.9 asks. */
static void utc(struct sarif *s, const char *key, int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;
	char text[40];

	if (gmtime_r(&t, &tm) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm))
		key_str(s, key, text);
}

static void notification(struct sarif *s, const char *id, int64_t n)
{
	char digits[24];
	struct gp_param params[] = {{"n", digits}, {NULL, NULL}};

	snprintf(digits, sizeof digits, "%" PRId64, n);
	gp_catalogue_say(&s->word, s->v->st->words, s->v->st->lang, id, params);
	gp_json_object(&s->j);
	key_str(s, "level", "warning");
	message(s, "message");
	gp_json_object_end(&s->j);
}

/* After the results: what is said of them is known then. */
static void invocation(struct sarif *s)
{
	const struct gp_links_run *run = s->v->run;
	const char *part = gp_view_incomplete(run);

	gp_json_key(&s->j, "invocations");
	gp_json_array(&s->j);
	gp_json_object(&s->j);
	gp_json_key(&s->j, "executionSuccessful");
	gp_json_bool(&s->j, strcmp(run->state, "interrupted") != 0);
	utc(s, "startTimeUtc", run->started);
	utc(s, "endTimeUtc", run->started + run->seconds);
	gp_json_key(&s->j, "toolExecutionNotifications");
	gp_json_array(&s->j);
	if (part)
		notification(s, part, s->v->l->counts[GP_VERDICT_UNCHECKED]);
	if (s->left_out)
		notification(s, "report.left-out", s->left_out);
	gp_json_array_end(&s->j);
	gp_json_object_end(&s->j);
	gp_json_array_end(&s->j);
}

/* --- places */

/* RFC 3986, 2.2 and 2.3: browsers leave more than these as they are. */
static bool is_uri(unsigned char c)
{
	return c < 0x80 && (isalnum(c) || (c && strchr("-._~:/?#@!$&'()*+,;=%", c)));
}

static void put_uri(struct gp_buf *out, const char *url)
{
	for (; *url; url++)
		if (is_uri((unsigned char)*url))
			gp_buf_putc(out, *url);
		else
			gp_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*url);
}

/* The page, or the file of a folder: relative to where the check was started, as code hosts count. */
static void put_page(struct sarif *s, const char *page)
{
	const char *folder = s->v->run->folder;
	size_t origin = strlen(GP_FOLDER_ORIGIN);

	if (!folder || strncmp(page, GP_FOLDER_ORIGIN "/", origin + 1)) {
		put_uri(&s->word, page);
		return;
	}
	if (*folder == '/')
		gp_buf_puts(&s->word, "file://");
	for (; *folder; folder++) /* a path, not yet an address */
		if (*folder == '%' || *folder == '?' || *folder == '#')
			gp_buf_printf(&s->word, "%%%02X", (unsigned)(unsigned char)*folder);
		else
			put_uri(&s->word, (char[]){*folder, '\0'});
	put_uri(&s->word, page + origin + 1);
}

static void location(struct sarif *s, const char *page, uint32_t line, uint32_t col)
{
	put_page(s, page);
	gp_json_object(&s->j);
	gp_json_key(&s->j, "physicalLocation");
	gp_json_object(&s->j);
	gp_json_key(&s->j, "artifactLocation");
	gp_json_object(&s->j);
	gp_json_key(&s->j, "uri");
	gp_json_strn(&s->j, s->word.data ? s->word.data : "", s->word.len);
	gp_json_object_end(&s->j);
	if (line) {
		gp_json_key(&s->j, "region");
		gp_json_object(&s->j);
		gp_json_key(&s->j, "startLine");
		gp_json_int(&s->j, line);
		if (col) {
			gp_json_key(&s->j, "startColumn");
			gp_json_int(&s->j, col);
		}
		gp_json_object_end(&s->j);
	}
	gp_json_object_end(&s->j);
	gp_json_object_end(&s->j);
	gp_buf_clear(&s->word);
}

/* Of a template the other pages are related, not further things to mend. */
static void locations(struct sarif *s, const struct gp_view_item *i, size_t task)
{
	const struct gp_link_entry *l = i->link;

	gp_json_key(&s->j, "locations");
	gp_json_array(&s->j);
	if (i->finding)
		location(s, gp_view_item_address(i), i->finding->line, i->finding->col);
	else if (l->place_count)
		location(s, l->places[task].page, l->places[task].line, l->places[task].col);
	else /* a start address is where it stands itself */
		location(s, l->url, 0, 0);
	gp_json_array_end(&s->j);
	if (!l || !gp_view_is_whole(i) || l->place_count < 2)
		return;
	gp_json_key(&s->j, "relatedLocations");
	gp_json_array(&s->j);
	for (size_t k = 1; k < l->place_count; k++)
		location(s, l->places[k].page, l->places[k].line, l->places[k].col);
	gp_json_array_end(&s->j);
}

/* --- results */

static void words_of(struct sarif *s, const struct gp_view_item *i, size_t task)
{
	struct gp_buf *b = &s->word;

	if (i->link) {
		gp_link_show(b, s->v->l, i->link->url);
		gp_buf_puts(b, s->v->st->lang == GP_LANG_ZH ? "：" : ": ");
		gp_buf_puts(b, i->link->judged.cause->id[0] ? "" : gp_verdict_word(s->v->st, i->link->judged.verdict));
	}
	gp_view_put_message(b, s->v, i);
	if (i->link && i->link->place_count && gp_link_spread(i->link) != GP_LINK_SINGLE) {
		gp_buf_putc(b, ' ');
		gp_link_where(b, s->v->l, i->link, &i->link->places[task], true, s->v->st);
	}
	message(s, "message");
}

static void fingerprint(struct sarif *s, const struct gp_view_item *i, size_t task)
{
	const struct gp_link_entry *l = i->link;
	const char *what = l ? l->url : i->finding->evidence ? i->finding->evidence : "";
	const char *page = !l ? gp_view_item_address(i) : gp_view_is_whole(i) ? "" : l->places[task].page;
	XXH128_hash_t h;
	char hex[40];

	gp_buf_printf(&s->word, "%s\n%s\n%s", rule_id(i), what, page);
	h = XXH3_128bits(s->word.data, s->word.len);
	gp_buf_clear(&s->word);
	snprintf(hex, sizeof hex, "%016" PRIx64 "%016" PRIx64, (uint64_t)h.high64, (uint64_t)h.low64);
	gp_json_key(&s->j, "partialFingerprints");
	gp_json_object(&s->j);
	key_str(s, "ruleLinkPage/v1", hex);
	gp_json_object_end(&s->j);
}

static void properties(struct sarif *s, const struct gp_view_item *i, size_t task)
{
	const struct gp_view_column *c = &s->v->columns.list[gp_view_column_of(s->v, i, task)];

	gp_json_key(&s->j, "properties");
	gp_json_object(&s->j);
	key_str(s, i->link ? "verdict" : "severity", gp_view_level(i));
	if (i->link) {
		key_str(s, "link", i->link->url);
		if (i->link->judged.status > 0) {
			gp_json_key(&s->j, "status");
			gp_json_int(&s->j, i->link->judged.status);
		}
		if (i->link->final_url)
			key_str(s, "finalUrl", i->link->final_url);
		gp_json_key(&s->j, "pages");
		gp_json_int(&s->j, i->link->pages_total);
	}
	key_str(s, "column", c->name);
	if (c->owner[0])
		key_str(s, "owner", c->owner);
	gp_json_object_end(&s->j);
}

static int result(struct sarif *s, const struct gp_view_item *i, size_t rule, size_t task)
{
	const char *l = level(i);

	gp_json_object(&s->j);
	key_str(s, "ruleId", rule_id(i));
	gp_json_key(&s->j, "ruleIndex");
	gp_json_int(&s->j, (int64_t)rule);
	if (!strcmp(l, "none")) /* 3.27.10: the level of what is no failure */
		key_str(s, "kind", "pass");
	key_str(s, "level", l);
	words_of(s, i, task);
	locations(s, i, task);
	fingerprint(s, i, task);
	properties(s, i, task);
	gp_json_object_end(&s->j);
	return s->out.len >= GP_VIEW_DRAIN ? gp_outfile_drain(s->v->o, &s->out, s->v->e) : 0;
}

static int results(struct sarif *s)
{
	struct gp_view *v = s->v;
	size_t from = 0, rule, n;
	int rc = 0;

	gp_json_key(&s->j, "results");
	gp_json_array(&s->j);
	for (; !rc && from < v->count; from += n) {
		n = gp_view_run(v, from);
		rule = rule_of(s, from);
		for (size_t i = from; !rc && i < from + n; i++)
			for (size_t k = 0; !rc && k < gp_view_tasks(&v->items[i]); k++) {
				if (s->results == RESULTS_MAX) {
					s->left_out++;
					continue;
				}
				s->results++;
				rc = result(s, &v->items[i], rule, k);
			}
	}
	gp_json_array_end(&s->j);
	return rc;
}

static int write_all(struct sarif *s)
{
	struct gp_json *j = &s->j;

	gp_json_object(j);
	key_str(s, "$schema", SCHEMA);
	key_str(s, "version", "2.1.0");
	gp_json_key(j, "runs");
	gp_json_array(j);
	gp_json_object(j);
	gp_json_key(j, "tool");
	gp_json_object(j);
	driver(s);
	gp_links_packs_sarif(j, s->v->run);
	gp_json_object_end(j);
	translation(s);
	key_str(s, "language", language(s->v->st->lang));
	key_str(s, "columnKind", "unicodeCodePoints");
	gp_json_key(j, "automationDetails");
	gp_json_object(j);
	gp_buf_printf(&s->word, "govpub/check-links/%s/", s->v->run->seed);
	gp_json_key(j, "id");
	gp_json_strn(j, s->word.data, s->word.len);
	gp_buf_clear(&s->word);
	gp_json_object_end(j);
	if (results(s))
		return -1;
	invocation(s);
	gp_json_object_end(j);
	gp_json_array_end(j);
	gp_json_object_end(j);
	gp_buf_putc(&s->out, '\n');
	return gp_outfile_drain(s->v->o, &s->out, s->v->e);
}

int gp_links_sarif(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e)
{
	struct sarif s = {.v = gp_view_new(o, l, run, st, e)};
	int rc;

	gp_buf_init(&s.out, OUT_MAX);
	gp_buf_init(&s.word, (size_t)4 << 20);
	gp_json_init(&s.j, &s.out);
	collect_rules(&s);
	rc = write_all(&s);
	free(s.rules);
	gp_buf_free(&s.word);
	gp_buf_free(&s.out);
	gp_view_free(s.v);
	return rc;
}
