/*
 * usage: crawl_store FILE [PAGES]
 * Writes PAGES pages (20 new URLs, one result, one blob of links each, 1,000 pages a batch),
 * reads them back in every order, and prints rates and the peak of memory.
 */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "core/base/clock.h"
#include "core/store/crawl_store.h"

#define NEW_URLS 20
#define BATCH 1000

static struct gp_err err;
static int64_t last_id;

static void must(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: %s\n", what, err.msg);
		exit(1);
	}
}

static void put_url(struct gp_store *s)
{
	uint64_t spread = (uint64_t)++last_id * 0x9E3779B97F4A7C15u; /* so that sorting has work */
	char url[160];
	struct gp_store_url u = {.id = last_id, .url = url, .host = 1 + last_id % 20, .depth = 3,
	    .flags = GP_URLF_OWN | GP_URLF_LINKED, .parent = last_id / NEW_URLS + 1,
	    .text = "关于进一步规范政务公开工作的通知"};

	snprintf(url, sizeof url, "http://www.example.gov.cn/zwgk/%04x/t20230420_%" PRIx64 ".html",
	    (unsigned)(spread >> 48), spread);
	must(gp_store_put_url(s, &u, &err), "put_url");
}

static void put_page(struct gp_store *s, int64_t id)
{
	static uint32_t ids[40], links[300];
	struct gp_store_result r = {.id = id, .status = 200, .attempts = 1, .type = "text/html",
	    .size = 30000, .elapsed_ms = 12, .at = 1681960800, .title = "某市文化和旅游局 政务公开",
	    .plain_count = 900, .text_hash = (uint64_t)id << 40, .ids = ids, .ids_n = sizeof ids,
	    .charset = "utf-8", .parsed = true};

	memset(ids, (int)id, sizeof ids);
	memset(links, (int)id, sizeof links);
	must(gp_store_put_result(s, &r, &err), "put_result");
	must(gp_store_put_links(s, id, links, sizeof links, &err), "put_links");
}

static int64_t seen;

static int count_url(void *user, const struct gp_store_url *u, bool done)
{
	(void)user, (void)u, (void)done;
	seen++;
	return 0;
}

static int count_result(void *user, const struct gp_store_url *u, const struct gp_store_result *r)
{
	(void)user, (void)u, (void)r;
	seen++;
	return 0;
}

static int count_links(void *user, int64_t page, const char *url, const void *blob, size_t n)
{
	(void)user, (void)page, (void)url, (void)blob, (void)n;
	seen++;
	return 0;
}

static int64_t began;

static void report(const char *what)
{
	int64_t ms = gp_clock_mono_ms() - began;
	struct rusage ru;

	getrusage(RUSAGE_SELF, &ru);
	printf("%-22s %9" PRId64 " in %6" PRId64 " ms  %9.0f /s  cpu %.2f s  peak %ld KiB\n", what,
	    seen,
	    ms, ms ? (double)seen * 1000 / (double)ms : 0.0,
	    (double)(ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) +
		(double)(ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6,
	    ru.ru_maxrss);
	seen = 0;
	began = gp_clock_mono_ms();
}

int main(int argc, char **argv)
{
	int64_t pages = argc > 2 ? strtoll(argv[2], NULL, 10) : 15000, i;
	bool resumed;
	struct gp_store *s;
	int j;

	if (argc < 2)
		return 2;
	must(gp_store_open(&s, argv[1], &err), "open");
	must(gp_store_begin_run(s, "bench", true, &resumed, &err), "begin_run");
	began = gp_clock_mono_ms();
	put_url(s);
	for (i = 1; i <= pages; i++) {
		if (i % BATCH == 1)
			must(gp_store_batch(s, &err), "batch");
		for (j = 0; j < NEW_URLS; j++)
			put_url(s);
		put_page(s, i);
		if (i % BATCH == 0 || i == pages)
			must(gp_store_commit(s, &err), "commit");
	}
	seen = pages;
	report("pages written");
	must(gp_store_batch(s, &err), "batch");
	for (; i <= last_id; i++) {
		struct gp_store_result r = {.id = i, .status = 404, .cause = "http-404",
		    .attempts = 1};

		must(gp_store_put_result(s, &r, &err), "put_result");
		if (i % 20000 == 0) {
			must(gp_store_commit(s, &err), "commit");
			must(gp_store_batch(s, &err), "batch");
		}
	}
	must(gp_store_commit(s, &err), "commit");
	seen = last_id - pages;
	report("other results");
	must(gp_store_each_url(s, count_url, NULL, &err), "each_url");
	report("each_url");
	must(gp_store_each_result(s, count_result, NULL, &err), "each_result");
	report("each_result");
	must(gp_store_each_result_by_url(s, count_result, NULL, &err), "each_result_by_url");
	report("each_result_by_url");
	must(gp_store_each_links(s, count_links, NULL, &err), "each_links");
	report("each_links");
	gp_store_close(s);
	report("close");
	must(gp_store_open(&s, argv[1], &err), "open");
	must(gp_store_begin_run(s, "bench", false, &resumed, &err), "begin_run");
	seen = resumed;
	report("open and resume");
	must(gp_store_begin_run(s, "bench", true, &resumed, &err), "begin_run");
	report("forget");
	gp_store_close(s);
	return 0;
}
