/** What Credenza does without a window, by its word on the command line. */
export const commandNames = ['snapshot', 'compare', 'history', 'read', 'activity'] as const

/** Where the word that may name a command stands in a command line without the program: the first that is no option. */
export function wordOf(args: readonly string[]): number {
  return args.findIndex((each) => !each.startsWith('-'))
}

/** Whether a command line, without the program, asks for a command instead of the window. */
export const isCommand = (args: readonly string[]): boolean =>
  commandNames.some((name) => name === args[wordOf(args)])
