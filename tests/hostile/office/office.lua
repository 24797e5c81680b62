-- two packs: one holds only an honest rule, the other the same rule among those that mean harm
return office { name = "Test", code = "test" }
