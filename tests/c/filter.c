/* the filter language of registers: what a filter finds among a few records, and what it says when it is wrong */
#include <sqlite3.h>
#include <string.h>

#include "core/ledger/period.h"
#include "core/office/calendar_load.h"
#include "core/store/bigram.h"
#include "core/store/field_function.h"
#include "core/store/filter.h"
#include "tests/lib/random.h"
#include "tests/lib/tap.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static sqlite3 *db;
static struct gp_workdays w;
static struct gp_period_days days = {&w.calendar, 0};

static const struct gp_filter_word channels[] = {{"counter", "当面", "counter"}, {"post", "邮寄", "post"}};
static const struct gp_filter_word outcomes[] = {{"1", "予以公开", "granted"}, {"3.1", "属于国家秘密", NULL},
    {"3.2", "其他法律禁止", NULL}};
static const struct gp_filter_word kinds[] = {{"third", "第三方", NULL}, {"agency", "其他机关", NULL}};
static const struct gp_filter_word topics[] = {{"a", "甲类", NULL}, {"b", "乙类", NULL}};
static const struct gp_filter_word states[] = {{"open", "办理中", "open"}, {"correcting", "待补正", NULL},
    {"done", "已送达", "delivered"}};
static const struct gp_filter_word moves[] = {{"accept", "受理", "accept"}, {"reply", "答复", "reply"}};
static const struct gp_filter_field consulted[] = {
	{.name = {"kind", "对象", NULL}, .type = GP_FILTER_ENUM, .values = kinds, .value_count = COUNT(kinds)},
	{.name = {"view", "意见", NULL}, .type = GP_FILTER_TEXT},
	{.name = {"sent_on", "发出日期", NULL}, .type = GP_FILTER_DATE},
	{.name = {"who", "姓名", NULL}, .type = GP_FILTER_TEXT, .personal = true},
	{.name = {"dept", "处室", NULL}, .type = GP_FILTER_REF},
};
static const struct gp_filter_field fields[] = {
	{.name = {"applicant", "申请人", NULL}, .type = GP_FILTER_TEXT, .personal = true},
	{.name = {"subject", "所需信息", "subject"}, .type = GP_FILTER_TEXT},
	{.name = {"channel", "申请渠道", "Channel of it"}, .type = GP_FILTER_ENUM, .values = channels, .value_count = 2},
	{.name = {"outcome", "办理结果", NULL}, .type = GP_FILTER_ENUM, .values = outcomes, .value_count = 3},
	{.name = {"received_on", "收到日期", NULL}, .type = GP_FILTER_DATE},
	{.name = {"called_at", "致电时间", NULL}, .type = GP_FILTER_TIME},
	{.name = {"pages", "页数", NULL}, .type = GP_FILTER_INT},
	{.name = {"fee", "费用", NULL}, .type = GP_FILTER_MONEY},
	{.name = {"urgent", "加急", NULL}, .type = GP_FILTER_BOOL},
	{.name = {"topics", "类别", NULL}, .type = GP_FILTER_SET, .values = topics, .value_count = 2},
	{.name = {"tags", "标签", NULL}, .type = GP_FILTER_TAGS},
	{.name = {"dept", "处室", NULL}, .type = GP_FILTER_REF, .ref = "dept"},
	{.name = {"consultations", "征求意见", NULL}, .type = GP_FILTER_ROWS, .rows = consulted, .row_count = COUNT(consulted)},
	{.name = {"files", "材料", NULL}, .type = GP_FILTER_FILES},
	{.name = {"scan", "扫描件", NULL}, .type = GP_FILTER_FILE},
	{.name = {"age", "历时", NULL}, .type = GP_FILTER_CALC},
};
static const struct gp_filter_clock clocks[] = {
	{.name = {"reply", "答复期限", "reply by"}, .warn = 5},
	{.name = {"notice", "补正告知期限", NULL}, .warn = 2, .closes = true},
	{.name = {"review", "复核", NULL}, .calendar_days = true},
};

static int find(void *context, const char *field, const char *value, size_t n, gp_filter_rid_fn *found, void *list,
    struct gp_err *e)
{
	(void)context;
	(void)e;
	return strcmp(field, "applicant") == 0 && n == strlen("张三") && !memcmp(value, "张三", n) ?
	    found(list, "C") : 0;
}

static struct gp_filter_schema schema = {
	.reg = "foi", .fields = fields, .field_count = COUNT(fields), .states = states, .state_count = COUNT(states),
	.moves = moves, .move_count = COUNT(moves), .clocks = clocks, .clock_count = COUNT(clocks), .me = "li", .dept = "D1",
	.find = find,
};

