/*
 * engine.h - the crawl from the inside; shared by the files of core/crawl only.
 *
 *   crawl.c    life of a run: start, resume, turn after turn, end
 *   frontier.c links become addresses, known or new, and new ones become tasks
 *   lane.c     one queue a host; when it may start what
 *   visit.c    what a reply means: done, again, or on to the parser
 *   page_links.c the links of a page, into the frontier and into the store
 *   again.c    pages that are as the last run saw them
 *   look.c     pages that rules look at before they are done
 *   hosts.c    robots.txt and the made-up address, per host
 *   sitemaps.c sitemaps of the own site, when all that is linked was seen
 *   escape.c   leaving spaces of addresses without end
 *   network.c  how a host is reached, by what the operator says
 *   site.c     what is noted of each own host beside its pages
 *   folder.c   a folder on disk as if it were a host
 *   road.c     what a protection kept from us, asked for by the other address family
 *   passages.c words that links point at (#:~:text=…)
 *   mail.c     links to mail, whose domains a name server is asked for
 *   articles.c what the office published on platforms
 */
#ifndef GP_CRAWL_ENGINE_H
#define GP_CRAWL_ENGINE_H

#include "core/crawl/crawl.h"
#include "core/crawl/edges.h"
#include "core/crawl/known.h"
#include "core/crawl/parse_msg.h"
#include "core/crawl/traps.h"
#include "core/crawl/verdict.h"
#include "core/crawl/visited.h"
#include "core/crawl/writer.h"
#include "core/sys/loop.h"
#include "core/web/cookies.h"
#include "core/web/fetch.h"
#include "core/web/robots.h"
#include "core/web/sitemap.h"
#include "core/web/url.h"

struct gp_pool;
struct gp_pool_body;
struct gp_mail;
struct gp_mailto;
struct gp_passages;
struct gp_roads;
struct gp_crawl;
struct gp_lane;

#define GP_LANE_RAM 512          /* tasks of one lane kept in memory; the rest waits in the store */
#define GP_HOPS_SHIFT 16         /* above the GP_URLF_… bits: how many redirects led to this address */
#define GP_WAITS_MAX 2           /* times a 429 or 503 is obeyed for one address */
#define GP_WAIT_CAP_MS 60000     /* longest Retry-After that is obeyed */
#define GP_READ_AGAIN_S (30 * 86400) /* a page is read whole at least so often, whatever its server says */
#define GP_RECALLS_MAX 8         /* pages of the last run on their way from the store; no new request above it */
#define GP_BODY_MAX ((size_t)16 << 20)

enum gp_task_kind {
	GP_TASK_URL,    /* an address of the store */
	GP_TASK_ROBOTS,
	GP_TASK_PROBE,  /* a made-up address: how does this host say "not there"? */
	GP_TASK_ROOT,   /* "/", only to compare it with the probe */
	GP_TASK_SITEMAP,/* an address of the store, to be read as a sitemap */
	GP_TASK_FAMILY, /* the start page of an own host, by one address family */
	GP_TASK_PASSAGES, /* a page that was read before a link named words of it */
};

/* Why a sitemap is asked for, and how deep in others it was named. */
struct gp_sitemap_task {
	enum gp_sitemap_origin {
		GP_SITEMAP_USUAL,    /* /sitemap.xml: perhaps there is none */
		GP_SITEMAP_ROBOTS,
		GP_SITEMAP_NAMED,    /* by the operator */
		GP_SITEMAP_IN_INDEX,
	} origin;
	int nesting, moved;
	bool fresh;              /* nobody else asked for this address: the result is kept */
};

