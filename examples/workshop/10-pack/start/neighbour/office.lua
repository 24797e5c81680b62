-- 邻近单位的工作文件夹，也是虚构的。the office next door, made up as well
return office {
	name = { zh = "南埠区文化和旅游局", en = "Nanbu District Bureau of Culture and Tourism" },
	code = "nanbu-wlj",
}
