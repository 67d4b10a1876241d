/** A form that no text for people uses, with its replacement. */
interface OddWord {
  odd: RegExp
  better: string
}

/**
 * Archaic, inverted and literal forms that texts had. Contains only forms that are never right: false alarms teach
 * people to ignore the list.
 */
const oddWords: readonly OddWord[] = [
  { odd: /\banew\b/i, better: 'again' },
  { odd: /\bany more\b/i, better: 'no longer' },
  { odd: /\bmeanwhile\b/i, better: 'who did it first: “Someone else changed it”' },
  {
    odd: /\b(?:whom|thereof|therein|wherein|whereof|hereby|herewith|thereby|whilst|lest)\b/i,
    better: 'short words',
  },
  {
    odd: /\bof no account\b|\bso often as\b|\bas to (?:a|an|the|one|who)\b/i,
    better: 'for, about, as often as',
  },
  { odd: /\bstands? (?:in|on|at|for|there|here|below|above|beside|first|alone|no longer)\b/i, better: 'is' },
  { odd: /\bstanding in\b|\bstands? in (?:plain sight|its place)\b/i, better: 'is, is used instead' },
  { odd: /\b(?:lies|lay|lie) (?:in|on|under|there|no)\b/i, better: 'is' },
  { odd: /\b(?:it|this|that|what|which|value|one) is no (?!longer|more)[a-z]/i, better: 'isn’t a' },
  { odd: /\b(?:they|these|those|which) are no (?!longer|more)[a-z]/i, better: 'aren’t' },
  { odd: /\byou may not\b|\bmay not be (?:read|written|listed|used)\b/i, better: 'can’t' },
  { odd: /\bcan(?:’t|not)? serve\b/i, better: 'is suitable' },
  { odd: /\bbears? (?:the|a|an|no|Run)\b/i, better: 'has' },
  {
    odd: /\b(?:is|are|was|were) (?:told|asked) (?!by\b)/i,
    better: 'what the reader sees or what Credenza does',
  },
  { odd: /\bcould not\b|\bcan not\b|\bcannot\b/i, better: 'couldn’t, can’t' },
  { odd: /\b(?:mend|mends|mended|mending)\b/i, better: 'fix' },
  {
    odd: /\bunless told\b|\bin force\b|\bdid not suffice\b|\bnot known\b/i,
    better: 'default:, apply, wasn’t enough, unknown',
  },
  {
    odd: /\bhas half a character\b|\bsmall letters\b|\bof a kind that\b/i,
    better: 'invalid character, lowercase letters',
  },
  { odd: /\b(?:has|have) to be\b/i, better: 'must be' },
  { odd: /\bof its own\b(?! token)/i, better: 'own' },
  { odd: /\bbeside\b|\bupon\b|\bfor ever\b|\bshall\b/i, better: 'next to, on, forever, should' },
  { odd: /\bnot begun\b|\bwas begun\b/i, better: 'not started, has started' },
  {
    odd: /\b(?:colour|behaviour|neighbour|licence|grey|centre)s?\b/i,
    better: 'color, behavior, neighbor, license, gray, center: American spelling, as in the window',
  },
]

/** The odd forms in a text, each with its replacement. */
export const oddIn = (text: string): string[] =>
  oddWords.flatMap(({ odd, better }) => {
    const [found] = odd.exec(text) ?? []
    return found === undefined ? [] : [`“${found}”: write “${better}”`]
  })
