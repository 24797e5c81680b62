/* catalogue: sentences by id, with their parameters; and the ones that ship */
#include "core/base/catalogue.h"
#include "core/crawl/verdict.h"
#include "core/office/embed.h"
#include "core/script/data.h"
#include "tests/lib/tap.h"

static struct gp_buf out;

static const char *say(const struct gp_catalogue *c, enum gp_lang lang, const char *id,
    const struct gp_param *params)
{
	gp_buf_clear(&out);
	if (gp_catalogue_say(&out, c, lang, id, params))
		return "(full)";
	return strlen(out.data ? out.data : "") == out.len ? out.data : "(NUL inside)";
}

static void sentences_and_parameters(void)
{
	static const struct gp_param params[] = {{"n", "7"}, {"name", "{n}"}, {"empty", ""}, {NULL, NULL}};
	static const struct gp_param one[] = {{"n", "1"}, {NULL, NULL}};
	static const struct gp_sentence list[] = {
	    {"a.first", {"首", ""}},
	    {"brace", {"{", "{"}},
	    {"count", {"{n} 行", "{n} {n|row is|rows are} {other|there|here}{n|}."}},
	    {"open", {"开{n", "open {n"}},
	    {"pages", {"{n} 个页面", "{n} pages of {name}{empty}."}},
	    {"twice", {"{n}{n}", "{n}{n}"}},
	    {"unknown", {"有{whom}。", "Hello {whom}, {} and }."}},
	    {"z.last", {"末", "last"}},
	};
	static const struct gp_catalogue none = {0}, c = {list, sizeof list / sizeof *list};

	is_str(say(&none, GP_LANG_EN, "x.y", NULL), "x.y", "an empty catalogue shows ids");
	is_str(gp_catalogue_text(&c, GP_LANG_ZH, "z.last"), "末", "a sentence in Chinese");
	is_str(gp_catalogue_text(&c, GP_LANG_EN, "z.last"), "last", "and in English");
	is_str(gp_catalogue_text(&c, GP_LANG_EN, "a.first"), "", "an empty one stays empty");
	is_str(say(&c, GP_LANG_EN, "no.such", params), "no.such", "a missing id shows as itself");
	is_str(say(&c, GP_LANG_EN, "pages", params), "7 pages of {n}.",
	    "parameters are put in, and what they say is not read again");
	is_str(say(&c, GP_LANG_ZH, "pages", params), "7 个页面", "also in Chinese");
	is_str(say(&c, GP_LANG_EN, "twice", params), "77", "as often as they are named");
	is_str(say(&c, GP_LANG_EN, "unknown", params), "Hello {whom}, {} and }.", "unknown ones stay as written");
	is_str(say(&c, GP_LANG_EN, "pages", NULL), "{n} pages of {name}{empty}.", "all of them, when there are none");
	is_str(say(&c, GP_LANG_EN, "open", params), "open {n", "a brace that is never closed is text");
	is_str(say(&c, GP_LANG_EN, "brace", params), "{", "even the last byte");
	is_str(say(&c, GP_LANG_EN, "count", params), "7 rows are {other|there|here}{n|}.",
	    "several of a thing have its other word; unknown ones and half ones stay as written");
	is_str(say(&c, GP_LANG_EN, "count", one), "1 row is {other|there|here}{n|}.", "one has the word for one");
	out.max = 3;
	is_str(say(&c, GP_LANG_EN, "pages", params), "(full)", "a full buffer is told");
	out.max = 1000;
}

static void shipped_sentences(void)
{
	const struct gp_catalogue c = gp_messages;
	char id[80];
	int missing = 0, unequal = 0;

	for (const struct gp_cause *x = gp_causes() + 1; x->id; x++)
		for (int k = 0; k < 2; k++) {
			snprintf(id, sizeof id, "cause.%s.%s", x->id, k ? "fix" : "message");
			missing += !strcmp(gp_catalogue_text(&c, GP_LANG_ZH, id), id);
		}
	is_int(missing, 0, "every cause has a message and a fix");
	for (int v = 0; v < GP_VERDICTS; v++) {
		snprintf(id, sizeof id, "verdict.%s", gp_verdict_name((enum gp_verdict)v));
		missing += !strcmp(gp_catalogue_text(&c, GP_LANG_EN, id), id);
	}
	is_int(missing, 0, "every verdict has a word");
	for (size_t i = 0; i < c.count; i++) {
		const struct gp_sentence *s = &c.list[i];

		missing += !s->text[0][0] || !s->text[1][0];
		for (const char *p = s->text[0]; (p = strchr(p, '{')); p++) {
			char name[40];

			snprintf(name, sizeof name, "%.*s", (int)strcspn(p, "}") + 1, p);
			if (!strstr(s->text[1], name)) {
				printf("# %s: %s\n", s->id, name);
				unequal++;
			}
		}
	}
	is_int(missing, 0, "every sentence is there in both languages");
	is_int(unequal, 0, "English has the parameters that Chinese has");
}

static void shipped_phrases(void)
{
	struct gp_phrases p;
	struct gp_err e = GP_ERR_INIT;
	int of[GP_PHRASE_SETS] = {0}, empty = 0;

	is_int(gp_data_phrases(&p, &e), 0, "the shipped phrases load");
	ok(p.long_text > p.short_text && p.short_text > 0, "with their two sizes");
	for (size_t i = 0; i < p.count; i++) {
		of[p.list[i].set]++;
		empty += !p.list[i].n;
	}
	ok(of[GP_PHRASE_SOFT_404] && of[GP_PHRASE_DELETED] && of[GP_PHRASE_CHALLENGE], "every set has some");
	is_int(empty, 0, "none is empty");
	gp_phrases_free(&p);
}

static void embedded_files(void)
{
	const struct gp_embed *f = gp_embed_find("rules/pages/lib/phrases.lua");
	int unsorted = 0;

	ok(f && f->len > 100 && !memcmp(f->data, "--[[", 4), "a shipped file is found by its path");
	ok(!gp_embed_find("rules/links"), "a folder is no file");
	ok(!gp_embed_find(""), "nor is nothing");
	for (size_t i = 1; i < gp_embed_count; i++)
		unsorted += strcmp(gp_embed_files[i - 1].path, gp_embed_files[i].path) >= 0;
	is_int(unsorted, 0, "files are sorted by path");
}

int main(void)
{
	gp_buf_init(&out, 1000);
	sentences_and_parameters();
	shipped_sentences();
	shipped_phrases();
	embedded_files();
	gp_buf_free(&out);
	return tap_done();
}