/* Something to request. Owned by its lane's queue, then by the request, then by the pool. */
struct gp_task {
	struct gp_task *next;
	struct gp_task *all_next, **all_prev; /* every task there is, wherever it waits */
	struct gp_lane *lane;
	enum gp_task_kind kind;
	int64_t id;        /* of the store; 0 for robots, probe, root */
	char *url;
	int depth;
	unsigned flags;    /* GP_URLF_… */
	int64_t not_before;/* mono ms; 0: at once */
	int requests;      /* made so far */
	int waits;         /* 429/503 obeyed */
	int hops;          /* robots only: redirects followed */
	bool session;      /* asked again with the session that the host opened */
	bool second;       /* this is the second probe */
	bool doubtful;     /* the first failed on a kept connection, which servers close at will, or for its coding */
	bool uncoded;      /* ask for no content coding */
	bool no_head;      /* ask with GET */
	bool head;         /* what was asked last */
	int64_t last;      /* its id in the last run, when it was asked whether it is still the same */
	bool forgotten;    /* it is not to be asked so again */
	int family;        /* ask by this address family, 4 or 6, because the other was refused; 0: by any */
	int asked_family;  /* what the last request went by */
	int first_status;  /* of the first probe, when `second` */
	char first_cause[24];
	char first_detail[120];
	struct gp_store_result result; /* filled while the page is at the parser */
	char *result_strings[5];       /* location, type, detail, etag, modified of `result` */
	struct gp_pool_body *looking;  /* where rules look at the page */
	size_t shown;      /* bytes of a file that rules look at */
	const char *from, *text; /* where it was found first, when rules look at files; or NULL */
	unsigned char wanted, bytes;   /* what rules want of its address, as look.c keeps it; 0: not asked yet */
	const char **headers;          /* of the reply, for them: name, value, …, NULL */
	const char *charset;           /* of its Content-Type */
	struct gp_arena strings;       /* of the three above and of `result`, while rules look */
	struct gp_sitemap_task sitemap; /* GP_TASK_SITEMAP */
};

/* Whether a host that refuses us by one address family lets us in by the other. */
enum gp_road { GP_ROAD_UNKNOWN, GP_ROAD_TRIED, GP_ROAD_OPEN, GP_ROAD_CLOSED };

/* What a host answered by one address family. */
struct gp_family_answer {
	int times;                   /* it was asked and said the same */
	int status;
	const char *cause;           /* of the table */
};
enum gp_families { GP_FAMILIES_OPEN, GP_FAMILIES_ASKED, GP_FAMILIES_DIFFER, GP_FAMILIES_DONE };

enum gp_robots_state { GP_ROBOTS_UNKNOWN, GP_ROBOTS_ASKED, GP_ROBOTS_KNOWN };

struct gp_lane {
	int64_t id;                  /* number of the host in the store */
	char *key;                   /* origin */
	char *host;
	struct gp_crawl *crawl;
	bool own, folder;
	struct gp_task *head, **tail;    /* ready, oldest first */
	int last_depth;              /* of the last of them */
	struct gp_task *delayed;         /* by not_before */
	int64_t queued;              /* in both */
	bool spilled;                /* more wait in the store, after id `cursor` */
	bool refilling;
	bool spilled_since;          /* more were left to the store after the refill was asked for */
	int64_t cursor;
	int running, max_running;
	int64_t next_start, paused_until;
	int interval_ms;
	int slowed_running, slowed_ms; /* instead of the two, while the host asks for it; 0: it does not */
	int patience;                /* good answers since */
	struct gp_timer timer;
	bool in_ring;
	struct gp_lane *ring_next;
	enum gp_robots_state robots_state;
	struct gp_robots *robots;
	bool robots_deny_all;
	char robots_cause[24];       /* how the request for robots.txt failed, "" */
	bool head_lies;              /* HEAD failed where GET did not */
	int head_honest;             /* times GET confirmed a HEAD's 404 */
	unsigned recent;             /* last 10 answers, 1 bit each: asked to wait */
	int64_t answers, answer_ms;
	enum gp_road other_road;
	char down[24];               /* cause when the whole host is unreachable */
	int down_seen;               /* times that cause came in a row */
	/* the made-up address */
	bool probe_asked, root_asked;
	int probe_status;
	uint64_t probe_hash, root_hash;
	int64_t probe_plain;
	char *probe_location;
	int parsed;                  /* pages of it that were read */
	bool has_pages;              /* some were, perhaps before this run was resumed */
	bool sitemaps_asked;
	uint64_t like_probe[4];      /* fingerprints seen before the probe answered */
	int64_t like_plain[4];
	const struct gp_origin_headers *headers;
	const struct gp_host_settings *settings; /* or NULL */
	int64_t certificate_expires; /* as gp_clock_now(); 0: not seen */
	char *certificate_names;
	char *start;                 /* the first address of it that was asked for */
	struct gp_family_answer by_family[2]; /* IPv4, IPv6: what that one says */
	enum gp_families families;
	struct gp_lane *hash_next;
};

