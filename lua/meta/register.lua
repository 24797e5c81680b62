---@meta
-- 登记簿的声明：文件放在 registers/ 里，结尾是 return register "名称" { … }。How a register is declared.
-- 手册：govpub-registers(7)。

---@alias register.label string|{ zh: string, en: string? } 名称：中文，或者两种语言。Chinese, or both languages.
---@alias register.mark "V"|"M"|"D" V 查对过原文，M 凭记忆，D 编写者的理解。Looked up, from memory, own reading.

---@class register.register
---@field title register.label 标题。The title.
---@field alias string|string[]|nil 别名，命令行可用。Other names on the command line.
---@field law string? 依据。The law it rests on.
---@field since string? 从哪一天起，如 "2023-04-20"。Since when.
---@field number string? 编号，如 "培训{year}-{seq:2}"。How records are numbered.
---@field assigns string? 哪个动作确定承办处室。The move that says whose a record is.
---@field fields register.field[]
---@field states register.state[]
---@field moves register.move[]?
---@field clocks register.clock[]?
---@field checks register.check[]?
---@field hints register.hint[]?
---@field views register.view[]?
---@field print register.form[]?
---@field import register.import?
---@field report register.statistic[]?
---@field public register.public?
---@field roles register.role[]?
---@field rename register.rename?
---@field closed string|string[]|nil 哪些动作是办结，统计用。Moves that end a record, for statistics.

---{ "编码", "名称", 类型, … }。{ "key", label, type, … }.
---@class register.field
---@field required boolean|string|(fun(r: register.r, c: register.c): boolean)|nil 必填：true、到某状态时、"@动作" 时。When it must be filled.
---@field unique boolean? 不重复。No two records have the same.
---@field default any 没有填时的值。What it is when nothing was said.
---@field min integer|string|nil 最小（最少字数）。The least; of texts the characters.
---@field max integer|string|nil 最大。The most.
---@field pattern string? Lua 模式，^ 到 $。A pattern of Lua from ^ to $.
---@field pii boolean? 个人信息。Personal.
---@field secret boolean? 内部。Not for everybody.
---@field frozen boolean? 填了以后只能说明理由更正。Changed with a reason only.
---@field moved boolean? 由动作填写，手工更改要说明理由。Given by moves; by hand with a reason only.
---@field help register.label? 填写提示。Advice.
---@field since string? 从哪一天起有。Since when it is there.
---@field until string? 到哪一天为止。Until when.
---@field header string|string[]|nil Excel 里的其他写法。Other heads in spreadsheets.
---@field width integer? 列宽。Of its column.

---{ "编码", "名称", … }
---@class register.state
---@field initial boolean? 起始状态，只有一个。The first one.
---@field final boolean? 终结状态。Nothing leads out of it.
---@field public boolean? 可以公开。May be shown outside.
---@field law string? 为什么到了这里就不能再办别的、改动要说明理由。Why nothing else is done in it.

---{ "!问题", text }
---@class register.ask
---@field pii boolean? 答案是个人信息，封存。The answer is personal, and sealed.
---@field secret boolean? 答案不对外，封存。The answer is secret, and sealed.

---{ "编码", "名称", … }
---@class register.move
---@field from string|string[] 从哪些状态；"*" 是所有未终结的。From which states; "*": all but final ones.
---@field to string? 到哪个状态；不写就不变。To which; nil: it stays.
---@field by string|string[]|nil 谁能做。Whose it is.
---@field not_by string|string[]|nil 不能由做过这些动作的人做。Not by who made these moves.
---@field within string? 应当在这个期限内。Within this clock.
---@field after string? 不早于这个期限的最早日期。Not before this clock allows.
---@field ask table? 要填的："字段"、"?可不填的"、"!问题"、{ "!问题", date }。What it asks for.
---@field guard (fun(r: register.r, c: register.c): boolean, register.label?)|nil 条件和原因。Whether it may be made, and why not.
---@field set fun(r: register.r, c: register.c)? 自动填写的字段。What it fills in.
---@field effect fun(r: register.r, c: register.c)? 连带的动作。What comes of it.
---@field print string|string[]|nil 要打印的文书。Forms to print.
---@field irrevocable boolean? 不能撤销。Cannot be undone.
---@field batch boolean? 可以一次做多件。May be made for many at once.
---@field law string? 条款。The article.
---@field mark register.mark?
---@field help register.label?

