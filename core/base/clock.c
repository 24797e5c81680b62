#define _GNU_SOURCE
#include "core/base/clock.h"

#include <time.h>

#define CHINA_OFFSET (8 * 3600)

static int64_t frozen;

int64_t gp_clock_mono_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t gp_clock_now(void)
{
	return frozen ? frozen : (int64_t)time(NULL);
}

void gp_clock_freeze(int64_t t)
{
	frozen = t;
}

char *gp_clock_iso(int64_t t, char out[32])
{
	time_t shifted = (time_t)(t + CHINA_OFFSET);
	struct tm tm;

	gmtime_r(&shifted, &tm);
	if (!strftime(out, 32, "%Y-%m-%dT%H:%M:%S+08:00", &tm))
		out[0] = '\0';
	return out;
}
