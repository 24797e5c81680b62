#include "cmd/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/text/utf8.h"

#define LINES_EVERY_MS 5000
#define WARM_UP_MS 1000 /* no estimate before */

void gp_progress_init(struct gp_progress *p, const struct gp_catalogue *words, enum gp_lang lang, bool quiet)
{
	const char *term = getenv("TERM");

	*p = (struct gp_progress){.words = words, .lang = lang};
	if (quiet || !term || !*term)
		p->how = GP_PROGRESS_NONE;
	else
		p->how = isatty(STDERR_FILENO) && strcmp(term, "dumb") ? GP_PROGRESS_LIVE : GP_PROGRESS_LINES;
}

static void eta(char out[32], const struct gp_progress *p, const struct gp_crawl_progress *now)
{
	int64_t left = now->found - now->done, s;

	if (now->elapsed_ms < WARM_UP_MS || p->rate < 0.01) {
		snprintf(out, 32, "?");
		return;
	}
	s = (int64_t)((double)left / p->rate) + 1;
	if (s < 3600)
		snprintf(out, 32, "%" PRId64 ":%02" PRId64, s / 60, s % 60);
	else
		snprintf(out, 32, "%" PRId64 ":%02" PRId64 ":%02" PRId64, s / 3600, s / 60 % 60, s % 60);
}

static void slow_hosts(struct gp_buf *b, const struct gp_progress *p, const struct gp_crawl_progress *now)
{
	char hosts[400] = "";
	struct gp_param params[] = {{"hosts", hosts}, {NULL, NULL}};
	size_t n = 0;

	for (int i = 0; i < 3 && now->slowest[i].key && now->slowest[i].mean_ms >= 500; i++)
		n += (size_t)snprintf(hosts + n, sizeof hosts - n, "%s%.80s %.1fs", n ? ", " : "",
		    now->slowest[i].key, (double)now->slowest[i].mean_ms / 1000);
	if (!n)
		return;
	gp_buf_puts(b, "  ");
	gp_catalogue_say(b, p->words, p->lang, "progress.slow", params);
}

static void line(struct gp_buf *b, const struct gp_progress *p, const struct gp_crawl_progress *now)
{
	char done[24], found[24], failing[24], rate[24], left[32];
	struct gp_param params[] = {{"done", done}, {"found", found}, {"failing", failing}, {"rate", rate},
	    {"eta", left}, {NULL, NULL}};

	snprintf(done, sizeof done, "%" PRId64, now->done);
	snprintf(found, sizeof found, "%" PRId64, now->found);
	snprintf(failing, sizeof failing, "%" PRId64, now->failing);
	snprintf(rate, sizeof rate, "%.0f", p->rate);
	eta(left, p, now);
	gp_catalogue_say(b, p->words, p->lang, "progress.line", params);
	slow_hosts(b, p, now);
}

/* The longest prefix that fits the terminal: a wrapped line cannot be redrawn. */
static size_t fitting(const struct gp_buf *b)
{
	struct winsize w = {0};
	size_t cols = ioctl(STDERR_FILENO, TIOCGWINSZ, &w) || !w.ws_col ? 80 : w.ws_col, n = b->len;

	while (n && gp_utf8_width(b->data, n) >= cols)
		for (n--; n && ((unsigned char)b->data[n] & 0xC0) == 0x80; n--)
			;
	return n;
}

void gp_progress_show(struct gp_progress *p, const struct gp_crawl_progress *now)
{
	int64_t passed = now->elapsed_ms - p->last_ms;
	double rate;
	struct gp_buf b;

	if (p->how == GP_PROGRESS_NONE || passed <= 0 || (p->how == GP_PROGRESS_LINES && passed < LINES_EVERY_MS))
		return;
	rate = (double)(now->done - p->last_done) * 1000 / (double)passed;
	p->rate = p->last_ms ? p->rate * 0.8 + rate * 0.2 : rate;
	p->last_ms = now->elapsed_ms;
	p->last_done = now->done;
	gp_buf_init(&b, 4096);
	line(&b, p, now);
	if (p->how == GP_PROGRESS_LIVE) {
		fprintf(stderr, "\r%.*s\033[K", (int)fitting(&b), b.data);
		fflush(stderr);
		p->drawn = true;
	} else {
		fprintf(stderr, "%s\n", b.data);
	}
	gp_buf_free(&b);
}

void gp_progress_end(struct gp_progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
	p->drawn = false;
}
