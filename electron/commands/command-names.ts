/** The names of the commands that run without a window. */
export const commandNames = ['snapshot', 'compare', 'history', 'read', 'activity'] as const

/** The index of the argument that may name a command: the first that isn't an option. `args` excludes the program. */
export function wordOf(args: readonly string[]): number {
  return args.findIndex((each) => !each.startsWith('-'))
}

/** Whether a command line (without the program) runs a command instead of opening the window. */
export const isCommand = (args: readonly string[]): boolean =>
  commandNames.some((name) => name === args[wordOf(args)])
