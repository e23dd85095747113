#!/usr/bin/env python3
"""Figures that the sets' own scorers do not print (Python 3, standard library).
usage: score_more.py gold|names|petrarch|joins|stories SHARED CHECKOUT GOLD PREDICTIONS [--verbose]
gold      the labelled seeds, lenient as gold/score.py matches: direct quotes found with the right speaker, of all direct quotes; PLOVER roots of
          matched events whose type has one; qualifiers of matched claims; differences found, and their kinds; pairs of claims that a comparison
          brings together, of which both are labelled: the share that measures one thing (same event and metric); whether one event holds all reports of the largest
names     F1 of persons and of all else
petrarch  of the records with real actors and a labelled pair: the share with two actors given
joins     ECB+: pairs of documents joined against pairs of one subtopic
stories   a set of stories (see stories/README.md); PREDICTIONS is a folder with comparisons.json, joins.json
          and, to see how far each value came, claims.jsonl; or it is --selftest:
          predictions made from the labels, right ones and spoilt ones, must score as they should"""
import collections, csv, importlib.util, itertools, json, os, sys

mode, shared, checkout, gold_path, predictions = sys.argv[1:6]

def prf(tp, predicted, gold):
    p, r = tp / predicted if predicted else 0, tp / gold if gold else 0
    return p, r, 2 * p * r / (p + r) if p + r else 0

def lines(path):
    with open(path, encoding='utf-8') as f: return [json.loads(x) for x in f if x.strip()]

def names():
    counts = {'persons': [0, 0, 0], 'organisations': [0, 0, 0]}
    with open(predictions, encoding='utf-8') as f:
        for row in csv.DictReader(f):
            c = counts['persons' if row['schema'] == 'Person' else 'organisations']
            g, p = row['is_match'].lower() == 'true', row['predicted_match'] == 'true'
            c[0] += g and p; c[1] += p; c[2] += g
    for name, c in counts.items(): print('%s %.3f' % (name, prf(*c)[2]))

def petrarch():
    predicted = {x['id']: x['events'] for x in lines(predictions)}
    real = [r for r in lines(gold_path) if 'toy' not in r['ontology'] and any(e['source'] and e['target'] for e in r['gold']['events'])]
    given = sum(any(e['source'] and e['target'] for e in predicted.get(r['id'], [])) for r in real)
    print('pairs %.3f of %d' % (given / len(real), len(real)))

def joins():
    topic = {r['id']: r['subtopic'] for r in lines(gold_path)}
    with open(predictions, encoding='utf-8') as f: groups = json.load(f)
    pairs = {p for g in groups for p in itertools.combinations(sorted(g['ids']), 2)}
    right = sum(topic[a] == topic[b] for a, b in pairs)
    of_one = sum(topic[a] == topic[b] for a, b in itertools.combinations(sorted(topic), 2))
    print('precision %.3f\nrecall %.3f' % prf(right, len(pairs), of_one)[:2])

