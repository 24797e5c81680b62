/*
 * versions.h - the libraries behind this room, as they are at run time.
 */
#ifndef GP_WEB_VERSIONS_H
#define GP_WEB_VERSIONS_H

/* Static strings; NULL where a library does not say or does not have it. */
struct gp_web_versions {
	const char *curl, *idn2, *microhttpd;
	const char *tls;       /* library and version; NULL: libcurl without https */
	const char *ca_file;   /* trusted certificates: one file … */
	const char *ca_folder; /* … or a folder of them */
};

void gp_web_versions(struct gp_web_versions *out);

#endif
