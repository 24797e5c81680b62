/*
 * versions.h - the libraries behind this room, as they are at run time.
 */
#ifndef GP_WEB_VERSIONS_H
#define GP_WEB_VERSIONS_H

#include "core/base/err.h"

/* Static strings; NULL where a library does not say or does not have it. */
struct gp_web_versions {
	const char *curl, *idn2, *microhttpd;
	const char *tls;       /* library and version; NULL: libcurl without https */
	const char *ca_file;   /* trusted certificates: one file … */
	const char *ca_folder; /* … or a folder of them */
};

/* Loads those that are loaded when needed. -1: one is missing; of it and those after it nothing is known. */
int gp_web_versions(struct gp_web_versions *out, struct gp_err *e) GP_MUST_USE;

#endif