struct gp_crawl {
	const struct gp_crawl_options *o;
	const struct gp_crawl_watch *watch;
	struct gp_store *store;
	struct gp_loop *loop;
	struct gp_fetch *fetch;
	struct gp_pool *pool;
	struct gp_writer *writer;
	struct gp_visited visited;
	struct gp_traps traps;
	const char *reading;         /* the page whose links are being taken */
	bool fruit;                  /* it showed a page of another family that was new */
	struct gp_known known;       /* of the last run */
	int recalling;               /* pages of it that the writer is reading */
	size_t shown;                /* bytes of files that rules look at */
	struct gp_task *tasks;       /* all of them */
	int64_t last_id;
	int64_t pending;             /* addresses enqueued and not done; the run ends at 0 */
	int64_t helpers;             /* robots, probe, root and sitemap tasks under way, and domains of mail */
	int running;
	int64_t level, at_level;     /* depth-limited runs go level by level: pending with depth <= level */
	int64_t below;               /* pending with depth > level */
	struct gp_lane **lanes;
	size_t lane_count, lane_cap;
	struct gp_lane **lane_hash;
	size_t lane_hash_size;
	struct gp_lane *ring, *ring_last; /* lanes that may start something now */
	struct gp_cookies *cookies;
	struct gp_buf cookie_line;   /* of the request that is being started */
	unsigned allow;              /* address classes that content may reach */
	struct gp_url url, target;   /* scratch */
	struct gp_buf edges, scratch;
	struct gp_roads *roads;      /* NULL until a protection refuses something */
	struct gp_mail *mail;        /* NULL until there is a link to mail */
	struct gp_passages *passages; /* NULL until a link has a text directive */
	bool passages_linked, passages_asked;
	int folder_fd;
	int64_t started;             /* mono ms */
	int64_t requests, done, pages, failing;
	int64_t answered;            /* replies of any kind: the network is there */
	int64_t admitted;            /* addresses that were asked for, and files that were looked at */
	bool over_budget, out_of_time, stopping;
	int64_t sitemap_ids[GP_SITEMAP_FILES];
	int sitemap_count;
	bool sitemaps_named, sitemaps_cut; /* those of the operator are asked for; some were too many */
	struct gp_buf sitemap_notes; /* "id origin state" a line; the value "sitemaps" of the store */
	bool family_works[2];        /* something answered by it in this run: IPv4, IPv6 */
	bool network_asked;          /* the machine was asked whether it has a network; it blocks, so once */
	struct gp_timer tick;
	struct gp_err error;         /* the first failure that ends the run */
};

/* --- frontier.c */
struct gp_found {
	const char *url;       /* absolute, any scheme, without fragment */
	size_t url_n;
	const char *raw;       /* as written; for malformed links */
	enum gp_url_why why;
	const char *text;
	size_t text_n;
	int depth;
	int64_t parent;
	unsigned flags;        /* GP_URLF_LINKED, RESOURCE, SEED */
	uint64_t kin;          /* family of the page it stands on (traps.h); 0: of no matter */
	struct gp_page_known *known; /* what is learnt is kept here; or NULL */
};
/* The id of a link's target (new targets are enqueued or, when they are not requestable, judged at once);
 * 0 when it is no link at all. *same_text: its text is the first one seen. */
int64_t gp_frontier_add(struct gp_crawl *c, const struct gp_found *f, bool *same_text);
/* For gp_page_known. */
uint32_t gp_frontier_text_hash(const char *text, size_t n);
/*
 * The id of an address that its caller asks for; `fresh`: nobody did so far, and it has no result. *lane NULL: it is not
 * to be asked for. c->url is the address then.
 */
