local b = require("circle-b")
return { inner = b.inner, name = b.name }
