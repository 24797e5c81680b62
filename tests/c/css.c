/* addresses in style sheets: what the sample pages do not show */
#include "core/web/css.h"

#include "core/base/buf.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;

/* The addresses of a sheet, each in brackets, '@' before an import. */
static void is_css(const char *sheet, const char *want)
{
	struct gp_buf b;
	struct gp_css css;
	struct gp_css_url url;
	char *exact = gp_strdup(sheet), *name = gp_strdup(sheet), *nl;

	gp_buf_init(&b, 1000);
	gp_buf_puts(&b, "");
	exact = gp_realloc(exact, strlen(sheet)); /* a sanitizer sees overruns */
	while ((nl = strchr(name, '\n')))
		*nl = ' ';
	gp_css_init(&css, exact, strlen(sheet));
	while (gp_css_next(&css, &url)) {
		struct gp_text t = gp_css_unescape(&arena, url.raw);

		gp_buf_printf(&b, "%s[%.*s]", url.import ? "@" : "", (int)t.n, t.p);
	}
	is_str(b.data, want, name);
	gp_buf_free(&b);
	free(exact);
	free(name);
}

int main(void)
{
	is_css("a{b:url(x)}", "[x]");
	is_css("a{b:url(  x\n )}", "[x]");
	is_css("a{b:url('x y')}", "[x y]");
	is_css("a{b:URL(\"x\" )}", "[x]");
	is_css("a{b:url(x y)} c{d:url(z)}", "[z]");
	is_css("a{b:url(x\\)y)}", "[x)y]");
	is_css("a{b:url(x\\\ny)} c{d:url(z)}", "[z]");
	is_css("a{b:url('x\\\ny')}", "[xy]");
	is_css("a{b:url('\\4e2d\\6587.png')}", "[中文.png]");
	is_css("a{b:url(\\0)}", "[�]");
	is_css("a{b:\\75\\72\\6c(x)}", "[x]");
	is_css("a{b:xurl(x) -url(x) 1url(x) #url(x) @url(x) url (x)}", "");
	is_css("a{b:url/**/(x)}", "");
	is_css("a{b:url(/**/x)}", "[/**/x]");
	is_css("/*/ url(a) */ b{c:url(d)}", "[d]");
	is_css("/* url(a)", "");
	is_css("/**/url(a)/", "[a]");
	is_css("@import 'a';@import/**/\"b\"/**/screen;@import url(c)", "@[a]@[b]@[c]");
	is_css("@import a 'no';@importer 'no';@media 'no'{b:url(c)}", "[c]");
	is_css("@\\69mport 'a'", "@[a]");
	is_css("@import '';a{b:url() url('') url(\"\")}", "");
	is_css("@namespace svg url(http://www.w3.org/2000/svg);a{b:url(c)}", "[c]");
	is_css("a{b:'url(no)' \"\\\"url(no)\" url(c)}", "[c]");
	is_css("a{b:'unclosed\nurl(c)}", "[c]");
	is_css("a{b:url('unclosed\n);c:url(d)}", "[d]");
	is_css("a{b:url(x", "[x]");
	is_css("a{b:url('x", "[x]");
	is_css("a{b:url('x\\", "[x]");
	is_css("a{b:url(", "");
	is_css("url", "");
	is_css("\\", "");
	is_css("@", "");
	is_css("a{b:url(#clip) url(x#clip)}", "[x#clip]");
	gp_arena_free(&arena);
	return tap_done();
}
