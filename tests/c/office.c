/* The office folder: finding it, what office.lua gives and gets wrong, and the examples of the manual. */
#define _GNU_SOURCE
#include "core/office/office.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tests/lib/tap.h"

static char dir[] = "/tmp/govpub-office-XXXXXX";
static struct gp_office *office;
static struct gp_err err;

static const char *in_dir(const char *name)
{
	static char path[300];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	return path;
}

static void write_office(const char *text, size_t n)
{
	FILE *f = fopen(in_dir("office.lua"), "w");

	if (!f || fwrite(text, 1, n, f) != n || fclose(f))
		exit(1);
}

static int reads(const char *text)
{
	gp_office_free(office);
	office = NULL;
	err = (struct gp_err)GP_ERR_INIT;
	write_office(text, strlen(text));
	return gp_office_read(&office, dir, &err);
}

static void fails(const char *text, const char *want, const char *name)
{
	if (!reads(text))
		snprintf(err.msg, sizeof err.msg, "it was read");
	is_str(err.msg, want, name);
}

static void finding(void)
{
	char found[4096], real[4096];

	if (!realpath(dir, real) || mkdir(in_dir("a"), 0700) || mkdir(in_dir("a/b"), 0700))
		exit(1);
	is_int(gp_office_find(found, in_dir("a/b"), &err), 1, "where there is none, none is found");
	write_office("return {}", 9);
	is_int(gp_office_find(found, in_dir("a/b"), &err), 0, "it is found from a folder in it");
	is_str(found, real, "as an absolute path");
	is_int(gp_office_find(found, in_dir("a/./b/.."), &err), 0, "from any spelling");
	is_int(gp_office_find(found, dir, &err), 0, "and from itself");
	is_str(found, real, "the same");
	is_int(gp_office_find(found, "/", &err), 1, "the root has a look of its own");
	if (mkdir(in_dir("a/office.lua"), 0700))
		exit(1);
	is_int(gp_office_find(found, in_dir("a/b"), &err), 0, "a folder named so");
	is_str(found, real, "is passed by");
	is_int(gp_office_find(found, in_dir("nothing"), &err), -1,
	    "there must be a folder to start from");
	is_int(err.code, GP_ENOTFOUND, "else it is not found");
	if (rmdir(in_dir("a/office.lua")) || rmdir(in_dir("a/b")) || rmdir(in_dir("a")))
		exit(1);
}

static const char whole[] =
    "return office {\n"
    "\tname = { zh = '云澜市文化和旅游局', en = 'Yunlan Bureau' }, code = 'yunlan-wlj', language = "
    "'en',\n"
    "\tdepartments = {\n"
    "\t\t{ id = 'office', name = '办公室', phone = '', email = 'a@b.cn' },\n"
    "\t\t{ id = 'law', name = '法规处' },\n"
    "\t},\n"
    "\tpeople = {\n"
    "\t\t{ id = 'zhang', name = '张敏', department = 'office', roles = { 'editor', 'admin' } },\n"
    "\t\t{ id = 'li', name = '李强' },\n"
    "\t},\n"
    "\tsites = { { name = '门户', url = 'https://www.yunlan.example/' }, { url = "
    "'http://云澜.example' } },\n"
    "\taccounts = { { platform = 'wechat', name = '云澜文旅', id = 'gh_A1', owner = 'law', days = "
    "14 } },\n"
    "\tcolumns = {\n"
    "\t\t{ path = '/zwgk/', name = '政务公开', owner = 'office', days = 180 },\n"
    "\t\t{ path = '/', name = '首页' },\n"
    "\t},\n"
    "\tlimits = { connections = 8, depth = 0, max_urls = 1000, max_time = 3600, timeout = 20 },\n"
    "\thosts = { ['*.slow.example'] = { connections = 1, delay = 2.5, timeout = 40, head = false }, bb = {} },\n"
    "\tnetwork = { pace = 'fast', exclude = { '*/old/*', '*.zip' }, include = {},\n"
    "\t\tremap = { ['http://a.example/'] = 'http://b.example/' } },\n"
    "\trules = { off = { 'pages/date' }, severity = { ['pages/title'] = 'error' } },\n"
    "}\n";

