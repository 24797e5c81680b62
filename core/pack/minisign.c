#define _GNU_SOURCE
#include "core/pack/minisign.h"

#include <openssl/evp.h>
#include <string.h>

#include "core/base/utf8.h"

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "

/* On the second line: of a public key, of a signature. */
enum { PUBLIC_N = 42, SIGNATURE_N = 74, HASH_N = 64 };

void gp_minisign_id(char out[GP_MINISIGN_ID], const unsigned char id[8])
{
	for (size_t i = 0; i < 8; i++) {
		out[2 * i] = "0123456789ABCDEF"[id[7 - i] >> 4];
		out[2 * i + 1] = "0123456789ABCDEF"[id[7 - i] & 15];
	}
	out[16] = '\0';
}

static bool begins(const char *line, size_t length, const char *with)
{
	return line && length >= strlen(with) && !memcmp(line, with, strlen(with));
}

/* --- public keys */

int gp_minisign_public_read(struct gp_minisign_public *out, const char *p, size_t n, struct gp_err *e)
{
	const char *end = p + n, *line;
	unsigned char raw[PUBLIC_N];
	size_t length;

	line = gp_minisign_line(&p, end, &length);
	if (begins(line, length, UNTRUSTED))
		line = gp_minisign_line(&p, end, &length);
	if (!line || gp_minisign_decode(raw, sizeof raw, line, length) || memcmp(raw, "Ed", 2))
		return gp_fail(e, GP_EPARSE, "this is no public key of minisign; it begins with RW and has 56 characters");
	memcpy(out->id, raw + 2, 8);
	memcpy(out->key, raw + 10, 32);
	return 0;
}

void gp_minisign_public_text(struct gp_buf *out, const struct gp_minisign_public *key)
{
	unsigned char raw[PUBLIC_N] = "Ed";

	memcpy(raw + 2, key->id, 8);
	memcpy(raw + 10, key->key, 32);
	gp_minisign_encode(out, raw, sizeof raw);
}

void gp_minisign_public_write(struct gp_buf *out, const struct gp_minisign_public *key)
{
	char id[GP_MINISIGN_ID];

	gp_minisign_id(id, key->id);
	gp_buf_printf(out, UNTRUSTED "minisign public key %s\n", id);
	gp_minisign_public_text(out, key);
	gp_buf_putc(out, '\n');
}

/* --- signatures */

static int no_signature(struct gp_err *e)
{
	return gp_fail(e, GP_EPARSE, "the signature is no signature of minisign, or is damaged");
}

int gp_minisign_signature_read(struct gp_minisign_signature *out, const char *p, size_t n, struct gp_err *e)
{
	const char *end = p + n, *line;
	unsigned char raw[SIGNATURE_N];
	size_t length, prefix = strlen(TRUSTED);

	line = gp_minisign_line(&p, end, &length);
	if (!begins(line, length, UNTRUSTED))
		return no_signature(e);
	line = gp_minisign_line(&p, end, &length);
	if (!line || gp_minisign_decode(raw, sizeof raw, line, length))
		return no_signature(e);
	if (memcmp(raw, "ED", 2))
		return gp_fail(e, GP_EPARSE, "the signature is of an old kind that is not accepted; sign with minisign -H");
	memcpy(out->id, raw + 2, 8);
	memcpy(out->signature, raw + 10, 64);
	line = gp_minisign_line(&p, end, &length);
	if (!begins(line, length, TRUSTED) || length - prefix >= GP_MINISIGN_COMMENT ||
	    memchr(line, '\0', length) || !gp_utf8_valid(line, length))
		return no_signature(e);
	memcpy(out->comment, line + prefix, length - prefix);
	out->comment[length - prefix] = '\0';
	line = gp_minisign_line(&p, end, &length);
	if (!line || gp_minisign_decode(out->global, 64, line, length) || p != end)
		return no_signature(e);
	return 0;
}

static bool fits(EVP_PKEY *key, const unsigned char signature[64], const unsigned char *message, size_t n)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = md && EVP_DigestVerifyInit(md, NULL, NULL, NULL, key) == 1 &&
	    EVP_DigestVerify(md, signature, 64, message, n) == 1;

	EVP_MD_CTX_free(md);
	return ok;
}

/* The signature with the comment behind it, which the second signature covers; the length. */
static size_t commented(unsigned char out[64 + GP_MINISIGN_COMMENT], const unsigned char signature[64],
    const char *comment)
{
	size_t n = strlen(comment);

	memcpy(out, signature, 64);
	memcpy(out + 64, comment, n);
	return 64 + n;
}

int gp_minisign_verify(const struct gp_minisign_signature *s, const struct gp_minisign_public *key, const char *message,
    size_t n, struct gp_err *e)
{
	EVP_PKEY *k = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->key, sizeof key->key);
	unsigned char hash[HASH_N], all[64 + GP_MINISIGN_COMMENT];
	size_t all_n = commented(all, s->signature, s->comment);
	bool ok = k && !memcmp(s->id, key->id, sizeof key->id) &&
	    EVP_Digest(message, n, hash, NULL, EVP_blake2b512(), NULL) == 1 && fits(k, s->signature, hash, sizeof hash) &&
	    fits(k, s->global, all, all_n);

	EVP_PKEY_free(k);
	return ok ? 0 : gp_fail(e, GP_EINTEGRITY, "the signature does not fit");
}

static bool make(EVP_PKEY *key, unsigned char out[64], const unsigned char *message, size_t n)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	size_t out_n = 64;
	bool ok = md && EVP_DigestSignInit(md, NULL, NULL, NULL, key) == 1 &&
	    EVP_DigestSign(md, out, &out_n, message, n) == 1 && out_n == 64;

	EVP_MD_CTX_free(md);
	return ok;
}

int gp_minisign_sign(struct gp_buf *out, const struct gp_minisign_secret *key, const char *message, size_t n,
    const char *comment, struct gp_err *e)
{
	EVP_PKEY *k = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, key->key, 32);
	unsigned char hash[HASH_N], raw[SIGNATURE_N] = "ED", all[64 + GP_MINISIGN_COMMENT], global[64];
	bool ok = k && strlen(comment) < GP_MINISIGN_COMMENT &&
	    EVP_Digest(message, n, hash, NULL, EVP_blake2b512(), NULL) == 1 && make(k, raw + 10, hash, sizeof hash) &&
	    make(k, global, all, commented(all, raw + 10, comment));

	EVP_PKEY_free(k);
	if (!ok)
		return gp_fail(e, GP_EIO, "libcrypto cannot sign");
	memcpy(raw + 2, key->id, 8);
	gp_buf_puts(out, UNTRUSTED "signature of govpub rules pack\n");
	gp_minisign_encode(out, raw, sizeof raw);
	gp_buf_printf(out, "\n" TRUSTED "%s\n", comment);
	gp_minisign_encode(out, global, sizeof global);
	gp_buf_putc(out, '\n');
	return 0;
}
