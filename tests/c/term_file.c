/* lists of terms: columns, remarks, charsets, and what is told of bad rows */
#include "core/text/term_file.h"
#include "tests/lib/tap.h"

static struct gp_arena arena;
static struct gp_term_file file;
static struct gp_err err;

static int read_terms(const char *s, size_t n)
{
	gp_term_file_free(&file);
	err = (struct gp_err)GP_ERR_INIT;
	return gp_term_file_read(&file, &arena, s, n, "t.txt", &err);
}

static void reads(const char *s)
{
	ok(!read_terms(s, strlen(s)), "it is read");
}

static void refuses(const char *s, const char *message)
{
	ok(read_terms(s, strlen(s)), "it is refused");
	is_str(err.msg, message, "and it is said why and where");
}

static void columns(void)
{
	reads("# 说明\n\n云烂市\t云澜市\t常见误写\r\n  文广局　\n＃ 全角的也是说明\n\t \n一二\t\t只有说明");
	is_int((int)file.count, 3, "remarks and empty lines are no rows");
	is_str(file.rows[0].term, "云烂市", "the term");
	is_str(file.rows[0].instead, "云澜市", "the right form");
	is_str(file.rows[0].note, "常见误写", "the note, without the end of the line");
	is_int((int)file.rows[0].line, 3, "and its line");
	is_str(file.rows[1].term, "文广局", "white space around a term is not part of it, the ideographic one neither");
	is_str(file.rows[1].instead, "", "columns may be missing");
	is_str(file.rows[2].note, "只有说明", "or empty");
	is_int((int)file.rows[2].line, 7, "lines are counted with the empty ones");
	reads("");
	is_int((int)file.count, 0, "an empty file has no terms");
}

static void charsets(void)
{
	ok(!read_terms("\xD4\xC6\xC0\xC3\xCA\xD0\t\xD4\xC6\xC0\xBD\xCA\xD0\n", 14), "GBK is read");
	is_str(file.rows[0].instead, "云澜市", "as what it says");
	ok(!read_terms("\xEF\xBB\xBF一\t二", 10), "UTF-8 with a byte order mark is read");
	is_str(file.rows[0].term, "一", "without the mark");
	ok(!read_terms("\xFF\xFE\x00\x4E\x0A\x00", 6), "UTF-16 with its mark is read");
	is_str(file.rows[0].term, "一", "as what it says");
	refuses("一\xFF\xFE二", "t.txt: is neither UTF-8 nor GBK; save it as a text file in one of them");
	ok(read_terms("a\0b", 3), "bytes with a NUL are refused");
}

static void faults(void)
{
	char long_term[400] = "";

	refuses("一\n\t二", "t.txt:2: the term is missing");
	refuses("一\t二\t三\t四", "t.txt:1: more than 3 columns");
	refuses("\n云烂市  云澜市", "t.txt:2: columns are parted by the TAB key, not by blanks");
	refuses("一\t一", "t.txt:1: term and right form are the same");
	for (int i = 0; i < 101; i++)
		memcpy(long_term + 3 * i, "一", 4);
	refuses(long_term, "t.txt:1: a term may have 100 characters at most");
	reads(long_term + 3);
}

int main(void)
{
	columns();
	charsets();
	faults();
	gp_term_file_free(&file);
	gp_arena_free(&arena);
	return tap_done();
}