---{ "编码", "名称", 长度, … }
---@class register.clock
---@field on string? 到这个日期字段为止。Due on the date of this field.
---@field from string? 起算："字段"、"@动作"、"子表.字段"。Where it starts.
---@field to string? 终止于。Where it ends.
---@field pause table? 暂停：状态，或 { rows =, from =, to =, where = }。States or open rows in which no day counts.
---@field hold string|string[]|nil 中止的状态，等重新起算。States in which it waits for a restart.
---@field restart string|string[]|nil 重新起算的动作。Moves that start it anew.
---@field extend table? 延长：{ move =, workdays(20), ask = }。A move that makes it longer.
---@field agreed string? 另行约定的日期：问题或字段。A date that was agreed on.
---@field stop string|string[]|nil 终止的动作。Moves that meet it.
---@field stop_on string? 终止的日期字段。The date that meets it.
---@field over string|string[]|nil 之后不再有意义的动作，不算完成也不算逾期。Moves behind which it does not matter: neither met nor late.
---@field warn integer[]? 提前几天提醒。Days before.
---@field whose register.label? 谁的期限。Whose it is.
---@field law string?
---@field mark register.mark?
---@field since string? 起算日不早于这一天才适用。For starts from this day on.
---@field until string? 起算日不晚于这一天才适用。For starts up to this day.
---@field only table? 只用于这些取值：{ 字段 = 取值 }。For records with these values.

---@class register.pause
---@field rows string 子表。The field of rows.
---@field from string 开始的日期。The date that opens it.
---@field to string 结束的日期。The date that closes it.
---@field where string? 哪些行：字段:取值,取值。Which rows.

---@class register.extend
---@field move string 哪个动作。The move.
---@field ask string? 延长几天的问题。The question for the days.

---{ "编码", "error"|"warning"|"info", 函数, … }
---@class register.check
---@field law string?
---@field title register.label?
---@field mark register.mark?

---{ "编码", "名称", … }：登记时和 advance 时的提示，不拦办理。What is said at add and advance, and stands in nobody's way.
---@class register.hint
---@field same string 哪个字段相同，可以是个人信息。The field that is the same; it may be personal.
---@field on string? 按哪个日期字段，不写为登记日期。The date that counts; nil: when it was added.
---@field similar string? 比较哪个文字字段。The text that is compared.
---@field at_least integer? 相似到百分之几，不写为 80。Per cent from which they are similar; nil: 80.
---@field within table? 多久以内：months(12)、days(30)。How far back.
---@field count integer? 第几件起提示。The number from which it is said.
---@field per "month"|"year"|nil 每月、每年。In what time they are counted.
---@field fees string? 收费标准，如 "foi-2020"。The schedule of fees.
---@field law string?
---@field mark register.mark?

---{ "编码", "名称", … }
---@class register.view
---@field where string? 筛选条件。A filter.
---@field cols string|string[]|nil 列。Columns.
---@field sort string? 排序，"-" 是倒序。The order; "-": downwards.

---{ "编码", "名称", … }
---@class register.form
---@field template string? 模板文件。The template.
---@field when string|string[]|nil 在哪些动作时打印。With which moves.
---@field copies integer? 份数。How many.
---@field values (fun(r: register.r, c: register.c): table?, register.label?)|nil 另外可以填的内容，或者为什么不能打印。What else is filled in, or why it cannot be printed.
---@field variants register.variant[]? 分几种，各有模板。Kinds with templates of their own.

---{ "编码", "名称" }
---@class register.variant

---@class register.import
---@field key string|string[]|nil 认出同一条记录的字段。What tells records apart.
---@field header table<string, string|string[]>? 字段在表头的其他写法。Other heads.
---@field header_rows integer|"auto"|nil 表头有几行。Rows of the head.
---@field skip string? 不读的行，如 "合计|小计|注"。Rows to leave out.
---@field state string? 状态所在的列。The column of the state.
---@field dates table<string, string>? 动作 = 日期字段。The date of each move.

