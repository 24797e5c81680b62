/* Findings about the hosts of the own site, from what a crawl noted of them. */
#include "core/report/links.h"

#include <string.h>

#include "tests/lib/tap.h"

#define STARTED 1700000000
#define DAY 86400

static struct gp_links links;

static int look(const char *notes, int64_t warning, int64_t error)
{
	static const struct gp_certificate_limits usual = {30, 7};
	const struct gp_certificate_limits limits = {warning, error};
	struct gp_catalogue words = {0};
	struct gp_store *s;
	struct gp_err e = GP_ERR_INIT;
	bool resumed;
	int rc;

	gp_links_free(&links);
	links = (struct gp_links){0};
	if (gp_store_open(&s, ":memory:", &e) || gp_store_begin_run(s, "x", false, &resumed, &e) ||
	    (notes && gp_store_put_value(s, "hosts", notes, strlen(notes), &e)))
		return -1;
	rc = gp_links_look_at_hosts(&links, s, STARTED, warning < 0 ? &usual : &limits, &words, &e);
	gp_store_close(s);
	return rc;
}

static const char *line(int64_t expires, const char *names)
{
	static char s[400];

	snprintf(s, sizeof s, "certificate https://www.example.gov.cn %lld %s\n", (long long)expires, names);
	return s;
}

static int severity(int64_t expires)
{
	if (look(line(expires, "www.example.gov.cn *.example.gov.cn"), -1, -1))
		return -1;
	return links.finding_count ? (int)links.findings[0].severity : GP_SEVERITIES;
}

int main(void)
{
	is_int(look(NULL, -1, -1), 0, "a store of an older program is fine");
	is_int(severity(STARTED + 31 * DAY), GP_SEVERITIES, "31 days: nothing to say");
	is_int(severity(STARTED + 31 * DAY - 1), GP_SEVERITY_WARNING, "30 days: a warning");
	is_int(severity(STARTED + 8 * DAY), GP_SEVERITY_WARNING, "8 days as well");
	is_int(severity(STARTED + 8 * DAY - 1), GP_SEVERITY_ERROR, "7 days: an error");
	is_int(severity(STARTED + DAY / 2), GP_SEVERITY_ERROR, "so is the last day");
	is_str(links.findings[0].rule, "site.certificate-expires", "its rule");
	is_str(links.findings[0].url, "https://www.example.gov.cn/", "where");
	is_str(links.findings[0].evidence, "www.example.gov.cn *.example.gov.cn", "the names of the certificate");
	is_int((int)gp_value_int(links.findings[0].params, "days", -1), 0, "days");
	is_str(gp_value_str(links.findings[0].params, "expires"), "2023-11-15", "and the date in UTC+8");
	is_int(look(line(STARTED + 40 * DAY, ""), 60, 50), 0, "other limits");
	is_int((int)links.severities[GP_SEVERITY_ERROR], 1, "hold");
	ok(!links.findings[0].evidence, "a certificate may have no names");
	is_int(look("certificate\nsomething else\n\ncertificate https://b.example", -1, -1), 0, "other lines");
	is_int((int)links.finding_count, 0, "are left alone");
	gp_links_free(&links);
	return tap_done();
}
