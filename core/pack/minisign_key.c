/* minisign_key.c - secret keys: made, locked with a password, read */
#define _GNU_SOURCE
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#include "core/pack/blake2b.h"
#include "core/pack/minisign.h"

/* The file's second line: algorithms, salt and costs, then what the password locks. */
enum { SIGN = 0, KDF = 2, CHECKSUM = 4, SALT = 6, OPS = 38, MEM = 46, ID = 54, KEY = 62, SUM = 126, SECRET_N = 158,
	LOCKED_N = SECRET_N - ID };

/* What we ask of scrypt: N = 2^17, r = 8, p = 1, 128 MiB; minisign asks for 1 GiB, which is read as well. */
#define OURS_OPS ((uint64_t)1 << 22)
#define OURS_MEM ((uint64_t)1 << 27)
#define MEM_MOST ((uint64_t)1 << 30)

void gp_minisign_wipe(void *p, size_t n)
{
	OPENSSL_cleanse(p, n);
}

void gp_minisign_public_of(struct gp_minisign_public *out, const struct gp_minisign_secret *key)
{
	memcpy(out->id, key->id, sizeof out->id);
	memcpy(out->key, key->key + 32, sizeof out->key);
}

int gp_minisign_generate(struct gp_minisign_secret *out, struct gp_err *e)
{
	EVP_PKEY *k = NULL;
	size_t n = 32;
	bool ok = RAND_bytes(out->id, sizeof out->id) == 1 && RAND_priv_bytes(out->key, 32) == 1 &&
	    (k = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, out->key, 32)) != NULL &&
	    EVP_PKEY_get_raw_public_key(k, out->key + 32, &n) == 1;

	EVP_PKEY_free(k);
	return ok ? 0 : gp_fail(e, GP_EIO, "libcrypto cannot make a key");
}

static uint64_t take64(const unsigned char *p)
{
	uint64_t v = 0;

	for (int i = 7; i >= 0; i--)
		v = v << 8 | p[i];
	return v;
}

static void put64(unsigned char *p, uint64_t v)
{
	for (int i = 0; i < 8; i++)
		p[i] = (unsigned char)(v >> (8 * i));
}

/*
 * From libsodium's two costs to the parameters of scrypt, as its crypto_pwhash_scryptsalsa208sha256 does: r is 8, and
 * N the power of two that fits the smaller cost.
 */
static void costs(uint64_t ops, uint64_t mem, uint64_t *n, uint64_t *p)
{
	uint64_t most;

	ops = ops < 32768 ? 32768 : ops;
	most = ops < mem / 32 ? ops / 32 : mem / 1024;
	for (*n = 2; *n <= most / 2; *n *= 2)
		;
	*p = 1;
	if (ops >= mem / 32) {
		uint64_t blocks = ops / 4 / *n;

		*p = (blocks > 0x3FFFFFFF ? 0x3FFFFFFF : blocks) / 8;
	}
}

/* Locks or unlocks: the same bytes lie over the key both times. */
static int cover(unsigned char raw[SECRET_N], const char *password, struct gp_err *e)
{
	unsigned char over[LOCKED_N];
	uint64_t ops = take64(raw + OPS), mem = take64(raw + MEM), n, p;
	int ok;

	if (mem > MEM_MOST || ops > MEM_MOST)
		return gp_fail(e, GP_ELIMIT, "the secret key asks for more than 1 GiB of memory");
	costs(ops, mem, &n, &p);
	ok = EVP_PBE_scrypt(password, strlen(password), raw + SALT, 32, n, 8, p, 2 * MEM_MOST, over, sizeof over);
	for (size_t i = 0; i < sizeof over; i++)
		raw[ID + i] ^= over[i];
	gp_minisign_wipe(over, sizeof over);
	return ok == 1 ? 0 : gp_fail(e, GP_ELIMIT, "there is not enough memory to unlock the secret key");
}

