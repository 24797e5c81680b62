/* csv: RFC 4180, UTF-8, and no formula that somebody else wrote */
#include "core/report/csv.h"
#include "tests/lib/tap.h"

static struct gp_buf buf;
static struct gp_csv csv;

static const char *cell_n(const char *s, size_t n)
{
	gp_buf_clear(&buf);
	gp_csv_init(&csv, &buf, false);
	gp_csv_strn(&csv, s, n);
	return buf.len ? buf.data : "";
}

static void is_cell(const char *s, const char *want, const char *name)
{
	is_str(cell_n(s, strlen(s)), want, name);
}

static void rows_follow_the_rfc(void)
{
	gp_csv_init(&csv, &buf, true);
	gp_csv_str(&csv, "url");
	gp_csv_str(&csv, "次数");
	gp_csv_end_row(&csv);
	gp_csv_str(&csv, NULL);
	gp_csv_int(&csv, INT64_MIN);
	gp_csv_str(&csv, "a,b");
	gp_csv_end_row(&csv);
	is_str(buf.data,
	    "\xEF\xBB\xBFurl,次数\r\n,-9223372036854775808,\"a,b\"\r\n",
	    "a mark, commas, CR LF, numbers as they are");
	is_cell("say \"hi\"", "\"say \"\"hi\"\"\"", "quotes are doubled");
	is_cell("a\r\nb", "\"a\r\nb\"", "a line break stays inside quotes");
	is_cell(" a ", "\" a \"", "outer spaces are kept");
	is_cell("a;b", "\"a;b\"", "the separator of other locales is quoted");
	is_cell("政务 公开", "政务 公开", "plain text is not");
}

static void formulas_are_guarded(void)
{
	static const char *const first[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠", "\xEF\xBB\xBF=",
	    "\xC2\xA0-", "\xE3\x80\x80＝"};
	char text[30], want[40];
	size_t i;

	for (i = 0; i < sizeof first / sizeof *first; i++) {
		snprintf(text, sizeof text, "%s1+1", first[i]);
		snprintf(want, sizeof want, "'%s1+1", first[i]);
		is_cell(text, want, "what begins like a formula gets an apostrophe");
	}
	is_cell("\tx", "\"'\tx\"", "so does a leading TAB");
	is_cell("\rx", "\"'\rx\"", "CR");
	is_cell("\nx", "\"'\nx\"", "and LF");
	is_cell("  =1", "\"'  =1\"", "spaces before do not hide a formula");
	is_cell("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
	    "inside the quotes");
	is_cell("a=1", "a=1", "a sign further on is text");
	is_cell("http://a/?b=-1", "http://a/?b=-1", "so is an address");
	is_cell("   ", "\"   \"", "spaces alone are no formula");
	is_cell("", "", "nor is nothing");
}

static void the_file_is_utf8_and_harmless(void)
{
	is_cell("a\xff\xe6\x94z", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz",
	    "malformed bytes are replaced");
	is_cell("\x1b[31m\x7f", "\xEF\xBF\xBD[31m\xEF\xBF\xBD", "so are terminal controls");
	is_cell("a\xC2\x9b" "1m", "a\xEF\xBF\xBD" "1m", "also those of two bytes");
	is_str(cell_n("a\0=b", 4), "a\xEF\xBF\xBD=b", "and NUL");
	is_str(cell_n("\xe6\x94", 2), "\xEF\xBF\xBD\xEF\xBF\xBD",
	    "a character cut off at the end too");
}

int main(void)
{
	gp_buf_init(&buf, 1 << 16);
	rows_follow_the_rfc();
	formulas_are_guarded();
	the_file_is_utf8_and_harmless();
	gp_buf_free(&buf);
	return tap_done();
}