static const char tables[] =
    "CREATE TABLE record(id INTEGER PRIMARY KEY, office TEXT, reg TEXT, rid TEXT, no TEXT, n INTEGER, year INTEGER, state TEXT,"
    " rev INTEGER, created_on TEXT, closed_on TEXT, void INTEGER, j TEXT);"
    "CREATE TABLE moved(office, reg, rid, seq, move, on_, at, by_, state, closed, undone);"
    "CREATE TABLE clock(office, reg, rid, name, status, due, earliest, used, total, provisional, met_on, late);"
    "CREATE TABLE link(reg, rid, field, to_reg, to_rid);"
    "CREATE VIRTUAL TABLE fts USING fts5(text, tokenize = 'govpub_bigram');"
    "INSERT INTO record VALUES"
    "(1,'o','foi','A','沪公开申〔2023〕0001号',1,2023,'open',1,'2023-04-20',NULL,0,'{\"subject\":\"非遗名录 List\",\"channel\":\"post\","
    "\"received_on\":\"2023-04-20\",\"pages\":5,\"fee\":10050,\"urgent\":true,\"topics\":[\"a\"],\"tags\":[\"非遗\",\"名录\"],"
    "\"dept\":{\"reg\":\"dept\",\"rid\":\"D1\"},\"consultations\":[{\"kind\":\"third\",\"view\":\"同意\",\"sent_on\":\"2023-04-25\","
    "\"dept\":{\"reg\":\"dept\",\"rid\":\"D2\"}},{\"kind\":\"agency\",\"view\":\"不同意\"}],"
    "\"files\":[{\"h\":\"x\",\"name\":\"申请表.pdf\"}],\"scan\":{\"h\":\"y\",\"name\":\"Scan1.PDF\"}}'),"
    "(2,'o','foi','B','沪公开申〔2023〕0002号',2,2023,'correcting',1,'2023-05-04',NULL,0,'{\"subject\":\"预算\",\"channel\":\"counter\","
    "\"received_on\":\"2023-05-04\",\"called_at\":\"2023-05-05T11:20:00+08:00\",\"pages\":12,\"fee\":0,\"topics\":[\"a\",\"b\"],\"tags\":[]}'),"
    "(3,'o','foi','C','沪公开申〔2022〕0009号',9,2022,'done',4,'2022-12-20','2023-01-11',0,'{\"subject\":\"合同\",\"outcome\":\"3.1\","
    "\"received_on\":\"2022-12-20\",\"urgent\":false,\"applicant\":{\"$v\":\"00\"}}'),"
    "(8,'o','dept','D1',NULL,1,2023,'in',1,'2023-01-01',NULL,0,'{\"code\":\"bgs\",\"name\":\"办公室\"}'),"
    "(9,'o','dept','D2',NULL,2,2023,'in',1,'2023-01-01',NULL,0,'{\"code\":\"yss\",\"name\":\"艺术处\"}');"
    "INSERT INTO moved VALUES('o','foi','A',1,'accept','2023-04-20','','','open',0,0),"
    "('o','foi','B',1,'accept','2023-05-04','','','open',0,1),('o','foi','C',1,'accept','2022-12-21','','','open',0,0),"
    "('o','foi','C',2,'reply','2023-01-11','','','done',1,0);"
    "INSERT INTO clock VALUES('o','foi','A','reply','running','2023-05-19',NULL,0,20,0,NULL,0),"
    "('o','foi','A','notice','closed','2023-04-28',NULL,7,7,0,NULL,0),('o','foi','B','reply','held',NULL,NULL,0,20,0,NULL,0),"
    "('o','foi','B','notice','running','2023-05-15',NULL,6,7,0,NULL,0),"
    "('o','foi','C','reply','met','2023-01-10',NULL,15,20,0,'2023-01-11',1),"
    "('o','foi','C','review','running','2023-05-20',NULL,1,9,0,NULL,0);"
    "INSERT INTO link VALUES('foi','A','dept','dept','D1');"
    "INSERT INTO fts(rowid, text) VALUES(1,'非物质文化遗产名录，List A'),(2,'段简历与预算ＡＢ'),(3,'合同一段');";

