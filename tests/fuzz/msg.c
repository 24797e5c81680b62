/*
 * msg.c - libFuzzer target: received bytes that claim to be records.
 * The type of a record picks how its fields are taken; what
 * comes out must lie inside the input and round-trip.
 */
#include "core/sys/msg.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void inside(const char *s, size_t n, const char *from, size_t size)
{
	if (n && (s < from || n > size || (size_t)(s - from) > size - n))
		abort();
}

/* Takes fields in an order the record's type decides, and writes them again. */
static void take_all(struct gp_msg_in *m, const char *rec, size_t size)
{
	struct gp_msg_in view = *m;
	struct gp_msg_out out;
	struct gp_buf buf;
	unsigned kinds = m->type;
	const char *s;
	size_t n;

	gp_buf_init(&buf, GP_MSG_HEADER + GP_MSG_MAX);
	gp_msg_begin(&out, &buf, m->type);
	while (!m->bad && m->left) {
		if (kinds & 1) {
			s = kinds & 2 ? gp_msg_take_str(m, 1000, &n) : gp_msg_take_bytes(m, GP_MSG_MAX, &n);
			inside(s, n, view.p, view.left);
			gp_msg_put_str(&out, s, n);
		} else {
			gp_msg_put_int(&out, gp_msg_take_int(m));
		}
		kinds = kinds >> 1 | (kinds & 1) << 15;
	}
	if (gp_msg_done(m) && (gp_msg_end(&out) < 0 || buf.len != size || memcmp(buf.data, rec, size)))
		abort();
	gp_buf_free(&buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data;
	struct gp_msg_in m;
	long len;

	while ((len = gp_msg_next(&m, p, size)) > 0) {
		if ((size_t)len > size || m.left + GP_MSG_HEADER != (size_t)len)
			abort();
		take_all(&m, p, (size_t)len);
		p += len;
		size -= (size_t)len;
	}
	return 0;
}
