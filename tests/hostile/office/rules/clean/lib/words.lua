return { list = { "one", "two", "three" } }
