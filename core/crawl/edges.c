#include "core/crawl/edges.h"

#include <string.h>
#include <xxhash.h>

#define FLAG_LOW 1
#define FLAG_SAME_TEXT 2
#define FLAG_FRAGMENT 4
#define FLAG_HIDDEN 8 /* a byte says why */
#define FLAG_MIXED 16 /* and one says which */

static const char *const kinds[] = {
	"other", "a", "area", "link", "img", "script", "iframe", "frame", "embed", "object", "video",
	"audio", "source", "track", "form", "meta", "css", "script-literal", "input", "body", "table",
	"td", "image", "redirect", "list", "sitemap",
};

uint8_t gp_edge_kind(const char *element, size_t n)
{
	for (uint8_t i = 1; i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(kinds[i]) == n && !memcmp(kinds[i], element, n))
			return i;
	return 0;
}

const char *gp_edge_kind_name(uint8_t kind)
{
	return kinds[kind < sizeof kinds / sizeof *kinds ? kind : 0];
}

#define NUMBER_MAX 10 /* bytes of a 64-bit number */

/* Writes v at `to`; behind it. */
static unsigned char *put_number(unsigned char *to, uint64_t v)
{
	for (; v > 0x7F; v >>= 7)
		*to++ = (unsigned char)((v & 0x7F) | 0x80);
	*to++ = (unsigned char)v;
	return to;
}

static unsigned char *put_bytes(unsigned char *to, const char *p, size_t n)
{
	to = put_number(to, n);
	if (n)
		memcpy(to, p, n);
	return to + n;
}

static uint64_t zigzag(int64_t v)
{
	return ((uint64_t)v << 1) ^ (uint64_t)(v >> 63);
}