int64_t gp_frontier_reserve(struct gp_crawl *c, const char *url, size_t n, bool seed, struct gp_lane **lane,
    bool *fresh);
/* The id under which what is cut stands in reports, as `shown`; `detail` is new every time. */
int64_t gp_frontier_stand_in(struct gp_crawl *c, const char *shown, const char *detail);
/*
 * A link that is no address to request, and is judged later: row->id is its id. NULL: it is known; else how it is shown,
 * malloc'd, and the row is in the store, its strings those of `f` and what is returned.
 */
char *gp_frontier_open(struct gp_crawl *c, const struct gp_found *f, struct gp_store_url *row, bool *same_text);
/* An address is done that is no task. */
void gp_frontier_result(struct gp_crawl *c, const struct gp_store_url *u, struct gp_store_result *r);
/* The store has this one already: links to it are nothing new. */
void gp_frontier_know(struct gp_crawl *c, const struct gp_store_url *u);
/* A task for an address of the store that has no result yet. */
struct gp_task *gp_task_new(struct gp_lane *l, int64_t id, const char *url, int depth, unsigned flags);
void gp_task_free(struct gp_task *t);
/* Marks a task's address as done with this result. Frees the task. */
void gp_task_done(struct gp_task *t, struct gp_store_result *r);
/* The end of a task that does not count as pending: its result is kept or not. Frees the task. */
void gp_task_settle(struct gp_task *t, struct gp_store_result *r, bool keep);
/* A task for an address that is done, to be done anew; and its end when the first result stays. */
struct gp_task *gp_task_again(struct gp_lane *l, int64_t id, const char *url, int depth, unsigned flags);
void gp_task_unchanged(struct gp_task *t);
/* Globs: whether `url` matches one of the NULL-terminated list. */
bool gp_globs_match(const char *const *globs, const char *url);

/* --- lane.c */
/* The lane of u's origin, made and saved when new. NULL: the host's name is too long. */
struct gp_lane *gp_lane_of(struct gp_crawl *c, const struct gp_url *u);
/* Makes lane number `id`, the next one or one that the store remembers. */
struct gp_lane *gp_lane_make(struct gp_crawl *c, const char *key, const char *host, int64_t id, bool own);
/* The operator named this host: no delays, no robots.txt. */
void gp_lane_adopt(struct gp_lane *l);
void gp_lane_free(struct gp_lane *l);
void gp_lane_push(struct gp_lane *l, struct gp_task *t);
/* Before everything else in the lane. */
void gp_lane_push_front(struct gp_lane *l, struct gp_task *t);
/* At t->not_before. */
void gp_lane_delay(struct gp_lane *l, struct gp_task *t);
/* Something changed: put the lane into the ring, or set its timer. */
void gp_lane_update(struct gp_lane *l);
/* Starts as much as slots, lanes and the parser's backlog allow. */
void gp_lanes_pump(struct gp_crawl *c);
void gp_lanes_refilled(void *user, int64_t host, const struct gp_store_url *urls, size_t n, bool more);

/* --- visit.c */
void gp_visit_start(struct gp_task *t);
/* Hands a body to the parser; the task goes with it. */
void gp_visit_parse(struct gp_task *t, struct gp_store_result *r, enum gp_parse_as as,
    const char *charset, struct gp_buf *body);
/* The same for the first r->size bytes of a file; takes the descriptor. Strings of *r must outlive the task. */
void gp_visit_parse_file(struct gp_task *t, const struct gp_store_result *r, enum gp_parse_as as, int fd);
/* A task that needs no request: its cause is known; `confirmed` when others found it out twice. */
void gp_visit_skip(struct gp_task *t, const char *cause, const char *detail, bool confirmed);

/* --- page_links.c */
/* The links of a page, and the addresses that are new with them. */
void gp_page_links(struct gp_task *t, const struct gp_page *page);

