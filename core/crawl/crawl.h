/*
 * crawl.h - from start addresses to a store full of results.
 *
 * One thread owns the network, the visited set and the count of pending work;
 * another writes (writer.h); pages are read in jailed workers (pool.h). An
 * address is marked visited when it is enqueued, so it is requested once; a
 * redirect is an edge to another address, so every hop passes the lane of its
 * own host and chains cost nothing twice. The run is over when nothing is
 * pending.
 */
#ifndef GP_CRAWL_CRAWL_H
#define GP_CRAWL_CRAWL_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/crawl/network.h"
#include "core/crawl/phrases.h"
#include "core/crawl/triggers.h"
#include "core/store/crawl_store.h"

/* Files of a folder are addressed as if a server of this name served them. */
#define GP_FOLDER_ORIGIN "http://folder.invalid"

#define GP_MAIL_DOMAINS 200 /* looked up in a run */

enum gp_crawl_mode {
	GP_CRAWL_SITE,   /* follow links on the hosts of the seeds */
	GP_CRAWL_LIST,   /* check the seeds, follow nothing */
	GP_CRAWL_FOLDER, /* seeds are files under `root` */
};

/* Extra request headers for one origin; never sent to another. */
struct gp_origin_headers {
	const char *origin;         /* "https://www.example.gov.cn" */
	const char *const *lines;   /* "Name: value", NULL-terminated */
};

/*
 * What the office published elsewhere: pages that are read and whose links are checked, but not followed. In reports they
 * stand on a page of their own, which nobody asks for.
 */
struct gp_crawl_source {
	const char *address;        /* of that page, of a scheme that is no link: "account:wechat/…" */
	const char *title;
	const struct gp_crawl_article {
		const char *url;    /* as it was written */
		const char *text;
	} *list;
	size_t count;
};

struct gp_loop;
struct gp_task;

struct gp_parse_found;

/* A page of the own site, whole, while its bytes lie in shared memory. */
struct gp_crawl_page {
	const char *url, *type, *charset; /* charset: of the header, "" */
	int status;                 /* 0: a file of a folder */
	/* what the parser knows already, as charset.h and facts_pack.h have it */
	const char *declared, *found;
	bool mislabelled, late_meta;
	const char *facts;
	size_t facts_n;             /* 0: too many to be handed over, or no condition fits, or */
	size_t noted;               /* bytes of them in the notes, at the offset of the body */
	const unsigned char *fits;  /* bits of the conditions of the looker */
	size_t fits_n;
	const char *date;           /* the first one, "" */
	const struct gp_parse_found *finds; /* by conditions (parse_msg.h); goes when look() returns */
	size_t find_count;
	const char *const *headers; /* name, value, name, …, NULL; NULL: none */
	int region;                 /* number of the shared memory, from 0 */
	int memory, notes;          /* its descriptor; that of what the parser notes for rules */
	size_t offset, length;
};

/* A file of the own site that is no page, or its first bytes. */
struct gp_crawl_file {
	const char *url, *type;
	int status;                 /* 0: a file of a folder */
	int64_t size;               /* -1: not known */
	const char *from, *text;    /* the page it was first found on, and the text of the link; "" */
	const char *body;
	size_t n;
};
#define GP_CRAWL_HEAD 1024      /* first bytes */
enum gp_crawl_bytes { GP_CRAWL_NONE, GP_CRAWL_FIRST, GP_CRAWL_ALL }; /* all: up to 16 MiB */