static void everything(void)
{
	if (!ok(!reads(whole), "a file with every key is read")) {
		printf("# %s\n", err.msg);
		return;
	}
	is_str(office->dir, dir, "it knows its folder");
	is_str(office->name[GP_LANG_ZH], "云澜市文化和旅游局", "name.zh");
	is_str(office->name[GP_LANG_EN], "Yunlan Bureau", "name.en");
	is_str(office->code, "yunlan-wlj", "code");
	is_int(office->language, GP_LANG_EN, "language");
	is_int((long long)office->department_count, 2, "departments");
	is_str(office->departments[0].email, "a@b.cn", "email");
	is_str(office->departments[1].phone, "", "what is not said is empty");
	ok(gp_office_department(office, "law") == &office->departments[1] &&
		!gp_office_department(office, "x"),
	    "departments are found by id");
	is_int((long long)office->person_count, 2, "people");
	is_int(office->people[0].roles, GP_ROLE_EDITOR | GP_ROLE_ADMIN, "roles");
	ok(office->people[0].department == office->departments && !office->people[1].department,
	    "department");
	is_int((long long)office->site_count, 2, "sites");
	is_str(office->sites[1].url, "http://云澜.example", "url as it is written");
	is_str(office->sites[0].folder, "", "no folder");
	is_int((long long)office->account_count, 1, "accounts");
	ok(!strcmp(office->accounts[0].id, "gh_A1") && office->accounts[0].days == 14 &&
		office->accounts[0].owner == &office->departments[1],
	    "account");
	is_int((long long)office->column_count, 2, "columns");
	is_str(office->columns[0].path, "/zwgk/", "path, in the order of the file");
	is_str(office->columns[0].owner, "办公室", "the owner of a column is a department's name");
	is_str(office->columns[1].owner, "", "or nobody");
	ok(office->upkeep[0].owner == office->departments && office->upkeep[0].days == 180 &&
		!office->upkeep[1].owner && !office->upkeep[1].days,
	    "upkeep");
	ok(office->limits.connections == 8 && office->limits.depth == 0 &&
		office->limits.max_urls == 1000 && office->limits.max_time == 3600 &&
		office->limits.timeout == 20,
	    "limits");
	ok(office->fast && !strcmp(office->exclude[1], "*.zip") && !office->exclude[2] &&
		!office->include[0],
	    "network");
	ok(office->remap_count == 1 && !strcmp(office->remaps[0].from, "http://a.example/") &&
		!strcmp(office->remaps[0].to, "http://b.example/"),
	    "network.remap");
	ok(office->host_count == 2 && !strcmp(office->hosts[0].hosts, "*.slow.example") &&
		office->hosts[0].connections == 1 && office->hosts[0].delay_ms == 2500 &&
		office->hosts[0].timeout_ms == 40000 && office->hosts[0].no_head,
	    "hosts");
	ok(!office->hosts[1].connections && office->hosts[1].delay_ms == -1 && !office->hosts[1].timeout_ms &&
		!office->hosts[1].no_head,
	    "nothing need be said of a host");
	is_str(office->rules_off[0], "pages/date", "rules.off");
	ok(office->severity_count == 1 && !strcmp(office->severities[0].rule, "pages/title") &&
		office->severities[0].severity == GP_SEVERITY_ERROR,
	    "rules.severity");
}

static void little(void)
{
	is_int(reads("return { name = '云澜' }"), 0, "a name is enough");
	is_str(office->name[GP_LANG_EN], "云澜", "one name serves both languages");
	ok(office->language == -1 && office->limits.depth == -1 && office->limits.timeout == -1 &&
		!office->fast,
	    "what is not said is known to be so");
	ok(!office->site_count && !office->exclude[0] && !office->rules_off[0],
	    "and lists are empty");
	is_int(reads("return { name = { en = 'Y' } }"), 0, "so is a name in one language");
	is_str(office->name[GP_LANG_ZH], "Y", "for both");
	is_int(reads("return { name = 'x', sites = { { folder = 'portal/www' } } }"), 0,
	    "a site can be a folder");
	is_str(office->sites[0].folder, in_dir("portal/www"), "beneath that of the office");
	is_int(
	    reads("return { name = 'x', sites = { { folder = '/srv/www' } } }"), 0, "or anywhere");
	is_str(office->sites[0].folder, "/srv/www", "with its whole path");
}

