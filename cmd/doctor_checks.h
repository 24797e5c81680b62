/*
 * doctor_checks.h - is everything here that govpub needs?
 */
#ifndef GP_CMD_DOCTOR_CHECKS_H
#define GP_CMD_DOCTOR_CHECKS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/catalogue.h"
#include "core/base/mem.h"
#include "core/sys/jail.h"

enum gp_health {
	GP_HEALTH_OK,
	GP_HEALTH_LIMITED, /* it works, with less than there could be; the message says what is missing */
	GP_HEALTH_FAILED,  /* something that is needed does not work */
};

struct gp_checkup_item {
	const char *id;      /* for programs: "version", "protection", … */
	enum gp_health health;
	const char *message;
	const char *fix;     /* "" when there is nothing to do */
};

struct gp_library {
	const char *name, *version;
};

#define GP_CHECKUP_ITEMS 16
#define GP_CHECKUP_LIBRARIES 16

struct gp_checkup {
	struct gp_checkup_item items[GP_CHECKUP_ITEMS];
	size_t count;
	struct gp_jail_level jail; /* what this kernel offers */
	struct gp_library libraries[GP_CHECKUP_LIBRARIES];
	size_t library_count;
	struct gp_arena strings;
};

struct gp_checkup_options {
	const struct gp_catalogue *words;
	enum gp_lang lang;
	bool lang_given; /* by --lang */
	bool network;    /* ask whether names can be looked up; nothing else leaves this machine */
};

/* Starts each kind of worker, and makes and removes a file in the state folder. Free it afterwards. */
void gp_checkup(struct gp_checkup *out, const struct gp_checkup_options *o);
void gp_checkup_free(struct gp_checkup *c);

#endif
