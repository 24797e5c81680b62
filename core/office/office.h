/*
 * office.h - the office folder: where it is, and what office.lua says (govpub-office(5)).
 *
 * office.lua is data (literal.h); nothing in it runs. All strings are UTF-8, live as long
 * as the office, and are "" where the file says nothing.
 */
#ifndef GP_OFFICE_OFFICE_H
#define GP_OFFICE_OFFICE_H

#include "core/base/finding.h"
#include "core/base/mem.h"
#include "core/crawl/network.h"
#include "core/office/schema.h"
#include "core/report/links.h"

/* What people may do, or'ed; in the order of gp_office_roles, which goes on with the same in Chinese. */
#define GP_OFFICE_ROLES 9
enum gp_office_role {
	GP_ROLE_CLERK = 1 << 0,
	GP_ROLE_REGISTRAR = 1 << 1,
	GP_ROLE_HEAD = 1 << 2,
	GP_ROLE_PUBLISHER = 1 << 3,
	GP_ROLE_SECRECY = 1 << 4,
	GP_ROLE_LEGAL = 1 << 5,
	GP_ROLE_REVIEWER = 1 << 6,
	GP_ROLE_EDITOR = 1 << 7,
	GP_ROLE_ADMIN = 1 << 8,
};

struct gp_office_department {
	const char *id, *name, *phone, *email;
};

struct gp_office_person {
	const char *id, *name, *login; /* of the operating system; "": the id */
	const struct gp_office_department *department; /* or NULL */
	unsigned roles;
};

struct gp_office_site {
	const char *name;
	const char *url;    /* absolute, http or https; "" for a folder */
	const char *folder; /* path, joined with that of the office; "" for an address */
	const char *const *hosts; /* globs over names of hosts that belong to it, ended by NULL */
	const char *auth;   /* where its credentials are: a path, joined with that of the office, or "env:NAME"; "" */
};

/* An account on a public platform (政务新媒体). */
struct gp_office_account {
	const char *platform, *name, *id;
	const struct gp_office_department *owner; /* or NULL */
	int days;                                 /* at most between two posts; 0: not said */
	const char *url;     /* its page, or what its adapter reads; "" */
	const char *adapter; /* which reads it; "": by the others */
	const char *file;    /* an exported list: path, joined with that of the office; "" */
	const char *secret;  /* where its credentials are: a path, joined with that of the office, or "env:NAME"; "" */
	const struct gp_office_site *site; /* that it belongs to, or NULL */
};

/* Who keeps a column, beside its gp_column. */
struct gp_office_upkeep {
	const struct gp_office_department *owner; /* or NULL */
	int days;                                 /* at most between two changes; 0: not said */
};

struct gp_office_severity {
	const char *rule;
	enum gp_severity severity;
};

struct gp_office {
	struct gp_arena arena;
	const char *dir;     /* as given to gp_office_read() */
	const char *name[2]; /* by gp_lang, never "" */
	const char *code, *short_name; /* the latter as numbers of documents carry it (机关代字) */
	const char *ledger_hash; /* "sha256" or "sm3"; "": not said */
	struct {
		const char *address, *postcode, *phone;
		const char *review, *court; /* where its decisions are contested */
	} letters;
	int language;        /* gp_lang, or -1: not said */
	struct gp_office_department *departments;
	size_t department_count;
	struct gp_office_person *people;
	size_t person_count;
	struct gp_office_site *sites; /* with addresses, or a single one with a folder */
	size_t site_count;
	struct gp_office_account *accounts;
	size_t account_count;
	struct gp_column *columns; /* as reports take them: the owner is the department's name */
	struct gp_office_upkeep *upkeep; /* of the same columns */
	size_t column_count;
	struct {
		int64_t connections, depth, max_urls, max_time, timeout; /* seconds; -1: not said */
		int64_t recheck_after, certificate_warning, certificate_error; /* days */
	} limits;
	bool fast;                          /* network.pace */
	struct gp_host_settings *hosts;
	size_t host_count;
	const char *proxy;                  /* an address or "none"; "" */
	const char *const *no_proxy;        /* globs, ended by NULL */
	struct gp_remap *remaps;
	size_t remap_count;
	const char *const *include, *const *exclude; /* globs, ended by NULL */
	const char *const *rules_off;       /* ids, ended by NULL */
	bool documents;                     /* read files for rules on documents */
	struct gp_office_severity *severities;
	size_t severity_count;
	const struct gp_value *rule_args; /* a map of maps: rule, argument, value; or NULL */
};

/*
 * The nearest folder with an office.lua, from `start` upwards, as an absolute path.
 * 0: found; 1: there is none; -1: GP_ENOTFOUND, there is no `start`.
 */
int gp_office_find(char dir[4096], const char *start, struct gp_err *e) GP_MUST_USE;

/*
 * Reads dir/office.lua. GP_ENOTFOUND or GP_EIO when it cannot be read, GP_EUSAGE when it
 * is not as govpub-office(5) says: "office.lua:7: sites[1]: …".
 */
int gp_office_read(struct gp_office **out, const char *dir, struct gp_err *e) GP_MUST_USE;
void gp_office_free(struct gp_office *o); /* NULL is fine */

/* NULL when no department has this id. */
const struct gp_office_department *gp_office_department(const struct gp_office *o, const char *id);

/* Of office.lua (office_schema.c): its keys, and the words for roles, ended by NULL. */
extern const struct gp_schema gp_office_schema;
extern const char *const gp_office_roles[];

#endif
