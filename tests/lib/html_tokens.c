/*
 * html_tokens - the tokenizer as a filter, for tests/lua/html5lib_tokenizer.t.
 * Reads cases "STATE LAST-START-TAG BYTES\n" + that many bytes + "\n"; writes a
 * line a token, every byte of a value as %XX, and "." after each case.
 */
#include "core/web/html.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;
static struct gp_html html;

static const struct {
	const char *name;
	enum gp_html_state state;
} states[] = {
	{"data", GP_HTML_DATA}, {"rcdata", GP_HTML_RCDATA}, {"rawtext", GP_HTML_RAWTEXT},
	{"script", GP_HTML_SCRIPT}, {"plaintext", GP_HTML_PLAINTEXT}, {"cdata", GP_HTML_CDATA},
};

static void put(struct gp_text t)
{
	for (size_t i = 0; i < t.n; i++)
		printf("%%%02X", (unsigned char)t.p[i]);
}

static void put_decoded(struct gp_text raw, unsigned flags)
{
	put(gp_html_decode(&arena, raw, flags));
}

static void put_id(struct gp_text id)
{
	if (id.p)
		put_decoded(id, 0);
	else
		printf("null");
}

static struct gp_text attr_name(size_t i)
{
	return gp_html_decode(&arena, html.attrs[i].name, GP_HTML_LOWER);
}

/* byte order of names; of two with one name the first is kept */
static void put_attrs(size_t count)
{
	bool done[GP_HTML_ATTRS] = {false};

	for (size_t round = 0; round < count; round++) {
		size_t best = count;

		for (size_t i = 0; i < count; i++) {
			struct gp_text a, b;
			int order;

			if (done[i] || best == count) {
				best = done[i] ? best : i;
				continue;
			}
			a = attr_name(i);
			b = attr_name(best);
			order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
			if (order == 0 && a.n == b.n)
				done[i] = true;
			else if (order < 0 || (order == 0 && a.n < b.n))
				best = i;
		}
		if (best == count)
			return;
		done[best] = true;
		putchar(' ');
		put(attr_name(best));
		putchar('=');
		put_decoded(html.attrs[best].value, GP_HTML_AS_VALUE);
	}
}

static void put_token(const struct gp_html_token *k, bool *in_text)
{
	if (*in_text && k->kind != GP_HTML_TEXT)
		putchar('\n');
	switch (k->kind) {
	case GP_HTML_TEXT:
		if (!*in_text)
			printf("text ");
		put_decoded(k->data, gp_html_text_flags(k->state));
		break;
	case GP_HTML_START_TAG:
		printf("start ");
		put_decoded(k->name, GP_HTML_LOWER);
		put_attrs(k->attr_count);
		puts(k->self_closing ? " /" : "");
		break;
	case GP_HTML_END_TAG:
		printf("end ");
		put_decoded(k->name, GP_HTML_LOWER);
		putchar('\n');
		break;
	case GP_HTML_COMMENT:
		printf("comment ");
		put_decoded(k->data, 0);
		putchar('\n');
		break;
	case GP_HTML_DOCTYPE:
		printf("doctype ");
		if (k->name.p)
			put_decoded(k->name, GP_HTML_LOWER);
		else
			printf("null");
		putchar(' ');
		put_id(k->public_id);
		putchar(' ');
		put_id(k->system_id);
		puts(k->quirks ? " quirks" : " correct");
		break;
	}
	*in_text = k->kind == GP_HTML_TEXT;
}

int main(void)
{
	char head[200], *last, *len, *save = NULL;

	while (fgets(head, sizeof head, stdin)) {
		const struct gp_html_token *k;
		bool in_text = false;
		size_t n;
		char *body;

		strtok_r(head, " ", &save);
		last = strtok_r(NULL, " ", &save);
		len = strtok_r(NULL, " \n", &save);
		n = len ? strtoul(len, NULL, 10) : 0;
		body = malloc(n + 1); /* exact, so that a sanitizer sees every overrun */
		if (!body || fread(body, 1, n, stdin) != n || getchar() != '\n')
			return 1;
		gp_html_init(&html, body, n);
		for (size_t i = 0; i < sizeof states / sizeof *states; i++)
			if (!strcmp(states[i].name, head))
				html.state = states[i].state;
		if (strcmp(last, "-") && strlen(last) < sizeof html.last_start)
			memcpy(html.last_start, last, strlen(last));
		while ((k = gp_html_next(&html)))
			put_token(k, &in_text);
		puts(in_text ? "\n." : ".");
		free(body);
		gp_arena_reset(&arena);
	}
	gp_arena_free(&arena);
	return 0;
}