/* --- again.c */
/* Adds to the request what the page was last time. */
void gp_again_ask(struct gp_task *t, struct gp_fetch_request *q);
/* true: the page is as it was, and what the last run read is on its way; gp_again_read() goes on. */
bool gp_again_same(struct gp_task *t, const struct gp_fetch_reply *r);
gp_writer_recall_fn gp_again_read;
/* The id under which the last run found a link to another host ok a short while ago; 0: it must be asked. */
int64_t gp_again_fine(const struct gp_lane *l, const struct gp_found *f, const char *url);

/* --- look.c */
/* Whether rules will look at what `t` asks for. */
enum gp_wanted gp_look_wants(struct gp_task *t);
/* How much of a file rules will look at, should `t` lead to one. */
enum gp_crawl_bytes gp_look_bytes(struct gp_task *t);
/* The task has another address. */
void gp_look_anew(struct gp_task *t);
/* Notes where the task was found. */
void gp_look_found(struct gp_task *t, const char *from, const char *text, size_t n);
/* Shows a file, whose result is t->result. */
void gp_look_file(struct gp_task *t, const char *body, size_t n);
/* Keeps what rules see of a reply besides its body. */
void gp_look_headers(struct gp_task *t, const struct gp_fetch_reply *r);
/* In the parser's callback: shows the page; the task goes on in gp_crawl_looked(). */
void gp_look(struct gp_task *t, const struct gp_page *page);

/* --- hosts.c */
/* true: the task may be requested now; false: it was answered (robots) or waits for robots.txt. */
bool gp_host_admits(struct gp_task *t);
void gp_host_reply(struct gp_task *t, struct gp_fetch_reply *r);
void gp_host_page(struct gp_task *t, const struct gp_page *page, const char *why);
/* A page of the host was read: is it time to probe, or to look at "/"? */
void gp_host_saw_page(struct gp_lane *l, const struct gp_task *t, const struct gp_page *page);
void gp_host_probe(struct gp_lane *l);
void gp_host_save(struct gp_lane *l);

/* Queues the question for its robots.txt. */
void gp_host_ask_robots(struct gp_lane *l);

/* --- sitemaps.c */
/* Nothing is pending: asks for the sitemaps of own hosts that were not asked yet. false: there is none to ask for. */
bool gp_sitemaps_ask(struct gp_crawl *c);
/* robots.txt of a host was read. */
void gp_sitemaps_of_robots(struct gp_lane *l);
/* A reply that is final: `res` has its cause. */
void gp_sitemap_reply(struct gp_task *t, struct gp_fetch_reply *r, struct gp_store_result *res);
void gp_sitemap_page(struct gp_task *t, const struct gp_page *page); /* NULL: it could not be read */
/* Ends the task. state: "ok", "cut WHY LINE", "none", "failed", "moved". */
void gp_sitemap_done(struct gp_task *t, struct gp_store_result *r, const char *state);
/* At the end of a run. whole: every page was read that is linked. */
int gp_sitemaps_save(struct gp_crawl *c, bool whole, struct gp_err *e) GP_MUST_USE;

/* --- escape.c */
/* The family of a page that is followed, for gp_found.kin. */
uint64_t gp_escape_family(struct gp_crawl *c, const struct gp_task *t);
/* Whether a link leads on into a trap: then *id stands for it. */
bool gp_escape_link(struct gp_crawl *c, const struct gp_found *f, int64_t *id);
/* A new address of the own site: what it says of itself and of the page it stands on, as GP_URLF_… */
unsigned gp_escape_new(struct gp_crawl *c, const struct gp_found *f, const char *url);
/* An address whose path repeats itself is checked and not followed: the report says so once. */
void gp_escape_circle(struct gp_crawl *c, const char *url);
/* Whether a task that waited is not to be asked for any more; then it is done. */
bool gp_escape_task(struct gp_task *t);
/* A page was read, and its links were taken. */
void gp_escape_page(struct gp_crawl *c, const struct gp_task *t, const struct gp_page *page);
void gp_escape_know(struct gp_crawl *c, const struct gp_store_url *u);
/* The task of a helper, which is no address of the run, is over. */
void gp_host_helper_done(struct gp_task *t);

