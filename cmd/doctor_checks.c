#define _GNU_SOURCE
#include "cmd/doctor_checks.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/doctor_worker.h"
#include "cmd/shell_line.h"
#include "cmd/state_folder.h"
#include "core/base/buf.h"
#include "core/command/version.h"
#include "core/office/calendar_load.h"
#include "core/office/office.h"
#include "core/report/reader.h"
#include "core/store/crawl_store.h"
#include "core/store/version.h"
#include "core/web/fetch.h"
#include "core/web/versions.h"

#define SENTENCE_MAX 4096
#define CALENDAR_DAYS 60 /* before the end of the calendar, the next year is wanted */
#define ASKED_NAME "www.gov.cn" /* any that surely exists */

struct examining {
	struct gp_checkup *out;
	const struct gp_checkup_options *o;
};

static const char *sentence(const struct examining *x, const char *id, const struct gp_param *params)
{
	struct gp_buf b;
	const char *s;

	if (!id)
		return "";
	gp_buf_init(&b, SENTENCE_MAX);
	gp_catalogue_say(&b, x->o->words, x->o->lang, id, params);
	s = gp_arena_strndup(&x->out->strings, b.data ? b.data : "", b.len);
	gp_buf_free(&b);
	return s;
}

static void note(struct examining *x, const char *id, enum gp_health health, const char *message,
    const char *fix, const struct gp_param *params)
{
	struct gp_checkup *c = x->out;

	if (c->count == GP_CHECKUP_ITEMS)
		return;
	c->items[c->count++] = (struct gp_checkup_item){
		.id = id,
		.health = health,
		.message = sentence(x, message, params),
		.fix = sentence(x, fix, params),
	};
}

static void version(struct examining *x)
{
	struct gp_param params[] = {{"version", GP_VERSION}, {NULL, NULL}};

	note(x, "version", GP_HEALTH_OK, "doctor.version", NULL, params);
}

/* The ladder of gp_jail_level_name(): what each step means for those who use it. */
static void protection(struct examining *x)
{
	static const struct {
		const char *level, *message, *fix;
	} ladder[] = {
		{"full", "doctor.jail-full", NULL},
		{"no-landlock", "doctor.jail-no-landlock", "doctor.jail-no-landlock-fix"},
		{"no-seccomp", "doctor.jail-no-seccomp", "doctor.jail-no-seccomp-fix"},
		{"none", "doctor.jail-none", "doctor.jail-none-fix"},
	};
	char abi[12];
	struct gp_param params[] = {{"abi", abi}, {NULL, NULL}};
	const char *level;
	size_t i = 0;

	gp_jail_probe(&x->out->jail);
	level = gp_jail_level_name(&x->out->jail);
	snprintf(abi, sizeof abi, "%d", x->out->jail.landlock_abi);
	while (strcmp(ladder[i].level, level) != 0)
		i++;
	note(x, "protection", i ? GP_HEALTH_LIMITED : GP_HEALTH_OK, ladder[i].message, ladder[i].fix, params);
}

static void workers(struct examining *x)
{
	for (const struct gp_worker_role *r = gp_worker_roles; r->name; r++) {
		char level[GP_WORKER_LEVEL];
		struct gp_err e = GP_ERR_INIT;
		bool starts = !gp_worker_starts(r, level, &e);
		struct gp_param params[] = {{"role", r->name}, {"level", starts ? level : ""}, {"why", e.msg},
		    {NULL, NULL}};

		if (starts)
			note(x, "worker", GP_HEALTH_OK, "doctor.worker", NULL, params);
		else
			note(x, "worker", GP_HEALTH_FAILED, "doctor.worker-fails", "doctor.worker-fix", params);
	}
}

static void library(struct examining *x, struct gp_buf *list, const char *name, const char *v)
{
	struct gp_checkup *c = x->out;

	if (!v)
		return;
	gp_buf_printf(list, "%s%s %s", list->len ? ", " : "", name, v);
	c->libraries[c->library_count++] = (struct gp_library){name, v};
}

static void libraries(struct examining *x, struct gp_web_versions *v)
{
	struct gp_buf list;
	struct gp_err e = GP_ERR_INIT;
	bool missing = gp_web_versions(v, &e);
	struct gp_param params[] = {{"list", ""}, {"why", e.msg}, {NULL, NULL}};

	gp_buf_init(&list, SENTENCE_MAX);
	library(x, &list, "Lua", gp_host_lua_version());
	library(x, &list, "SQLite", gp_store_sqlite_version());
	library(x, &list, "libedit", gp_shell_lines_version());
	library(x, &list, "libcurl", v->curl);
	library(x, &list, "TLS", v->tls);
	library(x, &list, "libidn2", v->idn2);
	library(x, &list, "libmicrohttpd", v->microhttpd);
	params[0].value = list.data;
	if (missing)
		note(x, "libraries", GP_HEALTH_FAILED, "doctor.library-missing", "doctor.library-missing-fix", params);
	else if (v->tls)
		note(x, "libraries", GP_HEALTH_OK, "doctor.libraries", NULL, params);
	else
		note(x, "libraries", GP_HEALTH_FAILED, "doctor.no-tls", "doctor.no-tls-fix", params);
	gp_buf_free(&list);
}

