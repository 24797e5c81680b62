#include "core/crawl/known.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/base/mem.h"

#define KNOWN_MAX 4000000           /* addresses: 64 MB; what is beyond is asked for as ever */
#define TEXT_MAX ((size_t)256 << 20)

static uint64_t hash_of(const struct gp_known *k, const char *url)
{
	uint64_t seed, mask;

	memcpy(&seed, k->key, 8);
	memcpy(&mask, k->key + 8, 8);
	return XXH3_64bits_withSeed(url, strlen(url), seed) ^ mask;
}

static int take(void *user, const struct gp_store_known *row)
{
	struct gp_known *k = user;
	struct gp_known_entry *to;
	size_t at = k->text.len;

	if (k->count == KNOWN_MAX)
		return 0;
	if (row->page && (gp_buf_put(&k->text, row->etag, strlen(row->etag) + 1) ||
	    gp_buf_put(&k->text, row->modified, strlen(row->modified) + 1)))
		return 0;
	if (k->count == k->cap) {
		k->cap = k->cap ? k->cap * 2 : 256;
		k->list = gp_reallocarray(k->list, k->cap, sizeof *k->list);
	}
	to = &k->list[k->count++];
	*to = (struct gp_known_entry){.hash = hash_of(k, row->url), .id = (uint32_t)row->id,
	    .validators = row->page ? (uint32_t)at : UINT32_MAX};
	return 0;
}

static int by_hash(const void *a, const void *b)
{
	const struct gp_known_entry *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

int gp_known_load(struct gp_known *k, struct gp_store *s, int64_t read_since, int64_t asked_since,
    const unsigned char key[16], struct gp_err *e)
{
	memcpy(k->key, key, sizeof k->key);
	gp_buf_init(&k->text, TEXT_MAX);
	if (gp_store_each_known(s, read_since, asked_since, take, k, e))
		return -1;
	if (k->count)
		qsort(k->list, k->count, sizeof *k->list, by_hash);
	return 0;
}

void gp_known_free(struct gp_known *k)
{
	free(k->list);
	gp_buf_free(&k->text);
	*k = (struct gp_known){0};
}

static const struct gp_known_entry *find(const struct gp_known *k, const char *url)
{
	struct gp_known_entry key = {.hash = hash_of(k, url)};

	if (!k->count)
		return NULL;
	return bsearch(&key, k->list, k->count, sizeof *k->list, by_hash);
}

int64_t gp_known_page(const struct gp_known *k, const char *url, const char **etag, const char **modified)
{
	const struct gp_known_entry *at = find(k, url);

	if (!at || at->validators == UINT32_MAX)
		return 0;
	*etag = k->text.data + at->validators;
	*modified = *etag + strlen(*etag) + 1;
	return at->id;
}

int64_t gp_known_fine(const struct gp_known *k, const char *url)
{
	const struct gp_known_entry *at = find(k, url);

	return at && at->validators == UINT32_MAX ? at->id : 0;
}
