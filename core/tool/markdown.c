/* markdown.c - build host: CommonMark on standard input to an HTML fragment, raw HTML kept (man/html/docs.lua) */
#include <cmark.h>
#include <stdio.h>

int main(void)
{
	cmark_parser *p = cmark_parser_new(CMARK_OPT_UNSAFE);
	char text[65536], *html;
	size_t n;

	while ((n = fread(text, 1, sizeof text, stdin)) > 0)
		cmark_parser_feed(p, text, n);
	html = cmark_render_html(cmark_parser_finish(p), CMARK_OPT_UNSAFE);
	return fputs(html, stdout) < 0 || fflush(stdout) || ferror(stdin);
}
