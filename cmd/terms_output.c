#define _GNU_SOURCE
#include "cmd/terms_output.h"

#include <string.h>

#include "core/text/utf8.h"

#define DRAIN ((size_t)64 << 10)
#define ROOM ((size_t)1 << 20)
#define SHOWN 60 /* characters of a line before a hit, and after it */

static void drain(struct gp_terms_output *o, size_t most)
{
	if (o->buf.len > most && !o->failed)
		o->failed = gp_outfile_drain(o->file, &o->buf, o->e) != 0;
}

/* --- plain: as fast as bytes can be put down */

static char *put_number(char *to, uint64_t v)
{
	char digits[20];
	size_t n = 0;

	do
		digits[n++] = (char)('0' + v % 10);
	while (v /= 10);
	while (n)
		*to++ = digits[--n];
	return to;
}

static void plain(struct gp_terms_output *o, const struct gp_termset_hit *h)
{
	const struct gp_terms_input *in = o->in;
	size_t name = o->names ? strlen(in->name) : 0, n = h->to - h->from;
	char *start = gp_buf_reserve(&o->buf, name + n + 24), *to = start;

	if (!start)
		return;
	if (name) {
		memcpy(to, in->name, name);
		to += name;
		*to++ = ':';
	}
	to = put_number(to, in->base + in->at + h->from);
	*to++ = ':';
	memcpy(to, in->bytes.data + in->at + h->from, n);
	to += n;
	*to++ = '\n';
	o->buf.len += (size_t)(to - start);
}

/* --- places */

/* Counts lines and columns up to bytes.data[to]. */
static void advance(struct gp_terms_output *o, size_t to)
{
	const char *p = o->in->bytes.data + o->seen, *end = o->in->bytes.data + to;

	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));

		if (!nl)
			break;
		o->line++;
		o->col = 1;
		p = nl + 1;
	}
	for (; p < end; p++)
		o->col += ((unsigned char)*p & 0xC0) != 0x80;
	o->seen = to;
}

/* Where the part of the line that is shown begins: SHOWN characters before `from`. */
static size_t left_of(const struct gp_terms_input *in, size_t from)
{
	const char *p = in->bytes.data;
	size_t chars = 0;

	while (from && p[from - 1] != '\n' && chars < SHOWN) {
		from--;
		chars += ((unsigned char)p[from] & 0xC0) != 0x80;
	}
	return from;
}

static size_t right_of(const struct gp_terms_input *in, size_t to)
{
	const char *p = in->bytes.data;
	size_t chars = 0;

	for (; to < in->bytes.len && p[to] != '\n' && p[to] != '\r'; to++)
		if (((unsigned char)p[to] & 0xC0) != 0x80 && ++chars > SHOWN)
			break;
	return to;
}

static void text(struct gp_terms_output *o, const struct gp_termset_hit *h)
{
	const struct gp_terms_input *in = o->in;
	const struct gp_term_row *row = &o->terms->rows[h->index];
	size_t from = in->at + h->from, to = in->at + h->to, left = left_of(in, from), right = right_of(in, to);
	const char *p = in->bytes.data;

	gp_utf8_show(&o->buf, in->name, strlen(in->name));
	gp_buf_printf(&o->buf, ":%llu:%llu: ", (unsigned long long)o->line, (unsigned long long)o->col);
	gp_utf8_show(&o->buf, p + from, to - from);
	if (*row->instead) {
		gp_buf_puts(&o->buf, " → ");
		gp_utf8_show(&o->buf, row->instead, strlen(row->instead));
	}
	if (*row->note) {
		gp_buf_puts(&o->buf, "  ");
		gp_utf8_show(&o->buf, row->note, strlen(row->note));
	}
	gp_buf_puts(&o->buf, left && p[left - 1] != '\n' ? "\n    …" : "\n    ");
	gp_utf8_show(&o->buf, p + left, right - left);
	gp_buf_puts(&o->buf, right < in->bytes.len && p[right] != '\n' && p[right] != '\r' ? "…\n" : "\n");
}

static void json_key(struct gp_terms_output *o, const char *key, const char *value)
{
	gp_json_key(&o->json, key);
	gp_json_str(&o->json, *value ? value : NULL);
}

static void json(struct gp_terms_output *o, const struct gp_termset_hit *h)
{
	const struct gp_term_row *row = &o->terms->rows[h->index];
	struct gp_json *j = &o->json;

	gp_json_object(j);
	json_key(o, "file", o->in->name);
	gp_json_key(j, "offset");
	gp_json_int(j, (int64_t)(o->in->base + o->in->at + h->from));
	gp_json_key(j, "line");
	gp_json_int(j, (int64_t)o->line);
	gp_json_key(j, "col");
	gp_json_int(j, (int64_t)o->col);
	gp_json_key(j, "text");
	gp_json_strn(j, o->in->bytes.data + o->in->at + h->from, h->to - h->from);
	json_key(o, "term", row->term);
	json_key(o, "instead", row->instead);
	json_key(o, "note", row->note);
	gp_json_object_end(j);
}

/* --- the whole */

void gp_terms_output_begin(struct gp_terms_output *o)
{
	gp_buf_init(&o->buf, ROOM);
	gp_json_init(&o->json, &o->buf);
	if (o->format != GP_TERMS_JSON)
		return;
	gp_json_object(&o->json);
	gp_json_key(&o->json, "schema");
	gp_json_int(&o->json, 1);
	if (!o->count) {
		gp_json_key(&o->json, "hits");
		gp_json_array(&o->json);
	}
}

void gp_terms_output_file(struct gp_terms_output *o, const struct gp_terms_input *in)
{
	o->in = in;
	o->hits_here = 0;
	o->seen = 0;
	o->line = o->col = 1;
}

bool gp_terms_output_hit(void *user, const struct gp_termset_hit *h)
{
	struct gp_terms_output *o = user;

	o->hits_here++;
	if (o->count)
		return true;
	if (o->format == GP_TERMS_PLAIN) {
		plain(o, h);
	} else {
		advance(o, o->in->at + h->from);
		(o->format == GP_TERMS_JSON ? json : text)(o, h);
	}
	drain(o, DRAIN);
	return !o->failed;
}

void gp_terms_output_searched(struct gp_terms_output *o, size_t done)
{
	if (o->format == GP_TERMS_PLAIN || o->count)
		return;
	if (o->seen < done)
		advance(o, done);
}

void gp_terms_output_file_end(struct gp_terms_output *o)
{
	o->hits += o->hits_here;
	if (!o->count || o->format == GP_TERMS_JSON)
		return;
	if (o->names) {
		gp_utf8_show(&o->buf, o->in->name, strlen(o->in->name));
		gp_buf_putc(&o->buf, ':');
	}
	gp_buf_put_uint(&o->buf, o->hits_here);
	gp_buf_putc(&o->buf, '\n');
	drain(o, DRAIN);
}

int gp_terms_output_end(struct gp_terms_output *o, struct gp_err *e)
{
	int rc;

	if (o->format == GP_TERMS_JSON) {
		if (!o->count)
			gp_json_array_end(&o->json);
		gp_json_key(&o->json, "count");
		gp_json_int(&o->json, (int64_t)o->hits);
		gp_json_object_end(&o->json);
		gp_buf_putc(&o->buf, '\n');
	}
	drain(o, 0);
	gp_buf_free(&o->buf);
	if (!o->failed)
		return gp_outfile_commit(o->file, e);
	rc = -1;
	gp_outfile_discard(o->file);
	return rc;
}
