namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>
/// One request, a batch of them, or why there is none. Requests may point into the body that they were read from: dispose when
/// they have been executed.
/// </summary>
internal readonly struct ReadRequest : IDisposable
{
    private readonly RequestBody? _body;

    private ReadRequest(RequestParameters? request, IReadOnlyList<RequestParameters>? batch, Rejection? rejection, RequestBody? body)
    {
        Request = request;
        Batch = batch;
        Rejection = rejection;
        _body = body;
    }

    /// <summary>Set for a single request.</summary>
    public RequestParameters? Request { get; }

    /// <summary>Set for a batch.</summary>
    public IReadOnlyList<RequestParameters>? Batch { get; }

    /// <summary>Set where there is neither.</summary>
    public Rejection? Rejection { get; }

    public static ReadRequest Of(RequestParameters request) => new(request, null, null, null);

    public static ReadRequest OfBatch(IReadOnlyList<RequestParameters> batch) => new(null, batch, null, null);

    public static ReadRequest Rejected(string message) => Rejected(Rejection.BadRequest(message));

    public static ReadRequest Rejected(Rejection rejection) => new(null, null, rejection, null);

    /// <summary>The same, which now also disposes <paramref name="body"/>.</summary>
    public ReadRequest Owning(RequestBody body) => new(Request, Batch, Rejection, body);

    public void Dispose() => _body?.Dispose();
}
