/* libraries that are loaded when they are needed */
#include "core/sys/library.h"

#include "core/web/curl.h"
#include "core/web/microhttpd.h"
#include "tests/lib/tap.h"

static double (*cosine)(double);
static struct gp_err e;

static int load(const char *soname, const char *name)
{
	const struct gp_symbol list[] = {{name, &cosine}};

	cosine = NULL;
	e = (struct gp_err)GP_ERR_INIT;
	return gp_library_load(soname, list, 1, &e);
}

int main(void)
{
	is_int(load("libm.so.6", "cos"), 0, "a library is loaded");
	ok(cosine && cosine(0) > 0.999, "and its function can be called");
	is_int(load("libm.so.6", "gp_no_such_function"), -1, "one without the function is refused");
	ok(e.code == GP_EIO && strstr(e.msg, "gp_no_such_function"), "and the function is named: %s", e.msg);
	is_int(load("libgovpub-none.so.1", "cos"), -1, "one that is not there is an error");
	ok(e.code == GP_EIO && strstr(e.msg, "libgovpub-none.so.1"), "and named: %s", e.msg);

	ok(!gp_curl.easy_init && !gp_mhd.start_daemon, "nobody needed the two that requests and previews need");
	is_int(gp_curl_load(&e), 0, "libcurl is loaded");
	ok(!!strchr(gp_curl.version_info(CURLVERSION_NOW)->version, '.'), "and says its version");
	is_int(gp_curl_load(&e), 0, "again is the same");
	is_int(gp_mhd_load(&e), 0, "and libmicrohttpd");
	ok(gp_mhd.get_version() && *gp_mhd.get_version(), "which says its version as well");
	return tap_done();
}