class Stories:
    """The labels of a set: where each labelled value stands, what it is a value of, and which reports tell of which happening."""
    def __init__(self, folder):
        self.name = os.path.basename(os.path.normpath(folder)); self.text = {}; self.events = []; self.differences = []; self.others = []
        for story in sorted(x for x in os.listdir(folder) if os.path.isdir(os.path.join(folder, x))):
            self.text.update((r['id'], r['text']) for r in lines(os.path.join(folder, story, 'reports.jsonl')))
            with open(os.path.join(folder, story, 'labels.json'), encoding='utf-8') as f: labels = json.load(f)
            self.events += labels['events']; self.differences += labels['differences']; self.others += labels['others']
        self.spans = collections.defaultdict(list)  # report: (start, end, difference or other, number of its value)
        for key, d in enumerate(self.differences + self.others):
            for n, v in enumerate(d['values']):
                for quote in [v['quote'], *v.get('alternates', [])]:
                    text = self.text[v['report']]; at = text.find(quote)
                    if text.count(quote) != 1: sys.exit('%s: %r stands %d times in it, once was expected' % (v['report'], quote, text.count(quote)))
                    self.spans[v['report']].append((at, at + len(quote), key, n))
        pairs = lambda kind: {p for e in self.events for p in itertools.combinations(sorted(set(kind(e))), 2)}
        self.circles = [{*e['reports'], *e.get('mentions', [])} for e in self.events]
        self.pairs = pairs(lambda e: e['reports'])
        # A report that speaks of another happening in passing: joined or not, both are right.
        self.free = pairs(lambda e: [*e['reports'], *e.get('mentions', [])]) - self.pairs

    def touched(self, comparison):
        """What a comparison is of: the numbers of its labelled values by difference (those of the others come after)."""
        of = collections.defaultdict(set)
        for v in comparison['values']:
            for start, end, key, n in self.spans[v['id']]:
                if start < v['valueSpan'][1] and v['valueSpan'][0] < end: of[key].add(n)
        return of

    def score(self, comparisons, groups):
        G = self.differences; best = {}; mixed = collections.defaultdict(set); counts = collections.Counter(); false = []
        for c in comparisons:
            of = self.touched(c); two = not any({v['id'] for v in c['values']} <= circle for circle in self.circles)
            brings = [k for k in of if k < len(G) and len({G[k]['values'][n]['report'] for n in of[k]}) >= 2]
            if len(of) > 1 or two:
                counts['false'] += 1; false.append((c, of, two))
                for k in brings: mixed[k] |= of.keys() - {k}
            elif brings:
                counts['right'] += 1; k = brings[0]
                if k not in best or len(best[k][0]) < len(of[k]): best[k] = of[k], c
            else: counts['stray'] += 1
        joined = {p for g in groups for p in itertools.combinations(sorted(g['ids']), 2)} - self.free
        hits = joined & self.pairs; whole = sum(len(n) == len(G[k]['values']) for k, (n, _) in best.items())
        kinds = sum(c['kind'] == G[k]['kind'] for k, (_, c) in best.items())
        share = lambda a, b: a / b if b else 0
        figures = {'joins precision': share(len(hits), len(joined)), 'joins recall': share(len(hits), len(self.pairs)),
                   'differences recall': share(len(best), len(G)), 'differences recall, all values': share(whole, len(G)),
                   'differences precision': share(counts['right'], len(comparisons)), 'differences kind': share(kinds, len(best))}
        return figures, best, mixed, counts, false, joined

    def label(self, k): d = (self.differences + self.others)[k]; return '%s %s' % (d['event'], d['metric'])

    def told(self, k, n): v = (self.differences + self.others)[k]['values'][n]; return '%s "%s"' % (v['report'], v['quote'])

    def claimed(self, k, n, claims):
        """The claims that state a labelled value, as told at one of its places."""
        report = self.differences[k]['values'][n]['report']
        at = [(a, b) for a, b, key, i in self.spans[report] if (key, i) == (k, n)]
        return [c for c in claims[report] if any(a < c['valueSpan'][1] and c['valueSpan'][0] < b for a, b in at)]

    def show(self, comparisons, groups, claims, verbose):
        figures, best, mixed, counts, false, joined = self.score(comparisons, groups); G = self.differences
        for name, x in figures.items(): print('%s %s %.3f' % (self.name, name, x))
        print('%s %d differences: %d found, %d mixed; %d comparisons: %d right, %d false, %d of fewer than two labelled values' %
              (self.name, len(G), len(best), len(mixed.keys() - best.keys()), len(comparisons), counts['right'], counts['false'], counts['stray']))
        stated = {(k, n): self.claimed(k, n, claims) for k, d in enumerate(G) for n in range(len(d['values']))} if claims else {}
        if claims:
            right = lambda k, n, c: c['value'] is not None and abs(c['value'] - G[k]['values'][n]['value']) <= 1e-9 * abs(c['value'])
            print('%s %d values: %d claimed, %d of an event, %d with the right number' % (self.name, len(stated), sum(map(bool, stated.values())),
                  sum(any(c['event'] for c in x) for x in stated.values()), sum(any(right(*v, c) for c in x) for v, x in stated.items())))
        if not verbose: return
        def told(k, n):
            if not claims: return self.told(k, n)
            return self.told(k, n) + ' [%s]' % (', '.join(sorted({c['metric'] + ('' if c['event'] else ', no event') for c in stated[k, n]})) or 'no claim')
        for k, d in enumerate(G):
            n, c = best.get(k, (set(), None)); missing = [told(k, i) for i in range(len(d['values'])) if i not in n]
            state = 'found ' if c else 'mixed ' if k in mixed else 'missed'
            kind = ' (%s, is %s)' % (c['kind'], d['kind']) if c and c['kind'] != d['kind'] else ''
            print(state, self.label(k) + kind + (': with ' + ', '.join(sorted(map(self.label, mixed[k])) or ['reports of another event']) if state == 'mixed ' else '') +
                  (': lacks ' if c and missing else ': ' if missing else '') + '; '.join(missing))
        for c, of, two in false:
            print('false ', c['metric'] + ':', '; '.join('%s "%s"' % (v['id'], self.text[v['id']][slice(*v['valueSpan'])]) for v in c['values']), '(reports of two events)' if two else '(%s)' % ', '.join(sorted(map(self.label, of))))
        for a, b in sorted(self.pairs - joined): print('not joined', a, b)
        for a, b in sorted(joined - self.pairs): print('wrongly joined', a, b)

    def selftest(self):
        def value(v): at = self.text[v['report']].find(v['quote']); return {'id': v['report'], 'valueSpan': [at, at + len(v['quote'])]}
        def comparison(d): return {'event': d['event'], 'metric': d['metric'], 'kind': d['kind'], 'values': [value(v) for v in d['values']]}
        right = [comparison(d) for d in self.differences]; groups = [{'event': e['event'], 'ids': e['reports']} for e in self.events]
        spoilt = [dict(c, values=c['values'] + right[i - 1]['values']) for i, c in enumerate(right)]
        halves = [dict(c, values=c['values'][:1] + next([v] for v in c['values'] if v['id'] != c['values'][0]['id']), kind='framing') for c in right]
        perfect, mixed, short, nothing = (self.score(*x)[0] for x in ((right, groups), (spoilt, [{'event': 'all', 'ids': list(self.text)}]), (halves, groups), ([], [])))
        assert all(x == 1 for x in perfect.values()), perfect
        assert mixed['joins recall'] == 1 > mixed['joins precision'] and mixed['differences recall'] == mixed['differences precision'] == 0, mixed
        assert short['differences recall'] == 1 > short['differences recall, all values'] and short['differences kind'] == 0, short
        assert not any(nothing.values()), nothing
        print('%s selftest passed: %d reports, %d differences, %d pairs' % (self.name, len(self.text), len(self.differences), len(self.pairs)))

