# The styles of the HTML reports and documents, and the script of a report.
GEN_OBJ += $(B)/gen/links_html_bytes.o $(B)/gen/document_html_bytes.o

$(B)/gen/bytes: core/tool/bytes.c | $(B)/.deps
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 -Wall -Wextra $< -o $@

$(B)/gen/links_html_bytes.c: $(B)/gen/bytes core/report/links_html.css core/report/links_html.js
	$(B)/gen/bytes gp_links_html_css=core/report/links_html.css gp_links_html_js=core/report/links_html.js > $@

$(B)/gen/document_html_bytes.c: $(B)/gen/bytes core/report/document_html.css
	$(B)/gen/bytes gp_document_html_css=core/report/document_html.css > $@
