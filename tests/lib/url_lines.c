/*
 * The URL parser as a filter, for tests/lua/url_wpt.t. A line in: input, base
 * ("-" for none) and charset label ("-" for UTF-8), the first two in
 * hexadecimal. A line out: "!" and the reason, or, with tabs between,
 * href, scheme, user, password, host, port, path, query, fragment, and two
 * flags: "same" when the href parses to itself, "known" when it looks serialised.
 */
#include "core/text/charset.h"
#include "core/web/url.h"
#include "tests/lib/tap.h"

static size_t unhex(char *s)
{
	size_t n = 0;

	for (; s[2 * n] && s[2 * n + 1]; n++) {
		char pair[3] = {s[2 * n], s[2 * n + 1], '\0'};

		s[n] = (char)strtol(pair, NULL, 16);
	}
	return n;
}

static void put_span(const struct gp_url *u, bool present, uint32_t from, uint32_t to)
{
	putchar('\t');
	if (present)
		fwrite(u->text.data + from, 1, to - from, stdout);
}

static void print_url(const struct gp_url *u, struct gp_url *again)
{
	const char *href = gp_url_href(u);

	fputs(href, stdout);
	put_span(u, true, 0, u->scheme_end);
	put_span(u, true, u->user, u->user_end);
	put_span(u, true, u->pass, u->pass_end);
	put_span(u, u->has_host, u->host, u->host_end);
	printf("\t%d", u->port);
	put_span(u, true, u->path, u->path_end);
	put_span(u, u->has_query, u->query, u->query_end);
	put_span(u, u->has_fragment, u->fragment, u->fragment_end);
	printf("\t%s", gp_url_parse(again, href, u->text.len, NULL, NULL) == GP_URL_OK &&
	    !strcmp(gp_url_href(again), href) ? "same" : "-");
	printf("\t%s\n", gp_url_looks_serialised(href, gp_url_bare_len(u)) ? "known" : "-");
}

int main(void)
{
	static char line[8 * GP_URL_MAX];
	struct gp_url u, base, again;

	gp_url_init(&u);
	gp_url_init(&base);
	gp_url_init(&again);
	while (fgets(line, sizeof line, stdin)) {
		char *in = line, *on = strchr(line, '\t'), *label = on ? strchr(on + 1, '\t') : NULL;
		const struct gp_charset *cs;
		bool has_base;
		enum gp_url_why why = GP_URL_OK;

		if (!label)
			return 2;
		*on++ = '\0';
		*label++ = '\0';
		label[strcspn(label, "\n")] = '\0';
		cs = strcmp(label, "-") ? gp_charset_by_label(label, strlen(label)) : NULL;
		has_base = strcmp(on, "-") != 0;
		if (has_base)
			why = gp_url_parse(&base, on, unhex(on), NULL, NULL);
		if (why == GP_URL_OK)
			why = gp_url_parse(&u, in, unhex(in), has_base ? &base : NULL, cs);
		if (why == GP_URL_OK)
			print_url(&u, &again);
		else
			printf("!%d\n", (int)why);
	}
	gp_url_free(&u);
	gp_url_free(&base);
	gp_url_free(&again);
	return 0;
}
