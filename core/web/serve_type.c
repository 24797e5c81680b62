#define _GNU_SOURCE
#include "core/web/serve.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct type {
	const char *suffix, *type;
};

/* Sorted by suffix. IANA media types; those of WPS are from its packages, OFD from GB/T 33190. */
static const struct type types[] = {
	{"7z", "application/x-7z-compressed"},
	{"bmp", "image/bmp"},
	{"css", "text/css"},
	{"csv", "text/csv"},
	{"doc", "application/msword"},
	{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	{"dps", "application/wps-office.dps"},
	{"eot", "application/vnd.ms-fontobject"},
	{"et", "application/wps-office.et"},
	{"gif", "image/gif"},
	{"htm", "text/html"},
	{"html", "text/html"},
	{"ico", "image/vnd.microsoft.icon"},
	{"jpeg", "image/jpeg"},
	{"jpg", "image/jpeg"},
	{"js", "text/javascript"},
	{"json", "application/json"},
	{"mjs", "text/javascript"},
	{"mp3", "audio/mpeg"},
	{"mp4", "video/mp4"},
	{"ofd", "application/ofd"},
	{"otf", "font/otf"},
	{"pdf", "application/pdf"},
	{"png", "image/png"},
	{"ppt", "application/vnd.ms-powerpoint"},
	{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
	{"rar", "application/vnd.rar"},
	{"shtml", "text/html"},
	{"svg", "image/svg+xml"},
	{"ttf", "font/ttf"},
	{"txt", "text/plain"},
	{"webp", "image/webp"},
	{"woff", "font/woff"},
	{"woff2", "font/woff2"},
	{"wps", "application/wps-office.wps"},
	{"xhtml", "application/xhtml+xml"},
	{"xls", "application/vnd.ms-excel"},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{"xml", "application/xml"},
	{"zip", "application/zip"},
};

static int by_suffix(const void *key, const void *row)
{
	return strcasecmp(key, ((const struct type *)row)->suffix);
}

const char *gp_serve_type(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *dot = strrchr(slash ? slash : name, '.');
	const struct type *t = NULL;

	if (slash && !slash[1]) /* a folder stands for its index.html */
		return "text/html";
	if (dot)
		t = bsearch(dot + 1, types, sizeof types / sizeof *types, sizeof *types, by_suffix);
	return t ? t->type : "application/octet-stream";
}
