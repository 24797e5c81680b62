/* the tokenizer where html5lib-tests do not look: decoding, positions, hostile sizes */
#include "core/web/html.h"

#include "core/base/buf.h"
#include "tests/lib/tap.h"

#define BIG ((size_t)1 << 20)

static struct gp_html html;
static struct gp_arena arena;

static struct gp_text text_of(const char *s)
{
	return (struct gp_text){s, strlen(s)};
}

static const char *decoded(const char *raw, unsigned flags)
{
	struct gp_text t = gp_html_decode(&arena, text_of(raw), flags);

	return gp_arena_strndup(&arena, t.p, t.n);
}

/* Every name of the standard, from the file that the table is made of. */
static void every_entity_is_known(void)
{
	FILE *f = fopen("core/web/entities.txt", "r");
	char line[128], name[64], out[8];
	int names = 0, bad = 0, legacy = 0;
	size_t n;

	while (f && fgets(line, sizeof line, f)) {
		size_t len = strcspn(line, " ");

		if (line[0] == '#')
			continue;
		snprintf(name, sizeof name, "&%.*s", (int)len, line);
		names++;
		legacy += line[len - 1] != ';';
		bad += gp_html_ref(name, len + 1, false, out, &n) != len + 1;
	}
	if (f)
		fclose(f);
	is_int(names, 2231, "the standard has 2,231 names");
	is_int(legacy, 106, "106 of them may stand without a semicolon");
	is_int(bad, 0, "every one is found");
}

static void values_are_decoded(void)
{
	struct gp_text raw = text_of("/plain/附件.html?a=1");

	ok(gp_html_decode(&arena, raw, GP_HTML_AS_VALUE).p == raw.p,
	    "what needs no decoding is not copied");
	is_str(decoded("a&amp;b&lt&#65;&#x4e2d;", GP_HTML_AS_VALUE), "a&b<A中", "names and numbers");
	is_str(decoded("?a=1&copy=2&lt=3&copy;", GP_HTML_AS_VALUE), "?a=1&copy=2&lt=3©",
	    "in a value, a name without a semicolon before '=' is text");
	is_str(decoded("&notit;&notin;", GP_HTML_REFS), "¬it;∉", "in text, the longest counts");
	is_str(decoded("&#0;&#xD800;&#x110000;&#128;&#99999999999;", GP_HTML_REFS), "���€�",
	    "numbers of no character");
	is_str(decoded("&nosuch; & && &; &#; &#x;", GP_HTML_REFS), "&nosuch; & && &; &#; &#x;",
	    "what is no reference stays");
	is_str(decoded("a\r\nb\rc", 0), "a\nb\nc", "line ends become LF");
	is_str(decoded("HREF", GP_HTML_LOWER), "href", "names in lower case");
	is_int((long long)gp_html_decode(&arena, (struct gp_text){"\0\0", 2}, 0).n, 6,
	    "NUL becomes U+FFFD");
}

static void places_map_back(void)
{
	struct gp_html_value v;
	struct gp_text raw = text_of("a&amp;b\r\nc&nGt;d");

	gp_html_value_read(&v, &arena, raw, GP_HTML_AS_VALUE);
	is_int(gp_html_value_source(&v, 0) - raw.p, 0, "the first byte");
	is_int(gp_html_value_source(&v, 1) - raw.p, 1, "a reference begins at its '&'");
	is_int(gp_html_value_source(&v, 2) - raw.p, 6, "behind a reference");
	is_int(gp_html_value_source(&v, 4) - raw.p, 9, "behind CR LF");
	is_int(gp_html_value_source(&v, v.text.n - 1) - raw.p, (long long)raw.n - 1, "the last");
	is_int(gp_html_value_source(&v, v.text.n) - raw.p, (long long)raw.n, "the end");
}

/* `unit` over and over, and how many tokens that is. */
static size_t tokens_of(const char *before, const char *unit)
{
	size_t n = strlen(unit), count = 0, len = strlen(before), tags = 0;
	const struct gp_html_token *k;
	struct gp_html_mode mode = {.depth = 0};
	char *page = gp_alloc(BIG);

	memcpy(page, before, len);
	for (; len + n <= BIG; len += n)
		memcpy(page + len, unit, n);
	gp_html_init(&html, page, len);
	while ((k = gp_html_next(&html)) && count++ < BIG)
		if (k->kind == GP_HTML_START_TAG || k->kind == GP_HTML_END_TAG) {
			gp_html_follow(&mode, &html, gp_element_find(k->tag));
			tags++;
		}
	ok(html.p == html.end, "a megabyte of %s%s comes to its end", before, unit);
	free(page);
	return count;
}

/* Any of these takes minutes where something is looked for again and again. */
static void hostile_pages_cost_their_size(void)
{
	static const struct {
		const char *before, *unit;
		size_t most; /* tokens */
	} cases[] = {
		{"", "<", 1}, {"", "</", 1 + BIG / 2}, {"", "<!", 1}, {"", "<!--", 1},
		{"<!--", "--!", 1}, {"<!--", ">", 2}, {"<!--", "->", 2}, {"", "<a href=\"", 1},
		{"<a ", "x='y' ", 1}, {"", "<a ", 1}, {"", "&", 1}, {"", "&amp", 1}, {"", "<?", 1},
		{"<script>", "<!--<script>", 2}, {"<script><!--", "<script></script>", 2},
		{"<script>", "</scrip", 2}, {"<style>", "</styl>", 2}, {"<title>", "</", 2},
		{"<svg>", "<![CDATA[", 2}, {"<svg><![CDATA[", "]]", 2}, {"", "<svg>", BIG / 5},
		{"", "</svg>", BIG / 6}, {"", "<!DOCTYPE ", 1}, {"<!DOCTYPE a PUBLIC ", "'\"", 1},
		{"<plaintext>", "</plaintext>", 2},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t count = tokens_of(cases[i].before, cases[i].unit);

		if (!ok(count <= cases[i].most, "and gives at most %zu tokens", cases[i].most))
			printf("# %zu tokens\n", count);
	}
}

static void attributes_have_a_maximum(void)
{
	struct gp_buf b;
	const struct gp_html_token *k;

	gp_buf_init(&b, BIG);
	gp_buf_puts(&b, "<a href=/first ");
	for (int i = 0; i < 100000; i++)
		gp_buf_printf(&b, "x%d ", i);
	gp_buf_puts(&b, "/><p>");
	gp_html_init(&html, b.data, b.len);
	k = gp_html_next(&html);
	ok(k && k->attr_count == GP_HTML_ATTRS && k->self_closing,
	    "of 100,000 attributes the first %d are kept", GP_HTML_ATTRS);
	k = gp_html_next(&html);
	ok(k && !strcmp(k->tag, "p"), "and the next tag is found");
	gp_buf_free(&b);
}

int main(void)
{
	every_entity_is_known();
	values_are_decoded();
	places_map_back();
	hostile_pages_cost_their_size();
	attributes_have_a_maximum();
	gp_arena_free(&arena);
	return tap_done();
}
