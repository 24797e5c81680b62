#!/bin/sh
# registers: letters and sheets from templates, who may print them, and what the trace keeps of it
. tests/lib/e2e.sh
setup
export LANG=zh_CN.UTF-8
mkdir "$tmp/office"
cd "$tmp/office" || exit 1
me=$(id -un)
office() { # ROLES or nothing: the office, with the one who runs this as its only person
	printf 'return office { name = "示例市文化和旅游局", code = "sl", short = "示文旅", people = {%s},
		letters = { address = "湖滨路1号", phone = "12345", review = "示例市人民政府", court = "示例铁路运输法院" } }\n' \
		"${1:+{ id = \"me\", name = \"李经办\", login = \"$me\", roles = { $1 \} \}}" >office.lua
}
reg() { # DAY ARG...
	day=$1
	shift
	timeout 60 "$govpub" "$@" --lang zh --today "$day" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
foi() {
	day=$1
	shift
	reg "$day" foi "$@" --no-input --yes
}
words_of() { # the words of a .docx, a paragraph a line
	perl -MIO::Uncompress::Unzip=unzip -e 'my $o; unzip $ARGV[0] => \$o, Name => "word/document.xml" or die;
		$o =~ s/<\/w:p>/\n/g; $o =~ s/<[^>]*>//g; $o =~ s/&lt;/</g; $o =~ s/&gt;/>/g; $o =~ s/&amp;/&/g; print $o' "$1"
}
bare() { perl -CSD -Mutf8 -pe 's/[\s\x{3000}#>|*\\-]//g'; }
# both DAY FORM RECORD WORDS: printed in both formats, which say the same, and these words
both() {
	rm -f "$tmp/a.docx" "$tmp/a.md"
	foi "$1" print "$2" "$3" -o "$tmp/a.docx"
	words_of "$tmp/a.docx" >"$tmp/docx"
	ok "$2: $4" grep -qF "$4" "$tmp/docx"
	foi "$1" print "$2" "$3" -o "$tmp/a.md"
	is "$(bare <"$tmp/a.md")" "$(bare <"$tmp/docx")" "  and the same in Markdown"
}
refused() { # CODE WORDS NAME
	is "$status" "$1" "$3"
	ok "  it says why" grep -qF -- "$2" "$tmp/err"
}

office
printf 张金丝雀 >name
printf 13800138000 >phone
printf 11010519491231002X >id
reg 2023-04-20 dept add code=bgs name=办公室
foi 2023-04-20 add applicant=@name contact=@phone credential=@id 申请人类别=自然人 申请渠道=当面 subject=近五年的批复 获取方式=邮寄 arrived_on=2023-04-20
foi 2023-04-20 受理 1 dept=办公室 received_on=2023-04-20
ok "a move says which letters go with it" grep -qF 'govpub foi print 接收回执 示文旅公开申〔2023〕0001号' "$tmp/out"

# --- every letter of a request, through its life
both 2023-04-20 申请登记表 1 11010519491231002X
both 2023-04-20 接收回执 1 本机关将在2023年5月19日前答复
foi 2023-04-26 通知补正 1 '补正事项=哪一类批复' '补正期限（日）=15'
both 2023-04-27 补正告知书 1 请自收到本告知书之日起15日内将补正材料提交本机关
ok "  it bears the day of the move" grep -qx 2023年4月26日 "$tmp/docx"
ok "  and begins with whom it is for" grep -qx 张金丝雀： "$tmp/docx"
foi 2023-05-10 收到补正 1
printf 'kind=第三方|who=甲公司|sent_on=2023-05-11|received_on=2023-05-12;kind=其他机关|who=乙局|sent_on=2023-05-12' >third
foi 2023-05-12 征求意见 1 consultations=@third
both 2023-05-12 征求第三方意见书 1 甲公司：
ok "  which names nobody else" sh -c '! grep -qE "乙局|金丝雀" "$1"' - "$tmp/docx"
is "$(perl -MIO::Uncompress::Unzip=unzip -e 'my $o; unzip $ARGV[0] => \$o, Name => "word/document.xml";
	print join " ", map { /firstLineChars="(\d+)"/ } $o =~ /<w:p>.*?<\/w:p>/gs' "$tmp/a.docx" | cut -c1-9)" "0 200 200" \
	"  whose addressee begins the line, though there is no number above it"
both 2023-05-12 协办函 1 乙局：
both 2023-05-12 征求意见告知书 1 征求意见所需时间不计算在答复期限内
foi 2023-05-12 print 征求共同制作机关意见书 1
refused 3 征求意见记录里没有这一类对象 "a letter to nobody is not printed"
foi 2023-05-12 print 申请登记表 1 -o "$tmp/p.docx"
is "$(stat -c %a "$tmp/p.docx")" 600 "a letter with personal values is for its owner alone"
foi 2023-05-12 公开审查 1 'review=李四|2023-05-12|可以公开'
printf '；kind=共同制作机关|who=丙局|sent_on=2023-05-12' >>third
sed 's/sent_on=[-0-9]*/&|answered_on=2023-05-18|view=不同意公开|reason=商业秘密|told_on=2023-05-18/g' third >answers
foi 2023-05-18 收到意见 1 consultations=@answers
both 2023-05-18 co_making 1 逾期未提出意见的，视为同意公开
foi 2023-05-18 送签 1 outcome=予以公开 ground=涉及公共利益
both 2023-05-18 依申请公开告知书 1 你（单位）不同意公开，理由为：商业秘密
foi 2023-05-22 延期 1 延期理由=数量较大
both 2023-05-22 延期答复告知书 1 延长答复期限20个工作日，将于2023年7月13日前作出答复
foi 2023-05-22 print 答复书 1 -o "$tmp/draft.docx"
ok "what is not there yet is named" grep -qF '空着：答复文号' "$tmp/err"
foi 2023-05-23 签发答复 1 reply_no=示文旅公复〔2023〕1号
both 2023-05-23 答复书 1 示例市文化和旅游局政府信息公开告知书
ok "  and where it may be contested" grep -qF 向示例市人民政府或者上一级主管部门申请行政复议 "$tmp/docx"
foi 2023-05-24 送达 1 service=邮政企业寄送 posted_on=2023-05-24 tracking_no=EY1
both 2023-05-24 送达回证 1 2023年5月24日
foi 2023-05-25 edit 1 'dossier=申请原件||2023-04-20|2;身份证明||2023-04-20|1'
"$govpub" audit head >"$tmp/head"
foi 2023-05-25 print 卷内目录 1 -o "$tmp/contents.docx"
words_of "$tmp/contents.docx" >"$tmp/docx"
ok "卷内目录: the files, and their pages together" grep -qF 总页数：3 "$tmp/docx"
head=$(sed -n 's/.*链头：[0-9]* \([0-9a-f]\{16\}\).*/\1/p' "$tmp/docx")
ok "  and the head of the chain" grep -qF "${head:-none}" "$tmp/head"
ok "  which is kept to be compared" "$govpub" audit verify

foi 2023-05-01 add applicant=@name contact=@phone credential=@id 申请人类别=自然人 申请渠道=当面 subject=各处室的文件 获取方式=邮寄 arrived_on=2023-05-01
foi 2023-05-04 受理 2 dept=办公室 received_on=2023-05-01
foi 2023-05-04 要求说明理由 2 数量频次情况=一个月内三百件 '说明理由期限（日）=10'
both 2023-05-04 说明理由告知书 2 一个月内三百件
foi 2023-05-05 理由合理 2 延迟答复至=2023-08-01
both 2023-05-05 延迟答复告知书 2 延迟至2023年8月1日前作出答复
foi 2023-05-06 收费通知 2 'fees=按量|250|12000元|2023-05-06'
both 2023-05-06 收费通知书 2 '共250件（页），金额为12,000元'

# --- a reply for every outcome
n=2
while read -r code title words; do
	n=$((n + 1))
	foi 2024-03-01 add applicant=@name contact=@phone credential=@id 申请人类别=自然人 申请渠道=当面 subject=文件 获取方式=邮寄 arrived_on=2024-03-01
	foi 2024-03-01 edit @last --why 试印 outcome="${code%:*}" ground=有关规定 received_on=2024-03-01 sub_reason="${code#*:}" 'searches=档案室|王五|2024-03-02|没有'
	both 2024-03-04 答复书 "2024-$((n - 2))" "$title"
	ok "  $words" grep -qF "$words" "$tmp/docx"
done <<'ROWS'
1:not_exist 政府信息公开告知书 也可以自收到本答复之日起6个月内直接向示例铁路运输法院提起行政诉讼
2:not_exist 政府信息部分公开告知书 应当先申请行政复议：可以自收到本答复之日起60日内向示例市人民政府申请行政复议
3.4:not_exist 政府信息不予公开告知书 第十五条
3.8:not_exist 政府信息不予公开告知书 也可以自收到本答复之日起6个月内
4.1:not_exist 政府信息不存在告知书 检索范围：档案室；结果：没有
4.1:not_responsible 非本机关政府信息告知书 不属于本机关负责公开
4.2:not_exist 没有现成信息告知书 第三十八条
4.3:not_exist 补正后仍不明确告知书 补正后的申请内容仍不明确
5.2:not_exist 不予处理告知书 第三十六条第六项
6.2:not_exist 不再处理告知书 政府信息公开信息处理费管理办法
ROWS
foi 2024-03-04 edit @last --why 试印 outcome=6.3
foi 2024-03-04 print 答复书 @last
refused 3 撤回的申请没有答复书 "who has withdrawn gets no reply"

# --- the trace
foi 2023-05-25 print 补正告知书 1
foi 2023-05-25 print 补正告知书 1
ok "printed again, the first file stays" test -e 补正告知书-示文旅公开申〔2023〕0001号.docx -a -e 补正告知书-示文旅公开申〔2023〕0001号-2.docx
reg 2023-05-25 foi log 1 --json
cp "$tmp/out" "$tmp/out.json"
sum=$(sha256sum 补正告知书-示文旅公开申〔2023〕0001号-2.docx | cut -c1-64)
json "each print is an entry with the hashes of the file and of the template" "r[#r].kind == 'print' and r[#r].form == 'correction'
	and r[#r].sha256 == '$sum' and r[#r].template.name == 'foi-correction.md' and #r[#r].template.sha256 == 64
	and r[#r - 1].kind == 'read' and r[#r].copies == 1 and r[#r - 2].kind == 'print'"
json "and nobody's name is in the trace" "not require('cjson').encode(r):find('金丝雀', 1, true)"
reg 2023-05-25 foi log 1
ok "which shows the form" grep -q '打印.*补正告知书.*补正告知书-示文旅公开申〔2023〕0001号-2.docx' "$tmp/out"
foi 2023-05-25 print 答复书 1 --copies 3 --json
cp "$tmp/out" "$tmp/out.json"
json "for programs" "r[1].form == 'reply' and r[1].variant == 'disclosed' and r[1].confirm and not r[1].blanks"
before=$(reg 2023-05-25 foi log 1 --json && cat "$tmp/out")
foi 2023-05-25 print 补正告知书 1 --copies 0
refused 2 份数 "a number of copies is a number"
foi 2023-05-25 print 补正告知书 1 -o "$tmp/no/such/folder/x.docx"
is "$status" 8 "what cannot be written"
is "$(reg 2023-05-25 foi log 1 --json && cat "$tmp/out")" "$before" "is not in the trace"

# --- all that wait
for i in 1 2; do
	foi 2025-03-03 add applicant=@name contact=@phone credential=@id 申请人类别=自然人 申请渠道=当面 subject=文件$i 获取方式=邮寄 arrived_on=2025-03-03
	foi 2025-03-03 受理 $i dept=办公室 received_on=2025-03-03
	foi 2025-03-04 通知补正 $i '补正事项=范围' '补正期限（日）=15'
done
mkdir letters
foi 2025-03-04 print 补正告知书 --all-due -o letters
is "$(ls letters)" "补正告知书-示文旅公开申〔2025〕0001号.docx
补正告知书-示文旅公开申〔2025〕0002号.docx" "those that were never printed are printed into a folder"
foi 2025-03-04 print 补正告知书 --all-due -o letters
is "$status $(cat "$tmp/out")" "0 没有待打印的“补正告知书”" "and then none waits"

# --- templates of the office
mkdir templates
printf '# {{机关}}\n\n{{open}}**申**请人{{close}}，编号{{open}}编{{close}}**号{{open2}}\n' >templates/接收回执.md
foi 2025-03-04 print 接收回执 1
refused 2 open "a name that there is not is an error"
cat >templates/接收回执.md <<'MD'
{{索引号或文号}}**申**请人{{用途}} {{索引号或文号}}?法定代表人{{用途}}没有{{索引号或文号}}/{{用途}}

页脚
MD
foi 2025-03-04 edit 1 '索引号或文号={{' '用途=}}'
foi 2025-03-04 print 接收回执 1 -o templates/own.docx
mv templates/own.docx templates/接收回执.docx
foi 2025-03-04 print 接收回执 1 -o "$tmp/own.docx"
is "$(words_of "$tmp/own.docx" | sed -n 2p)" "张金丝雀 " "a Word file of the office, with a tag over several runs, is filled"
foi 2025-03-04 print 接收回执 1 --format md
refused 2 "只能输出 docx pdf" "and gives Word files and PDF only"
rm templates/*
printf '<p>{{所需信息描述}}</p>{{#案卷材料}}<i>{{材料类别}}</i>{{/案卷材料}}' >templates/接收回执.html
foi 2025-03-04 edit 1 'subject=<b>甲&乙</b>' 'dossier=申请原件;身份证明'
foi 2025-03-04 print 接收回执 1 -o -
is "$(cat "$tmp/out")" '<p>&lt;b&gt;甲&amp;乙&lt;/b&gt;</p><i>申请原件</i><i>身份证明</i>' "an HTML page of the office, on standard output"
rm templates/*

# --- a register of the office
mkdir registers
cat >registers/visit.lua <<'LUA'
return register "visit" { title = "参观", fields = { { "on", "日期", date, required = true }, { "n", "人数", int }, { "ok", "已确认", bool },
		{ "who", "人员", rows { { "name", "姓名", text }, { "fee", "费用", money } } } },
	states = { { "plan", "计划", initial = true } },
	print = { { "list", "名单", values = function(r, c)
		if not r.n then return nil, "还没有写人数" end
		return { ["两倍"] = r.n * 2, ["下周"] = "2023-04-27", ["单位"] = c.office.short, pick = { who = { 1, 3 } } }
	end }, { "none", "通行证" } } }
LUA
printf '<!-- 待确认：\n样式 -->\n{{日期}} {{n}} {{两倍}} {{下周}} {{单位}} {{已确认}} {{份数}} {{#who}}{{序号}}{{姓名}}{{fee}}；{{/who}}\n' >templates/名单.md
reg 2023-04-20 visit add on=2023-04-20 ok=是 'who=甲|10元;乙|2元;丙|1,000元'
reg 2023-04-20 visit print 名单 1 -o -  --format md
refused 3 还没有写人数 "the declaration says why a form cannot be printed"
reg 2023-04-20 visit edit 1 n=3
reg 2023-04-20 visit print 名单 1 -o - --format md --copies 2
is "$(cat "$tmp/out")" "2023年4月20日 3 6 2023年4月27日 示文旅 是 2 1甲10元；2丙1,000元；" "and what else is filled in, and which rows"
reg 2023-04-20 visit print 通行证 1
refused 2 "templates/通行证.docx" "a form without a template says where one is put"
reg 2023-04-20 visit print 出门 1
refused 2 "有：名单、通行证" "forms are named when one is not known"
reg 2023-04-20 visit print
ok "and listed" grep -q "^list	名单" "$tmp/out"

# --- who may
office '"head"'
foi 2025-03-05 print 补正告知书 1 -o "$tmp/head.docx"
is "$status" 0 "a head may see the name, and prints a letter"
foi 2025-03-05 print 申请登记表 1 -o "$tmp/sheet.docx"
refused 3 "要用到证件号码、联系方式，李经办不能查看" "but no sheet with what heads do not see"
ok "  and there is none" test ! -e "$tmp/sheet.docx"
office '"legal"'
foi 2025-03-05 print 补正告知书 1 -o "$tmp/legal.md"
refused 3 要用到申请人 "others print no letters to people"
foi 2025-03-05 print 卷内目录 1 -o "$tmp/legal.md"
is "$status" 0 "but what names nobody"
is "$(cat "$tmp/out" "$tmp/err" "$tmp/legal.md" | grep -c 金丝雀)" 0 "  and names nobody"
sed -i "s/login = \"$me\"/login = \"nobody-here\"/" office.lua
foi 2025-03-05 print 卷内目录 1 -o "$tmp/stranger.md"
is "$status" 3 "a stranger prints nothing"
ok "  and no file stays" test ! -e "$tmp/stranger.md"
finish
