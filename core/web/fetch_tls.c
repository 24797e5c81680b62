/*
 * fetch_tls.c - what the certificates of a handshake say: how long that of the server is valid and for which
 * names, and whether the server forgot to send the one between it and the authority.
 *
 * The verification of RFC 5280 stays that of OpenSSL; this looks on, and says where certificates are found.
 */
#define _GNU_SOURCE
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

#include "core/web/fetch_internal.h"

static int owner_index = -1;

static int64_t expiry(const X509 *cert)
{
	struct tm tm;

	return ASN1_TIME_to_tm(X509_get0_notAfter(cert), &tm) == 1 ? (int64_t)timegm(&tm) : 0;
}

/* RFC 5280 section 4.2.2.1: it says where its issuer's certificate is. */
static bool names_issuer(X509 *cert)
{
	AUTHORITY_INFO_ACCESS *list = X509_get_ext_d2i(cert, NID_info_access, NULL, NULL);
	bool found = false;

	for (int i = 0; list && i < sk_ACCESS_DESCRIPTION_num(list); i++)
		found |= OBJ_obj2nid(sk_ACCESS_DESCRIPTION_value(list, i)->method) == NID_ad_ca_issuers;
	AUTHORITY_INFO_ACCESS_free(list);
	return found;
}

static bool is_plain(const unsigned char *p, int n)
{
	for (int i = 0; i < n; i++)
		if (p[i] <= ' ' || p[i] >= 0x7F)
			return false;
	return n > 0;
}

/* The DNS names of the certificate, with blanks between; what does not fit is left out. */
static void put_names(struct gp_buf *out, X509 *cert)
{
	GENERAL_NAMES *list = X509_get_ext_d2i(cert, NID_subject_alt_name, NULL, NULL);

	for (int i = 0; list && i < sk_GENERAL_NAME_num(list); i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(list, i);
		int n = name->type == GEN_DNS ? ASN1_STRING_length(name->d.dNSName) : 0;

		if (n && is_plain(ASN1_STRING_get0_data(name->d.dNSName), n))
			gp_buf_printf(out, "%s%.*s", out->len ? " " : "", n, (const char *)ASN1_STRING_get0_data(name->d.dNSName));
	}
	GENERAL_NAMES_free(list);
}

static int on_verify(int good, X509_STORE_CTX *x)
{
	const SSL *ssl = X509_STORE_CTX_get_ex_data(x, SSL_get_ex_data_X509_STORE_CTX_idx());
	struct gp_transfer *t = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), owner_index);
	int why = X509_STORE_CTX_get_error(x);
	X509 *cert = X509_STORE_CTX_get_current_cert(x);

	if (X509_STORE_CTX_get_error_depth(x) || !cert)
		return good;
	if (!good && (why == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY || why == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE))
		t->chain_incomplete |= names_issuer(cert);
	if (good && t->want_certificate && !t->expires) {
		t->expires = expiry(cert);
		put_names(&t->names, cert);
	}
	return good;
}

bool gp_fetch_trusts(struct gp_fetch *f)
{
	if (!f->trust_tried && f->bundle)
		f->trust = gp_trust_open(f->bundle);
	f->trust_tried = true;
	return f->trust;
}

/* libcurl calls this for every connection that it is about to secure; a proxy's comes before the site's. */
CURLcode gp_fetch_on_tls(CURL *easy, void *context, void *user)
{
	struct gp_transfer *t = user;

	(void)easy;
	t->chain_incomplete = false;
	t->expires = 0;
	gp_buf_clear(&t->names);
	if (owner_index < 0)
		owner_index = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
	if (owner_index >= 0 && SSL_CTX_set_ex_data(context, owner_index, t) == 1)
		SSL_CTX_set_verify(context, SSL_VERIFY_PEER, on_verify);
	if (t->owner->trust && !gp_trust_serve(t->owner->trust, SSL_CTX_get_cert_store(context)))
		return CURLE_OUT_OF_MEMORY;
	return CURLE_OK;
}