static void every_severity(void)
{
	char text[200];

	for (int s = GP_SEVERITY_VETO; s < GP_SEVERITY_UNCHECKED; s++) {
		snprintf(text, sizeof text,
		    "return { name = 'x', rules = { severity = { a = '%s' } } }",
		    gp_severity_name((enum gp_severity)s));
		ok(!reads(text) && (int)office->severities[0].severity == s,
		    "a rule can be made %s", gp_severity_name((enum gp_severity)s));
	}
}

static void mistakes(void)
{
	fails("return {}", "office.lua:1: 'name' is missing", "a name is needed");
	fails("return { name = {} }", "office.lua:1: 'name' must not be empty",
	    "and one that says something");
	fails("return { name = '' }", "office.lua:1: 'name' must not be empty", "in either form");
	fails("return { name = 'a\\nb' }", "office.lua:1: 'name' must be one line of text",
	    "in one line");
	fails("return { name = 'x', code = 'A B' }",
	    "office.lua:1: 'code' must be made of a-z, 0-9, '_' and '-'", "ids have few letters");
	fails("return { name = 'x', sites = {\n{ url = 'www.yunlan.example' } } }",
	    "office.lua:2: sites[1]: 'url' must be an address that begins with http:// or https://",
	    "an address without scheme");
	fails("return { name = 'x', sites = { { url = 'ftp://yunlan.example/' } } }",
	    "office.lua:1: sites[1]: 'url' must be an address that begins with http:// or https://",
	    "of another scheme");
	fails("return { name = 'x', sites = { { url = 'https://' } } }",
	    "office.lua:1: sites[1]: 'url' must be an address that begins with http:// or https://",
	    "without a host");
	fails("return { name = 'x', sites = {\n{ name = 'y' } } }",
	    "office.lua:2: sites[1]: either 'url' or 'folder' must be given, and not both",
	    "a site that is nowhere");
	fails("return { name = 'x', network = { remap = { a = 'http://b/' } } }",
	    "office.lua:1: network: 'remap' must have addresses as names, with http:// or https://",
	    "what is remapped is an address");
	fails("return { name = 'x', hosts = { ['http://a/'] = {} } }",
	    "office.lua:1: 'hosts' must have names of hosts as names, in lower case, or patterns like *.example.gov.cn",
	    "a host is no address");
	fails("return { name = 'x', hosts = {\n['a.cn'] = { delay = 61 } } }", "office.lua:2: hosts[\"a.cn\"]: 'delay' must be from 0 to 60",
	    "nor is a delay endless");
	fails("return { name = 'x', hosts = {\n['a.cn'] = { head = 'no' } } }",
	    "office.lua:2: hosts[\"a.cn\"]: 'head' must be true or false, not a string", "types are checked");
	fails("return { name = 'x', sites = { { url = 'http://a/', auth = 'zhang: secret' } } }",
	    "office.lua:1: sites[1]: 'auth' must be the path of a file, or env: and the name of a variable",
	    "a secret itself is refused and not repeated");
	fails("return { name = 'x', sites = { { url = 'http://a/', folder = 'b' } } }",
	    "office.lua:1: sites[1]: either 'url' or 'folder' must be given, and not both",
	    "or in two places");
	fails("return { name = 'x', sites = { { url = 'http://a/' },\n{ folder = 'b' } } }",
	    "office.lua:2: sites[2]: a site with 'folder' must be the only one; several sites all "
	    "have 'url'",
	    "a folder among addresses");
	fails("return { name = 'x', sites = { { folder = 'a/../../b' } } }",
	    "office.lua:1: sites[1]: 'folder' must lie beneath the folder of office.lua, or begin "
	    "with /",
	    "a folder that climbs");
	is_int(reads("return { name = 'x', sites = { { folder = 'a/..b/c..' } } }"), 0,
	    "dots in a name do not climb");
	fails("return { name = 'x', columns = { { path = 'zwgk/', name = 'a' } } }",
	    "office.lua:1: columns[1]: 'path' must begin with /", "a path without its slash");
	fails("return { name = 'x', departments = { { id = 'office', name = 'a' } },\n"
	      "columns = { { path = '/', name = 'a',\nowner = 'ofice' } } }",
	    "office.lua:3: columns[1]: 'owner' is 'ofice', but no department has this id",
	    "an owner that is no department");
	fails("return { name = 'x', people = { { id = 'a', name = 'a', department = 'law' } } }",
	    "office.lua:1: people[1]: 'department' is 'law', but no department has this id",
	    "a person's as well");
	fails("return { name = 'x', accounts = { { platform = 'weibo', name = 'a', owner = 'law' } "
	      "} }",
	    "office.lua:1: accounts[1]: 'owner' is 'law', but no department has this id",
	    "an account's as well");
	fails("return { name = 'x', departments = {\n{ id = 'a', name = 'a' },\n{ id = 'a', name = "
	      "'b' } } }",
	    "office.lua:3: departments[2]: 'id' is 'a', which line 2 has already", "an id twice");
	fails("return { name = 'x', columns = { { path = '/', name = 'a' }, { path = '/', name = "
	      "'b' } } }",
	    "office.lua:1: columns[2]: 'path' is '/', which line 1 has already", "a path twice");
	fails("return { name = 'x', rules = { severity = { ['a b'] = 'error' } } }",
	    "office.lua:1: rules: 'severity' must have ids of rules as names, like pages/title",
	    "no rule's id");
	fails("return { name = 'x', rules = { off = { 'Pages' } } }",
	    "office.lua:1: rules: 'off[1]' must be the id of a rule, like pages/title",
	    "no rule's id");
	fails("return { name = os.getenv('USER') }",
	    "office.lua:1: this file is data, and 'os.getenv(…)' is a program; write the value "
	    "itself",
	    "a program");
	is_int(err.code, GP_EUSAGE, "all of it is the user's to mend");
}

