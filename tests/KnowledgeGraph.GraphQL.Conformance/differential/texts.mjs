import { Lexer, Source, TokenKind } from 'graphql';

const SNIPPETS = ['"', '"""', '\\"""', '"a\\u{1F600}b"', '"\\u{110000}"', '"\\u{}"', '"\\uD83D\\uDE00"', '"\\uD83D"', '"\\uD83Dx"', '"\\x"', '"\\u12G4"', '"on"', '"é😀"', '"""\n é\r\n   x\r\n"""', '0', '00', '01', '-', '-0', '1.', '1.5.', '1e', '1e+', '0x1F', '1_000', '.5', '.', '..', '...', '#', '# é 😀\n', '\ufeff', '\u0000', '\u0007', '\u00a0', 'é', '😀', '\ud800', '\udc00x', "'", '`', '?', '%', ';', '\\', '&', '|', '!', '$', '$$', '@', '(', ')', '[', ']', '{', '}', ':', '=', 'on', 'true', 'null', 'fragment', 'query', 'extend', 'type', 'schema', 'input', 'implements', 'repeatable', 'directive', '\r', '\n', '\r\n', '\t', ',', ' '];
const GAPS = [' ', ' ', ' ', '\n', '\r\n', '\r', '\t', ',', ' , ', '  \n\n ', '# note\n', '#é 😀 ,{\r\n', '\ufeff'];

/** The same tokens with other ignored text between them. */
export function reformat(random, text) {
  return [...tokens(text)].map((token) => token + random.pick(GAPS)).join('');
}

/** The text with a few tokens or characters lost, doubled, moved or added; often no longer GraphQL. */
export function damage(random, text) {
  let parts = random.chance(0.7) ? [...tokens(text)].flatMap((token) => [token, ' ']) : [...text];
  for (let i = random.between(1, 3); i > 0 && parts.length > 0; i--) {
    const at = random.below(parts.length);
    random.weighted([
      [3, () => parts.splice(at, 1)],
      [1, () => parts.splice(at, 0, parts[at])],
      [1, () => parts.splice(at, 2, ...parts.slice(at, at + 2).reverse())],
      [4, () => parts.splice(at, 0, random.pick(SNIPPETS))],
      [2, () => parts.splice(at, 1, random.pick(SNIPPETS))],
      [1, () => (parts = parts.slice(0, at))],
    ]);
  }
  return parts.join('');
}

function* tokens(text) {
  const lexer = new Lexer(new Source(text));
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    yield text.slice(token.start, token.end);
  }
}
