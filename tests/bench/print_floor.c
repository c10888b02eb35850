/* print_floor NAME STATEMENTS: a policy of floor.h of that name. */

#include "floor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    static const char head[] = "policy measured";
    struct text text = { 0 };
    if (argc != 3) {
        fputs("usage: print_floor NAME STATEMENTS\n", stderr);
        return 2;
    }
    floor_policy((uint32_t)strtoul(argv[2], NULL, 10), 1, &text);
    printf("policy %s%s", argv[1], text_string(&text) + strlen(head));
    text_destroy(&text);
    return 0;
}