static void files(void)
{
	struct gp_buf b;

	gp_buf_init(&b, 4 << 20);
	while (b.len < (3 << 20))
		gp_buf_puts(&b, "-- a long comment\n");
	write_office(b.data, b.len);
	is_int(gp_office_read(&office, dir, &err), -1, "a file of three mebibytes is refused");
	is_str(err.msg, "office.lua: the file is larger than 1048576 bytes", "and says so");
	gp_buf_free(&b);
	unlink(in_dir("office.lua"));
	is_int(gp_office_read(&office, dir, &err), -1, "without the file there is no office");
	is_int(err.code, GP_ENOTFOUND, "it is not found");
	if (mkdir(in_dir("office.lua"), 0700))
		exit(1);
	ok(gp_office_read(&office, dir, &err) == -1 && err.code == GP_EIO,
	    "a folder of that name is no file");
	rmdir(in_dir("office.lua"));
}

/* The first display of a manual page, as the reader of the page sees it. */
static void example_of(const char *page)
{
	FILE *f = fopen(page, "r");
	char line[1000];
	struct gp_buf b;
	bool inside = false;

	gp_buf_init(&b, 100000);
	while (f && fgets(line, sizeof line, f) && strcmp(line, ".Ed\n")) {
		if (inside && *line != '.')
			gp_buf_puts(&b, line);
		inside = inside || !strcmp(line, ".Bd -literal\n");
	}
	if (f)
		fclose(f);
	gp_buf_putc(&b, '\n');
	ok(b.len > 500 && !strchr(b.data, '\\'), "%s has an example without escapes", page);
	if (!ok(!reads(b.data), "which is read without error"))
		printf("# %s\n", err.msg);
	ok(office && office->department_count && office->person_count && office->site_count &&
		office->account_count && office->column_count && office->limits.connections > 0 &&
		office->exclude[0] && office->rules_off[0] && office->severity_count,
	    "and shows every part");
	gp_buf_free(&b);
}

/* What `govpub init` writes. */
static void shipped(void)
{
	static const char *const dirs[] = {"examples/office", "lua/template/zh", "lua/template/en"};

	for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++) {
		gp_office_free(office);
		office = NULL;
		err = (struct gp_err)GP_ERR_INIT;
		if (!ok(!gp_office_read(&office, dirs[i], &err), "%s is read", dirs[i]))
			printf("# %s\n", err.msg);
	}
}

int main(void)
{
	if (!mkdtemp(dir))
		return 1;
	finding();
	everything();
	little();
	every_severity();
	mistakes();
	example_of("man/govpub-office.5");
	example_of("man/zh_CN/govpub-office.5");
	shipped();
	files();
	gp_office_free(office);
	unlink(in_dir("office.lua"));
	rmdir(dir);
	return tap_done();
}