/* --- road.c */
/* A task is done with this result. */
void gp_road_note(const struct gp_task *t, const struct gp_store_result *r);
/* The other road (task->family) led nowhere either; frees the task. */
void gp_road_failed(struct gp_task *t);
/* When all else is done: true when something is asked for again. */
bool gp_road_ask(struct gp_crawl *c);
void gp_road_free(struct gp_crawl *c);

/* --- mail.c */
/* A link to mail in which nothing is wrong: as gp_frontier_add(). */
int64_t gp_mail_add(struct gp_crawl *c, const struct gp_found *f, const struct gp_mailto *m, bool *same_text);
/* One that the store has without a result; and, once there is a writer, they are asked for again. */
void gp_mail_know(struct gp_crawl *c, const struct gp_store_url *u);
void gp_mail_resume(struct gp_crawl *c);
void gp_mail_free(struct gp_crawl *c);

/* --- passages.c */
/* A link to address `id` has this fragment: the page shall be looked through for the words it names. */
void gp_passages_want(struct gp_crawl *c, int64_t id, const char *fragment, size_t n);
/* Links to `from` lead to `to`. */
void gp_passages_move(struct gp_crawl *c, int64_t from, int64_t to);
/* What is wanted of a page, as gp_parse_job has it. */
const char *gp_passages_of(const struct gp_crawl *c, int64_t id);
/*
 * When all else is done, and no writer is at work: tasks, in no lane yet, for the pages that were not
 * looked through for all that links name. They are few (requests ≤ 1.1 × addresses); of the rest
 * nothing is said.
 */
int gp_passages_missing(struct gp_crawl *c, struct gp_task **list, struct gp_err *e) GP_MUST_USE;
void gp_passages_free(struct gp_crawl *c);

/* --- site.c */
bool gp_site_wants_certificate(const struct gp_task *t);
/* Notes what the reply says of its host. */
void gp_site_reply(const struct gp_task *t, const struct gp_fetch_reply *r);
/* When all else is done: true when hosts are asked by the address family that they were not asked by. */
bool gp_site_ask(struct gp_crawl *c);
/* The answer to that; ends the task. */
void gp_site_family(struct gp_task *t, const struct gp_fetch_reply *r);
/* At the end of a run. */
int gp_site_save(struct gp_crawl *c, struct gp_err *e) GP_MUST_USE;

/* --- network.c */
/* Whether the host is written as an address. */
bool gp_network_literal(const char *host);
/* Whether its own name is looked up here and leads to it: no proxy, no copy in its place, no address. */
bool gp_network_direct(const struct gp_lane *l);
/* NULL: nothing is said of this host. */
const struct gp_host_settings *gp_network_settings(const struct gp_network *n, const char *host);
/* What the operator gave for the origin of this address, and for no other; NULL: nothing. */
const struct gp_origin_headers *gp_network_headers(const struct gp_crawl_options *o, const char *url);
/* Whether a proxy would take the task to where it may not go: there is no address to judge when a socket opens. */
bool gp_network_forbids(const struct gp_task *t);
/* Fills in which address is asked, how and with what; the result is to be freed when the request was started. */
char *gp_network_request(const struct gp_task *t, struct gp_fetch_request *q);
/* Keeps what the reply sets, for its host alone. */
void gp_network_take_cookies(const struct gp_task *t, const struct gp_fetch_reply *r);
/* The same, when the operator brought cookies for this host. */
void gp_network_reply(const struct gp_task *t, const struct gp_fetch_reply *r);
/* Where a Location of the reply leads, as links would write it; false: nowhere. */
bool gp_network_location(const struct gp_task *t, const char *location, struct gp_url *to);

/* --- articles.c */
/* Adds what the options name as sources, when the seeds are in. */
void gp_articles_add(struct gp_crawl *c);

/* --- folder.c */
int gp_folder_open(struct gp_crawl *c, struct gp_err *e) GP_MUST_USE;
void gp_folder_visit(struct gp_task *t);

/* --- crawl.c */
/* Ends the run with this failure (the first one counts). */
void gp_crawl_fail(struct gp_crawl *c, const struct gp_err *e);

#endif