/* Whether the public half belongs to the seed: in a damaged file it does not. */
static bool halves_fit(const unsigned char key[64])
{
	EVP_PKEY *k = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, key, 32);
	unsigned char half[32];
	size_t n = sizeof half;
	bool ok = k && EVP_PKEY_get_raw_public_key(k, half, &n) == 1 && !memcmp(half, key + 32, sizeof half);

	EVP_PKEY_free(k);
	return ok;
}

static void sum_of(unsigned char out[32], const unsigned char raw[SECRET_N])
{
	unsigned char summed[2 + 8 + 64];

	memcpy(summed, raw + SIGN, 2);
	memcpy(summed + 2, raw + ID, 72);
	gp_blake2b(out, 32, summed, sizeof summed);
	gp_minisign_wipe(summed, sizeof summed);
}

int gp_minisign_secret_write(struct gp_buf *out, const struct gp_minisign_secret *key, const char *password,
    struct gp_err *e)
{
	unsigned char raw[SECRET_N] = {0};
	int rc = 0;

	memcpy(raw + SIGN, "Ed", 2);
	memcpy(raw + CHECKSUM, "B2", 2);
	memcpy(raw + ID, key->id, 8);
	memcpy(raw + KEY, key->key, 64);
	sum_of(raw + SUM, raw);
	if (password) {
		memcpy(raw + KDF, "Sc", 2);
		put64(raw + OPS, OURS_OPS);
		put64(raw + MEM, OURS_MEM);
		rc = RAND_bytes(raw + SALT, 32) == 1 ? cover(raw, password, e) : gp_fail(e, GP_EIO, "libcrypto cannot make a key");
	}
	if (!rc) {
		gp_buf_printf(out, "untrusted comment: minisign %s secret key\n", password ? "encrypted" : "unencrypted");
		gp_minisign_encode(out, raw, sizeof raw);
		gp_buf_putc(out, '\n');
	}
	gp_minisign_wipe(raw, sizeof raw);
	return rc;
}

static int read_raw(unsigned char raw[SECRET_N], const char *p, size_t n, struct gp_err *e)
{
	const char *end = p + n, *line;
	size_t length;

	line = gp_minisign_line(&p, end, &length);
	line = line ? gp_minisign_line(&p, end, &length) : NULL;
	if (!line || gp_minisign_decode(raw, SECRET_N, line, length) || memcmp(raw + SIGN, "Ed", 2) ||
	    memcmp(raw + CHECKSUM, "B2", 2) || (memcmp(raw + KDF, "Sc", 2) && memcmp(raw + KDF, "\0\0", 2)))
		return gp_fail(e, GP_EPARSE, "this is no secret key of minisign");
	return 0;
}

int gp_minisign_secret_locked(bool *out, const char *p, size_t n, struct gp_err *e)
{
	unsigned char raw[SECRET_N];
	int rc = read_raw(raw, p, n, e);

	*out = !rc && !memcmp(raw + KDF, "Sc", 2);
	gp_minisign_wipe(raw, sizeof raw);
	return rc;
}

int gp_minisign_secret_read(struct gp_minisign_secret *out, const char *p, size_t n, const char *password,
    struct gp_err *e)
{
	unsigned char raw[SECRET_N] = {0}, sum[32];
	bool locked;
	int rc = read_raw(raw, p, n, e);

	locked = !rc && !memcmp(raw + KDF, "Sc", 2);
	if (locked)
		rc = cover(raw, password ? password : "", e);
	if (!rc) {
		sum_of(sum, raw);
		/* minisign writes no checksum into a key without password */
		if ((locked && CRYPTO_memcmp(sum, raw + SUM, sizeof sum)) || !halves_fit(raw + KEY))
			rc = locked ? gp_fail(e, GP_EDENIED, "the password does not fit the secret key")
			    : gp_fail(e, GP_EPARSE, "this is no secret key of minisign");
	}
	if (!rc) {
		memcpy(out->id, raw + ID, 8);
		memcpy(out->key, raw + KEY, 64);
	}
	gp_minisign_wipe(raw, sizeof raw);
	return rc;
}
