#!/bin/sh
# reg: the declarations of registers, shipped and of an office
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
reg() {
	"$govpub" reg "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
"$govpub" init office >/dev/null
mkdir office/registers
reg
is "$status" 0 "the shipped registers are listed without an office"
ok "by name, title and other names" grep -q '^foi  Requests for information (依申请、申请)  shipped$' out
reg list --json
ok "as JSON" grep -q '"name":"foi","origin":"shipped"' out
reg --lang zh 查看 依申请
is "$status" 0 "one is shown by another name"
ok "its fields with what they are" grep -q '  申请人 applicant  文字  必填、个人信息' out
ok "the values to choose from in words" grep -q '^      当面 counter、邮寄 ems' out
ok "when they are needed" grep -q '  承办处室 dept  引用 dept  “受理”时必填' out
ok "its moves with their article" grep -q '  延期 extend：办理中、审签中 → 不变（负责人）  条例第三十三条 \[V\]' out
ok "and what they ask for" grep -q '^      填写：延期理由、延长工作日数（可不填）' out
ok "its clocks" grep -q '  答复期限 reply：20 个工作日，从“收到申请之日”起算  条例第三十三条 \[V\]' out
reg show foi --json
ok "as JSON with all that the program gets" grep -q '"closed":\["reply","spot","withdraw"\]' out
reg show nothing
is "$status $(wc -l <err)" "2 1" "one that is not there: one line"
ok "with those that are" grep -q 'there are: dept dispute figure foi precedent' err
reg paint
is "$status $(wc -l <err)" "2 1" "an action that is not there"

printf 'return register "dept" { title = "部门", fields = { { "name", "名称", text } },\n%s }' \
	'states = { { "a", "在用", initial = true } }' >office/registers/dept.lua
reg -C office
ok "an office's own takes the place of a shipped one" grep -q '^dept  部门 ()  of this office, instead of the shipped one$' out
printf 'return register "visit" { title = "参观", fields = { { "name", "名称", text } },\n\n%s }' \
	'states = { { "a", "计划" } }' >office/registers/visit.lua
reg check -C office
is "$status" 5 "a declaration that cannot be used"
ok "with its line" grep -q '^office/registers/visit.lua:3: states: no state is the first one' out
ok "and the others are checked all the same" grep -q '^foi: sound' out
reg check -C office dept
is "$status $(cat out)" "0 dept: sound; fields 1, moves 0, clocks 0" "one alone"
reg check --json -C office visit
ok "what is wrong as JSON" grep -q '"findings":\[{"id":"broken","level":"error"' out
reg -C office
ok "the list says so as well" grep -q '^visit  cannot be used: ' out
finish
