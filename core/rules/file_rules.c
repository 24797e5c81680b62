/* file_rules.c - files that a crawl meets, one after the other: shown to rules as attachments, read, shown as documents */
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "core/base/clock.h"
#include "core/doc/doc_facts.h"
#include "core/rules/page_rules_impl.h"
#include "core/script/file_subject.h"
#include "core/sys/loop.h"
#include "core/sys/proc.h"

struct file {
	struct file *next;
	struct gp_look *look;
	char *url, *type, *from, *text;
	int status;
	int64_t size;
	struct gp_buf body;
	enum { AS_ATTACHMENT, READ, AS_DOCUMENT, END } stage; /* what comes next */
};

struct gp_file_rules {
	struct gp_page_rules *rules;
	struct gp_loop *loop;
	struct gp_session *session; /* its worker sees one thing at a time */
	struct file *first, **last; /* the first is at work */
	struct gp_reading *reading;
	struct gp_timer timer;     /* of the reading */
	bool documents;            /* read them */
	bool stepping, again;
};

struct gp_file_rules *gp_file_rules_new(struct gp_page_rules *p, struct gp_loop *loop, struct gp_session *session,
    bool documents)
{
	struct gp_file_rules *f = gp_calloc(1, sizeof *f);

	f->rules = p;
	f->loop = loop;
	f->session = session;
	f->documents = documents;
	f->last = &f->first;
	gp_session_lend(session, loop);
	return f;
}

static void file_free(struct file *f)
{
	free(f->url);
	free(f->type);
	free(f->from);
	free(f->text);
	gp_buf_free(&f->body);
	free(f);
}

static void stop_reading(struct gp_file_rules *f)
{
	gp_loop_disarm(f->loop, &f->timer);
	if (f->reading)
		gp_loop_forget(f->loop, gp_reading_fd(f->reading));
	gp_reading_free(f->reading);
	f->reading = NULL;
}

void gp_file_rules_free(struct gp_file_rules *f)
{
	if (!f)
		return;
	stop_reading(f);
	gp_session_lend(f->session, NULL);
	for (struct file *i = f->first, *next; i; i = next) {
		next = i->next;
		file_free(i);
	}
	free(f);
}

/* --- what rules see */

static void unread(struct gp_file_rules *f, const char *why)
{
	struct gp_finding found = {.rule = "documents/unread", .severity = GP_SEVERITY_UNCHECKED, .message = {why, why},
	    .fix = {"", ""}};

	for (int lang = 0; lang < 2; lang++)
		found.title[lang] = gp_catalogue_text(&gp_messages, (enum gp_lang)lang, "rules.unread");
	gp_look_add(f->first->look, &found);
}

static struct gp_rule_thing thing(const struct file *i, unsigned subjects)
{
	return (struct gp_rule_thing){.subjects = subjects, .url = i->url, .type = i->type, .status = i->status};
}

/* To where the worker sees it; -1: there is no room for it. */
static int show(struct gp_file_rules *f, const struct gp_buf *packed)
{
	struct gp_err e = GP_ERR_INIT;

	if (!gp_session_body(f->session, packed->data, packed->len, &e))
		return 0;
	unread(f, e.msg);
	return -1;
}

/* True: rules are at it. */
static bool as_attachment(struct gp_file_rules *f)
{
	struct file *i = f->first;
	const char *const pages[] = {*i->from ? i->from : NULL, NULL};
	const struct gp_rule_thing t = thing(i, GP_ON(ATTACHMENT));
	const struct gp_attachment a = {.url = i->url, .type = i->type, .text = i->text, .size = i->size,
	    .head = i->body.data ? i->body.data : "", .head_n = i->body.len, .pages = pages};
	struct gp_script_page page = {.url = i->url, .type = i->type, .charset = "", .status = i->status,
	    .subjects = GP_ON(ATTACHMENT)};
	struct gp_buf packed;
	bool shown;

	if (!gp_page_rules_want(f->rules, &t))
		return false;
	gp_buf_init(&packed, GP_VALUE_MAX);
	gp_attachment_pack(&packed, &a);
	page.length = packed.len;
	shown = !show(f, &packed);
	gp_buf_free(&packed);
	if (shown)
		gp_look_at(i->look, f->session->script, &t, &page);
	return shown;
}

