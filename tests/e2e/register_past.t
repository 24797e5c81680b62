#!/bin/sh
# what stood in the register on a day, and the records behind a figure
. tests/lib/e2e.sh
. tests/lib/register.sh
setup
unset LC_ALL
export LANG=zh_CN.UTF-8
office

today=2023-04-03
reg training add title=甲 on=4.28 hours=3 level=city
reg training add title=乙 on=5.8 hours=3
today=2023-04-20
reg training edit 1 title=甲之二 plan_no=7
today=2023-05-04
reg training hold 1 --on 4.28
reg training edit 1 plan_no= --why 写错
today=2023-05-08
reg training edit 2 title=写错的
reg training undo
today=2023-05-10

# --- as of a day
reg training show 1 --as-of 4.19 --json
json "a record as it was" 'r[1].fields.title == "甲" and r[1].state == "plan" and r[1].fields.plan_no == nil and r[1].rev == 1'
json "with its deadlines as they stood" 'r[1].clocks.held.status == "running" and r[1].clocks.held.due == "2023-04-28" and
	r[1].clocks.file == nil'
reg training show 1 --as-of 2023-04-28 --json
json "by the date that counts, though it was written down later" 'r[1].state == "held" and r[1].fields.title == "甲之二" and
	r[1].fields.plan_no == "7" and r[1].clocks.file.due == "2023-05-16" and r[1].clocks.file.used == 0'
reg training show 1 --as-of 5.4 --json
json "what was emptied is no longer there" 'r[1].fields.plan_no == nil and r[1].rev == 4'
reg training show 2 --as-of 5.8 --json
json "what was taken back since never was" 'r[1].fields.title == "乙" and r[1].rev == 1'
reg training show 1 --as-of 4.3
says "for people, too" "甲"
says "  in the state of that day" "计划"
reg training show 1 --as-of 4.2
refused 2 "nothing was there before it began" "2023-04-02 还没有 培训2023-01"
reg training show 1 --as-of 5.11
refused 2 "nor is the future known" "在今天之后"

# --- behind a figure
reg training stat levels 2023 --open 市级/3
is "$(cut -f1 "$tmp/out")" "培训2023-01" "the records of a cell, as it is printed"
reg training stat 按级别 2023 --open unit --json
json "by code; what is left out is any" '#r == 1 and r[1].no == "培训2023-02"'
reg training stat levels 2023 --open '*/3' --json
json "any" '#r == 2'
reg training stat levels 2023 --open '*/空' --json
json "without a value: none has" '#r == 0'
reg training stat times --open '*' --json
json "of a single number all that were counted" '#r == 1 and r[1].no == "培训2023-01"'
reg training stat levels 2022 --open '*' --json
json "of its year" '#r == 0'
reg training stat --by level --open 单位 --json
json "of the values of a field" '#r == 1 and r[1].no == "培训2023-02"'
reg training stat --by state --open held --json
json "of the states" '#r == 1 and r[1].no == "培训2023-01"'
reg training stat levels --open a/b/c
refused 2 "a cell that there is not" "a/b/c"
reg foi stat table3 2023 --open 本年新收/予以公开 --json
json "parts by the name that is printed" '#r == 0'
is "$status" 0 "  though nobody was counted there"
reg training stat --open '*'
refused 2 "of a figure that is named" "哪一项统计"
reg foi stat table3 --open nothing/1
refused 2 "parts are named, too" "上年结转"
finish