---{ "编码", "名称", count{…}|sum{…}|list{…}|crosstab{…} }
---@class register.statistic
---@field law string?

---@class register.count
---@field where string? 筛选条件，{year} 是年度。A filter with {year}.
---@field of string? 数哪个子表的行。Counts the rows of this field.

---@class register.sum
---@field where string?
---@field of string 相加的字段。What is added.

---@class register.list
---@field where string?
---@field cols string|string[]|nil
---@field sort string?

---@class register.crosstab
---@field where string?
---@field row string 行是哪个字段的取值。The field of the rows.
---@field col string 列是哪个字段的取值。The field of the columns.
---@field total boolean? 要合计。With totals.
---@field new string? 新收。Those that came.
---@field carried string? 上年结转。Carried over.
---@field done string? 办结。Ended.
---@field left string? 结转下年。Left over.

---@class register.public
---@field nothing boolean? 什么都不公开。Nothing leaves.
---@field when string|string[]|nil 公开的状态。States in which it is shown.
---@field fields string|string[]|nil 公开的字段，没有写的都不公开。What is shown, and nothing else.
---@field page string?
---@field index string?
---@field feed boolean?
---@field json boolean?

---{ "角色", … }
---@class register.role
---@field moves string|string[]|nil
---@field edit string|string[]|nil
---@field see string|string[]|nil 能看的个人信息和内部字段，"*" 是全部。Personal fields that it sees.

---@class register.rename
---@field state table<string, string>? 旧状态 = 新状态。
---@field field table<string, string>? 旧字段 = 新字段。
---@field value table<string, table<string, string>>? 字段 = { 旧取值 = 新取值 }。

---条件里看到的记录：r.字段；空的是 nil。A record: r.field; nil where it is empty.
---@class register.r
---@field no string?
---@field state string
---@field rid string
---@field reg string
---@field closed_on string? 办结日期。When it was ended.
---@field created_on string?
local r = {}
---动作做过几次。How often a move was made.
---@param move string
---@return integer
function r:count(move) end
---最后一次的日期。The date of the last time.
---@param move string
---@return string?
function r:last(move) end
---是否填了（子表有没有行）。Whether it is filled.
---@param field string
---@return boolean
function r:has(field) end
---子表 exempt 里是否说明了不适用的理由。Whether rows `exempt` have the step with a reason.
---@param step string
---@return boolean
function r:exempt(step) end
---这次动作填了这个字段没有；只是看能不能做时为 nil。Whether the move brings it; nil: one only looks.
---@param field string
---@return boolean?
function r:given(field) end
---这次动作以前的值。What was there before the move.
---@param field string
---@return any
function r:before(field) end
---问题的答案。The answer to a question.
---@param question string
---@return any
function r:answer(question) end
---审查登记簿里是否有通过的、看过现在全部文件的审查。Whether a passed review saw the bytes of every file.
---@param register string
---@return boolean
function r:passed(register) end

---@class register.c
---@field today string 今天。
---@field on string 动作的日期。The date of the move.
---@field user string? 谁在做。
---@field roles string[]
---@field office { name: string, short: string, address: string, postcode: string, phone: string, review: string, court: string } 单位。The office.
local c = {}
---@param role string
---@return boolean
function c.is(role) end
---@param clock string
---@return boolean
function c.overdue(clock) end
---@param clock string
---@return string?
function c.due(clock) end
---@param clock string
---@return "none"|"running"|"paused"|"held"|"agreed"|"met"
function c.clock(clock) end
---@param other register.r?
---@return string?
function c.state(other) end
---@param other register.r?
---@param register string
---@return boolean
function c.linked(other, register) end
---@param register string
---@param filter string?
---@return register.r[]
function c.find(register, filter) end
---@param register string
---@param filter string?
---@return integer
function c.count(register, filter) end
---只在 effect 里：新建一条。In effect only.
---@param register string
---@param fields table
function c.create(register, fields) end
---@param a register.r
---@param b register.r
function c.link(a, b) end
---@param role string
---@param text string
function c.notify(role, text) end

---声明一本登记簿：return register "名称" { … }。Declares a register.
---@param name string 与文件名相同。As the file is called.
---@return fun(declaration: register.register): register.register
function register(name) end