/* The rids of what a filter finds, in order; or what is wrong. */
static const char *found(const char *text)
{
	static char out[600];
	struct gp_err e = GP_ERR_INIT;
	struct gp_filter f;
	sqlite3_stmt *st = NULL;
	char sql[20000];
	size_t n = 0;

	*out = '\0';
	if (gp_filter_compile(&f, text, &schema, &e)) {
		snprintf(out, sizeof out, "%s", e.msg);
	} else {
		snprintf(sql, sizeof sql, "SELECT r.rid FROM record r WHERE r.reg = ?1 AND (%s) ORDER BY r.id", f.sql);
		if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
			snprintf(out, sizeof out, "SQL: %s", sqlite3_errmsg(db));
		sqlite3_bind_text(st, 1, "foi", -1, SQLITE_STATIC);
		if (st && gp_filter_bind(&f, st, 2) != sqlite3_bind_parameter_count(st) + 1)
			snprintf(out, sizeof out, "SQL: values are missing");
		while (sqlite3_step(st) == SQLITE_ROW)
			n += (size_t)snprintf(out + n, sizeof out - n, "%s", (const char *)sqlite3_column_text(st, 0));
		if (sqlite3_finalize(st) != SQLITE_OK)
			snprintf(out, sizeof out, "SQL: %s", sqlite3_errmsg(db));
	}
	gp_filter_free(&f);
	return out;
}

struct row {
	const char *filter, *want;
};

static void finds(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		is_str(found(rows[i].filter), rows[i].want, *rows[i].filter ? rows[i].filter : "nothing");
}

static void by_type(void)
{
	static const struct row rows[] = {
		{"", "ABC"}, {"   ", "ABC"},
		{"subject:名录", "A"}, {"所需信息:list", "A"}, {"所需信息=预算", "B"}, {"subject!=预算", "AC"}, {"subject:预算,合同", "BC"},
		{"channel:post", "A"}, {"申请渠道：邮寄", "A"}, {"渠道:邮寄", "A"}, {"\"Channel of it\":counter", "B"}, {"channel-of-it:COUNTER", "B"}, {"channel-of:counter",
		    "filter, column 1: there is no field 'channel-of'; there are: channel"}, {"申请渠道!=邮寄", "BC"},
		{"办理结果:3.1", "C"}, {"办理结果:3.*", "C"}, {"办理结果:予以公开", ""}, {"办理结果:空", "AB"}, {"办理结果:有", "C"},
		{"状态:办理中,待补正", "AB"}, {"state:delivered", "C"}, {"状态!=办理中", "BC"}, {"状态 = 办理中", "A"},
		{"received_on:2023", "AB"}, {"收到日期:2023-04", "A"}, {"收到日期:2023-04-20", "A"}, {"收到日期:2022-12..2023-04", "AC"},
		{"收到日期:..2022", "C"}, {"收到日期:2023-05..", "B"}, {"收到日期<2023", "C"}, {"收到日期<=2023-04", "AC"},
		{"收到日期>2023-04", "B"}, {"收到日期≥2023年4月20日", "AB"}, {"收到日期:去年", "C"}, {"收到日期:本月", "B"},
		{"收到日期:上月,去年", "AC"}, {"收到日期:2023Q2", "AB"}, {"致电时间:2023-05-05", "B"}, {"致电时间>2023-05-04", "B"},
		{"页数:5", "A"}, {"页数>5", "B"}, {"页数:5..12", "AB"}, {"页数：１２", "B"}, {"pages>=5", "AB"}, {"页数!=5", "BC"},
		{"费用:100.50", "A"}, {"费用>100", "A"}, {"费用:0", "B"}, {"费用<-1", ""}, {"加急:是", "A"}, {"加急:否", "BC"},
		{"类别:甲类", "AB"}, {"类别:乙类", "B"}, {"类别!=b", "AC"}, {"+非遗", "A"}, {"-非遗", "BC"}, {"标签:名录", "A"},
		{"标签:空", "BC"}, {"处室:办公室", "A"}, {"处室:bgs", "A"}, {"处室:我的", "A"}, {"处室!=我的", "BC"}, {"处室:空", "BC"},
		{"材料:申请表", "A"}, {"材料:空", "BC"}, {"扫描件:scan1", "A"}, {"征求意见:有", "A"},
		{"编号:0009", "C"}, {"年度:2023", "AB"}, {"年度:今年", "AB"}, {"年度<今年", "C"}, {"序号:9", "C"}, {"登记日期:2023-05", "B"}, {"办结日期:空", "AB"}, {"作废:是", ""},
	};

	finds(rows, COUNT(rows));
}

