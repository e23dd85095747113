using System.Collections.Concurrent;
using KnowledgeGraph.Nlp.Attributes;
using KnowledgeGraph.Nlp.Entities;
using KnowledgeGraph.Nlp.Files;
using KnowledgeGraph.Nlp.Lexicon;
using KnowledgeGraph.Nlp.Numerics;
using KnowledgeGraph.Nlp.Parsing;
using KnowledgeGraph.Nlp.Tokenization;

namespace KnowledgeGraph.Nlp;

/// <summary>The stages in the order in which they run, and what they share.</summary>
internal sealed class Pipeline
{
    private const int LargestKeptWorkspace = 1 << 18;    // tokens
    private readonly Tokenizer _tokenizer;
    private readonly DependencyParser _parser;
    private readonly EntityRecogniser _recogniser;
    private readonly AttributeRules _rules;
    private readonly Lemmatizer _lemmatizer;
    private readonly LabelNames _labels;
    private readonly ushort[] _tags;
    private readonly Func<Workspace> _newWorkspace;
    private readonly ConcurrentBag<Workspace> _idle = [];

    public Pipeline(PipelineFile file, TensorFile tensors, StringIds ids, WordVectors vectors, VectorPath path)
    {
        const int reduced = TransitionScorer.Hidden, width = ContextEncoder.Width;
        var (tagger, entities, patterns) = AtOnce.Run(
            () => new EmbeddingLayer(tensors, "tok2vec", file.Tok2vec, vectors, path),
            () => new EmbeddingLayer(tensors, "ner.tok2vec", file.NerTok2vec, vectors, path),
            () => new TokenizerPatterns(file.Tokenizer));
        _tokenizer = new Tokenizer(file.Tokenizer, patterns, new Vocabulary(file, ids, vectors, tagger, entities));

        var labels = new LabelTable();
        _tags = [.. file.TaggerLabels.Select(labels.IndexOf)];
        var parserScorer = new TransitionScorer(tensors, "parser", DependencyParser.Slots, file.Moves.Parser.Length, path);
        _parser = new DependencyParser(parserScorer, file.Moves.Parser, labels);
        var deprojectivizer = new Deprojectivizer(labels);
        var entityScorer = new TransitionScorer(tensors, "ner", EntityRecogniser.Slots, file.Moves.Ner.Length, path);
        _recogniser = new EntityRecogniser(entityScorer, file.Moves.Ner, labels);
        _rules = new AttributeRules(file.AttributeRules, labels);
        _lemmatizer = new Lemmatizer(file.Lemmatizer);
        _labels = labels.ToNames();

        // The tagger reads what the parser's first layer reads: one matrix gives both.
        var (w, b) = (tensors.Floats("parser.reduce.W", reduced, width), tensors.Floats("parser.reduce.b", reduced));
        var (tagW, tagB) = (tensors.Floats("tagger.W", _tags.Length, width), tensors.Floats("tagger.b", _tags.Length));
        var parserReduce = new LinearLayer(
            reduced + _tags.Length, width, (o, i) => o < reduced ? w[o * width + i] : tagW[(o - reduced) * width + i],
            o => o < reduced ? b[o] : tagB[o - reduced], path);
        var (nerW, nerB) = (tensors.Floats("ner.reduce.W", reduced, width), tensors.Floats("ner.reduce.b", reduced));
        var entityReduce = new LinearLayer(reduced, width, (o, i) => nerW[o * width + i], o => nerB[o], path);

        var parserEncoder = new ContextEncoder(tensors, "tok2vec", path);
        var entityEncoder = new ContextEncoder(tensors, "ner.tok2vec", path);
        _newWorkspace = () => new Workspace(
            new FeatureStream(parserEncoder, parserReduce, parserScorer, forEntities: false),
            new FeatureStream(entityEncoder, entityReduce, entityScorer, forEntities: true),
            new Deprojectivizer(deprojectivizer), reduced, _tags, parserReduce.Outputs);
    }

    public string? FindBase(string lower, string kind) => _lemmatizer.FindBase(lower, kind);

