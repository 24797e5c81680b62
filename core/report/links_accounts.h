/*
 * links_accounts.h - the office's accounts on platforms in the report of a link check.
 *
 * The run keeps what was read of them as the value GP_LINKS_ACCOUNTS: a packed list of maps { address, platform,
 * name, url, owner, site, adapter, mark, state, why, detail, today, days, articles = { { url, title, date,
 * deleted }, … } }; see core/rules/account_read.h for what the words mean. Whether their articles open is told by the
 * links, for each account is a page of the crawl (core/crawl/articles.c).
 */
#ifndef GP_REPORT_LINKS_ACCOUNTS_H
#define GP_REPORT_LINKS_ACCOUNTS_H

#include "core/report/links.h"

#define GP_LINKS_ACCOUNTS "accounts"
#define GP_ACCOUNT_DAYS 14 /* 国办秘函〔2019〕19号: without a post for two weeks */

struct gp_links_article {
	const char *url, *title, *date; /* "" */
	bool deleted;
	bool on_site;                   /* a page of the own site has its title */
};

struct gp_links_account {
	const char *address;            /* of its page in the crawl: "account:wechat/…" */
	const char *platform, *name, *url, *owner, *site, *adapter, *mark, *state, *why, *detail, *today; /* "" */
	int64_t days;                   /* the office's own limit; 0: none */
	struct gp_links_article *list;
	size_t count;
	const char *newest;             /* its day, "" */
	int64_t age;                    /* days since then; -1: not known */
	int64_t deleted;                /* articles that the platform says are */
	int64_t on_site;                /* articles whose title a page of the site has; -1: not compared */
	int64_t broken, blocked;        /* articles that do not open, and that we were not let see */
	int64_t broken_inside;          /* links in its articles that do not open */
};

/* "account:PLATFORM/NAME", percent-encoded; n: which one of that name, from 1. */
void gp_links_account_address(struct gp_buf *out, const char *platform, const char *name, size_t n);

/*
 * After loading: l->accounts, and the findings account.… about them. `run` learns to whom their pages belong. Nothing
 * when the run had none.
 */
int gp_links_load_accounts(struct gp_links *l, struct gp_store *s, struct gp_links_run *run,
    const struct gp_catalogue *words, struct gp_err *e) GP_MUST_USE;

/* links_accounts_show.c: a line for each, and nothing when there is none. */
void gp_links_accounts_text(struct gp_buf *out, const struct gp_links *l, const struct gp_links_style *st);
/* The value of "accounts". */
void gp_links_accounts_json(struct gp_json *j, const struct gp_links *l, const struct gp_links_style *st);
/* "微信公众号 云澜发布", appended as it is; in one language. */
void gp_links_account_label(struct gp_buf *out, const struct gp_links_account *a, const struct gp_catalogue *words,
    enum gp_lang lang);
/* Why it was not read, or not whole, appended as it is; nothing when it was. */
void gp_links_account_why(struct gp_buf *out, const struct gp_links_account *a, const struct gp_catalogue *words,
    enum gp_lang lang);

/* links_accounts_match.c: what one account and the own site have in common, by titles and days. */
struct gp_account_match {
	int64_t missing;                /* articles that no page has; of the site, pages that no article has */
	const char *examples[5];        /* titles */
	size_t count;
};
/* `site`: pages of the own site whose address is dated since the oldest of the articles. 1: compared; 0: nothing to compare. */
int gp_links_match_account(struct gp_links *l, struct gp_store *s, struct gp_links_account *a,
    struct gp_account_match *account, struct gp_account_match *site, struct gp_err *e) GP_MUST_USE;

#endif
