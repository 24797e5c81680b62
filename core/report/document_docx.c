#include "core/report/document.h"

#include <string.h>

#include "core/report/document_docx.h"

int gp_document_docx(struct gp_buf *out, const struct gp_document *d, const struct gp_document_sample *sample,
    struct gp_err *e)
{
	struct gp_word x = {.d = d, .width = GP_WORD_TEXT_WIDTH, .link_prefix = "rIdLink", .bullets = 1};
	int s, result = -1;

	x.zh = !d->language || strcmp(d->language, "en") != 0;
	for (s = 0; s < GP_WORD_STYLES; s++)
		x.style[s] = gp_word_style_id((enum gp_word_style)s);
	gp_buf_init(&x.body, GP_WORD_PART_MAX);
	gp_buf_init(&x.links, GP_WORD_PART_MAX);
	if (sample)
		result = gp_word_fill(out, &x, sample, e);
	else if (!gp_word_body(&x, e))
		result = gp_word_package(out, &x, e);
	gp_buf_free(&x.body);
	gp_buf_free(&x.links);
	return result;
}
