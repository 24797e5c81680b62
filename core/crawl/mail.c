/* mail.c - links to mail: their addresses are judged at once, their domains once a name server has answered */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/crawl/engine.h"
#include "core/web/mail_domain.h"
#include "core/web/mailto.h"

#define WAIT_MS 2000
#define WAIT_FAST_MS 250

/* A link whose domains are being asked for. */
struct open_link {
	struct open_link *next;
	struct gp_store_url url; /* its strings are this link's */
	int missing;             /* answers */
	enum gp_mail_answer worst;
};

struct domain {
	char name[254];
	bool known;
	enum gp_mail_answer answer;
	struct open_link **links;
	size_t count, cap;
};

struct gp_mail {
	struct open_link *before; /* of a run that goes on */
	struct gp_mail_domains *dns;
	struct domain domain[GP_MAIL_DOMAINS];
	size_t count;
};

static void judge(struct gp_crawl *c, const struct gp_store_url *u, enum gp_mail_answer answer)
{
	struct gp_store_result r = {.id = u->id, .cause = "", .cause2 = "", .location = "", .type = "", .size = -1,
	    .detail = "", .plain_count = -1, .charset = ""};

	switch (answer) {
	case GP_MAIL_TAKEN:
		break;
	case GP_MAIL_NO_DOMAIN:
		r.detail = "mail-no-such-domain";
		break;
	case GP_MAIL_NO_HOST:
		r.detail = "mail-no-host";
		break;
	case GP_MAIL_REFUSED:
		r.detail = "mail-refused";
		break;
	case GP_MAIL_UNKNOWN:
		r.cause = "no-resolver";
		break;
	}
	if (*r.detail)
		r.cause = r.cause2 = "dns"; /* asked twice */
	gp_frontier_result(c, u, &r);
}

/* The one that says no for certain counts, then the one that nobody knows. */
static enum gp_mail_answer worse(enum gp_mail_answer a, enum gp_mail_answer b)
{
	if (a == GP_MAIL_TAKEN || (a == GP_MAIL_UNKNOWN && b != GP_MAIL_TAKEN))
		return b;
	return a;
}

static void close_link(struct open_link *l)
{
	free((char *)l->url.url);
	free((char *)l->url.text);
	free(l);
}

static void on_answer(void *user, const char *name, enum gp_mail_answer answer)
{
	struct gp_crawl *c = user;
	struct domain *d = c->mail->domain;

	while (strcmp(d->name, name) != 0)
		d++;
	d->known = true;
	d->answer = answer;
	for (size_t i = 0; i < d->count; i++) {
		struct open_link *l = d->links[i];

		l->worst = worse(l->worst, answer);
		if (--l->missing)
			continue;
		judge(c, &l->url, l->worst);
		close_link(l);
	}
	free(d->links);
	d->links = NULL;
	d->count = 0;
	c->helpers--;
}

/* The domain, asked for when it is new; NULL: there were too many. */
static struct domain *domain_of(struct gp_crawl *c, const char *name)
{
	struct gp_mail *m = c->mail;
	struct domain *d;

	for (size_t i = 0; i < m->count; i++)
		if (!strcmp(m->domain[i].name, name))
			return &m->domain[i];
	if (m->count == GP_MAIL_DOMAINS)
		return NULL;
	d = &m->domain[m->count++];
	memcpy(d->name, name, strlen(name) + 1);
	c->helpers++;
	gp_mail_domains_ask(m->dns, name);
	return d;
}

static void wait_for(struct domain *d, struct open_link *l)
{
	if (d->count == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 4;
		d->links = gp_reallocarray(d->links, d->cap, sizeof *d->links);
	}
	d->links[d->count++] = l;
	l->missing++;
}

static struct gp_mail *begin(struct gp_crawl *c)
{
	if (!c->mail) {
		c->mail = gp_calloc(1, sizeof *c->mail);
		c->mail->dns = gp_mail_domains_new(c->loop, c->o->name_server, c->o->fast ? WAIT_FAST_MS : WAIT_MS, on_answer, c);
	}
	return c->mail;
}

static struct open_link *open_link(const struct gp_store_url *u)
{
	struct open_link *l = gp_calloc(1, sizeof *l);

	l->url = *u;
	l->url.url = gp_strdup(u->url);
	l->url.text = gp_strdup(u->text);
	return l;
}

/* RFC 6761: names that no name server is asked for. */
static bool is_reserved(const char *domain)
{
	static const char *const ends[] = {".example", ".test", ".invalid", ".localhost", ".local", NULL};
	size_t n = strlen(domain), k;

	for (const char *const *p = ends; *p; p++) {
		k = strlen(*p);
		if (n > k && !strcmp(domain + n - k, *p))
			return true;
	}
	return false;
}

static void ask(struct gp_crawl *c, struct open_link *l, const struct gp_mailto *m)
{
	for (size_t i = 0; i < m->domain_count; i++) {
		struct domain *d;

		if (is_reserved(m->domain[i]))
			continue;
		d = domain_of(c, m->domain[i]);
		if (!d || d->known)
			l->worst = worse(l->worst, d ? d->answer : GP_MAIL_UNKNOWN);
		else
			wait_for(d, l);
	}
	if (l->missing)
		return;
	judge(c, &l->url, l->worst);
	close_link(l);
}

void gp_mail_know(struct gp_crawl *c, const struct gp_store_url *u)
{
	struct gp_mail *m = begin(c);
	struct open_link *l = open_link(u);

	l->next = m->before;
	m->before = l;
}

void gp_mail_resume(struct gp_crawl *c)
{
	struct open_link *l;
	struct gp_mailto m;

	while (c->mail && (l = c->mail->before)) {
		c->mail->before = l->next;
		if (gp_url_parse(&c->target, l->url.url, strlen(l->url.url), NULL, NULL) != GP_URL_OK) {
			close_link(l);
			continue;
		}
		gp_mailto_read(&m, gp_url_href(&c->target), gp_url_bare_len(&c->target));
		ask(c, l, &m);
	}
}

/* Where there is a proxy the name servers of this machine may know nothing of the world, and say no. */
static bool looks_up(const struct gp_crawl *c)
{
	return !c->o->no_mx && (!c->o->network.proxy || c->o->name_server);
}

int64_t gp_mail_add(struct gp_crawl *c, const struct gp_found *f, const struct gp_mailto *m, bool *same_text)
{
	struct gp_store_url row;
	bool asked = false;
	char *shown;

	for (size_t i = 0; i < m->domain_count; i++)
		asked |= !is_reserved(m->domain[i]);
	if (!asked || !looks_up(c))
		return 0;
	begin(c);
	shown = gp_frontier_open(c, f, &row, same_text);
	if (shown)
		ask(c, open_link(&row), m);
	free(shown);
	return row.id;
}

void gp_mail_free(struct gp_crawl *c)
{
	struct gp_mail *m = c->mail;
	struct open_link *l;

	if (!m)
		return;
	while ((l = m->before)) {
		m->before = l->next;
		close_link(l);
	}
	gp_mail_domains_free(m->dns);
	for (size_t i = 0; i < m->count; i++) {
		for (size_t k = 0; k < m->domain[i].count; k++)
			if (!--m->domain[i].links[k]->missing) /* the last that waits for it */
				close_link(m->domain[i].links[k]);
		free(m->domain[i].links);
	}
	free(m);
	c->mail = NULL;
}
