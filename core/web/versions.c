#include "core/web/versions.h"

#include <idn2.h>

#include "core/web/curl.h"
#include "core/web/microhttpd.h"

int gp_web_versions(struct gp_web_versions *out, struct gp_err *e)
{
	const curl_version_info_data *v;

	*out = (struct gp_web_versions){.idn2 = idn2_check_version(NULL)};
	if (gp_curl_load(e) || gp_mhd_load(e))
		return -1;
	v = gp_curl.version_info(CURLVERSION_NOW);
	out->curl = v->version;
	out->tls = v->ssl_version;
	out->microhttpd = gp_mhd.get_version();
	if (v->age >= CURLVERSION_SEVENTH) {
		out->ca_file = v->cainfo;
		out->ca_folder = v->capath;
	}
	return 0;
}
