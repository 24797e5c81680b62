/* 页面打开时间，供来电反映问题时参考 */
(function () {
	var p = document.createElement("p");
	p.textContent = "打开时间：" + new Date().toLocaleString("zh-CN");
	var foot = document.querySelector(".foot");
	if (foot) foot.appendChild(p);
})();