    public Doc[] Annotate(ReadOnlySpan<string> texts, CancellationToken cancellation)
    {
        if (!_idle.TryTake(out var work)) work = _newWorkspace();
        var docs = Run(texts, work, cancellation);
        work.Clear();
        if (work.Capacity <= LargestKeptWorkspace && _idle.Count < Environment.ProcessorCount) _idle.Add(work);
        return docs;
    }

    private Doc[] Run(ReadOnlySpan<string> texts, Workspace work, CancellationToken cancellation)
    {
        work.Begin(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            _tokenizer.Tokenize(texts[i], work.Tokens[i], cancellation);
            work.AddRows(i);
        }
        var docs = new Doc[texts.Length];
        work.StartTagging();
        for (var i = 0; i < texts.Length; i++)
        {
            var tokens = work.Tokens[i];
            var words = tokens.Words.AsSpan(0, tokens.Count);
            var state = work.State;
            state.Reset(tokens.Count);
            _parser.Parse(work.ParserFeatures, work.FirstRows[i], state, cancellation);
            var heads = state.Heads.AsSpan(0, tokens.Count);
            var deps = state.Deps.AsSpan(0, tokens.Count);
            work.Deprojectivizer.Apply(words, heads, deps);
            docs[i] = Assemble(texts[i], tokens, work.TagsOf(i), heads, deps, work);
        }
        work.StartEntities();
        for (var i = 0; i < texts.Length; i++)
        {
            var tokens = work.Tokens[i];
            _recogniser.Find(
                work.EntityFeatures, work.FirstRows[i], tokens.Words.AsSpan(0, tokens.Count), docs[i].Flags, docs[i].EntityTags, cancellation);
        }
        return docs;
    }

    private Doc Assemble(
        string text, TokenBuffer tokens, ReadOnlySpan<ushort> tags, ReadOnlySpan<int> heads, ReadOnlySpan<ushort> deps, Workspace work)
    {
        var n = tokens.Count;
        var words = tokens.Words.AsSpan(0, n);
        var (texts, lemmas, flags) = (new string[n], new string[n], new TokenFlags[n]);
        var (finalTags, poses, morphs, finalDeps) = (new ushort[n], new ushort[n], new ushort[n], new ushort[n]);
        SentenceBounds.Find(heads, flags, work.Scratch(n, 0), work.Scratch(n, 1));
        work.Sequences.Clear();
        _rules.FindSequences(words, tags, deps, work.Sequences);
        for (var i = 0; i < n; i++)
        {
            var word = words[i];
            var analysis = word.Find(tags[i], deps[i]) ?? Analyse(word, tags[i], deps[i]);
            (texts[i], lemmas[i]) = (word.Text, analysis.Lemma);
            (finalTags[i], finalDeps[i], poses[i], morphs[i]) = (analysis.Tag, analysis.Dep, analysis.Pos, analysis.Morph);
            if (tokens.SpaceAfter[i]) flags[i] |= TokenFlags.SpaceAfter;
            if (word.IsSpace) flags[i] |= TokenFlags.Space;
        }
        foreach (var group in work.Sequences.GroupBy(s => s.Token, s => s.Rule))
        {
            var i = group.Key;
            var analysis = Analyse(words[i], tags[i], deps[i], [.. group]);
            (lemmas[i], finalTags[i], finalDeps[i], poses[i], morphs[i]) =
                (analysis.Lemma, analysis.Tag, analysis.Dep, analysis.Pos, analysis.Morph);
        }
        return new Doc(
            text, texts, tokens.Starts.AsSpan(0, n).ToArray(), flags, _labels, finalTags, poses, morphs, lemmas, finalDeps, heads.ToArray(),
            new ushort[n]);
    }

    private Analysis Analyse(Word word, ushort tag, ushort dep)
    {
        var analysis = Analyse(word, tag, dep, []);
        word.Remember(analysis);
        return analysis;
    }

    private Analysis Analyse(Word word, ushort tag, ushort dep, int[] sequences)
    {
        var set = _rules.Apply(word, tag, dep, sequences);
        var lemma = string.IsNullOrEmpty(set.Lemma)
            ? _lemmatizer.Lemma(word.Text, word.Lower, _labels[set.Pos], _labels[set.Morph])
            : set.Lemma;
        return new Analysis(tag, dep, set.Tag, set.Dep, set.Pos, set.Morph, lemma);
    }
}
