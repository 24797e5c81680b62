#include "core/sys/msg.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/sys/proc.h"

void gp_msg_begin(struct gp_msg_out *m, struct gp_buf *buf, uint16_t type)
{
	char head[GP_MSG_HEADER] = {0};

	*m = (struct gp_msg_out){.buf = buf, .start = buf->len, .was_full = buf->full};
	memcpy(head + 4, &type, sizeof type);
	m->bad = gp_buf_put(buf, head, sizeof head) < 0;
}

static void put(struct gp_msg_out *m, const void *p, size_t n)
{
	if (!m->bad)
		m->bad = m->buf->len - m->start + n > GP_MSG_HEADER + GP_MSG_MAX ||
		    gp_buf_put(m->buf, p, n) < 0;
}

void gp_msg_put_int(struct gp_msg_out *m, int64_t v)
{
	put(m, &v, sizeof v);
}

void gp_msg_put_numbers(struct gp_msg_out *m, const uint64_t *v, size_t n)
{
	unsigned char byte[GP_MSG_NUMBERS * 10];
	size_t used = 0;

	for (size_t i = 0; i < n && i < GP_MSG_NUMBERS; i++) {
		uint64_t left = v[i];

		for (; left > 0x7F; left >>= 7)
			byte[used++] = (unsigned char)(left | 0x80);
		byte[used++] = (unsigned char)left;
	}
	put(m, byte, used);
}

void gp_msg_put_str(struct gp_msg_out *m, const char *s, size_t n)
{
	uint32_t len = (uint32_t)n;

	if (n > GP_MSG_MAX) {
		m->bad = true;
		return;
	}
	put(m, &len, sizeof len);
	put(m, s, n);
}

int gp_msg_end(struct gp_msg_out *m)
{
	uint32_t len;

	if (m->bad) {
		m->buf->len = m->start;
		m->buf->full = m->was_full;
		if (m->buf->data)
			m->buf->data[m->start] = '\0';
		return -1;
	}
	len = (uint32_t)(m->buf->len - m->start - GP_MSG_HEADER);
	memcpy(m->buf->data + m->start, &len, sizeof len);
	return 0;
}

long gp_msg_next(struct gp_msg_in *m, const char *p, size_t n)
{
	uint32_t len;
	uint16_t type, zero;

	*m = (struct gp_msg_in){.p = "", .bad = true};
	if (n < sizeof len)
		return 0;
	memcpy(&len, p, sizeof len);
	if (len > GP_MSG_MAX)
		return -1;
	if (n < GP_MSG_HEADER)
		return 0;
	memcpy(&type, p + 4, sizeof type);
	memcpy(&zero, p + 6, sizeof zero);
	if (zero)
		return -1;
	if (n - GP_MSG_HEADER < len)
		return 0;
	*m = (struct gp_msg_in){.type = type, .p = p + GP_MSG_HEADER, .left = len};
	return GP_MSG_HEADER + (long)len;
}

/* The next n bytes, or NULL (and `bad` set) when that many are not there. */
static const char *take(struct gp_msg_in *m, size_t n)
{
	const char *p = m->p;

	if (m->bad || n > m->left) {
		m->bad = true;
		return NULL;
	}
	m->p += n;
	m->left -= n;
	return p;
}

int64_t gp_msg_take_int(struct gp_msg_in *m)
{
	const char *p = take(m, sizeof(int64_t));
	int64_t v = 0;

	if (p)
		memcpy(&v, p, sizeof v);
	return v;
}

int64_t gp_msg_take_range(struct gp_msg_in *m, int64_t lo, int64_t hi)
{
	int64_t v = gp_msg_take_int(m);

	if (m->bad || v < lo || v > hi) {
		m->bad = true;
		return lo;
	}
	return v;
}

uint64_t gp_msg_take_number(struct gp_msg_in *m)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		const char *p = take(m, 1);

		if (!p)
			return 0;
		v |= (uint64_t)(*p & 0x7F) << shift;
		if (!(*p & 0x80))
			return v;
	}
	m->bad = true;
	return 0;
}

const char *gp_msg_take_bytes(struct gp_msg_in *m, size_t max, size_t *n)
{
	const char *p = take(m, sizeof(uint32_t));
	uint32_t len = 0;

	*n = 0;
	if (p)
		memcpy(&len, p, sizeof len);
	if (len > max)
		m->bad = true;
	p = take(m, len);
	if (!p)
		return "";
	*n = len;
	return p;
}

const char *gp_msg_take_str(struct gp_msg_in *m, size_t max, size_t *n)
{
	const char *s = gp_msg_take_bytes(m, max, n);

	if (gp_utf8_valid(s, *n))
		return s;
	m->bad = true;
	*n = 0;
	return "";
}

bool gp_msg_done(const struct gp_msg_in *m)
{
	return !m->bad && m->left == 0;
}

int gp_msg_flush(int fd, struct gp_buf *b)
{
	size_t done = 0;

	while (done < b->len) {
		ssize_t n = write(fd, b->data + done, b->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		done += (size_t)n;
	}
	gp_buf_clear(b);
	return 0;
}

int gp_msg_serve(struct gp_buf *in, size_t room, int (*handle)(void *user, struct gp_msg_in *m), void *user)
{
	for (;;) {
		struct gp_msg_in m;
		long used = gp_msg_next(&m, in->data ? in->data : "", in->len);
		char *to;
		ssize_t n;

		if (used < 0 || (used && handle(user, &m)))
			return -1;
		if (used) {
			gp_buf_shift(in, (size_t)used);
			continue;
		}
		to = gp_buf_reserve(in, room);
		if (!to)
			return -1;
		n = read(GP_PROC_SOCKET, to, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) /* the parent is gone, or has finished */
			return n < 0 ? -1 : 0;
		in->len += (size_t)n;
	}
}
