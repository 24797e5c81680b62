/* mixed: what a page over https must not load over http, and what is no matter */
#include "core/crawl/mixed.h"
#include "tests/lib/tap.h"

static char letter(const char *base, const char *html)
{
	struct gp_arena a = {0};
	struct gp_url page, to;
	struct gp_facts f;
	char out = '0';

	gp_url_init(&page);
	gp_url_init(&to);
	gp_facts_html(&f, &a, html, strlen(html), NULL);
	if (f.link_count == 1 && gp_url_parse(&page, base, strlen(base), NULL, NULL) == GP_URL_OK &&
	    gp_url_parse(&to, f.links[0].raw.p, f.links[0].raw.n, &page, NULL) == GP_URL_OK)
		out = gp_mixed_upgraded(&f) ? 'u' : "-paf"[gp_mixed_class(&f.links[0], &page, &to)];
	gp_url_free(&page);
	gp_url_free(&to);
	gp_arena_free(&a);
	return out;
}

static const struct {
	const char *html;
	char want; /* a: active, p: passive, f: form, u: upgraded */
} cases[] = {
	{"<script src='http://b.example/x.js'></script>", 'a'},
	{"<iframe src='http://b.example/'></iframe>", 'a'},
	{"<frameset><frame src='http://b.example/'></frameset>", 'a'},
	{"<embed src='http://b.example/x.swf'>", 'a'},
	{"<object data='http://b.example/x.pdf'></object>", 'a'},
	{"<link rel='stylesheet' href='http://b.example/style.php'>", 'a'},
	{"<link rel='preload' href='http://b.example/x.woff2'>", 'a'},
	{"<style>@import 'http://b.example/x';</style>", 'a'},
	{"<style>@font-face { src: url(http://b.example/x.woff?a=1) }</style>", 'a'},
	{"<img src='http://b.example/x.png'>", 'p'},
	{"<img srcset='HTTP://b.example/x.png 2x'>", 'p'},
	{"<video src='http://b.example/x.mp4'></video>", 'p'},
	{"<audio src='http://b.example/x.mp3'></audio>", 'p'},
	{"<input type='image' src='http://b.example/x.png'>", 'p'},
	{"<body background='http://b.example/x.gif'>", 'p'},
	{"<link rel='icon' href='http://b.example/x.ico'>", 'p'},
	{"<p style='background: url(http://b.example/x.png)'>", 'p'},
	{"<form action='http://b.example/send'></form>", 'f'},
	{"<a href='http://b.example/'>b</a>", '-'},
	{"<area href='http://b.example/'>", '-'},
	{"<link rel='canonical' href='http://a.example/'>", '-'},
	{"<link rel='alternate' href='http://a.example/feed.css'>", '-'},
	{"<link rel='prefetch' href='http://b.example/next'>", '-'},
	{"<meta http-equiv='refresh' content='0;url=http://b.example/'>", '-'},
	{"<script>location.href='http://b.example/'</script>", '-'},
	{"<script src='//b.example/x.js'></script>", '-'},
	{"<script src='/x.js'></script>", '-'},
	{"<script src='https://b.example/x.js'></script>", '-'},
	{"<script src='http://127.0.0.1:8080/x.js'></script>", '-'},
	{"<script src='http://localhost/x.js'></script>", '-'},
	{"<script src='http://192.168.1.2/x.js'></script>", 'a'},
	{"<meta http-equiv='Content-Security-Policy' content=\"default-src *; Upgrade-Insecure-Requests\">"
	 "<img src='http://b.example/x.png'>", 'u'},
	{"<meta http-equiv='Content-Security-Policy' content='img-src *'><img src='http://b.example/x.png'>", 'p'},
};

int main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_int(letter("https://a.example/", cases[i].html), cases[i].want, cases[i].html);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (cases[i].want != 'u')
			is_int(letter("http://a.example/", cases[i].html), '-', "a page over http has none");
	return tap_done();
}
