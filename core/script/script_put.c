#include "core/script/script_put.h"

#include <string.h>

#include "core/base/utf8.h"

static void put_name(struct gp_msg_out *m, const struct gp_source *f)
{
	const char *slash = strrchr(f->path, '/'), *base = slash ? slash + 1 : f->path;
	size_t n = f->kind == GP_SCRIPT_MODULE ? strlen(base) : 0;

	if (f->name)
		gp_msg_put_str(m, f->name, strlen(f->name));
	else
		gp_msg_put_str(m, base, n > 4 ? n - 4 : 0); /* without .lua */
}

int gp_script_put_source(struct gp_buf *out, int file, const struct gp_source *f)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, out, GP_SCRIPT_FILE);
	gp_msg_put_int(&m, file);
	gp_msg_put_int(&m, f->pack);
	gp_msg_put_int(&m, f->kind);
	gp_msg_put_str(&m, f->path, strlen(f->path));
	put_name(&m, f);
	gp_msg_put_int(&m, (int64_t)f->n);
	if (gp_msg_end(&m))
		return -1;
	for (size_t at = 0, n; at < f->n; at += n) {
		n = f->n - at < GP_SCRIPT_PIECE ? f->n - at : GP_SCRIPT_PIECE;
		gp_msg_begin(&m, out, GP_SCRIPT_BYTES);
		gp_msg_put_str(&m, f->text + at, n);
		if (gp_msg_end(&m))
			return -1;
	}
	return 0;
}

int gp_script_put_declare(struct gp_buf *out, int file, bool quiet)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, out, GP_SCRIPT_DECLARE);
	gp_msg_put_int(&m, file);
	gp_msg_put_int(&m, quiet);
	return gp_msg_end(&m);
}

int gp_script_put_eval(struct gp_buf *out, int pack, size_t offset, size_t length)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, out, GP_SCRIPT_EVAL);
	gp_msg_put_int(&m, pack);
	gp_msg_put_int(&m, (int64_t)offset);
	gp_msg_put_int(&m, (int64_t)length);
	return gp_msg_end(&m);
}

int gp_script_put_args(struct gp_buf *out, int file, const struct gp_source *f)
{
	struct gp_msg_out m;

	if (!f->args)
		return 0;
	gp_msg_begin(&m, out, GP_SCRIPT_ARGS);
	gp_msg_put_int(&m, file);
	gp_msg_put_str(&m, f->args->data, f->args->len);
	return gp_msg_end(&m);
}

int gp_script_put_filter(struct gp_buf *out, int file, const struct gp_source *f)
{
	struct gp_msg_out m;

	if (!f->filter)
		return 0;
	gp_msg_begin(&m, out, GP_SCRIPT_FILTER);
	gp_msg_put_int(&m, file);
	gp_msg_put_str(&m, f->filter->data, f->filter->len);
	return gp_msg_end(&m);
}

/* s as UTF-8, malformed bytes as U+FFFD, to out[0..max); its length. */
static size_t clean(char *out, size_t max, const char *s)
{
	size_t left = strlen(s), n = 0, len;
	char utf8[4];

	for (; left; s += len, left -= len) {
		uint32_t cp = gp_utf8_get(s, left, &len);
		size_t wide = gp_utf8_put(cp == GP_UTF8_BAD ? 0xFFFD : cp, utf8);

		if (n + wide > max)
			break;
		memcpy(out + n, utf8, wide);
		n += wide;
	}
	return n;
}

static void put_word(struct gp_msg_out *m, const char *s)
{
	char word[GP_SCRIPT_WORD_MAX];

	gp_msg_put_str(m, word, clean(word, sizeof word, s));
}

static void put_headers(struct gp_msg_out *m, const char *const *headers)
{
	char text[GP_SCRIPT_HEADER_BYTES];
	size_t length[2 * GP_SCRIPT_HEADERS], n = 0, used = 0, at = 0;

	while (headers && n < GP_SCRIPT_HEADERS && headers[2 * n] && used < sizeof text) {
		for (size_t i = 2 * n; i < 2 * n + 2; i++) {
			length[i] = clean(text + used, sizeof text - used, headers[i]);
			used += length[i];
		}
		n++;
	}
	gp_msg_put_int(m, (int64_t)n);
	for (size_t i = 0; i < 2 * n; i++) {
		gp_msg_put_str(m, text + at, length[i]);
		at += length[i];
	}
}

static void put_text(struct gp_msg_out *m, const char *s)
{
	gp_msg_put_str(m, s, strlen(s));
}

static void put_known(struct gp_msg_out *m, const struct gp_script_known *k)
{
	gp_msg_put_int(m, k != NULL);
	if (!k)
		return;
	put_text(m, k->declared);
	put_text(m, k->found);
	gp_msg_put_int(m, k->mislabelled);
	gp_msg_put_int(m, k->late_meta);
	gp_msg_put_int(m, (int64_t)k->noted);
}

int gp_script_put_call(struct gp_buf *out, int file, const char *function, size_t offset, size_t length,
    const struct gp_script_body *body)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, out, GP_SCRIPT_CALL);
	gp_msg_put_int(&m, file);
	gp_msg_put_str(&m, function, strlen(function));
	gp_msg_put_int(&m, (int64_t)offset);
	gp_msg_put_int(&m, (int64_t)length);
	gp_msg_put_int(&m, body != NULL);
	if (body) {
		gp_msg_put_int(&m, (int64_t)body->offset);
		gp_msg_put_int(&m, (int64_t)body->length);
		put_word(&m, body->charset);
	}
	return gp_msg_end(&m);
}

int gp_script_put_facts(struct gp_buf *b, const struct gp_script_known *k)
{
	struct gp_msg_out m;

	for (size_t at = 0, n; k && at < k->facts_n; at += n) {
		n = k->facts_n - at < GP_SCRIPT_PIECE ? k->facts_n - at : GP_SCRIPT_PIECE;
		gp_msg_begin(&m, b, GP_SCRIPT_FACTS);
		gp_msg_put_str(&m, k->facts + at, n);
		if (gp_msg_end(&m))
			return -1;
	}
	return 0;
}

void gp_script_put_page(struct gp_msg_out *m, const struct gp_script_page *p)
{
	put_text(m, p->url);
	gp_msg_put_int(m, p->status);
	put_word(m, p->type);
	put_word(m, p->charset);
	gp_msg_put_int(m, (int64_t)p->offset);
	gp_msg_put_int(m, (int64_t)p->length);
	put_known(m, p->known);
	put_headers(m, p->headers);
}
