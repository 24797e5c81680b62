#!/bin/sh
# a request for information from its registration to the archive, with what stands in the way on it
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
"$govpub" init --lang zh office >/dev/null
cd office || exit 1
printf 张三 >name
printf 13800138000 >phone
printf 11010519491231002X >id
# foi DAY words …
foi() {
	day=$1
	shift
	"$govpub" foi "$@" --lang zh --today "$day" --no-input --yes >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
refused() {
	is "$status" 3 "$2"
	ok "and the article is named" grep -q "$1" "$tmp/err"
}
"$govpub" foi add dept=办公室 --no-input --lang zh >"$tmp/out" 2>"$tmp/err"
ok "no division yet: the command that makes one is told" grep -q '“处室和单位”还是空的，先登记：govpub dept add' "$tmp/err"
"$govpub" dept add code=bgs name=办公室 --no-input >"$tmp/out"

foi 2023-04-20 add 申请人类别=自然人
is "$status" 2 "a request lacks much"
ok "all that it lacks is one sentence" grep -q '缺“申请人”、“联系方式”、“申请渠道”、“所需信息描述”、“到达日期”' "$tmp/err"
ok "with the values to choose from" grep -q '申请渠道=…  当面/邮寄/' "$tmp/err"
ok "and how to give what is personal" grep -q '申请人=@文件' "$tmp/err"
foi 2023-04-20 add applicant=@name contact=@phone 申请人类别=自然人 申请渠道=网络 subject=近五年的批复 获取方式=邮寄 arrived_on=2023-04-20
is "$status" 0 "it is registered"
ok "with a number" grep -q '公开申〔2023〕0001号' "$tmp/out"
"$govpub" foi 推进 1 --all --today 2023-04-20 --lang zh >"$tmp/out"
ok "the usual way is said, not the shortest" grep -q '归档 —— 须先 受理 → 送签 → 签发答复 → 送达' "$tmp/out"
ok "to what goes back as well" grep -q '退回 —— 须先 受理 → 送签' "$tmp/out"
"$govpub" foi 推进 1 --today 2023-04-20 --lang zh >"$tmp/out"
is "$(grep -c 签发答复 "$tmp/out")" 0 "what is two moves off is not listed"
foi 2023-04-20 受理 1 dept=办公室 received_on=2023-04-20
refused 第二十九条 "not accepted without proof of identity"
foi 2023-04-20 edit 1 credential=@id
foi 2023-04-20 受理 1 dept=办公室 received_on=2023-04-20
refused 第三十一条 "nor before both sides confirmed"
foi 2023-04-20 受理 1 dept=文物科
ok "a division that there is not is answered with those that there are" grep -q '“处室和单位”里有：办公室' "$tmp/err"
foi 2023-04-20 edit 1 办理结果=过程性信息
ok "a wrong value with what is like it, and its code" grep -q '不在其中：3.6 不予公开·属于四类过程性信息、1 予以公开' "$tmp/err"
foi 2023-04-20 双方确认 1 received_on=2023-04-20
foi 2023-04-20 受理 1 dept=办公室
is "$status" 0 "then it is accepted"
ok "and due in 20 working days, with a working Sunday on the way" grep -q '答复期限 2023-05-19' "$tmp/out"
foi 2023-04-26 通知补正 1 '补正事项=哪一类批复' '补正期限（日）=15'
is "$status" 0 "correction is asked for"
foi 2023-05-10 收到补正 1
ok "the clock starts anew with it" grep -q '答复期限 2023-06-07' "$tmp/out"
foi 2023-05-10 通知补正 1 补正事项=再说清楚 '补正期限（日）=5'
refused 第三十条 "it is asked for once"
foi 2023-05-11 征求意见 1
ok "rows that are needed are said cell by cell" grep -q '征求意见记录=@文件  文件里每行 对象类别|对象|文号|' "$tmp/err"
printf '%s' 'kind=第三方|who=甲公司|sent_on=2023-05-11|received_on=2023-05-12' >rows
foi 2023-05-11 征求意见 1 consultations=@rows
is "$status" 0 "a third party is consulted"
foi 2023-05-12 公开审查 1 'review=李四|2023-05-12|可以公开'
foi 2023-05-12 送签 1 outcome=予以公开
refused 第三十二条 "nothing is signed while it has not answered"
printf '%s' 'kind=第三方|who=甲公司|sent_on=2023-05-11|received_on=2023-05-12|answered_on=2023-05-18|view=同意公开' >rows
foi 2023-05-18 收到意见 1 consultations=@rows
ok "the days of waiting are not counted" grep -q '答复期限 2023-06-14' "$tmp/out"
foi 2023-05-22 送签 1 outcome=予以公开
is "$status" 0 "then it is signed"
foi 2023-05-22 延期 1 延期理由=量大
ok "and may be extended" grep -q '答复期限 2023-07-13' "$tmp/out"
foi 2023-05-23 签发答复 1 reply_no=沪文旅公复〔2023〕1号
foi 2023-05-24 送达 1 service=邮政企业寄送 posted_on=2023-05-24
refused 235号 "post needs a number"
foi 2023-05-24 送达 1 service=邮政企业寄送 posted_on=2023-05-24 tracking_no=EY1
is "$status" 0 "it is served"
foi 2023-05-25 归档 1 'dossier=申请原件;身份证明'
refused '卷内缺少：确认记录、补正文书、征求意见文书、延期文书、公开审查表、签发单、答复书、送达凭证' "the file says what it lacks"
foi 2023-05-25 归档 1 'dossier=申请原件;身份证明;确认记录;补正文书;征求意见文书;延期文书;公开审查表;签发单;答复书及附件;送达凭证'
is "$status" 0 "and is archived"
"$govpub" foi stat table3 2023 --lang zh >"$tmp/out"
ok "it is in table 3" grep -q '^本年办结	予以公开	自然人	1' "$tmp/out"
"$govpub" check --today 2023-05-26 >"$tmp/out"
is "$? $(cat "$tmp/out")" "0 " "and nothing is wrong"

# the declaration changes
"$govpub" reg check --lang zh foi >"$tmp/out"
ok "the records fit the declaration" grep -q "^foi：声明没有问题" "$tmp/out"
mkdir registers
cat >registers/dept.lua <<'END'
return register "dept" { title = "处室", fields = { { "name", "名称", text, required = true } },
	states = { { "used", "使用中", initial = true } } }
END
"$govpub" reg check --lang zh dept >"$tmp/out"
is $? 1 "records that do not fit a new declaration are found"
ok "a state that is gone" grep -q '1 条记录的状态“current”已不在声明里' "$tmp/out"
ok "a field that is gone" grep -q '1 条记录的字段“code”有值，但声明里没有了' "$tmp/out"
sed -i 's/} } }$/} }, rename = { state = { current = "used" }, field = { code = "name", kind = "name" } } }/' registers/dept.lua
"$govpub" reg check --lang zh dept >"$tmp/out"
is $? 0 "what was renamed is explained"
"$govpub" reg rebuild --lang zh >"$tmp/out"
is "$? $(cat "$tmp/out")" "0 已重建 2 条记录及其期限" "all is made again from the events"
# every view and statistic that is shipped can be asked for
cat >names.lua <<'END'
local cjson = require "cjson"
local d = cjson.decode(io.read "a")
for _, one in ipairs(d.views or {}) do
	if not (one.where or ""):find("我的", 1, true) then print("list " .. one.key) end -- which needs people in office.lua
end
for _, one in ipairs(d.report or {}) do print("stat " .. one.key) end
END
rm registers/dept.lua
for name in dept dispute figure foi precedent; do
	"$govpub" reg show $name --json | lua5.4 names.lua >names
	: >wrong
	while read -r action key; do
		"$govpub" $name $action $key >"$tmp/out" 2>&1 || echo "$action $key: $(cat "$tmp/out")" >>wrong
	done <names
	ok "the filters of $name can be compiled ($(wc -l <names))" test -s names -a ! -s wrong
	cat wrong
done
finish
