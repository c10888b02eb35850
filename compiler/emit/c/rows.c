/* Every line of a table is written here, so that one place keeps it below 100
 * columns and keeps what a policy says from ending a comment. */

#include "emit/c/rows.h"

#include <string.h>

enum {
    INDENT = 4,
    MARKS = 7,         /* of a comment, and the blank before it */
    LEAST_COMMENT = 24 /* less of one is not worth a place behind its row */
};

const char *rows_type(uint32_t largest)
{
    return largest <= UINT8_MAX    ? "uint8_t"
           : largest <= UINT16_MAX ? "uint16_t"
                                   : "uint32_t";
}

size_t type_bytes(const char *type)
{
    return type[4] == '8' ? 1 : type[4] == '1' ? 2 : type[4] == '3' ? 4 : 8;
}

void rows_words(struct text *out, const char *words, size_t most)
{
    size_t length = strlen(words);
    size_t shown = length > most ? most - 3 : length;
    for (size_t i = 0; i < shown; i++) {
        char byte = words[i];
        bool harmless = byte >= ' ' && byte <= '~' && byte != '*' &&
                        byte != '\\' && byte != '?';
        text_add(out, harmless ? &byte : ".", 1);
    }
    if (shown < length) {
        text_put(out, "...");
    }
}

/* The comment over several lines, broken between words. */
static void put_paragraph(struct text *out, const char *comment)
{
    size_t column = 3;
    text_put(out, "/* ");
    while (*comment != '\0') {
        size_t word = strcspn(comment, " ");
        if (column > 3 && column + word + 3 > ROWS_WIDTH) {
            text_put(out, "\n * ");
            column = 3;
        } else if (column > 3) {
            text_char(out, ' ');
            column++;
        }
        text_add(out, comment, word);
        column += word;
        comment += word;
        comment += *comment == ' ';
    }
    text_put(out, " */\n");
}

void rows_comment(struct text *out, const char *comment)
{
    text_char(out, '\n');
    if (comment != NULL) {
        put_paragraph(out, comment);
    }
}

void rows_begin(struct text *out, const char *comment, const char *type,
                const char *name)
{
    rows_comment(out, comment);
    text_print(out, "static const %s %s[] = {\n", type, name);
}

void rows_end(struct text *out, const char *zeros)
{
    text_print(out, "    %s\n};\n", zeros);
}

void rows_add(struct text *out, const char *row, const char *comment)
{
    size_t width = INDENT + strlen(row) + 1;
    bool beside = width + LEAST_COMMENT + MARKS <= ROWS_WIDTH ||
                  width + strlen(comment) + MARKS <= ROWS_WIDTH;
    if (!beside) {
        text_repeat(out, ' ', INDENT);
        text_put(out, "/* ");
        rows_words(out, comment, ROWS_WIDTH - INDENT - MARKS);
        text_put(out, " */\n");
    }
    text_print(out, "    %s,", row);
    if (beside) {
        text_put(out, " /* ");
        rows_words(out, comment, ROWS_WIDTH - width - MARKS);
        text_put(out, " */");
    }
    text_char(out, '\n');
}

void rows_numbers(struct text *out, const uint32_t *numbers, size_t count,
                  bool hexadecimal, const char *comment)
{
    size_t column = 0;
    if (comment != NULL) {
        text_repeat(out, ' ', INDENT);
        text_put(out, "/* ");
        rows_words(out, comment, ROWS_WIDTH - INDENT - MARKS);
        text_put(out, " */\n");
    }
    for (size_t i = 0; i < count; i++) {
        struct text number = { 0 };
        text_print(&number, hexadecimal ? "0x%08lxu," : "%luu,",
                   (unsigned long)numbers[i]);
        if (column > 0 && column + 1 + number.length > ROWS_WIDTH) {
            text_char(out, '\n');
            column = 0;
        }
        text_repeat(out, ' ', column == 0 ? INDENT : 1);
        text_put(out, text_string(&number));
        column += (column == 0 ? INDENT : 1) + number.length;
        text_destroy(&number);
    }
    if (column > 0) {
        text_char(out, '\n');
    }
}
