-- What pages write on their own buttons; such a link goes nowhere and is not meant to.
local buttons = {}
for word in ([[
	返回顶部 回到顶部 回顶部 顶部 置顶 返回 关闭 关闭窗口 打印 打印本页 收藏 加入收藏 收藏本站 设为首页 分享 分享到
	展开 收起 展开全部 切换 换一换 搜索 查询 检索 高级搜索 登录 注册 退出 提交 重置 确定 取消 刷新 目录 菜单 导航
	上一页 下一页 上页 下页 首页 尾页 末页 上一张 下一张 上一个 下一个 上一条 下一条 上一篇 下一篇 没有了 播放 暂停
	简体 繁体 中文 无障碍 无障碍浏览 长者模式 适老化 语音播报
	top contents tableofcontents close share print search login menu next prev previous up back english
]]):gmatch("%S+") do
	buttons[word] = true
end
return buttons
