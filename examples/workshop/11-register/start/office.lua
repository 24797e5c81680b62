-- 练习用的单位。没有写人员（people）的，谁登录谁就什么都能办。
-- The office of this lesson; without people whoever uses it may do everything.
return office {
	name = "云澜市文化和旅游局",
	code = "yunlan",
	short = "云文旅",
	language = "zh",
}
