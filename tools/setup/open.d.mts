export function open(command: string, args: string[], options: { folder: string }): Promise<number>
export function withoutCoreDumps(
  command: string,
  args: string[],
  platform?: NodeJS.Platform,
): [string, string[]]
