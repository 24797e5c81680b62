/* account_secret.c - credentials of accounts: read, put in their places, and found where they must not be */
#include <string.h>

#include "core/office/account_secret.h"
#include "tests/lib/tap.h"

static struct gp_account_secrets s;

static int read_text(const char *text)
{
	struct gp_err e = GP_ERR_INIT;
	struct gp_buf b;
	int rc;

	gp_buf_init(&b, 3 * GP_ACCOUNT_SECRET_MAX);
	gp_buf_puts(&b, text);
	rc = gp_account_secrets_read(&s, &b, "FILE", &e);
	ok(!strstr(e.msg, "S3CRET"), "no message says a value");
	gp_buf_free(&b);
	return rc;
}

static const char *value(const char *name)
{
	return gp_account_secret(&s, name, strlen(name));
}

static void forms(void)
{
	char wide[2 * GP_ACCOUNT_SECRET_MAX];

	is_int(read_text("# of the platform\nappid=wx1\r\nappsecret=S3CRET=\"a b\"\n"), 0, "lines with names");
	is_str(value("appid"), "wx1", "the first");
	is_str(value("appsecret"), "S3CRET=\"a b\"", "a value may have any sign in it");
	ok(!value("app") && !value("appsecretx"), "names are whole");
	is_int(read_text("\nABC.def-_~+/==\n"), 0, "a single line is a token");
	is_str(value("token"), "ABC.def-_~+/==", "whole, though it ends with the sign");
	is_int(read_text(""), -1, "an empty file");
	is_int(read_text("# nothing\n"), -1, "a file of remarks");
	is_int(read_text("appid=wx1\nS3CRET\n"), -1, "a line without a name among others");
	is_int(read_text("appid=\n"), -1, "a name without a value");
	is_int(read_text("APPID=x\nb=S3CRET\n"), -1, "names are in lower case");
	is_int(read_text("a=S3CRET\x01\n"), -1, "control characters cannot be sent");
	memset(wide, 'x', sizeof wide - 1);
	wide[sizeof wide - 1] = '\0';
	is_int(read_text(wide), -1, "more than there is room for");
}

static const char *filled(const char *text, enum gp_secret_place place)
{
	static struct gp_buf b;
	struct gp_err e = GP_ERR_INIT;

	b.max = 20000;
	gp_buf_clear(&b);
	return gp_account_secrets_fill(&b, text, place, &s, &e) ? NULL : b.data;
}

static void places(void)
{
	(void)!read_text("id=a b&c\nkey=S3CRET\"\\\nshort=abc\n");
	is_str(filled("https://h/?i={secret.id}&k={secret.id}", GP_SECRET_IN_URL), "https://h/?i=a%20b%26c&k=a%20b%26c",
	    "encoded in an address");
	is_str(filled("{\"k\":\"{secret.key}\"}", GP_SECRET_IN_JSON), "{\"k\":\"S3CRET\\\"\\\\\"}", "part of a JSON string");
	is_str(filled("Bearer {secret.key}", GP_SECRET_IN_HEADER), "Bearer S3CRET\"\\", "as it is in a header");
	ok(!filled("{secret.other}", GP_SECRET_IN_URL), "one that is not there");
	ok(!filled("{secret.key", GP_SECRET_IN_URL) && !filled("{secret.}", GP_SECRET_IN_URL), "a place that is none");
	is_str(filled("{secrets} {secre", GP_SECRET_IN_URL), "{secrets} {secre", "other braces stay");
	ok(gp_account_secret_wanted("x{secret.y") && !gp_account_secret_wanted("{secre.y}"), "whether there is a place");
}

static void leaks(void)
{
	(void)!read_text("id=a b&c!!\nkey=S3CRET\nshort=abc\n");
	ok(gp_account_secrets_in(&s, "https://evil/?S3CRET"), "a value in an address");
	ok(gp_account_secrets_in(&s, "https://evil/?a%20b%26c%21%21") && gp_account_secrets_in(&s, "a%20b%26c%21%21"),
	    "percent-encoded as well");
	ok(!gp_account_secrets_in(&s, "https://good/abc") && !gp_account_secrets_in(&s, ""), "short ones stand everywhere");
	gp_account_secrets_wipe(&s);
	ok(!s.count && !s.text[0], "wiped");
}

int main(void)
{
	forms();
	places();
	leaks();
	return tap_done();
}
