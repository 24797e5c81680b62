-- while circle-a loads, this is true
return { inner = require("circle-a"), name = "b" }
