/*
 * govpub.webhook: messages sent and signed, for verbs in Lua.
 *
 * Secrets are bytes in the memory of this process only: they come from files (secret) or the
 * environment, and no error repeats them.
 */
#define _GNU_SOURCE
#include "core/command/modules.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/web/post.h"

enum { HEADERS_MAX = 16, SECRET_MAX = 4096, WAIT_MAX = 3600 };

/* --- sending */

static const char *string_field(lua_State *L, const char *name, size_t *n)
{
	lua_getfield(L, 1, name);
	return luaL_checklstring(L, -1, n); /* stays on the stack, and so alive */
}

static void read_headers(lua_State *L, const char *list[HEADERS_MAX + 1])
{
	size_t n, length;

	lua_getfield(L, 1, "headers");
	luaL_checktype(L, -1, LUA_TTABLE);
	n = lua_rawlen(L, -1);
	luaL_argcheck(L, n <= HEADERS_MAX, 1, "too many headers");
	luaL_checkstack(L, HEADERS_MAX, NULL);
	for (size_t i = 0; i < n; i++) {
		lua_rawgeti(L, -1 - (int)i, (lua_Integer)i + 1);
		list[i] = luaL_checklstring(L, -1, &length);
		luaL_argcheck(L, strcspn(list[i], "\r\n") == length, 1, "a header is one line");
	}
	list[n] = NULL;
}

/*
 * post { url, body, headers = { "Name: value" }, timeout = seconds, answer = boolean } →
 * { status (0: none), failure (a cause of check-links, "" when there is an answer), detail, retry_after (seconds or
 * nil), body (nil unless `answer`) }
 */
static int webhook_post(lua_State *L)
{
	const char *headers[HEADERS_MAX + 1];
	struct gp_post p = {.headers = headers};
	struct gp_posted r;
	int rc;

	luaL_checktype(L, 1, LUA_TTABLE);
	p.url = string_field(L, "url", NULL);
	p.body = string_field(L, "body", &p.body_len);
	luaL_argcheck(L, p.body_len <= GP_POST_BODY_MAX, 1, "the message is too large");
	lua_getfield(L, 1, "timeout");
	p.timeout_ms = (int)luaL_checkinteger(L, -1) * 1000;
	lua_getfield(L, 1, "answer");
	p.want_body = lua_toboolean(L, -1);
	read_headers(L, headers);
	rc = gp_post_send(&r, &p, gp_command_err(L));
	if (!rc) {
		lua_createtable(L, 0, 5);
		lua_pushinteger(L, r.status);
		lua_setfield(L, -2, "status");
		lua_pushstring(L, r.failure ? gp_fetch_failure_id(r.failure) : "");
		lua_setfield(L, -2, "failure");
		lua_pushstring(L, r.detail);
		lua_setfield(L, -2, "detail");
		if (r.retry_after_ms >= 0) {
			lua_pushinteger(L, r.retry_after_ms / 1000);
			lua_setfield(L, -2, "retry_after");
		}
		if (r.body.len) {
			lua_pushlstring(L, r.body.data, r.body.len);
			lua_setfield(L, -2, "body");
		}
	}
	gp_posted_free(&r);
	return rc ? gp_command_raise(L) : 1;
}

/* wait(seconds): between two attempts; a signal ends the program as ever */
static int webhook_wait(lua_State *L)
{
	lua_Integer s = luaL_checkinteger(L, 1);
	struct timespec t;

	luaL_argcheck(L, s >= 0 && s <= WAIT_MAX, 1, "no such time");
	t = (struct timespec){.tv_sec = (time_t)s};
	while (nanosleep(&t, &t) && errno == EINTR)
		;
	return 0;
}

/* --- signing */

/* hmac(key, text) → 32 bytes, HMAC-SHA256 (RFC 2104, FIPS 180-4) */
static int webhook_hmac(lua_State *L)
{
	size_t key_len, n;
	const char *key = luaL_checklstring(L, 1, &key_len), *text = luaL_checklstring(L, 2, &n);
	unsigned char out[EVP_MAX_MD_SIZE];
	unsigned int out_len = sizeof out;

	luaL_argcheck(L, key_len <= SECRET_MAX + 64, 1, "the key is too long");
	if (!HMAC(EVP_sha256(), key, (int)key_len, (const unsigned char *)text, n, out, &out_len)) {
		gp_fail(gp_command_err(L), GP_EIO, "libcrypto has no HMAC-SHA256");
		return gp_command_raise(L);
	}
	lua_pushlstring(L, (const char *)out, out_len);
	return 1;
}

/* base64(bytes) (RFC 4648) */
static int webhook_base64(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);
	unsigned char out[4 * (EVP_MAX_MD_SIZE / 3 + 1) + 1];

	luaL_argcheck(L, n <= EVP_MAX_MD_SIZE, 1, "longer than a signature");
	lua_pushlstring(L, (const char *)out, (size_t)EVP_EncodeBlock(out, (const unsigned char *)s, (int)n));
	return 1;
}

/* --- secrets */

/*
 * The group may read, for services and keys handed over by systemd are shared that way; others
 * may not touch it, and the group may not put another one in its place.
 */
static int read_secret(char out[SECRET_MAX + 1], size_t *n, const char *path, struct gp_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	ssize_t got = 1;
	int rc = -1;

	*n = 0;
	if (fd < 0)
		return gp_fail_errno(e, errno == ENOENT ? GP_ENOTFOUND : GP_EIO, "%s: cannot be read", path);
	if (fstat(fd, &st) || (st.st_mode & (S_IRWXO | S_IWGRP))) {
		gp_fail(e, GP_EDENIED, "%s: holds a secret, and other users may read or change it; chmod 600 it", path);
		goto out;
	}
	while (got > 0 && *n <= SECRET_MAX) {
		got = read(fd, out + *n, SECRET_MAX + 1 - *n);
		*n += got > 0 ? (size_t)got : 0;
	}
	if (got < 0) {
		gp_fail_errno(e, GP_EIO, "%s: cannot be read", path);
		goto out;
	}
	while (*n && strchr("\r\n", out[*n - 1]))
		--*n;
	if (*n && *n <= SECRET_MAX)
		rc = 0;
	else
		gp_fail(e, GP_EUSAGE, "%s: a secret has 1 to %d bytes", path, SECRET_MAX);
out:
	close(fd);
	return rc;
}

/* secret(path) → what the file holds, without the line end */
static int webhook_secret(lua_State *L)
{
	char text[SECRET_MAX + 1];
	size_t n;

	if (read_secret(text, &n, luaL_checkstring(L, 1), gp_command_err(L)))
		return gp_command_raise(L);
	lua_pushlstring(L, text, n);
	return 1;
}

void gp_command_webhook(lua_State *L, const struct gp_command *c, struct gp_err *e)
{
	static const luaL_Reg functions[] = {{"post", webhook_post}, {"wait", webhook_wait}, {"hmac", webhook_hmac},
	    {"base64", webhook_base64}, {"secret", webhook_secret}, {NULL, NULL}};

	lua_newtable(L);
	gp_command_functions(L, functions, c, e);
}