/* Somebody who looks at those pages (rules). Everything happens in the thread of gp_crawl_run(). */
struct gp_crawl_looker {
	int (*begin)(void *user, struct gp_loop *loop, struct gp_err *e);
	/* Whether to show this page at all. */
	enum gp_wanted (*wants)(void *user, const char *url);
	/* Packed, judged where the page is read (triggers.h); must outlive the crawl. */
	const struct gp_buf *conditions;
	size_t condition_count;
	/*
	 * The page stays where it is until gp_crawl_looked(ticket), which must follow once, from
	 * gp_loop_turn() or at once; until then it does not count as done.
	 */
	void (*look)(void *user, const struct gp_crawl_page *p, struct gp_task *ticket);
	/* How much to show of a file that this may lead to. NULL: files are no matter. */
	enum gp_crawl_bytes (*wants_file)(void *user, const char *url);
	/* The file goes when this returns; gp_crawl_looked() as above. */
	void (*look_file)(void *user, const struct gp_crawl_file *f, struct gp_task *ticket);
	void (*end)(void *user); /* before the shared memory goes; also when begin() failed */
	void *user;
};
/* `findings`: a packed list of findings (finding.h), stored with the page; NULL: none. */
void gp_crawl_looked(struct gp_task *ticket, const void *findings, size_t n);

struct gp_crawl_options {
	enum gp_crawl_mode mode;
	const char *const *seeds;   /* absolute addresses as given */
	size_t seed_count;
	const struct gp_crawl_source *sources;
	size_t source_count;
	const char *root;           /* GP_CRAWL_FOLDER: the folder */
	int depth;                  /* follow links of pages at most this deep; -1: no limit */
	int64_t max_urls;           /* 0: no limit */
	int64_t max_ms;             /* 0: no limit */
	/* Globs, NULL-terminated or NULL; over whole addresses, `hosts` over names of hosts. */
	const char *const *include; /* request only these, and the seeds */
	const char *const *exclude; /* never request these */
	const char *const *follow;  /* read only these pages for links, and the seeds */
	const char *const *no_follow; /* never read these for links */
	const char *const *hosts;   /* GP_CRAWL_SITE: these are the own site too; "name" or "name:port" */
	bool no_sitemap;            /* GP_CRAWL_SITE looks for sitemaps unless there is a depth */
	const char *const *sitemaps; /* addresses, NULL-terminated or NULL: read these instead of looking */
	bool no_mx;                 /* do not ask whether domains in mailto: take mail; else at most GP_MAIL_DOMAINS of them */
	const char *name_server;    /* to ask, as gp_mail_domains_new(); NULL: those of this machine */
	int connections;
	int timeout_ms;
	bool fast;                  /* no delays between starts, on any host */
	const struct gp_origin_headers *headers;
	size_t header_count;
	struct gp_network network;
	const struct gp_phrases *phrases;
	const struct gp_crawl_looker *looker; /* or NULL */
	bool forget;                /* use nothing of the last run */
	bool same_rules;            /* the last run had the same ones: what they found on a page that is the same holds */
	int64_t recheck_after_s;    /* links to other hosts found ok since then are not asked again; 0: all are */
	const char *agent, *language;
	const volatile sig_atomic_t *stop; /* becomes non-zero: end soon, resumable */
};

struct gp_crawl_host_load {
	const char *key;
	int64_t mean_ms; /* of its answers */
	int64_t waiting;
};

struct gp_crawl_progress {
	int64_t found, done, pages, requests, failing;
	int64_t elapsed_ms;
	struct gp_crawl_host_load slowest[3]; /* with work left; key NULL past the last */
};

struct gp_crawl_watch {
	/* About four times a second. */
	void (*progress)(void *user, const struct gp_crawl_progress *p);
	/* When an address is done and has a cause of its own (redirects and soft 404s are judged at the end). */
	void (*result)(void *user, const struct gp_store_url *u, const struct gp_store_result *r);
	void *user;
};

struct gp_crawl_outcome {
	const char *state;      /* "complete", "budget", "interrupted" */
	int64_t requests;
	char protection[32];    /* the jail of the parse workers */
};

/* The store must have a run (gp_store_begin_run); `resumed` as it said. Ends the run in the store. */
int gp_crawl_run(const struct gp_crawl_options *o, struct gp_store *s, bool resumed,
    const struct gp_crawl_watch *watch, struct gp_crawl_outcome *out, struct gp_err *e) GP_MUST_USE;

#endif
