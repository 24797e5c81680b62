/* Elements with their places; and the zip that is made of parts. */
#include "core/doc/xml_spans.h"

#include "core/doc/zip_in.h"
#include "core/doc/zip_out.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;
static struct gp_err err;

static int read(struct gp_xml_spans *out, const char *s)
{
	err = (struct gp_err)GP_ERR_INIT;
	return gp_xml_spans(out, &arena, s, strlen(s), &err);
}

static const char *piece(const char *s, size_t from, size_t to)
{
	return gp_arena_strndup(&arena, s + from, to - from);
}

static void test_places(void)
{
	const char *s = "<?xml version=\"1.0\"?><a x=\"1 &amp; 2\"><b>甲&lt;</b><c y='z'/><d><b/>t</d></a>";
	struct gp_xml_spans x;

	is_int(read(&x, s), 0, "a document is read");
	is_int((long long)x.count, 5, "all its elements are listed");
	is_str(piece(s, x.list[1].start, x.list[1].end), "<b>甲&lt;</b>", "an element has its place");
	is_str(piece(s, x.list[1].inner, x.list[1].inner_end), "甲&lt;", "and its content");
	is_str(x.list[1].text, "甲<", "which is told as text");
	is_str(piece(s, x.list[2].start, x.list[2].end), "<c y='z'/>", "an empty element has its place");
	ok(x.list[2].inner == x.list[2].end && x.list[2].inner_end == x.list[2].end, "and no inside");
	is_str(gp_xml_span_attr(&x.list[0], "x"), "1 & 2", "attributes are decoded");
	ok(!gp_xml_span_attr(&x.list[2], "x"), "and belong to their element");
	ok(x.list[4].parent == 3 && x.list[3].parent == 0 && x.list[3].next == 5 && x.list[1].next == 2,
	    "what is inside of what is known");
	is_str(x.list[3].text, "", "text among elements is not told");
}

static void test_refused(void)
{
	struct gp_xml_spans x;
	char deep[300 * 3 + 1] = "";
	size_t i;

	for (i = 0; i < 300; i++)
		memcpy(deep + i * 3, "<a>", 4);
	is_int(read(&x, deep), -1, "elements deep inside one another are refused");
	is_int(err.code, GP_ELIMIT, "as too deep");
	is_int(read(&x, "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), -1, "entities are refused");
	ok(strstr(err.msg, "document type") != NULL, "and why");
	is_int(read(&x, "<a><b></a>"), -1, "what is not well-formed is refused");
	is_int(read(&x, ""), -1, "so is nothing");
	is_int(read(&x, "<?xml version=\"1.0\" encoding=\"GBK\"?><a>\xBC\xD7</a>"), -1, "so is another encoding");
	is_int(gp_xml_spans(&x, &arena, "\xFF\xFE<\0a\0/\0>\0", 10, &err), -1, "UTF-16 too");
}

static void test_zip(void)
{
	struct gp_zip_out *z = gp_zip_out_open(&err);
	struct gp_zip_in *in = NULL;
	struct gp_buf out, back;

	gp_buf_init(&out, 10000);
	gp_buf_init(&back, 1 << 20);
	ok(z && !gp_zip_out_add(z, "b/正文", "text", 4, &err) && !gp_zip_out_add(z, "a", NULL, 0, &err) &&
	    !gp_zip_out_finish(z, &out, &err), "entries are packed, empty ones too");
	ok(out.len > 50 && !memcmp(out.data + 10, "\0\0\x21\0", 4), "on the first day of zips");
	ok(!gp_zip_in_open(&in, out.data, out.len, &err) && gp_zip_in_count(in) == 2, "and are there");
	is_str(gp_zip_in_name(in, 0), "a", "by name");
	ok(!gp_zip_in_read(in, "b/正文", &back, &err) && back.len == 4 && !memcmp(back.data, "text", 4),
	    "what was put in comes out");
	gp_zip_in_free(in);
	gp_buf_free(&out);
	gp_buf_free(&back);
	gp_buf_init(&out, 10);
	z = gp_zip_out_open(&err);
	ok(z && !gp_zip_out_add(z, "a", "text", 4, &err) && gp_zip_out_finish(z, &out, &err) == -1 &&
	    err.code == GP_ELIMIT && !out.len, "an archive that does not fit is refused");
	gp_zip_out_drop(gp_zip_out_open(&err));
	gp_buf_free(&out);
}

int main(void)
{
	test_places();
	test_refused();
	test_zip();
	gp_arena_free(&arena);
	return tap_done();
}
