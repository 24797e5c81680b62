#include "core/crawl/parse_put.h"

#include <string.h>

int gp_parse_put_config(struct gp_buf *out, const struct gp_phrases *ph)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, out, GP_PARSE_CONFIG);
	gp_msg_put_int(&m, (int64_t)ph->long_text);
	gp_msg_put_int(&m, (int64_t)ph->short_text);
	for (size_t i = 0; i < ph->count; i++) {
		gp_msg_put_int(&m, ph->list[i].set);
		gp_msg_put_str(&m, ph->list[i].text, ph->list[i].n);
	}
	return gp_msg_end(&m);
}

int gp_parse_put_triggers(struct gp_buf *out, const struct gp_buf *list, size_t count)
{
	struct gp_msg_out m;

	for (size_t i = 0; i < count; i++) {
		gp_msg_begin(&m, out, GP_PARSE_TRIGGER);
		gp_msg_put_int(&m, (int64_t)i);
		gp_msg_put_str(&m, list[i].data, list[i].len);
		if (gp_msg_end(&m))
			return -1;
	}
	return 0;
}

int gp_parse_put_job(struct gp_buf *out, const struct gp_parse_job *job)
{
	struct gp_msg_out m;

	gp_msg_begin(&m, out, GP_PARSE_JOB);
	gp_msg_put_int(&m, job->id);
	gp_msg_put_int(&m, job->as);
	gp_msg_put_int(&m, job->want_links);
	gp_msg_put_int(&m, job->wanted);
	gp_msg_put_int(&m, (int64_t)job->offset);
	gp_msg_put_int(&m, (int64_t)job->length);
	gp_msg_put_str(&m, job->url, strlen(job->url));
	gp_msg_put_str(&m, job->charset, strlen(job->charset));
	gp_msg_put_str(&m, job->passages, strlen(job->passages));
	return gp_msg_end(&m);
}

int gp_parse_put_found(struct gp_buf *out, const struct gp_triggers *t, const struct gp_trigger_page *p)
{
	const struct gp_trigger_found *f;
	struct gp_msg_out m;
	struct gp_buf b;
	int rc = 0;

	gp_buf_init(&b, GP_PARSE_PIECE);
	for (size_t i = 0; t && !rc && (f = gp_triggers_found(t, i)); i++) {
		gp_buf_clear(&b);
		gp_trigger_found_pack(&b, f, p->text, gp_trigger_found_place(p, f), (struct gp_text){"", 0});
		gp_msg_begin(&m, out, GP_PARSE_FOUND);
		gp_msg_put_int(&m, f->number);
		gp_msg_put_str(&m, b.data, b.len);
		rc = gp_msg_end(&m);
	}
	gp_buf_free(&b);
	return rc;
}
