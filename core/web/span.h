/* span.h - a piece of text that somebody else owns. */
#ifndef GP_WEB_SPAN_H
#define GP_WEB_SPAN_H

#include <stddef.h>

struct gp_text {
	const char *p; /* not NUL-terminated unless said */
	size_t n;
};

#endif