/* Without them every https address would be called broken. */
static void certificates(struct examining *x, const struct gp_web_versions *v)
{
	const char *place = v->ca_file ? v->ca_file : v->ca_folder;
	struct gp_param params[] = {{"place", place ? place : ""}, {NULL, NULL}};
	struct stat st;

	if (!place)
		return;
	if (!access(place, R_OK) && !stat(place, &st) && (S_ISDIR(st.st_mode) || st.st_size))
		note(x, "certificates", GP_HEALTH_OK, "doctor.certificates", NULL, params);
	else
		note(x, "certificates", GP_HEALTH_FAILED, "doctor.no-certificates", "doctor.no-certificates-fix",
		    params);
}

static void pdf(struct examining *x)
{
	struct gp_param params[] = {{"place", gp_pdf_program()}, {NULL, NULL}};

	if (params[0].value)
		note(x, "pdf", GP_HEALTH_OK, "doctor.pdf", NULL, params);
	else
		note(x, "pdf", GP_HEALTH_LIMITED, "doctor.no-pdf", "doctor.no-pdf-fix", NULL);
}

/* A crawl file like any other, made and written to: permissions, space, locks and kind of disk at once. */
static int try_store(const char *folder, struct gp_err *e)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
	char path[PATH_MAX + 40], name[PATH_MAX + 50];
	struct gp_store *s = NULL;
	bool resumed;
	int rc;

	snprintf(path, sizeof path, "%s/doctor-%ld.db", folder, (long)getpid());
	rc = gp_store_open(&s, path, e) || gp_store_begin_run(s, "doctor", true, &resumed, e) ? -1 : 0;
	gp_store_close(s);
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
	return rc;
}

static void state(struct examining *x)
{
	char folder[PATH_MAX];
	struct gp_err e = GP_ERR_INIT;
	struct gp_param params[] = {{"folder", folder}, {"why", e.msg}, {NULL, NULL}};

	if (gp_state_folder(folder, sizeof folder))
		note(x, "state", GP_HEALTH_FAILED, "doctor.state-unset", "doctor.state-unset-fix", NULL);
	else if (try_store(folder, &e))
		note(x, "state", GP_HEALTH_FAILED, "doctor.state-fails", "doctor.state-fix", params);
	else
		note(x, "state", GP_HEALTH_OK, "doctor.state", NULL, params);
}

/* The dates that terms are computed with, as they are in the office where we stand. */
static void calendar(struct examining *x)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_workdays w = {0};
	char office[4096], horizon[11], days[20];
	struct gp_param params[] = {{"horizon", horizon}, {"days", days}, {"why", e.msg}, {NULL, NULL}};
	int found = gp_office_find(office, ".", &e), left;

	if (found < 0 || gp_workdays_load(&w, found ? NULL : office, &e)) {
		note(x, "calendar", GP_HEALTH_FAILED, "doctor.calendar-fails", "doctor.calendar-fails-fix", params);
	} else {
		left = w.calendar.covers ? w.calendar.to - gp_date_today() : -1;
		gp_date_iso(w.calendar.covers ? w.calendar.to : GP_DATE_MIN, horizon);
		snprintf(days, sizeof days, "%d", left);
		if (left < 0)
			note(x, "calendar", GP_HEALTH_LIMITED, "doctor.calendar-over", "doctor.calendar-fix", params);
		else if (left < CALENDAR_DAYS)
			note(x, "calendar", GP_HEALTH_LIMITED, "doctor.calendar-ends", "doctor.calendar-fix", params);
		else
			note(x, "calendar", GP_HEALTH_OK, "doctor.calendar", NULL, params);
	}
	gp_workdays_free(&w);
}

/* The first of three variables that is set, or NULL (POSIX: the order in which they count). */
static const char *first_set(const char *const names[3], const char **value)
{
	for (size_t i = 0; i < 3; i++) {
		*value = getenv(names[i]);
		if (*value && **value)
			return names[i];
	}
	return NULL;
}

static void language(struct examining *x)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *value, *name = first_set(names, &value);
	struct gp_param params[] = {{"name", name}, {"value", value}, {NULL, NULL}};

	if (x->o->lang_given)
		note(x, "language", GP_HEALTH_OK, "doctor.language-option", NULL, NULL);
	else
		note(x, "language", GP_HEALTH_OK, name ? "doctor.language" : "doctor.language-default", NULL, params);
}

static void charset(struct examining *x)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *value, *name = first_set(names, &value), *codeset = name ? strchr(value, '.') : NULL;
	struct gp_param params[] = {{"name", name}, {"value", value}, {NULL, NULL}};

	if (codeset && strncasecmp(codeset, ".UTF-8", 6) && strncasecmp(codeset, ".UTF8", 5))
		note(x, "charset", GP_HEALTH_LIMITED, "doctor.charset", "doctor.charset-fix", params);
}

static void network(struct examining *x)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_param params[] = {{"name", ASKED_NAME}, {"why", e.msg}, {NULL, NULL}};

	if (!x->o->network)
		return;
	if (gp_fetch_resolver_answers(ASKED_NAME, &e))
		note(x, "network", GP_HEALTH_FAILED, "doctor.network-fails", "doctor.network-fix", params);
	else
		note(x, "network", GP_HEALTH_OK, "doctor.network", NULL, params);
}

void gp_checkup(struct gp_checkup *out, const struct gp_checkup_options *o)
{
	struct examining x = {out, o};
	struct gp_web_versions v;

	*out = (struct gp_checkup){0};
	version(&x);
	protection(&x);
	workers(&x);
	libraries(&x, &v);
	certificates(&x, &v);
	pdf(&x);
	state(&x);
	calendar(&x);
	language(&x);
	charset(&x);
	network(&x);
}

void gp_checkup_free(struct gp_checkup *c)
{
	gp_arena_free(&c->strings);
}
