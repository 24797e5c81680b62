# The table of named character references.
GEN_OBJ += $(B)/gen/entity_data.o

$(B)/gen/entities: core/tool/entities.c core/web/entity.h | $(B)/.deps
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 -Wall -Wextra -I. $< -o $@

$(B)/gen/entity_data.c: $(B)/gen/entities core/web/entities.txt
	$(B)/gen/entities < core/web/entities.txt > $@
