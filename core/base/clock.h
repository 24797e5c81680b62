/*
 * clock.h - the time, from one place so that tests can set it.
 *
 * Monotonic time drives time-outs and lanes; wall time is only ever shown or
 * stored. Dates are those of China (UTC+8, no summer time), whatever TZ says.
 */
#ifndef GP_BASE_CLOCK_H
#define GP_BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

/* Milliseconds since some fixed moment; never runs backwards. */
int64_t gp_clock_mono_ms(void);
/* Seconds since 1970-01-01 UTC. */
int64_t gp_clock_now(void);
/* Fixes gp_clock_now() at `t`; 0 gives the system clock back. */
void gp_clock_freeze(int64_t t);
/* "2023-04-20T11:20:00+08:00" into out[32]; returns out. */
char *gp_clock_iso(int64_t t, char out[32]);

#endif
