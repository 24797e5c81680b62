#include "core/web/versions.h"

#include <curl/curl.h>
#include <idn2.h>
#include <microhttpd.h>

void gp_web_versions(struct gp_web_versions *out)
{
	const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);

	*out = (struct gp_web_versions){
		.curl = v->version,
		.idn2 = idn2_check_version(NULL),
		.microhttpd = MHD_get_version(),
		.tls = v->ssl_version,
	};
	if (v->age >= CURLVERSION_SEVENTH) {
		out->ca_file = v->cainfo;
		out->ca_folder = v->capath;
	}
}
