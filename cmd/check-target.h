/*
 * check-target.h - what the words after `check-links` mean: a site, a page on
 * disk, a folder, or a list of addresses.
 */
#ifndef GP_CMD_CHECK_TARGET_H
#define GP_CMD_CHECK_TARGET_H

#include "core/base/err.h"
#include "core/crawl/crawl.h"

struct gp_target {
	enum gp_crawl_mode mode;
	char **seeds; /* NULL-terminated */
	size_t count;
	char *root;   /* for GP_CRAWL_FOLDER */
	char *folder; /* the same before a path of it, seen from the working folder: "public/", "", "/srv/www/" */
	char *name;   /* for the head of the report */
	bool of_office; /* the sites that office.lua names */
};

int gp_target_read(struct gp_target *t, char *const *words, int n, struct gp_err *e) GP_MUST_USE;
void gp_target_free(struct gp_target *t);

#endif
