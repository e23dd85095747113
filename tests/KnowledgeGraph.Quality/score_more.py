#!/usr/bin/env python3
"""Figures that the sets' own scorers do not print (Python 3, standard library).
usage: score_more.py gold|names|petrarch|joins SHARED CHECKOUT GOLD PREDICTIONS
gold      the labelled seeds, lenient as gold/score.py matches: direct quotes found with the right speaker, of all direct quotes; PLOVER roots of
          matched events whose type has one; qualifiers of matched claims; differences found, and their kinds; pairs of claims that a comparison
          brings together, of which both are labelled: the share that measures one thing (same event and metric); whether one event holds all reports of the largest
names     F1 of persons and of all else
petrarch  of the records with real actors and a labelled pair: the share with two actors given
joins     ECB+: pairs of documents joined against pairs of one subtopic"""
import csv, importlib.util, itertools, json, os, sys

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

{'gold': gold, 'names': names, 'petrarch': petrarch, 'joins': joins}[mode]()