static int64_t unzigzag(uint64_t v)
{
	return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

void gp_edges_begin(struct gp_edge_writer *w, struct gp_buf *out)
{
	*w = (struct gp_edge_writer){.out = out};
}

/* Where a target would stand there is what makes it 0, which no target is. */
static int put_stamp(struct gp_edge_writer *w, const struct gp_edge *e)
{
	unsigned char *to = (unsigned char *)gp_buf_reserve(w->out, 4 * NUMBER_MAX + 1);

	if (!to)
		return -1;
	to = put_number(to, zigzag((int64_t)(0 - (uint64_t)w->last_to)));
	to = put_number(to, zigzag((int64_t)e->stamp - w->last_stamp));
	to = put_number(to, zigzag((int64_t)e->line - w->last_line));
	to = put_number(to, e->col);
	*to++ = e->place;
	w->out->len = (size_t)((char *)to - w->out->data);
	w->out->data[w->out->len] = '\0';
	w->last_to = 0;
	w->last_stamp = e->stamp;
	w->last_line = e->line;
	return 0;
}

int gp_edges_put(struct gp_edge_writer *w, const struct gp_edge *e)
{
	unsigned flags = (e->low ? FLAG_LOW : 0u) | (e->same_text ? FLAG_SAME_TEXT : 0u) |
	    (e->has_fragment ? FLAG_FRAGMENT : 0u) | (e->hidden ? FLAG_HIDDEN : 0u) |
	    (e->mixed ? FLAG_MIXED : 0u);
	size_t room = 5 * NUMBER_MAX + 5 + e->text_n + e->fragment_n;
	unsigned char *to;

	if (e->stamp)
		return put_stamp(w, e);
	to = (unsigned char *)gp_buf_reserve(w->out, room);
	if (!to)
		return -1;
	/* unsigned, as in the reader: a damaged blob gives any number, and overflow is undefined */
	to = put_number(to, zigzag((int64_t)((uint64_t)e->to - (uint64_t)w->last_to)));
	to = put_number(to, zigzag((int64_t)e->line - w->last_line));
	to = put_number(to, e->col);
	*to++ = e->kind;
	*to++ = e->place;
	*to++ = (unsigned char)flags;
	if (e->hidden)
		*to++ = e->hidden;
	if (e->mixed)
		*to++ = e->mixed;
	if (!e->same_text)
		to = put_bytes(to, e->text, e->text_n);
	if (e->has_fragment)
		to = put_bytes(to, e->fragment, e->fragment_n);
	w->out->len = (size_t)((char *)to - w->out->data);
	w->out->data[w->out->len] = '\0';
	w->last_to = e->to;
	w->last_line = e->line;
	return 0;
}

void gp_edges_open(struct gp_edge_reader *r, const void *blob, size_t n)
{
	*r = (struct gp_edge_reader){.p = blob, .end = (const unsigned char *)blob + n};
}

/* These read at p and return where they ended, NULL: damaged. */
static const unsigned char *take_long_number(const unsigned char *p, const unsigned char *end, uint64_t *v)
{
	unsigned shift = 0;

	*v = 0;
	while (p < end && shift < 64) {
		unsigned char c = *p++;

		*v |= (uint64_t)(c & 0x7F) << shift;
		if (!(c & 0x80))
			return p;
		shift += 7;
	}
	return NULL;
}

static inline const unsigned char *take_number(const unsigned char *p, const unsigned char *end, uint64_t *v)
{
	if (p == end || *p & 0x80)
		return take_long_number(p, end, v);
	*v = *p; /* as most are */
	return p + 1;
}

static inline const unsigned char *take_string(const unsigned char *p, const unsigned char *end, const char **s,
    size_t *n)
{
	uint64_t len;

	p = take_number(p, end, &len);
	if (!p || len > (size_t)(end - p))
		return NULL;
	*s = (const char *)p;
	*n = (size_t)len;
	return p + len;
}

static const unsigned char *take_stamp(struct gp_edge_reader *r, struct gp_edge *e, const unsigned char *p,
    const unsigned char *end)
{
	uint64_t stamp, line, col;

	if (!(p = take_number(p, end, &stamp)) || !(p = take_number(p, end, &line)) ||
	    !(p = take_number(p, end, &col)) || p == end)
		return NULL;
	r->last_stamp += (uint32_t)unzigzag(stamp);
	r->last_line += (uint32_t)unzigzag(line);
	*e = (struct gp_edge){.stamp = r->last_stamp, .line = r->last_line, .col = (uint32_t)col, .place = *p++,
	    .text = "", .fragment = ""};
	return e->stamp ? p : NULL;
}

int gp_edges_next(struct gp_edge_reader *r, struct gp_edge *e)
{
	const unsigned char *p = r->p, *end = r->end; /* here, as any write to a byte of *e might change r->p */
	uint64_t to, line, col;
	unsigned flags;

	if (p == end)
		return 0;
	if (!(p = take_number(p, end, &to)))
		return -1;
	r->last_to = (int64_t)((uint64_t)r->last_to + (uint64_t)unzigzag(to));
	if (!r->last_to) {
		r->p = take_stamp(r, e, p, end);
		return r->p ? 1 : -1;
	}
	if (!(p = take_number(p, end, &line)) || !(p = take_number(p, end, &col)) || end - p < 3)
		return -1;
	e->stamp = 0;
	e->to = r->last_to;
	e->line = r->last_line += (uint32_t)unzigzag(line);
	e->col = (uint32_t)col;
	e->kind = *p++;
	e->place = *p++;
	flags = *p++;
	e->low = flags & FLAG_LOW;
	e->same_text = flags & FLAG_SAME_TEXT;
	e->has_fragment = flags & FLAG_FRAGMENT;
	if (flags & FLAG_HIDDEN && p == end)
		return -1;
	e->hidden = flags & FLAG_HIDDEN ? *p++ : 0;
	if (flags & FLAG_MIXED && p == end)
		return -1;
	e->mixed = flags & FLAG_MIXED ? *p++ : 0;
	e->text = e->fragment = "";
	e->text_n = e->fragment_n = 0;
	if (!(flags & FLAG_SAME_TEXT) && !(p = take_string(p, end, &e->text, &e->text_n)))
		return -1;
	if (flags & FLAG_FRAGMENT && !(p = take_string(p, end, &e->fragment, &e->fragment_n)))
		return -1;
	r->p = p;
	return 1;
}

void gp_edge_stamped(struct gp_edge *e, const struct gp_edge *stamp)
{
	const struct gp_edge here = *e;

	*e = *stamp;
	e->stamp = here.stamp;
	e->line = here.line;
	e->col = here.col;
	e->place = here.place;
}

uint32_t gp_edges_name_hash(const char *name, size_t n)
{
	return (uint32_t)XXH3_64bits(name, n);
}

uint32_t gp_edges_passage_hash(const char *directive, size_t n, bool found)
{
	/* another seed than names have: an id may be called as a directive is */
	return (uint32_t)XXH3_64bits_withSeed(directive, n, found ? 2 : 1);
}

bool gp_edges_has_name(const void *hashes, size_t bytes, uint32_t hash)
{
	size_t lo = 0, hi = bytes / 4;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		uint32_t v;

		memcpy(&v, (const char *)hashes + mid * 4, 4);
		if (v == hash)
			return true;
		if (v < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}
