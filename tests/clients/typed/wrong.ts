// What must not compile: fields and variables that the schema does not have.
import { PeopleAndQuotesDocument, type PeopleAndQuotesQuery } from "./generated/graphql.js";
import { connect } from "./app.js";

export const missing = (data: PeopleAndQuotesQuery) => data.people.nodes?.[0]?.shoeSize;
export const wrongVariable = () => connect("").query({ query: PeopleAndQuotesDocument, variables: { first: "three" } });
