#!/bin/sh
# embed.sh VERSION FILE...: C that holds the files, declared in base/embedded.h, on standard output.
# As bytes, not as literals: one over 4,095 characters is more than a compiler has to take.
set -eu
export LC_ALL=C
version=$1
shift

echo "/* Written by compiler/base/embed.sh. Do not edit. */"
echo '#include "base/embedded.h"'
echo
echo "const char embedded_version[] = \"$version\";"
rows=
number=0
for file; do
    path=${file#compiler/}
    echo
    echo "/* $path */"
    echo "static const unsigned char file_$number[] = {"
    od -A n -v -t u1 "$file" | awk '{ for (i = 1; i <= NF; i++) printf "%s,", $i; print "" }'
    echo "0 };"
    rows="$rows    { \"$path\", file_$number, sizeof file_$number - 1 },
"
    number=$((number + 1))
done
echo
echo "const struct embedded embedded_files[] = {"
printf '%s' "$rows"
echo "    { NULL, NULL, 0 },"
echo "};"
