/*
 * sentences - build-host program: turns files of sentences, tables in Lua, into a catalogue in C
 * (core/base/catalogue.h), sorted by id. So no process reads them again when it starts.
 * A sentence is {zh = …, en = …}, or one text that stands for both.
 * usage: sentences NAME FILE... > sentences.c
 */
#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sentence {
	const char *id, *text[2]; /* belong to the Lua state, which is never closed */
};

static struct sentence *list;
static size_t count;

static const char *text_of(lua_State *L, const char *lang)
{
	lua_getfield(L, -1, lang);
	return luaL_checkstring(L, -1);
}

/* The file's table is on top of the stack, and stays there: it holds the strings. */
static void take_file(lua_State *L)
{
	luaL_checktype(L, -1, LUA_TTABLE);
	for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
		struct sentence *s;

		list = realloc(list, (count + 1) * sizeof *list);
		if (!list)
			exit(1);
		s = &list[count++];
		s->id = luaL_checkstring(L, -2);
		if (lua_type(L, -1) == LUA_TSTRING) {
			s->text[0] = s->text[1] = lua_tostring(L, -1);
			continue;
		}
		luaL_checktype(L, -1, LUA_TTABLE);
		s->text[0] = text_of(L, "zh");
		lua_pop(L, 1);
		s->text[1] = text_of(L, "en");
		lua_pop(L, 1);
	}
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct sentence *)a)->id, ((const struct sentence *)b)->id);
}

/* As octal numbers, which end after three digits, all that may mean something else in C. */
static void put_string(const char *s)
{
	putchar('"');
	for (; *s; s++)
		printf(strchr("\"\\?", *s) || *s < ' ' || *s > '~' ? "\\%03o" : "%c", (unsigned char)*s);
	putchar('"');
}

int main(int argc, char **argv)
{
	lua_State *L = luaL_newstate();

	for (int i = 2; i < argc; i++) {
		luaL_checkstack(L, 8, NULL);
		if (luaL_dofile(L, argv[i])) {
			fprintf(stderr, "%s\n", lua_tostring(L, -1));
			return 1;
		}
		take_file(L);
	}
	if (count)
		qsort(list, count, sizeof *list, by_id);
	puts("#include \"core/base/catalogue.h\"\nstatic const struct gp_sentence list[] = {");
	for (size_t i = 0; i < count; i++) {
		if (i && !by_id(&list[i - 1], &list[i])) {
			fprintf(stderr, "%s: said twice\n", list[i].id);
			return 1;
		}
		putchar('{');
		put_string(list[i].id);
		for (int lang = 0; lang < 2; lang++) {
			printf(lang ? ", " : ", {");
			put_string(list[i].text[lang]);
		}
		puts("}},");
	}
	printf("};\nconst struct gp_catalogue %s = {list, sizeof list / sizeof *list};\n", argv[1]);
	return 0;
}
