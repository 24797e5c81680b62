/*
 * msg.h - typed, capped records between the parent and a worker.
 *
 * On the wire: u32 payload length, u16 type, u16 zero, payload; host byte
 * order (both ends are the same binary). Payload fields are written and read in the
 * same order: integers as 8 bytes, numbers as LEB128, strings as u32 length and bytes. The reader
 * trusts nothing: every take checks what is left, strings are checked as
 * UTF-8, and a record must be consumed to its last byte.
 */
#ifndef GP_SYS_MSG_H
#define GP_SYS_MSG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"

#define GP_MSG_MAX 65536 /* bytes of payload */
#define GP_MSG_HEADER 8

/* Writing: appends a record to a buffer; the buffer is what gets sent. */
struct gp_msg_out {
	struct gp_buf *buf;
	size_t start;
	bool was_full; /* of the buffer, before this record */
	bool bad;      /* a put did not fit; sticks */
};
void gp_msg_begin(struct gp_msg_out *m, struct gp_buf *buf, uint16_t type);
void gp_msg_put_int(struct gp_msg_out *m, int64_t v);
/* Short for small ones; up to GP_MSG_NUMBERS of them. */
#define GP_MSG_NUMBERS 8
void gp_msg_put_numbers(struct gp_msg_out *m, const uint64_t *v, size_t n);
void gp_msg_put_str(struct gp_msg_out *m, const char *s, size_t n);
/*
 * -1 (and the record is taken back, the buffer as it was) when it is larger
 * than GP_MSG_MAX or passes the buffer's maximum: send what is there, try again.
 */
int gp_msg_end(struct gp_msg_out *m) GP_MUST_USE;

/*
 * A worker's end: writes all of `b` to a descriptor that blocks, and empties it. -1: the other
 * end is gone.
 */
int gp_msg_flush(int fd, struct gp_buf *b) GP_MUST_USE;

/* Reading: a view into received bytes. */
struct gp_msg_in {
	uint16_t type;
	const char *p;
	size_t left;
	bool bad; /* a take went wrong; sticks */
};
/*
 * Length in bytes of the first whole record at p[0..n) and its view; 0: more
 * bytes needed (never more than GP_MSG_HEADER + GP_MSG_MAX in all); -1: not a record.
 */
long gp_msg_next(struct gp_msg_in *m, const char *p, size_t n);
/* 0 when bad. */
int64_t gp_msg_take_int(struct gp_msg_in *m);
/* A value within [lo, hi], else `bad` and lo. */
int64_t gp_msg_take_range(struct gp_msg_in *m, int64_t lo, int64_t hi);
uint64_t gp_msg_take_number(struct gp_msg_in *m);
/* A view of at most `max` bytes of UTF-8, not terminated, perhaps with NULs inside; "" when bad. */
const char *gp_msg_take_str(struct gp_msg_in *m, size_t max, size_t *n);
/* Raw bytes: as above without the UTF-8 check. */
const char *gp_msg_take_bytes(struct gp_msg_in *m, size_t max, size_t *n);
/*
 * A worker's life: reads the socket of the parent (GP_PROC_SOCKET) into `in`, `room` bytes at a time, and hands on
 * each record, until the parent closes it (0). -1: `handle` did not return 0, or what came is no record.
 */
int gp_msg_serve(
    struct gp_buf *in, size_t room, int (*handle)(void *user, struct gp_msg_in *m), void *user) GP_MUST_USE;
/* True when everything was taken and nothing was bad. */
bool gp_msg_done(const struct gp_msg_in *m);

#endif
