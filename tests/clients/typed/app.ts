// An application as its author would write it: every value below has the type that graphql-codegen made of the schema.
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client/core";
import {
  FactsAboutDocument,
  MergeEntitiesDocument,
  PeopleAndQuotesDocument,
  type MergeEntitiesMutation,
  type PersonQuotesFragment,
} from "./generated/graphql.js";

export function connect(uri: string): ApolloClient {
  return new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri }) });
}

export async function describe(client: ApolloClient, first: number): Promise<string[]> {
  const { data } = await client.query({ query: PeopleAndQuotesDocument, variables: { first } });
  if (!data) throw new Error("There is no data.");
  const people = (data.people.nodes ?? []).map((person: PersonQuotesFragment): string => {
    const words = (person.quotes.nodes ?? []).map(({ evidence }): number => evidence.end - evidence.start);
    return `${person.name}: ${words.length}`;
  });
  const relations = (data.relations.nodes ?? []).map(({ predicate, subject }): string => {
    const name = subject.__typename === "Event" ? subject.label : subject.name;
    return `${name} ${predicate satisfies "MET" | "CALLED" | (string & {})}`;
  });
  return [...people, ...relations];
}

export async function merge(client: ApolloClient, entities: string[]): Promise<string> {
  const { data } = await client.mutate({ mutation: MergeEntitiesDocument, variables: { entities } });
  const payload: MergeEntitiesMutation["mergeEntities"] | undefined = data?.mergeEntities;
  const [error] = payload?.errors ?? [];
  if (error?.__typename === "ConflictError") return error.judgements.map(({ id }) => id).join();
  return error?.message ?? payload?.entity?.id ?? "";
}

export function follow(client: ApolloClient, about: string, seen: (cursor: string, quote: string) => void): void {
  client
    .subscribe({ query: FactsAboutDocument, variables: { about } })
    .subscribe(({ data }) => data && seen(data.factAdded.cursor, data.factAdded.fact.evidence.quote));
}
