/* Any bytes: the choice is made, every decoder gives well-formed UTF-8, every encoder takes it. */
#include "core/text/charset.h"
#include "core/text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		__builtin_trap();
}

static void decode_and_encode(const struct gp_charset *cs, const char *body, size_t n, size_t max)
{
	struct gp_buf text, back;
	size_t errors;
	int full;

	gp_buf_init(&text, max);
	gp_buf_init(&back, 64 * max);
	full = gp_charset_decode(cs, body, n, &text, &errors);
	must(full == 0 || text.full);
	must(gp_utf8_valid(text.data, text.len));
	must(gp_charset_encode(cs, text.data, text.len, &back) == 0);
	gp_buf_clear(&back);
	gp_utf8_show(&back, text.data, text.len);
	must(!back.full && gp_utf8_width(text.data, text.len) <= 2 * text.len);
	must(gp_utf8_prefix(text.data, text.len, gp_utf8_count(text.data, text.len)) == text.len);
	gp_buf_free(&text);
	gp_buf_free(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const label[] = {
	    "utf-8",        "gb18030",        "big5",        "utf-16le",  "utf-16be",
	    "windows-1252", "euc-jp",         "iso-2022-jp", "shift_jis", "euc-kr",
	    "iso-8859-3",   "x-user-defined", "replacement", NULL};
	struct gp_charset_choice choice;
	const struct gp_charset *cs;
	const char *body, *header;
	size_t n, k;

	if (size < 2)
		return 0;
	header = label[data[0] % (sizeof label / sizeof *label)];
	for (n = 0; header && header[n]; n++)
		;
	body = (const char *)data + 2;
	gp_charset_choose(&choice, body, size - 2, header, n);
	must(choice.used != NULL && choice.bom <= size - 2);
	decode_and_encode(choice.used, body + choice.bom, size - 2 - choice.bom, 1 << 20);
	for (k = 0; label[k]; k++) {
		for (n = 0; label[k][n]; n++)
			;
		cs = gp_charset_by_label(label[k], n);
		decode_and_encode(cs, body, size - 2, data[1] ? 1 << 20 : size);
	}
	return 0;
}