/* True: rules are at it. */
static bool as_document(struct gp_file_rules *f)
{
	struct file *i = f->first;
	const struct gp_buf *packed = gp_reading_packed(f->reading);
	const struct gp_rule_thing t = thing(i, GP_ON(DOCUMENT));
	struct gp_script_page page = {.url = i->url, .status = i->status};
	struct gp_err e = GP_ERR_INIT;
	bool shown = false;

	if (gp_document_check(packed, &e))
		unread(f, e.msg);
	else
		shown = !show(f, packed);
	gp_document_page(&page, packed->len);
	stop_reading(f);
	if (shown)
		gp_look_at(i->look, f->session->script, &t, &page);
	return shown;
}

/* --- reading */

static void watch(struct gp_file_rules *f);

static void on_turn(struct gp_file_rules *f)
{
	struct gp_err e = GP_ERR_INIT;
	int rc;

	gp_loop_forget(f->loop, gp_reading_fd(f->reading)); /* it may be another one afterwards */
	rc = gp_reading_turn(f->reading, &e);
	if (!rc) {
		watch(f);
		return;
	}
	if (rc < 0) {
		unread(f, e.msg);
		stop_reading(f);
		f->first->stage = END;
	}
	gp_file_rules_next(f);
}

static void on_bytes(void *user, int fd, uint32_t events)
{
	(void)fd;
	(void)events;
	on_turn(user);
}

static void on_time(void *user)
{
	on_turn(user);
}

static void watch(struct gp_file_rules *f)
{
	struct gp_err e = GP_ERR_INIT;

	f->timer.fn = on_time;
	f->timer.user = f;
	gp_loop_arm(f->loop, &f->timer, gp_clock_mono_ms() + gp_reading_left(f->reading));
	if (!gp_loop_watch(f->loop, gp_reading_fd(f->reading), EPOLLIN, on_bytes, f, &e))
		return;
	unread(f, e.msg);
	stop_reading(f);
	f->first->stage = END;
	gp_file_rules_next(f);
}

/* True: it is being read. */
static bool read_file(struct gp_file_rules *f)
{
	struct file *i = f->first;
	const struct gp_rule_thing t = thing(i, GP_ON(DOCUMENT));
	const char *p = i->body.data ? i->body.data : "";
	struct gp_arena a = {0};
	struct gp_err e = GP_ERR_INIT;
	enum gp_reader_type type;
	bool good = false;

	i->stage = END;
	if (!f->documents || !gp_page_rules_want(f->rules, &t))
		return false;
	good = !gp_reader_type_for_rules(&type, p, i->body.len, gp_file_name(&a, i->url), &e);
	if (good && i->size > (int64_t)i->body.len)
		good = gp_fail(&e, GP_ELIMIT, "the file is larger than 16 MiB") == 0;
	else if (good && type == GP_READER_HTML)
		good = gp_fail(&e, GP_EUSAGE, "this is a web page, whatever its name says") == 0;
	else if (good)
		good = !gp_reading_start(&f->reading, GP_READING_FACTS, type, p, i->body.len, "", &e);
	gp_arena_free(&a);
	if (!good) {
		unread(f, e.msg);
		return false;
	}
	i->stage = AS_DOCUMENT;
	watch(f);
	return true;
}

/* --- one after the other */

/* True: something is under way, which will call gp_file_rules_next(). */
static bool step(struct gp_file_rules *f)
{
	struct file *i = f->first;

	switch (i->stage) {
	case AS_ATTACHMENT:
		i->stage = READ;
		return as_attachment(f);
	case READ:
		return read_file(f);
	case AS_DOCUMENT:
		i->stage = END;
		return as_document(f);
	default:
		f->first = i->next;
		if (!f->first)
			f->last = &f->first;
		gp_look_end(i->look);
		file_free(i);
		return false;
	}
}

void gp_file_rules_next(struct gp_file_rules *f)
{
	f->again = true;
	if (f->stepping) /* what was begun ended at once: the loop below goes on */
		return;
	f->stepping = true;
	while (f->again && f->first) {
		f->again = false;
		if (!step(f))
			f->again = true;
	}
	f->stepping = false;
}

void gp_file_rules_add(struct gp_file_rules *f, const struct gp_crawl_file *file, struct gp_look *k)
{
	struct file *i = gp_calloc(1, sizeof *i);
	bool idle = !f->first;

	*i = (struct file){.look = k, .url = gp_strdup(file->url), .type = gp_strdup(file->type), .from = gp_strdup(file->from),
	    .text = gp_strdup(file->text), .status = file->status, .size = file->size};
	gp_buf_init(&i->body, GP_READER_FILE_MAX + 1);
	gp_buf_put(&i->body, file->body, file->n);
	*f->last = i;
	f->last = &i->next;
	if (idle)
		gp_file_rules_next(f);
}
