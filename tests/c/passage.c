/* text fragments: what a page has, what it has not, and what cannot be told */
#include "core/web/passage.h"

#include "core/base/buf.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;

static const char *answer(const char *page, const char *directive)
{
	static const char *const names[] = {"found", "absent", "unknown"};
	struct gp_passage_text t;
	char *exact = gp_strndup(page, strlen(page)); /* a sanitizer sees overruns */

	gp_passage_read(&t, &arena, exact, strlen(page));
	free(exact);
	return names[gp_passage_find(&t, &arena, (struct gp_text){directive, strlen(directive)})];
}

static const char *const page = "<title>Head</title><h1>Annual <b>re</b>port</h1>"
    "<p>First\n  line,<br>second line.</p><p>The cat sat &amp; slept.</p><p>关于印发<span>《办法》</span>的通知</p>"
    "<table><tr><td>ＧＢ１２３</td><td>数量</td></tr></table><script>secret()</script><p>The cat ran.</p>"
    "<!-- hidden -->Ünder ДОМ";

static void finds(const char *directive)
{
	is_str(answer(page, directive), "found", directive);
}

static void misses(const char *directive)
{
	is_str(answer(page, directive), "absent", directive);
}

/* The directives of a fragment, each in brackets. */
static void has(const char *fragment, const char *want)
{
	size_t n = strlen(fragment);
	const char *p = fragment + gp_passage_at(fragment, n);
	struct gp_text d;
	struct gp_buf b;

	gp_buf_init(&b, 1000);
	gp_buf_puts(&b, "");
	while (gp_passage_next(&p, fragment + n, &d))
		gp_buf_printf(&b, "[%.*s]", (int)d.n, d.p);
	is_str(b.data, want, fragment);
	gp_buf_free(&b);
}

static void long_text(void)
{
	size_t n = GP_PASSAGE_TEXT + 1000;
	struct gp_passage_text t;
	char *s = gp_alloc(n);

	memset(s, 'a', n);
	gp_passage_read(&t, &arena, s, n);
	is_int(gp_passage_find(&t, &arena, (struct gp_text){"text=b", 6}), GP_PASSAGE_UNKNOWN,
	    "what stands beyond the limit is not known");
	memset(s, ' ', n);
	for (size_t i = 0; i < n; i += 2)
		s[i] = 'a';
	gp_passage_read(&t, &arena, s, GP_PASSAGE_TEXT / 2);
	is_int(gp_passage_find(&t, &arena, (struct gp_text){"text=a-,b", 9}), GP_PASSAGE_UNKNOWN,
	    "a search that takes too long is given up");
	free(s);
}

int main(void)
{
	finds("text=annual%20report");
	finds("text=ANNUAL%20%20Report");
	finds("text=First%20line,second%20line");
	finds("text=line,%20second");
	finds("text=cat%20sat%20%26%20slept");
	finds("text=%E5%85%B3%E4%BA%8E%E5%8D%B0%E5%8F%91%E3%80%8A%E5%8A%9E%E6%B3%95%E3%80%8B");
	finds("text=gb123%20%E6%95%B0%E9%87%8F");
	finds("text=the-,cat,slept");
	finds("text=the%20cat-,ran");
	finds("text=the%20cat,-ran");
	finds("text=slept.-,%E5%85%B3%E4%BA%8E");
	finds("text=annual,ran.");
	finds("text=first,-line");
	finds("text=%C3%BCnder%20%D0%B4%D0%BE%D0%BC");
	misses("text=line.%20The");
	misses("text=nothing");
	misses("text=ca");
	misses("text=dog-,cat");
	misses("text=the%20cat,-barked");
	misses("text=ran,annual");
	misses("text=cat,dog");
	misses("text=secret");
	misses("text=hidden");
	misses("text=Head");
	is_str(answer("<div id=app></div><script src=a.js></script>", "text=news"), "unknown",
	    "a page that scripts write says nothing about its text");
	is_str(answer("<script src=a.js></script><div>news</div>", "text=news"), "found", "what stands there is found");
	is_str(answer("", "text=news"), "absent", "an empty page has no words");
	has("top", "");
	has("sec:~:text=a", "[text=a]");
	has(":~:text=a&text=b,c&other=d&text=", "[text=a][text=b,c]");
	has(":~:text=a-,b,c,-d&text=a,b,c,d,e&text=-a&text=a-&text=a-,-b", "[text=a-,b,c,-d]");
	is_str(gp_passage_words(&arena, (struct gp_text){"text=a-,b%20c,d,-e", 18}).p, "b c … d", "words for people");
	long_text();
	gp_arena_free(&arena);
	return tap_done();
}
