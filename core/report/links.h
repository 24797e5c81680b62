/*
 * links.h - the report of a link check, made from the store alone.
 *
 * gp_links_load() judges every address once and gathers where the ones to be
 * shown are linked from; the writers then only write. Order is by verdict
 * where a person reads (text) and by address elsewhere, so that the same
 * store always gives the same bytes.
 */
#ifndef GP_REPORT_LINKS_H
#define GP_REPORT_LINKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/catalogue.h"
#include "core/base/err.h"
#include "core/base/finding.h"
#include "core/base/mem.h"
#include "core/crawl/history.h"
#include "core/crawl/verdict.h"
#include "core/store/crawl_store.h"

struct gp_edge;

#define GP_LINK_PAGES 50 /* places kept for one link */

/* One place where a link stands. */
struct gp_link_place {
	const char *page; /* address of the page */
	const char *text;
	uint32_t line, col;
	uint8_t kind;     /* gp_edge_kind_name() */
};

/* What is remembered of an address, this check included. */
struct gp_link_past {
	int64_t first_seen, last_ok, last_checked, failed_since; /* gp_clock_now() times; 0: never, or it does not fail */
	int64_t streak;        /* checks in a row that were broken or danger, those left out that could not tell */
	enum gp_change change;
	const char *was;       /* verdict of the last run that had it, "" */
	int64_t spell;         /* the run since which every one said the same; 0: not known */
	int64_t blocked, blocked_since; /* checks in a row, this one included, and when the first began; 0: it is not */
};

struct gp_link_entry {
	const char *url;       /* with "#fragment" when that is what is broken */
	const char *fragment;  /* "" */
	struct gp_judgement judged;
	int64_t id;
	const char *final_url; /* where redirects lead, or NULL */
	const char **redirects; /* addresses of the hops after the first, final one included */
	size_t redirect_count;
	const char *suggestion; /* where its page certainly is now, or NULL */
	bool moved;            /* within the own site, and for good */
	const char *detail;    /* the engineer's words, "" */
	bool trap;             /* stands for addresses without end that were cut; `detail` has examples */
	const char *first_cause; /* with cause "changing": what failed */
	const char *text;      /* while loading: the first text seen */
	int64_t pages_total;   /* pages that have it */
	int64_t last_page;     /* while loading */
	uint64_t place_sum;    /* while loading: sum of positions, to tell footers */
	struct gp_link_place *places; /* the first GP_LINK_PAGES by page address */
	size_t place_count, place_cap;
	struct gp_link_past past;
	bool carried;          /* it was not asked for: last_checked says when it was */
};

/* A link that was broken when it was last looked at, and is not now. */
struct gp_link_fixed {
	const char *url;
	const char *was;       /* its verdict then */
	const char *verdict;   /* now; GP_PAST_REMOVED: no page links to it any more */
	int64_t failed_since;
};

/* A run that is remembered. */
struct gp_link_run {
	int64_t id, started;
	bool complete;
	int64_t counts[GP_VERDICTS];
};

#define GP_LINK_FIXED 1000 /* kept of them; all are counted */

struct gp_links_history {
	int64_t since;         /* when the last run before this one began; 0: there is none */
	int64_t fresh, fixed, still;
	int64_t oldest;        /* when the one that fails for the longest began to; 0: none */
	struct gp_link_fixed *list;
	size_t count, cap;
	struct gp_link_run *runs; /* the oldest first; this one is the last, when it is finished */
	size_t run_count, run_cap;
};

/* One address in a sitemap. */
struct gp_links_listing {
	uint32_t to, file;       /* ids */
	uint32_t line, col;
	const char *day;         /* of the last change, or NULL */
};

/* What a page over https loads over http. */
struct gp_links_mixed {
	uint32_t page, to;       /* ids */
	uint32_t line, col;
	uint8_t class;           /* enum gp_mixed */
};

