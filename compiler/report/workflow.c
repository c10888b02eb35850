/* Workflow commands. What follows `::` is read by the runner: a per cent sign or
 * a line end in a message, and a comma or a colon in a property too, would be
 * read as the command's own, so they are escaped. */

#include "report/workflow.h"

#include "report/clean.h"

#include <inttypes.h>
#include <string.h>

/* Adds the string, with each of the bytes as its number in hexadecimal. */
static void put_escaped(struct text *text, const char *string,
                        const char *bytes)
{
    struct text clean = { 0 };

    clean_put(&clean, string);
    for (const char *at = text_string(&clean); *at; at++) {
        if (strchr(bytes, *at))
            text_print(text, "%%%02X", (unsigned)(unsigned char)*at);
        else
            text_char(text, *at);
    }
    text_destroy(&clean);
}

void workflow_data(struct text *text, const char *string)
{
    put_escaped(text, string, "%\r\n");
}

void workflow_property(struct text *text, const char *string)
{
    put_escaped(text, string, "%\r\n:,");
}

void workflow_where(struct text *text, const struct where *where)
{
    if (!where->file)
        return;
    text_put(text, "file=");
    workflow_property(text, where->file);
    text_char(text, ',');
    if (where->line == 0)
        return;
    text_print(text, "line=%" PRIu32 ",", where->line);
    if (where->end_line == where->line)
        text_print(text, "col=%" PRIu32 ",", where->column);
    if (where->end_line > 0)
        text_print(text, "endLine=%" PRIu32 ",", where->end_line);
    if (where->end_line == where->line)
        text_print(text, "endColumn=%" PRIu32 ",", where->end_column);
}