static void parts(void)
{
	static const struct row rows[] = {
		{"consultations.view:同意", "A"}, {"征求意见.对象:第三方", "A"}, {"征求意见.发出日期:2023-04", "A"},
		{"征求意见.意见=同意", "A"}, {"征求意见.处室:艺术处", "A"}, {"征求意见.处室:办公室", ""}, {"征求意见.意见!=同意", "A"},
		{"非 征求意见.意见=同意", "BC"},
		{"申请人:张三", "C"}, {"申请人=李四", ""}, {"申请人!=张三", "AB"}, {"申请人:空", "AB"},
		{"@受理", "AC"}, {"@accept:2022", "C"}, {"@受理:2023-01..2023-12", "A"}, {"@答复<2023-02", "C"}, {"非 @答复", "AB"},
		{"@closed:2023", "C"}, {"@办结", "C"}, {"@登记:2023-05", "B"}, {"@create", "ABC"},
		{"答复期限<5", "A"}, {"答复期限<4", ""}, {"答复期限<=4", "A"}, {"答复期限:4", "A"}, {"答复期限>3", "A"}, {"答复期限>4", ""},
		{"答复期限>=4", "A"}, {"答复期限:0..4", "A"}, {"答复期限:2023-05", "A"}, {"答复期限<2023-02-01", "C"},
		{"答复期限:暂停", ""}, {"答复期限:等待", "B"}, {"答复期限:超期完成", "C"}, {"答复期限:空", "B"}, {"答复期限!=met", "AB"}, {"补正告知期限:已关闭", "A"},
		{"补正告知期限:0", "B"}, {"补正告知期限<1", "B"}, {"补正告知期限<0", ""}, {"复核:5", "C"}, {"复核<5", ""},
		{"\"reply by\"<5", "A"}, {"逾期", ""}, {"即将到期", "AB"}, {"soon", "AB"}, {"答复期限:即将到期", "A"}, {"notice:overdue", ""},
	};

	finds(rows, COUNT(rows));
	days.today += 4; /* a Friday: the 19th */
	is_str(found("notice:逾期 or reply:0"), "A", "the last day is no working day before its end");
	is_str(found("逾期 or 补正告知期限<0"), "", "a window whose day has passed is not overdue");
	is_str(found("notice:closed"), "AB", "it has closed");
	days.today += 3; /* Monday, the 22nd */
	is_str(found("逾期"), "AC", "what is overdue depends on the day");
	is_str(found("答复期限<0"), "A", "and is below nothing left");
	days.today -= 7;
}

static void grammar(void)
{
	static const struct row rows[] = {
		{"年度:2023 页数:5", "A"}, {"年度:2023 且 页数:5", "A"}, {"页数:5 或 页数:12", "AB"}, {"页数:5 or pages:12 and 加急:是", "A"},
		{"(页数:5 或 页数:12) 加急:是", "A"}, {"（页数：5 或 页数：12）", "AB"}, {"非 (页数:5 或 页数:12)", "C"}, {"!页数:5", "BC"},
		{"not not 页数:5", "A"}, {"非 状态:办理中 非 状态:已送达", "B"}, {"subject:\"非遗名录 List\"", "A"}, {"subject:“非遗”", "A"},
	};

	finds(rows, COUNT(rows));
}

static void full_text(void)
{
	static const struct row rows[] = {
		{"\"段简\"", "B"}, {"\"简历\"", "B"}, {"\"段\"", "BC"}, {"\"算\"", "B"}, {"\"文化遗产\"", "A"}, {"\"遗文\"", ""},
		{"\"物质 名录\"", "A"}, {"\"物质 合同\"", ""}, {"\"预算ab\"", "B"}, {"\"list\"", "A"}, {"\"lis\"", "A"}, {"\"名录list\"", "A"},
		{"\"合\" 或 \"段简历\"", "BC"}, {"非 \"段\"", "A"}, {"“段简”", "B"},
	};

	finds(rows, COUNT(rows));
}