def stories():
    told = Stories(gold_path)
    if predictions == '--selftest': return told.selftest()
    read = []
    for name in ('comparisons.json', 'joins.json'):
        with open(os.path.join(predictions, name), encoding='utf-8') as f: read.append(json.load(f))
    claims = os.path.join(predictions, 'claims.jsonl')
    claims = {x['id']: x['claims'] for x in lines(claims)} if os.path.exists(claims) else None
    told.show(*read, claims, '--verbose' in sys.argv[6:])

def gold():
    spec = importlib.util.spec_from_file_location('score', os.path.join(shared, 'gold', 'score.py'))
    S = importlib.util.module_from_spec(spec); spec.loader.exec_module(S)
    labelled, cross = S.load(os.path.join(shared, 'gold')); texts = S.texts_for(labelled, os.path.join(shared, 'seeds'))
    system, found = S.load(predictions, set(labelled)); system = S.tidy(system)
    with open(os.path.join(checkout, 'schema', 'ontology', 'events.tsv'), encoding='utf-8') as f:
        rows = [x.rstrip('\n').split('\t') for x in f if x.strip() and not x.startswith('#')]
    root = {r[0]: r[rows[0].index('plover')] for r in rows[1:]}
    of_type = {'Attack': 'ASSAULT', 'Casualty': 'ASSAULT', 'Damage': 'ASSAULT', 'Consult': 'CONSULT', 'Aid': 'AID'}
    direct = [0, 0]; roots = [0, 0]; qualifiers = [0, 0]; events = {}; claims = {}
    for name, g in labelled.items():
        s = S.Article(g, system.get(name, {}), texts[name], cross, False); events.update(s.me)
        for q in g['quotes']:
            if q['kind'] != 'direct' or q.get('optional'): continue
            a = S.trim(s.t, tuple(q['content']))
            hits = [y for y in s.get('quotes') if (b := S.trim(s.t, tuple(y['content']))) and S.ov(a, b) >= .5 * max(a[1] - a[0], b[1] - b[0])]
            direct[1] += 1; direct[0] += any(s.speaker_ok(q, y) for y in hits)
        for y in s.get('events'):
            e = s.gev.get(s.me.get(y['id']))
            if e and e['type'] in of_type and not e.get('optional'): roots[1] += 1; roots[0] += root.get(y.get('kind')) == of_type[e['type']]
        for c in g['claims']:
            spans = [tuple(c['valueSpan'])] + [tuple(x) for x in c.get('altValueSpans', [])]
            mine = [y for y in s.get('claims') if y.get('valueSpan') and any(S.ov(x, tuple(y['valueSpan'])) for x in spans)]
            if mine and not c.get('optional'): qualifiers[1] += 1; qualifiers[0] += any((y.get('qualifier') or 'exact') == c['qualifier'] for y in mine)
        for c in g['claims']: claims.setdefault((g['article'][:3], c['value']), set()).add((c['event'], c['metric']))
    G, Y = cross['divergences'], found.get('divergences', [])
    # One by one as score.py pairs them, to see which kinds go with which.
    pairs = []
    for i, d in enumerate(G):
        for j, y in enumerate(Y):
            a, _ = S.divergences({'divergences': [dict(d, optional=False)]}, {'divergences': [y]}, False, events)
            if a.tpr: pairs.append((1 + (events.get(y.get('event'), y.get('event')) == d['event']), i, j))
    M = S.assign(pairs); need = {i for i, d in enumerate(G) if not d.get('optional')}
    M = [(i, j) for i, j in M if i in need]
    print('direct %.3f' % (direct[0] / direct[1])); print('root %.3f' % (roots[0] / max(1, roots[1]))); print('qualifier %.3f' % (qualifiers[0] / max(1, qualifiers[1])))
    print('differences %.3f' % (len(M) / len(need))); print('difference kind %.3f' % (sum(G[i]['kind'] == Y[j].get('kind') for i, j in M) / max(1, len(M))))
    same = both = 0
    for y in Y:
        known = [claims[k] for v in y.get('values') or [] if (k := (v['article'][:3], v.get('value'))) in claims]
        for a, b in itertools.combinations(known, 2):
            both += 1; same += bool(a & b)
    print('pairs %.3f' % (same / max(1, both)))
    night = max((d['event'] for d in G), key=lambda e: sum(d['event'] == e for d in G))
    of = [{y['id'] for y in system.get(n, {}).get('events', []) if events.get(y['id']) == night} for n, g in labelled.items() if any(e['id'] == night for e in g['events'])]
    print('attack %.3f' % bool(of and set.intersection(*of)))

{'gold': gold, 'names': names, 'petrarch': petrarch, 'joins': joins, 'stories': stories}[mode]()
