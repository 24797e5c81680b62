/*
 * serve.h - a static file server on loopback, for previews and for tests.
 *
 * GET and HEAD of the files below one folder, on 127.0.0.1 only, in a thread
 * of its own. A folder is answered by its index.html (with a 301 that adds the
 * slash); everything else that is not a readable regular file is a 404 page
 * with status 404. Types follow the suffix; text/html carries no charset
 * parameter, so that what the page itself declares counts (HTML, "determining
 * the character encoding").
 *
 * Nothing outside the folder is reachable: paths are resolved by
 * openat2(RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS), so symbolic links work as
 * long as they stay inside. Where the kernel lacks openat2 (or a container
 * forbids it) each component is opened by itself without following links, and
 * "..", and every symbolic link, is a 404.
 */
#ifndef GP_WEB_SERVE_H
#define GP_WEB_SERVE_H

#include "core/base/err.h"

struct gp_serve;

struct gp_serve_options {
	const char *dir; /* copied into an open descriptor; may be renamed afterwards */
	int port;        /* 0: a free one */
};

/* GP_ENOTFOUND: no such folder; GP_EIO: the port is taken, or no thread. */
int gp_serve_start(struct gp_serve **out, const struct gp_serve_options *o,
    struct gp_err *e) GP_MUST_USE;
/* The port that is listened on. */
int gp_serve_port(const struct gp_serve *s);
/* Ends the thread and its connections. Accepts NULL. */
void gp_serve_stop(struct gp_serve *s);

/* The media type that goes with a file name, "application/octet-stream" when none is known. */
const char *gp_serve_type(const char *name);

#endif