static void wrong(void)
{
	static const struct row rows[] = {
		{"渠到:邮寄", "filter, column 1: there is no field '渠到'; there are: 页数, 费用, 加急, 类别, 标签, 处室, 材料, 历时"},
		{"求:1", "filter, column 1: there is no field '求'; there are: 征求意见"},
		{"期:1", "filter, column 1: there is no field '期'; there are: 收到日期, 答复期限, 补正告知期限, 登记日期, 办结日期"},
		{"页数:5 chanel:post", "filter, column 6: there is no field 'chanel'; there are: channel"},
		{"申请渠道:电话", "filter, column 6: there is no value '电话'; there are: 当面, 邮寄"},
		{"状态:处理中", "filter, column 4: there is no value '处理中'; there are: 办理中"},
		{"@受里", "filter, column 2: there is no move '受里'; there are: 受理"},
		{"征求意见.x:1", "filter, column 1: '征求意见.x' needs a column behind a dot; there are: 意见, 对象, 发出日期, 姓名, 处室"},
		{"征求意见:1", "filter, column 5: rows are asked for by one of their columns, as rows.column:value, or for 'any' and 'none'"},
		{"页数:a", "filter, column 4: 'a' is no number"}, {"页数:本月", "filter, column 4: '本月' is no number"}, {"费用:1.005", "filter, column 4: '1.005' is no number"},
		{"页数:..", "filter, column 4: '..' is no number"}, {"页数<1..2", "filter, column 4: '1..2' is no number"},
		{"收到日期:2023-13", "filter, column 6: '2023-13' is no time; write 2023, 2023-01, 2023-01-05, 本月, last-month or a..b"},
		{"加急:也许", "filter, column 4: '也许' is neither yes nor no (是, 否)"},
		{"历时:5", "filter, column 3: this field is computed and cannot be asked for"},
		{"subject<5", "filter, column 8: this field has no order; ask with : = or !="},
		{"申请人<张", "filter, column 4: a personal field can only be asked for its whole value, as field:value"},
		{"征求意见.姓名:张三", "filter, column 8: a personal field can only be asked for its whole value, as field:value"},
		{"非遗", "filter, column 1: what about '非遗'? write field:value, or words in quotes"},
		{"(页数:5", "filter, column 1: this parenthesis is not closed"}, {"页数:5)", "filter, column 5: there is no parenthesis to close"},
		{"页数:5 或", "filter, column 7: a field, a move or words in quotes are missing here"},
		{"()", "filter, column 2: a field, a move or words in quotes are missing here"},
		{"页数:", "filter, column 4: a value is missing here"}, {"页数:5,", "filter, column 6: a value is missing here"},
		{"\"x", "filter, column 1: these quotes are not closed"}, {"\"。\"", "filter, column 1: there are no words to be found in the quotes"},
		{"@", "filter, column 2: a move is missing behind @"}, {"答复期限:许久", "filter, column 6: '许久' is no time; write 2023, "
		    "2023-01, 2023-01-05, 本月, last-month or a..b"},
		{"\xff", "the filter is no UTF-8"},
	};
	char deep[200], *long_one = gp_alloc(GP_FILTER_MAX + 2);

	finds(rows, COUNT(rows));
	memset(deep, '(', sizeof deep);
	deep[sizeof deep - 1] = '\0';
	is_str(found(deep), "filter, column 21: more than 20 parentheses inside of one another", "too deep");
	memset(long_one, ' ', GP_FILTER_MAX + 1);
	long_one[GP_FILTER_MAX + 1] = '\0';
	is_str(found(long_one), "a filter has 4096 bytes at most", "too long");
	for (size_t i = 0; i + 1 < GP_FILTER_MAX; i += 2)
		memcpy(long_one + i, i ? ",1" : "n:", 2);
	memcpy(long_one + 2, "01", 2);
	long_one[GP_FILTER_MAX] = '\0';
	is_str(found(long_one), "the filter asks for too much at once", "too many values");
	free(long_one);
}

/* Pieces of filters put together at random: an answer or a refusal, and never an error of SQL. */
static void random_ones(void)
{
	static const char *const pieces[] = {"状态:办理中", "页数", "<5", ":", "(", ")", " ", " 或 ", "非 ", "@受理", ":2023", "+x", "\"段\"",
	    "答复期限", ":3..", "-1", ",", "征求意见.", "意见", "空", "处室:我的", "!=", "申请人:张三", "逾期", "材料", "2023-05", "\"", "*", "％", "'"};
	char text[400];
	int broken = 0, answered = 0;

	for (int i = 0; i < 3000; i++) {
		size_t n = 0, count = 1 + random_below(9);
		struct gp_filter f;

		for (size_t k = 0; k < count; k++)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s", pieces[random_below(COUNT(pieces))]);
		broken += !strncmp(found(text), "SQL", 3);
		answered += !gp_filter_compile(&f, text, &schema, NULL);
		gp_filter_free(&f);
	}
	is_int(broken, 0, "whatever is written, it is no error of SQL");
	ok(answered > 100, "and some of it is answered");
}

int main(void)
{
	struct gp_err e = GP_ERR_INIT;

	if (gp_workdays_load(&w, NULL, &e) || !gp_date_of(&days.today, 2023, 5, 15) || sqlite3_open(":memory:", &db) ||
	    gp_bigram_register(db, &e) || gp_field_function_register(db, &e) || sqlite3_exec(db, tables, NULL, NULL, NULL)) {
		ok(false, "%s %s", e.msg, sqlite3_errmsg(db));
		return tap_done();
	}
	gp_period_filter_days(&schema.days, &days);
	by_type();
	parts();
	grammar();
	full_text();
	wrong();
	random_ones();
	sqlite3_close(db);
	gp_workdays_free(&w);
	return tap_done();
}
