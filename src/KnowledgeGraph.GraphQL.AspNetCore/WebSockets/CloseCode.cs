namespace KnowledgeGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>Why the server closes a socket. Source: "GraphQL over WebSocket Protocol", graphql-transport-ws.</summary>
internal enum CloseCode
{
    MessageTooBig = 1009,
    BadRequest = 4400,
    Unauthorized = 4401,
    Forbidden = 4403,
    SubprotocolNotAcceptable = 4406,
    ConnectionInitialisationTimeout = 4408,
    SubscriberAlreadyExists = 4409,
    TooManyInitialisationRequests = 4429,
    InternalServerError = 4500,
}