struct gp_links {
	struct gp_arena arena;
	struct gp_link_entry *list; /* by address */
	size_t count, cap;
	int64_t counts[GP_VERDICTS]; /* of all addresses, shown or not */
	int64_t total, pages;
	int64_t carried;             /* links that an earlier check found ok, not asked for again */
	int64_t unchanged;           /* pages that their server said are the same */
	struct gp_nodes nodes;
	struct gp_links_history history;
	bool folder;                 /* addresses are files of a folder: shown as paths */
	struct gp_finding *findings; /* of rules, by page address, line, column, rule */
	size_t finding_count, finding_cap;
	int64_t severities[GP_SEVERITIES];
	struct gp_links_listing *listings; /* where the crawl read sitemaps */
	size_t listing_count, listing_cap;
	struct gp_links_mixed *mixed;
	size_t mixed_count, mixed_cap;
	uint64_t *spellings;         /* by id, as gp_links_spelling() gives them; NULL without sitemaps */
	bool only_changed;           /* the list holds what changed since the run before, and no more */
	struct gp_links_account *accounts; /* links_accounts.h */
	size_t account_count;
};

/* A column (栏目) of the site and who answers for it. */
struct gp_column {
	const char *path;  /* addresses whose path begins so belong to it; the longest wins */
	const char *name;
	const char *owner; /* "" when nobody is named */
};

/* An installed pack of rules; no string is NULL. */
struct gp_links_pack {
	const char *name, *version;
	const char *state;   /* "trusted" "unknown-key" "unsigned" "forged" "changed" "stale" "broken" */
	const char *problem; /* in the language of the run */
	const char *key, *signer;
};

/* A page that is of no column: an account of the office, or an article there. */
struct gp_owned_page {
	const char *page;
	const struct gp_column *column; /* its name is that of the account */
	size_t account;                 /* its place in gp_links.accounts */
};

/* What the run was, for the head of a report. */
struct gp_links_run {
	const char *seed;       /* as the operator named it; several: the first and "…" */
	const char *state;      /* "complete", "budget" */
	const char *protection; /* of the parse workers */
	int64_t started, seconds, requests;
	const char *office;     /* its name, or NULL outside an office */
	const char *folder;     /* what stands before the paths of a folder: "public/", "" or "/srv/www/"; NULL: no folder */
	const struct gp_column *columns;
	size_t column_count;
	const struct gp_owned_page *owned; /* by page */
	size_t owned_count;
	const char *owner;      /* the report is that part of the run's which is for this one; NULL: the whole */
	const struct gp_links_pack *packs; /* by name */
	size_t pack_count;
	struct {
		bool wanted;    /* rules on documents were on */
		bool read;      /* and files were to be read for them */
		int64_t unread; /* files that may hold a text and that they did not see */
	} documents;
};

struct gp_links_style {
	const struct gp_catalogue *words;
	enum gp_lang lang;
	bool all;               /* also what is fine, and long lists whole */
};

struct gp_outfile;

/* links_documents.c: whether there is something to say, in a sentence; and all as a member of an object, or nothing. */
bool gp_links_documents_line(struct gp_buf *out, const struct gp_links_run *run, const struct gp_links_style *st);
void gp_links_documents_json(struct gp_json *j, const struct gp_links_run *run);
/* links_packs.c: one as a line, without its end; all as a member of an object, or nothing; the same as SARIF has it. */
void gp_links_pack_line(struct gp_buf *out, const struct gp_links_pack *p, const struct gp_links_style *st);
void gp_links_packs_json(struct gp_json *j, const struct gp_links_run *run);
void gp_links_packs_sarif(struct gp_json *j, const struct gp_links_run *run);

/*
 * all: keep the fine ones too. The store must be complete (no writer). The first time for a run
 * that is finished, its verdicts are remembered in the store.
 */
int gp_links_load(struct gp_links *out, struct gp_store *s, bool all, struct gp_err *e) GP_MUST_USE;
void gp_links_free(struct gp_links *l);
/* links_findings.c: part of loading. */
int gp_links_load_findings(struct gp_links *l, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/*
 * links_history.c: part of loading. entry_of: for each id the number of its entry in the list + 1, or 0.
 * Fragments have entries of their own.
 */
int gp_links_load_history(struct gp_links *l, struct gp_store *s, const uint32_t *entry_of,
    struct gp_err *e) GP_MUST_USE;
/* Remembers the last run if that was not done: it ended, but its report was never made. */
int gp_links_settle(struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* Keeps only links and findings of rules that the run before did not have like this, if there was one. */
int gp_links_only_changed(struct gp_links *l, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* links_findings.c: part of that. */
int gp_links_only_new_findings(struct gp_links *l, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* Remembers findings from `first` on, which no rule stored, so that the next run knows whether they are new. */
int gp_links_keep_findings(const struct gp_links *l, size_t first, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* In findings about a folder: its files by their paths, as people know them, in place of addresses. Last of all. */
void gp_links_name_files(struct gp_links *l);
/* Whether it says that something was not read, and not that a rule broke. */
bool gp_links_finding_unread(const struct gp_finding *f);
/* One more, whose strings live as long as the links. */
void gp_links_add_finding(struct gp_links *l, const struct gp_finding *f);

/*
 * links_sitemap.c: what sitemaps name beside what pages link to, as findings site.sitemap-broken, …-orphan and
 * …-missing. After loading; of a run that is not complete nothing is said.
 */
int gp_links_compare_sitemaps(struct gp_links *l, struct gp_store *s, const struct gp_catalogue *words,
    struct gp_err *e) GP_MUST_USE;
/* links_suggest.c: where pages of the own site that are gone are now, as far as that is certain. After loading. */
int gp_links_suggest(struct gp_links *l, struct gp_store *s, struct gp_err *e) GP_MUST_USE;
/* links_mixed.c: what pages load unencrypted, as findings site.mixed-content. After loading. */
int gp_links_tell_mixed(struct gp_links *l, struct gp_store *s, const struct gp_catalogue *words,
    struct gp_err *e) GP_MUST_USE;
/* Part of loading. */
void gp_links_add_mixed(struct gp_links *l, int64_t page, const struct gp_edge *edge);
/* Days that are left of a certificate when it becomes a warning, and an error. */
struct gp_certificate_limits {
	int64_t warning, error;
};
/* links_site.c: what was noted of the own hosts, as findings site.certificate-expires and site.family-differs. */
int gp_links_look_at_hosts(struct gp_links *l, struct gp_store *s, int64_t started,
    const struct gp_certificate_limits *limits, const struct gp_catalogue *words, struct gp_err *e) GP_MUST_USE;
/* Parts of loading. marks[id] becomes 1 for the sitemaps that `notes` (the value "sitemaps" of a store) names as read. */
bool gp_links_mark_sitemaps(unsigned char *marks, size_t count, const char *notes);
/* An address that a sitemap has. */
void gp_links_add_listing(struct gp_links *l, int64_t file, const struct gp_edge *e);
/* A hash that is equal for two spellings of one page: with another scheme, with and without "index.html". */
uint64_t gp_links_spelling(const char *url);

/* --- order */

/* The worst first. */
extern const enum gp_verdict gp_verdict_order[GP_VERDICTS];
extern const enum gp_severity gp_severity_order[GP_SEVERITIES];
/* 0: the worst. */
int gp_verdict_rank(enum gp_verdict v);
int gp_severity_rank(enum gp_severity s);
/*
 * Pointers to the entries, by verdict (worst first) and cause; of one cause, those on most
 * pages first. free() it; never NULL.
 */
const struct gp_link_entry **gp_links_by_verdict(const struct gp_links *l);
/* The same of the findings: by severity and rule, then as they are. */
const struct gp_finding **gp_findings_by_severity(const struct gp_links *l);

/* One template on 4,000 pages is one thing to mend. */
enum gp_link_spread {
	GP_LINK_SINGLE,   /* here and there */
	GP_LINK_FOOTER,   /* near the end of many pages */
	GP_LINK_HEADER,   /* near their beginning */
	GP_LINK_TEMPLATE, /* on many pages, in between */
};
enum gp_link_spread gp_link_spread(const struct gp_link_entry *l);

/* Whether the page is of an account; or NULL. */
const struct gp_owned_page *gp_links_owned(const struct gp_links_run *run, const char *page);
/* The column that the address of a page belongs to; NULL: none. */
const struct gp_column *gp_links_column(const struct gp_links_run *run, const char *page);

/* --- words */

/* Whom the report is about, appended: office or start address, and the owner of a part. */
void gp_links_site(struct gp_buf *out, const struct gp_links_run *run);
const char *gp_verdict_word(const struct gp_links_style *st, enum gp_verdict v);
const char *gp_severity_word(const struct gp_links_style *st, enum gp_severity s);
/* A cause in a word or two. */
const char *gp_cause_word(const struct gp_links_style *st, const struct gp_cause *c);
/* Whether the message of its cause names something of the single link (a target, a status). */
bool gp_link_own_words(const struct gp_link_entry *l, const struct gp_links_style *st);
/* Whole days from one moment to another. */
int64_t gp_link_days(int64_t from, int64_t to);
/* Day and minute of a moment, for people: "2026-11-22 09:30" in out[32]; returns out. */
const char *gp_link_minute(int64_t at, char out[32]);
/* "new", for how many days it has been broken, or since when blocked, appended; nothing where there is nothing to say. */
void gp_link_mark(struct gp_buf *out, const struct gp_links *l, const struct gp_link_entry *n, int64_t now,
    const struct gp_links_style *st);
/* message and fix of an entry, appended. */
void gp_link_message(struct gp_buf *out, const struct gp_link_entry *l, const struct gp_links_style *st);
void gp_link_fix(struct gp_buf *out, const struct gp_link_entry *l, const struct gp_links_style *st);
/* Where its page is now, in a sentence, where that is known; and the fix with it: what to do about this one link. */
void gp_link_suggestion(struct gp_buf *out, const struct gp_link_entry *l, const struct gp_links_style *st);
void gp_link_mend(struct gp_buf *out, const struct gp_link_entry *l, const struct gp_links_style *st);
/* Where it stands, appended; `whole`: in one sentence when it is part of a template. Safe for a terminal. */
void gp_link_where(struct gp_buf *out, const struct gp_links *l, const struct gp_link_entry *n,
    const struct gp_link_place *p, bool whole, const struct gp_links_style *st);
/* An address for a person's eyes: decoded, safe for a terminal, folder paths short. */
void gp_link_show(struct gp_buf *out, const struct gp_links *l, const char *url);
/* A file of a folder as other programs here open it, for an address below GP_FOLDER_ORIGIN; else the address. */
void gp_link_file(struct gp_buf *out, const struct gp_links_run *run, const char *url);

/* --- writers */

typedef int gp_links_writer(struct gp_outfile *o, const struct gp_links *l, const struct gp_links_run *run,
    const struct gp_links_style *st, struct gp_err *e);

gp_links_writer gp_links_text GP_MUST_USE;
gp_links_writer gp_links_json GP_MUST_USE;
gp_links_writer gp_links_jsonl GP_MUST_USE; /* one object a line: every link, then {"schema":1,"run":…,"counts":…,"findings":[…]} */
gp_links_writer gp_links_csv GP_MUST_USE;   /* a row for each place, then one for each finding */
gp_links_writer gp_links_html GP_MUST_USE;  /* one page that asks for nothing from elsewhere, for a browser and for paper */
gp_links_writer gp_links_junit GP_MUST_USE; /* a case for each link and page, for CI servers */
gp_links_writer gp_links_sarif GP_MUST_USE; /* a result for each of them, for code hosts and editors */
gp_links_writer gp_links_xlsx GP_MUST_USE;  /* a workbook: the figures, the broken links, and what each owner has to do */
gp_links_writer gp_links_dot GP_MUST_USE;   /* which page links to what, for Graphviz */

/* While the crawl runs: one address that certainly fails, as a JSON line marked "partial". */
void gp_links_partial(struct gp_buf *out, const struct gp_store_url *u, const struct gp_store_result *r,
    const struct gp_links_style *st);

#endif
